#include "media_source.h"

#include <algorithm>
#include <cmath>

namespace praxino::virtual_host {
namespace {

constexpr Target kSource{.kind = Target::Kind::source, .sink = -1};
constexpr int kMediaErrorNetwork = 2;
constexpr int kMediaErrorDecode = 3;
constexpr int kMediaErrorUnusable = 4;

}  // namespace

MediaSource::MediaSource(Loop& loop, const BrowserTraits& traits)
    : loop_(loop), traits_(traits), element_(loop, *this) {}

void MediaSource::attach() {
  loop_.after(0, [this] {
    state_ = State::open;
    loop_.fire(kSource, "sourceopen");
  });
}

Thrown MediaSource::add_sink(std::string_view type, SourceBuffer** added) {
  if (type.empty()) return Thrown::type_error;
  if (!traits_.supports(type)) return Thrown::not_supported;
  if (state_ != State::open) return Thrown::invalid_state;
  // Once the tracks of the presentation are settled, browsers take no further sink.
  if (!traits_.takes_sinks_late && element_.ready() != MediaElement::Ready::nothing)
    return Thrown::quota_exceeded;
  sinks_.push_back(
      std::make_unique<SourceBuffer>(*this, static_cast<int>(sinks_.size() + removed_.size()), type));
  *added = sinks_.back().get();
  return Thrown::none;
}

Thrown MediaSource::remove_sink(SourceBuffer& sink) {
  const auto place = std::ranges::find(sinks_, &sink, &std::unique_ptr<SourceBuffer>::get);
  if (place == sinks_.end()) return Thrown::not_supported;
  sink.detach();
  removed_.push_back(std::move(*place));
  sinks_.erase(place);
  frames_changed();
  return Thrown::none;
}

Thrown MediaSource::set_duration(double duration) {
  if (std::isnan(duration) || duration < 0) return Thrown::type_error;
  if (state_ != State::open || updating()) return Thrown::invalid_state;
  // §3.5.6: no cut into frames; a duration below their end is raised to it.
  double end = 0;
  for (const auto& sink : sinks_) end = std::max(end, sink->buffered().end());
  if (duration < end) return Thrown::invalid_state;
  run_duration_change(duration);
  return Thrown::none;
}

void MediaSource::run_duration_change(double duration) {
  if (duration == duration_) return;
  double end = 0;
  for (const auto& sink : sinks_) end = std::max(end, sink->end());
  duration_ = std::max(duration, end);
  const bool known = element_.ready() != MediaElement::Ready::nothing;
  if (known || (traits_.tells_duration_early && std::isfinite(duration_))) element_.duration_changed();
}

Thrown MediaSource::end_of_stream(EndReason reason) {
  if (state_ != State::open || updating()) return Thrown::invalid_state;
  end(reason);
  return Thrown::none;
}

void MediaSource::end(EndReason reason) {
  state_ = State::ended;
  loop_.fire(kSource, "sourceended");
  if (reason == EndReason::finished) {
    double end = 0;
    for (const auto& sink : sinks_) end = std::max(end, sink->buffered().end());
    run_duration_change(end);
  } else {
    // Before its metadata are known the element holds the whole resource for unusable.
    const bool early = element_.ready() == MediaElement::Ready::nothing;
    if (early || traits_.closes_on_error) close();
    element_.fail(early                          ? kMediaErrorUnusable
                  : reason == EndReason::network ? kMediaErrorNetwork
                                                 : kMediaErrorDecode);
  }
  element_.think();
}

void MediaSource::close() {
  state_ = State::closed;
  duration_ = std::numeric_limits<double>::quiet_NaN();
  loop_.fire(kSource, "sourceclose");
  for (auto& sink : sinks_) {
    sink->detach();
    removed_.push_back(std::move(sink));
  }
  sinks_.clear();
}

double MediaSource::duration() const {
  return state_ == State::closed ? std::numeric_limits<double>::quiet_NaN() : duration_;
}

bool MediaSource::has_sound() const {
  return std::ranges::any_of(sinks_, [](const auto& sink) { return !sink->has_picture(); });
}

double MediaSource::sound_until(double at) const {
  double until = at;
  for (const auto& sink : sinks_) {
    if (sink->has_picture()) continue;
    const TimeRanges ranges = sink->buffered();
    if (const TimeRange* range = ranges.at(at)) until = std::max(until, range->end);
  }
  return until;
}

TimeRanges MediaSource::buffered() const {
  TimeRanges common;
  if (sinks_.empty()) return common;
  double highest = 0;
  for (const auto& sink : sinks_) highest = std::max(highest, sink->buffered().end());
  if (highest == 0) return common;
  common.add({.start = 0, .end = highest}, 0);
  for (const auto& sink : sinks_) {
    if (!sink->has_init()) continue;  // not among activeSourceBuffers yet
    TimeRanges ranges = sink->buffered();
    if (state_ == State::ended) ranges.extend_last_to(highest);
    common = common.intersection(ranges);
  }
  return common;
}

bool MediaSource::updating() const {
  return std::ranges::any_of(sinks_, [](const auto& sink) { return sink->updating(); });
}

void MediaSource::init_arrived(double duration) {
  if (std::isnan(duration_)) {
    run_duration_change(duration > 0 ? duration : std::numeric_limits<double>::infinity());
  }
  if (std::ranges::all_of(sinks_, [](const auto& sink) { return sink->has_init(); }))
    element_.metadata_known();
}

void MediaSource::frames_arrived(double group_end) {
  if (group_end > duration_) run_duration_change(group_end);
}

void MediaSource::frames_changed() { element_.think(); }

void MediaSource::reopen() {
  state_ = State::open;
  loop_.fire(kSource, "sourceopen");
}

}  // namespace praxino::virtual_host
