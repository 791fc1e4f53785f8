#include "source_buffer.h"

#include <algorithm>
#include <cmath>

#include "media_source.h"

namespace praxino::virtual_host {
namespace {

constexpr double kMicrosecond = 1e-6;
constexpr double kAppendSeconds = 0.002;
constexpr double kRemoveSeconds = 0.001;

double rounded(double seconds) { return std::round(seconds * 1e6) / 1e6; }

}  // namespace

std::string_view dom_name(Thrown thrown) {
  switch (thrown) {
    case Thrown::none:
      return "";
    case Thrown::invalid_state:
      return "InvalidStateError";
    case Thrown::invalid_access:
      return "InvalidAccessError";
    case Thrown::not_supported:
      return "NotSupportedError";
    case Thrown::quota_exceeded:
      return "QuotaExceededError";
    case Thrown::type_error:
      return "TypeError";
  }
  return "";
}

SourceBuffer::SourceBuffer(MediaSource& source, int id, std::string_view type)
    : source_(source),
      target_{.kind = Target::Kind::sink, .sink = id},
      type_(type),
      parser_(source.traits()) {}

Thrown SourceBuffer::refuse_unless_idle() const {
  return detached_ || updating_ ? Thrown::invalid_state : Thrown::none;
}

void SourceBuffer::reopen_if_ended() {
  if (source_.state() == MediaSource::State::ended) source_.reopen();
}

// §3.2 appendBuffer() and §3.5.4 prepare append.
Thrown SourceBuffer::append(std::span<const std::byte> bytes) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  if (source_.element().error() != 0) return Thrown::invalid_state;
  reopen_if_ended();
  if (!make_room(bytes.size())) return Thrown::quota_exceeded;

  appended_.assign(bytes.begin(), bytes.end());
  updating_ = true;
  fire("updatestart");
  source_.loop().after(kAppendSeconds, [this, operation = ++operation_] {
    if (operation == operation_) finish_append();
  });
  return Thrown::none;
}

Thrown SourceBuffer::abort() {
  if (detached_ || source_.state() != MediaSource::State::open || removing_) return Thrown::invalid_state;
  if (updating_) {
    if (source_.traits().abort_keeps_the_append) (void)parse_appended();
    ++operation_;
    updating_ = false;
    fire("abort");
    fire("updateend");
  }
  reset_parser();
  if (source_.traits().abort_forgets_init) parser_.forget_init();
  window_start_ = 0;
  window_end_ = std::numeric_limits<double>::infinity();
  return Thrown::none;
}

Thrown SourceBuffer::remove(double from, double to) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  const double duration = source_.duration();
  if (std::isnan(duration) || from < 0 || from > duration || !(to > from)) return Thrown::type_error;
  reopen_if_ended();
  updating_ = true;
  removing_ = true;
  fire("updatestart");
  source_.loop().after(kRemoveSeconds, [this, from, to, operation = ++operation_] {
    if (operation != operation_) return;
    for (auto& [id, track] : tracks_) track.remove(from, to, source_.duration());
    updating_ = false;
    removing_ = false;
    fire("update");
    fire("updateend");
    source_.frames_changed();
  });
  return Thrown::none;
}

Thrown SourceBuffer::set_timestamp_offset(double offset) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  reopen_if_ended();
  if (source_.traits().guards_half_segments && parser_.inside_segment()) return Thrown::invalid_state;
  offset_ = offset;
  if (mode_ == Mode::sequence) {
    has_group_start_ = true;
    group_start_ = offset;
  }
  return Thrown::none;
}

Thrown SourceBuffer::set_window_start(double start) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  if (start < 0 || start >= window_end_) return Thrown::type_error;
  window_start_ = start;
  return Thrown::none;
}

Thrown SourceBuffer::set_window_end(double end) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  if (!(end > window_start_)) return Thrown::type_error;
  window_end_ = end;
  return Thrown::none;
}

Thrown SourceBuffer::set_mode(Mode mode) {
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  reopen_if_ended();
  if (source_.traits().guards_half_segments && parser_.inside_segment()) return Thrown::invalid_state;
  if (mode == Mode::sequence) {
    has_group_start_ = true;
    group_start_ = group_end_;
    source_.sequence_mode_used();
  }
  mode_ = mode;
  return Thrown::none;
}

Thrown SourceBuffer::change_type(std::string_view type) {
  const BrowserTraits& traits = source_.traits();
  if (!traits.has_change_type) return Thrown::type_error;  // calling what is not there
  if (type.empty()) return Thrown::type_error;
  if (const Thrown refused = refuse_unless_idle(); refused != Thrown::none) return refused;
  if (!traits.supports(type)) return Thrown::not_supported;
  reopen_if_ended();
  reset_parser();
  type_ = type;
  init_due_ = true;
  return Thrown::none;
}

bool SourceBuffer::make_room(std::size_t wanted) {
  const std::uint64_t limit = source_.quota;
  if (bytes() + wanted <= limit) return true;
  std::uint64_t missing = bytes() + wanted - limit;
  const BrowserTraits& traits = source_.traits();
  const double playhead = source_.element().current_time();
  const double behind = playhead - traits.quota_keeps_behind;
  const double ahead = playhead + traits.quota_keeps_ahead;
  for (auto& [id, track] : tracks_) {
    missing -= std::min(missing, track.evict_before(behind, missing));
    if (traits.quota_drops_from_the_end) missing -= std::min(missing, track.evict_after(ahead, missing));
  }
  source_.frames_changed();
  return missing == 0;
}

