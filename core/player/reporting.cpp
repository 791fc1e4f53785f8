#include <algorithm>
#include <utility>

#include "core/player/session.h"

/// What a person is told, and the watch over playback itself.
namespace praxino::player {

void Session::show(State state) {
  if (state == state_) return;
  state_ = state;
  out_->push_back(ShowState{state});
}

void Session::decide(Subject subject, Why why, const Stream* stream, media::RenditionId rendition,
                     Seconds at) {
  Decide decision;
  decision.subject = subject;
  decision.why = why;
  decision.sink = stream ? static_cast<std::uint32_t>(stream->id) : 0;
  decision.rendition = static_cast<std::uint32_t>(rendition);
  decision.estimate = static_cast<double>(quality_.estimate().bps);
  decision.buffer = ahead().value;
  decision.at = at.value;
  out_->push_back(decision);
}

buffer::Ranges Session::playable_ranges() const {
  if (streams_.empty()) return {};
  buffer::Ranges both = streams_.front().sink.buffered();
  for (std::size_t i = 1; i < streams_.size(); ++i)
    both = buffer::intersect(both, streams_[i].sink.buffered());
  return both;
}

Seconds Session::ahead() const { return buffer::end_of_run(playable_ranges(), at_) - at_; }

void Session::watch_playback() {
  if (phase_ != Phase::playing) return;
  const bool shows = playhead_.ready_state >= have_current_data;
  const bool plays = playhead_.ready_state >= have_future_data && !playhead_.seeking;
  begun_ = begun_ || plays;
  // Nor while it has just begun to play what there is.
  const bool patient = plays && ahead() >= enough_to_show;
  for (Stream& stream : streams_) stream.sink.coalesce(patient);

  if (playhead_.ended) {
    show(State::ended);
  } else if (begun_ || (playhead_.paused && shows)) {
    show(plays || (playhead_.paused && shows) ? State::ready : State::buffering);
  }
  // Waiting counts as a stall where nobody asked for it.
  const bool stalled = begun_ && !plays && !playhead_.paused && !playhead_.seeking && !playhead_.ended;
  if (stalled && !stalled_since_) {
    stalled_since_ = now_;
    ++stalls_;
  } else if (!stalled && stalled_since_) {
    stalled_ += (now_ - *stalled_since_).value;
    stalled_since_.reset();
  }
  show_quality();
  show_stats();
}

/// A playhead at a hole that nothing on its way will fill is moved over it. An element stands still a little
/// before its data ends; or, Chromium, its clock runs on with the sound, and the picture stands from then on.
void Session::jump_gap() {
  if (moving_ || playhead_.ended) return;
  const buffer::Ranges ranges = playable_ranges();
  const auto under =
      std::ranges::find_if(ranges, [&](const TimeRange& range) { return range.contains(at_); });
  // It ran over a hole between two looks, and the picture stayed behind.
  const bool left_behind = under != ranges.end() && picture_.frames > 0 && !playhead_.hidden &&
                           playhead_.frames == picture_.frames && picture_.before < under->start &&
                           at_ - picture_.seen >= picture_stands;
  if (left_behind) {
    picture_.before = at_;
    decide(Subject::jump, Why::gap, nullptr, {}, at_);
    return move_playhead(at_);
  }
  if (playhead_.ready_state >= have_future_data) {
    const bool ran_past = under == ranges.end() && std::ranges::any_of(ranges, [&](const TimeRange& range) {
                            return range.end + buffer::seam < at_;
                          });
    if (!ran_past) return;
  }
  const Seconds missing = under == ranges.end() ? at_ : under->end;
  if (missing - at_ > standstill) return;
  const auto to = buffer::plan_jump(ranges, missing, furthest_jump);
  if (!to || *to - at_ < least_hole) return;
  for (const Stream& stream : streams_) {
    for (const Job& job : stream.jobs) {
      if (job.nominal.start < *to && job.nominal.end > missing) return;
    }
    if (stream.jobs.empty() && stream.next + buffer::seam < *to && !stream.at_end) return;
  }
  decide(Subject::jump, Why::gap, nullptr, {}, *to);
  move_playhead(*to);
}

void Session::show_quality() {
  for (Stream& stream : streams_) {
    const buffer::Laid* laid = buffer::laid_at(stream.laid, at_);
    if (!laid || stream.shown == laid->rendition) continue;
    stream.shown = laid->rendition;
    out_->push_back(ShowQuality{static_cast<std::uint32_t>(stream.id),
                                static_cast<std::uint32_t>(laid->rendition), quality_.automatic()});
  }
}

void Session::show_stats() {
  if (told_ && now_ < *told_ + stats_interval) return;
  told_ = now_;
  const media::Presentation& presentation = manifest_.presentation();
  ShowStats stats;
  stats.estimate = static_cast<double>(quality_.estimate().bps);
  stats.buffer = ahead().value;
  for (const Stream& stream : streams_) {
    const bool video = stream.kind == media::TrackKind::video;
    (video ? stats.video_bitrate : stats.audio_bitrate) =
        static_cast<double>(presentation[stream.rendition].peak.bps);
    const buffer::Ranges& buffered = stream.sink.buffered();
    (video ? stats.video_buffered : stats.audio_buffered) = buffer::to_flat(buffered);
    (video ? stats.video_laid : stats.audio_laid) = buffer::to_flat(stream.laid, buffered);
  }
  stats.bytes = bytes_;
  stats.fetches = fetches_;
  stats.retries = retries_;
  stats.stalls = stalls_;
  stats.stalled = stalled_ + (stalled_since_ ? (now_ - *stalled_since_).value : 0);
  out_->push_back(std::move(stats));
}

}  // namespace praxino::player
