#include "media_element.h"

#include <algorithm>

#include "media_source.h"

namespace praxino::virtual_host {
namespace {

constexpr double kDecodeSeconds = 0.005;
/// Ends of ranges and the playhead are compared with this much room.
constexpr double kTouching = 1e-4;

/// The range that is shown of at this time: also one that begins a rounding error later, as all browsers do.
const TimeRange* under(const TimeRanges& ranges, double at) {
  const TimeRange* range = ranges.at(at);
  return range != nullptr ? range : ranges.at(at + kTouching);
}

}  // namespace

double MediaElement::current_time() const {
  return moving_ ? anchor_time_ + (loop_.now() - anchor_at_) * rate_ : anchor_time_;
}

std::uint32_t MediaElement::picture() const {
  const double shown = hole_ ? std::min(current_time(), *hole_) : current_time();
  return 1 + static_cast<std::uint32_t>(std::max(shown, 0.0) * 25);
}

void MediaElement::play(double rate) {
  if (moving_) halt();
  rate_ = rate;
  const bool was_paused = paused_;
  paused_ = false;
  if (ended_) seek(0);
  if (was_paused) fire(ready_ >= Ready::future_data ? "playing" : "waiting");
  think();
}

void MediaElement::pause() {
  halt();
  paused_ = true;
}

void MediaElement::seek(double time) {
  halt();
  if (ready_ == Ready::nothing) {
    anchor_time_ = time;
    return;
  }
  if (stuck_ > 0) --stuck_;
  anchor_time_ = std::clamp(time, 0.0, source_.duration());
  seeking_ = true;
  sought_ = true;
  fire("seeking");
  set_ready(Ready::metadata);
  ended_ = false;
  starved_ = false;
  landing_ = false;
  hole_.reset();
  ++plan_;
  think();
}

void MediaElement::halt() {
  anchor_time_ = current_time();
  anchor_at_ = loop_.now();
  moving_ = false;
  ++plan_;
}

void MediaElement::metadata_known() {
  if (ready_ != Ready::nothing) return;
  ready_ = Ready::metadata;
  fire("durationchange");
  fire("loadedmetadata");
}

void MediaElement::duration_changed() { fire("durationchange"); }

void MediaElement::fail(int code) {
  halt();
  error_ = code;
  fire("error");
}

void MediaElement::stick(int seeks) {
  halt();
  stuck_ = seeks;
  think();
}

bool MediaElement::tells_stalls() const { return source_.traits().reports_stalls || source_.has_sound(); }

void MediaElement::set_ready(Ready ready) {
  const Ready before = ready_;
  ready_ = ready;
  if (ready >= Ready::current_data && !shown_data_) {
    shown_data_ = true;
    fire("loadeddata");
  }
  if (paused_ || before == ready || (!sought_ && !tells_stalls())) return;
  if (before >= Ready::future_data && ready < Ready::future_data) fire("waiting");
  if (before < Ready::future_data && ready >= Ready::future_data) fire("playing");
}

void MediaElement::think() {
  if (ready_ == Ready::nothing || error_ != 0 || ended_ || !source_.showable()) return;
  const double at = current_time();
  const TimeRanges ranges = source_.buffered();
  if (hole_ && at >= *hole_ && under(ranges, *hole_) == nullptr) return;
  const TimeRange* range = under(ranges, at);
  const bool ended = source_.state() == MediaSource::State::ended;
  const bool at_end = ended && at >= ranges.end() - kTouching && !ranges.empty();
  if (range == nullptr && !at_end) {
    if (moving_) {
      halt();
      starved_ = true;
    }
    set_ready(seeking_ || !shown_data_ ? Ready::metadata : Ready::current_data);
    return;
  }
  if (seeking_) {
    if (!landing_) {
      landing_ = true;
      loop_.after(kDecodeSeconds, [this, plan = ++plan_] {
        if (plan == plan_) finish_seek();
      });
    }
    return;
  }
  arrive();
}

void MediaElement::finish_seek() {
  seeking_ = false;
  landing_ = false;
  fire("seeked");
  arrive();
  sought_ = false;
}

/// There is data under the playhead: move if playing, and plan the end of the range.
void MediaElement::arrive() {
  const double at = current_time();
  const TimeRanges ranges = source_.buffered();
  const TimeRange* range = under(ranges, at);
  const bool ended = source_.state() == MediaSource::State::ended;
  const double end = range != nullptr ? range->end : at;
  const BrowserTraits& traits = source_.traits();
  const double enough = moving_ ? traits.stall_before_end : traits.start_ahead;
  const bool more = ended || end - at > enough + kTouching;
  if (moving_) halt();
  set_ready(more ? Ready::future_data : Ready::current_data);
  if (!more || paused_ || stuck_ > 0) return;
  // Where stalls are not told, the clock ran on through them.
  if (starved_ && !tells_stalls()) anchor_time_ += (loop_.now() - anchor_at_) * rate_;
  starved_ = false;
  anchor_at_ = loop_.now();
  ++plan_;
  moving_ = true;
  double stop = ended && end >= ranges.end() ? end : end - traits.stall_before_end;
  hole_.reset();
  if (const double sound = source_.sound_until(end); traits.runs_into_holes > 0 && sound > end) {
    hole_ = end;
    stop = std::min(sound, end + traits.runs_into_holes);
  }
  loop_.after(std::max(0.0, (stop - at) / rate_), [this, plan = plan_] {
    if (plan == plan_) reach_end_of_range();
  });
}

void MediaElement::reach_end_of_range() {
  halt();
  starved_ = true;
  const bool ended = source_.state() == MediaSource::State::ended;
  if (ended && anchor_time_ >= source_.buffered().end() - kTouching) {
    ended_ = true;
    paused_ = true;
    fire("ended");
    return;
  }
  set_ready(Ready::current_data);
}

}  // namespace praxino::virtual_host