// §3.5.1 segment parser loop, over the bytes of one append.
bool SourceBuffer::parse_appended() {
  std::vector<Fact> facts;
  const bool sound = parser_.feed(appended_, facts);
  appended_.clear();
  bool accepted = true;
  bool framed = false;
  for (const Fact& fact : facts) {
    if (fact.kind == Fact::Kind::init) {
      accepted = accepted && take_init(fact);
    } else if (init_due_) {
      accepted = false;
    } else if (accepted) {
      take_frame(fact.frame);
      framed = true;
    }
  }
  if (framed) source_.frames_arrived(group_end_);
  return sound && accepted;
}

void SourceBuffer::finish_append() {
  if (!parse_appended()) return fail_append();
  updating_ = false;
  fire("update");
  fire("updateend");
  source_.frames_changed();
}

bool SourceBuffer::take_init(const Fact& fact) {
  const auto is_video = [](const TrackInit& track) { return track.handler == "vide"; };
  if (has_init_) {
    // §3.5.7 step 3: as many tracks of each kind as before.
    const auto videos = std::ranges::count_if(track_inits_, is_video);
    if (fact.tracks.size() != track_inits_.size() || videos != std::ranges::count_if(fact.tracks, is_video)) {
      return false;
    }
  }
  std::map<std::uint32_t, TrackBuffer> tracks;
  for (const TrackInit& track : fact.tracks) {
    // A lone track of its kind keeps its buffer whatever its id says.
    const auto kin = std::ranges::find_if(
        track_inits_, [&](const TrackInit& old) { return is_video(old) == is_video(track); });
    if (kin != track_inits_.end()) {
      tracks.emplace(track.id, std::move(tracks_.at(kin->id)));
    } else {
      tracks.emplace(track.id, TrackBuffer(is_video(track), source_.traits()));
    }
    tracks.at(track.id).demand_sync();
  }
  tracks_ = std::move(tracks);
  track_inits_ = fact.tracks;
  init_due_ = false;
  has_init_ = true;
  source_.init_arrived(fact.duration);
  return true;
}

// §3.5.8 coded frame processing, steps 1 to 9; TrackBuffer::add does the rest.
void SourceBuffer::take_frame(CodedFrame frame) {
  const auto found = tracks_.find(frame.track);
  if (found == tracks_.end()) return;
  TrackBuffer& track = found->second;
  const auto init = std::ranges::find(track_inits_, frame.track, &TrackInit::id);
  const double edit = rounded(static_cast<double>(init->edit_start) / init->timescale);
  if (source_.traits().honours_edit_lists) {
    frame.pts -= edit;
    frame.dts -= edit;
  }
  const double pts = frame.pts;
  const double dts = frame.dts;
  if (source_.traits().drops_sound_that_goes_back && init->handler == "soun") {
    if (!first_sound_) first_sound_ = pts;
    if (pts + frame.duration <= *first_sound_) return;
  }
  for (;;) {
    if (mode_ == Mode::sequence && has_group_start_) {
      offset_ = group_start_ - pts;
      group_end_ = group_start_;
      for (auto& [id, each] : tracks_) each.demand_sync();
      has_group_start_ = false;
    }
    frame.pts = rounded(pts + offset_);
    frame.dts = rounded(dts + offset_);
    if (!track.breaks_continuity(frame)) break;
    if (mode_ == Mode::segments) {
      group_end_ = frame.pts;
    } else {
      has_group_start_ = true;
      group_start_ = group_end_;
    }
    for (auto& [id, each] : tracks_) each.break_group();
  }
  if (frame.pts > 0 && frame.pts <= source_.traits().stretches_to_zero) {
    frame.duration += frame.pts;
    frame.pts = 0;
  }
  const double end = frame.pts + frame.duration;
  if (frame.pts < window_start_ - kMicrosecond / 2 || end > window_end_ + kMicrosecond / 2) {
    track.demand_sync();
    return;
  }
  if (track.add(frame)) group_end_ = std::max(group_end_, end);
}

// §3.5.3 append error.
void SourceBuffer::fail_append() {
  reset_parser();
  updating_ = false;
  fire("error");
  fire("updateend");
  source_.end(MediaSource::EndReason::decode);
}

// §3.5.2 reset parser state.
void SourceBuffer::reset_parser() {
  parser_.reset();
  first_sound_.reset();
  for (auto& [id, track] : tracks_) track.break_group();
  if (mode_ == Mode::sequence) {
    has_group_start_ = true;
    group_start_ = group_end_;
  }
}

TimeRanges SourceBuffer::buffered() const {
  const bool ended = source_.state() == MediaSource::State::ended;
  const double highest = end();
  TimeRanges common;
  bool first = true;
  for (const auto& [id, track] : tracks_) {
    TimeRanges ranges = track.ranges();
    if (ended) ranges.extend_last_to(highest);
    common = first ? ranges : common.intersection(ranges);
    first = false;
  }
  return common;
}

bool SourceBuffer::has_picture() const {
  return std::ranges::any_of(track_inits_, [](const TrackInit& track) { return track.handler == "vide"; });
}

double SourceBuffer::end() const {
  double end = 0;
  for (const auto& [id, track] : tracks_) end = std::max(end, track.end());
  return end;
}

std::uint64_t SourceBuffer::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [id, track] : tracks_) sum += track.bytes();
  return sum;
}

void SourceBuffer::detach() {
  if (updating_) {
    ++operation_;
    updating_ = false;
    fire("abort");
    fire("updateend");
  }
  detached_ = true;
}

void SourceBuffer::fire(std::string_view name) { source_.loop().fire(target_, name); }

}  // namespace praxino::virtual_host
