#include "core/player/session.h"

#include <algorithm>
#include <utility>

// The player's life; what else happens in each phase is the machines' own affair.
//
// phase     event                      → phase     effects
// idle      Load                       → reading   ShowState loading, OpenSource, Fetch (manifest)
// reading   the presentation is known  → asking    AskSupport
// asking    Support                    → starting  Decide (start); Fetch of playlists, indexes, inits,
// segments
//                                      or failed   GiveUp unsupported
// starting  the main feed is known     → playing   Present, MovePlayhead where it does not begin at 0
// playing   facts                      → playing   appends, fetches, decisions, ShowStats
// any       a failure nothing mends    → failed    GiveUp, ShowState failed, Cancel of every fetch
// any       Stopped                    → stopped   Cancel of every fetch
// failed, stopped  anything but Stopped → same     none

namespace praxino::player {

void Session::handle(const Event& event, Instant now, Effects& out) {
  now_ = std::max(now_, now);
  out_ = &out;
  if (phase_ != Phase::stopped && (phase_ != Phase::failed || std::holds_alternative<Stopped>(event))) {
    std::visit([this](const auto& fact) { on(fact); }, event);
    if (phase_ == Phase::starting || phase_ == Phase::playing) advance();
  }
  out_ = nullptr;
}

std::optional<Instant> Session::deadline() const {
  if (phase_ == Phase::failed || phase_ == Phase::stopped) return std::nullopt;
  std::optional<Instant> earliest = loader_.deadline();
  const auto consider = [&](std::optional<Instant> at) {
    if (at && (!earliest || *at < *earliest)) earliest = at;
  };
  for (const Stream& stream : streams_) consider(stream.sink.deadline());
  if (picture_by_ && *picture_by_ > now_) consider(picture_by_);
  if (phase_ == Phase::playing) consider(standing_until());
  return earliest;
}

void Session::on(const Load& event) {
  if (phase_ != Phase::idle) return;  // one session plays one presentation
  load_ = event;
  if (event.buffer_goal > 0) goals_.ahead = goals_.ahead_of_best = {event.buffer_goal};
  if (event.buffer_bytes > 0) goals_.bytes = event.buffer_bytes;
  if (event.back_buffer > 0) goals_.behind = {event.back_buffer};
  quality_ = abr::Quality(abr::rule_of(event.rule));
  phase_ = Phase::reading;
  show(State::loading);
  tell_manifest(Opened{event.url});
  out_->push_back(OpenSource{++generation_});
}

void Session::on(const SourceOpened& event) {
  if (event.generation == generation_) source_open_ = true;
}

void Session::on(const SourceClosed& event) {
  if (event.generation == generation_) give_up(Code::source, event.message, "");
}

void Session::on(const Done& event) {
  Stream* stream = stream_of(event.sink);
  if (!stream || stream->op != event.op) return;
  tell_sink(*stream, buffer::OpDone{buffer::from_flat(event.buffered)});
}

void Session::on(const Failed& event) {
  Stream* stream = stream_of(event.sink);
  if (!stream || static_cast<std::uint32_t>(event.op) <= ops_before_) return;
  if (event.reason == OpFailure::quota && stream->op == event.op) {
    buffer::shrink(goals_, std::min(goal(), stream->next - at_));
    decide(Subject::wait, Why::quota, stream, stream->rendition, at_);
    tell_sink(*stream, buffer::OpFull{buffer::from_flat(event.buffered)});
    return;
  }
  const char* where = stream->kind == media::TrackKind::audio ? "audio" : "video";
  if (event.reason == OpFailure::type) return give_up(Code::unsupported, event.message, where);
  const Lost what{Code::append, event.message, where};
  if (event.reason == OpFailure::decode) return refused(*stream, what);
  broken(what);
}

void Session::on(const Playhead& event) {
  if (generation_ > 1 && !source_open_) return;  // it still speaks of the source before
  const bool moved_elsewhere = [&] {
    if (event.seeking) return !seeking_ || std::abs(seeking_->value - event.at) > 0.01;
    // A seek into the buffer may be over before it was told of.
    const double drift = event.at - playhead_.at;
    const double may = (now_ - heard_).value * std::max(1.0, event.rate) * 2 + 1;
    return drift < -0.5 || drift > may;
  }();
  if (event.frames != picture_.frames || event.seeking) picture_ = {event.frames, at_, {event.at}};
  playhead_ = event;
  heard_ = now_;
  if (moving_) {
    // Facts from before the element obeyed are about a place we are leaving.
    if (!nudged_ && std::abs(event.at - moving_->value) > 0.3) return;
    moving_.reset();
    nudged_ = false;
  }
  at_ = {event.at};
  const bool sought = moved_elsewhere && phase_ == Phase::playing;
  seeking_ = event.seeking ? std::optional(Seconds{event.at}) : std::nullopt;
  if (sought) seek(at_);
  if (begun_) press();
  watch_playback();
}

void Session::on(const Tick&) {
  tell_loader(net::Ticked{});
  for (Stream& stream : streams_) tell_sink(stream, buffer::Passed{});
}

void Session::on(const Seek& event) {
  const Seconds to{std::max(event.to, 0.0)};
  if (phase_ != Phase::playing) {
    load_.start_time = to.value;
    return;
  }
  move_playhead(to);
  seek(to);
}

void Session::move_playhead(Seconds to) {
  moving_ = at_ = to;
  out_->push_back(MovePlayhead{to.value});
}

void Session::on(const QualityChosen& event) {
  if (ladder_.empty()) return;
  if (event.automatic) {
    quality_.handle(abr::Released{}, now_);
    decide(Subject::quality, Why::released, &streams_.front(), streams_.front().target, at_);
    return;
  }
  const media::RenditionId chosen{static_cast<std::uint16_t>(event.rendition)};
  const media::Presentation& presentation = manifest_.presentation();
  const auto plays = [&](media::VariantId id) {
    const media::Variant& variant = presentation[id];
    if (variant.video) return *variant.video == chosen;
    return std::ranges::find(variant.audio, chosen) != variant.audio.end();
  };
  const auto rung = std::ranges::find_if(ladder_, plays);
  if (rung == ladder_.end()) return;
  quality_.handle(abr::Pinned{static_cast<std::size_t>(rung - ladder_.begin())}, now_);
  aim();
  Stream& main = streams_.front();
  decide(Subject::quality, Why::pinned, &main, main.target, at_);
  // A person wants to see it soon: what is buffered further on is fetched again and laid over.
  if (phase_ == Phase::playing) replace_ahead(main);
}

void Session::on(const TrackChosen& event) {
  if (ladder_.empty() || event.track >= manifest_.presentation().tracks.size()) return;
  const media::TrackId track{static_cast<std::uint16_t>(event.track)};
  if (manifest_.presentation()[track].kind != media::TrackKind::audio || audio_track_ == track) return;
  audio_track_ = track;
  aim();
  for (Stream& stream : streams_) {
    if (stream.target == stream.rendition || stream.kind != media::TrackKind::audio) continue;
    restart(stream, at_);
    tell_sink(stream, buffer::Unwanted{{{0}, {1e9}}});
  }
}

void Session::on(const Streaming& event) {
  wanted_ = event.wanted;
  if (!wanted_ && !streams_.empty()) {
    decide(Subject::wait, Why::browser_full, &streams_.front(), streams_.front().rendition, at_);
  }
}

void Session::on(const Evicted& event) {
  Stream* stream = stream_of(event.sink);
  if (!stream) return;
  tell_sink(*stream, buffer::Shrunk{buffer::from_flat(event.buffered)});
  // Where what was next to play is gone, it is fetched again.
  const Seconds end = end_of_what_can_be(*stream, at_);
  if (stream->jobs.empty() && end + buffer::seam < stream->next) restart(*stream, end);
}

void Session::on(const ElementFailed& event) {
  if (generation_ > 1 && !source_open_) return;  // of the source before
  broken({Code::element, event.message, ""});
}

void Session::on(const Stopped&) {
  phase_ = Phase::stopped;
  while (!errands_.empty()) drop(errands_.back().id);
}

void Session::give_up(Code code, std::string message, std::string where) {
  if (phase_ == Phase::failed || phase_ == Phase::stopped) return;
  phase_ = Phase::failed;
  while (!errands_.empty()) drop(errands_.back().id);
  out_->push_back(GiveUp{code, std::move(message), std::move(where)});
  show(State::failed);
}

Stream* Session::stream_of(SinkId sink) {
  const auto place = static_cast<std::size_t>(sink);
  return place < streams_.size() ? &streams_[place] : nullptr;
}

}  // namespace praxino::player
