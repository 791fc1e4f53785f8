#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/player/session.h"

/// A playhead that stands with media at hand, and media that the element cannot decode. Help comes in steps,
/// each greater than the one before, until it plays on; where none helps, a person is told.
namespace praxino::player {

/// When something is done about it; nothing where it has no media, or no reason to move.
std::optional<Instant> Session::standing_until() const {
  if (!standing_.since) return std::nullopt;
  const Seconds may = moving_ ? stands_moving : playhead_.seeking ? stands_seeking : stands_playing;
  return *standing_.since + may;
}

void Session::watch_standing() {
  const bool should_move = (!playhead_.paused && playhead_.rate > 0) || playhead_.seeking || moving_;
  if (!begun_ || !should_move || playhead_.hidden || playhead_.ended || ahead() < enough_to_move) {
    standing_.since.reset();
  } else if (!standing_.since || std::abs((at_ - standing_.at).value) > least_hole.value ||
             *standing_until() + overslept <= now_) {
    standing_.since = now_;
    standing_.at = at_;
  } else if (*standing_until() <= now_) {
    help(Why::stuck, {Code::element, "playback stands still, with media at hand", ""});
  }
}

void Session::broken(const Lost& what) {
  if (phase_ != Phase::playing) return give_up(what);
  if (standing_.helped < std::size(nudges)) standing_.helped = std::size(nudges);
  help(Why::decode, what);
}

/// Help begins at step `elsewhere` where trouble is not the same as before.
void Session::note_trouble(std::uint32_t elsewhere) {
  if (std::abs((at_ - standing_.trouble).value) > over_it.value) standing_.helped = elsewhere;
  standing_.trouble = at_;
}

/// Media that a sink does not take, maybe far ahead of the playhead, ends its media source. The next one goes
/// on without it: with another rendition from there, or over the segment that none has in a form that is
/// taken.
void Session::refused(Stream& stream, const Lost& what) {
  if (phase_ != Phase::playing || stream.jobs.empty()) return broken(what);
  note_trouble(0);
  if (++standing_.helped > most_refused) return give_up(what);
  // Appends are done in order.
  segment_lost(stream, stream.jobs.front().id, what);
  if (phase_ == Phase::playing) rebuild(at_, Why::decode);
}

/// A nudge, a greater one; a new source; one with another rendition; one behind the segment; one behind the
/// next.
void Session::help(Why why, const Lost& what) {
  note_trouble(why == Why::stuck ? 0 : std::size(nudges));
  standing_.since = now_;
  const std::uint32_t step = standing_.helped++;
  if (step < std::size(nudges)) {
    decide(Subject::jump, why, nullptr, {}, at_ + nudges[step]);
    const Seconds from = at_;
    moving_ = at_ = at_ + nudges[step];
    nudged_ = true;
    out_->push_back(MovePlayhead{at_.value, from.value});
    return;
  }
  Stream& main = streams_.front();
  const media::Presentation& presentation = manifest_.presentation();
  const auto& list = presentation[presentation[main.rendition].feed].segments;
  const std::uint32_t source = step - static_cast<std::uint32_t>(std::size(nudges));
  Seconds to = at_;
  if (source == 1) (void)bar(main, main.rendition);
  if (source > most_sources) return give_up(what);
  // A decoder is ahead of the playhead: it may be the segment after this one that it stumbles over.
  if (source >= 2) {
    const auto index = list ? list->find(at_) : std::nullopt;
    if (!index || *index + 1 == list->size()) return give_up(what);
    to = list->at(*index + 1).start;
  }
  out_->push_back(Warn{what.code, what.message, what.where});
  rebuild(to, why);
}

}  // namespace praxino::player
