#include <algorithm>
#include <utility>

#include "core/player/session.h"

/// From the manifest to streams: what can be played here, which of it first, and what a person is shown to
/// choose from.
namespace praxino::player {

void Session::tell_manifest(const ManifestEvent& event) {
  ManifestOutcomes outcomes;
  manifest_.handle(event, outcomes);
  for (ManifestOutcome& outcome : outcomes) {
    if (phase_ == Phase::failed) return;
    if (auto* needed = std::get_if<DocumentNeeded>(&outcome)) {
      Errand one;
      one.kind = needed->document.kind;
      one.document = needed->document;
      one.transfer.emplace(std::move(needed->resource));
      go(want(std::move(one)));
    } else if (std::holds_alternative<PresentationKnown>(outcome)) {
      ask_support();
    } else if (auto* doubtful = std::get_if<Doubtful>(&outcome)) {
      out_->push_back(Warn{doubtful->code, std::move(doubtful->message), std::move(doubtful->where)});
    } else if (auto* unreadable = std::get_if<Unreadable>(&outcome)) {
      give_up(unreadable->code, std::move(unreadable->message), std::move(unreadable->where));
    } else if (auto* gone = std::get_if<FeedLost>(&outcome)) {
      const bool may_heal = gone->code == Code::playlist_load || gone->code == Code::index_load;
      feed_lost(gone->feed, {gone->code, std::move(gone->message), std::move(gone->where), may_heal});
    }
    // FeedKnown: advance() sees the segments.
  }
}

std::string Session::type_of(media::RenditionId id) const {
  const media::Rendition& rendition = manifest_.presentation()[id];
  if (rendition.codecs.empty()) return {};
  return container_of(id) + "; codecs=\"" + rendition.codecs + '"';
}

/// HLS says nothing of containers; whatever a segment is, ISO media is what the sink gets.
std::string Session::container_of(media::RenditionId id) const {
  const media::Presentation& presentation = manifest_.presentation();
  if (!presentation[id].container.empty()) return presentation[id].container;
  return presentation[presentation[id].track].kind == media::TrackKind::audio ? "audio/mp4" : "video/mp4";
}

void Session::ask_support() {
  const media::Presentation& presentation = manifest_.presentation();
  if (presentation.live)
    return give_up(Code::unsupported, "live presentations are not played yet", load_.url);
  phase_ = Phase::asking;
  // A rendition whose codecs the manifest keeps to itself is taken to be playable until its init tells.
  supported_.assign(presentation.renditions.size(), true);
  AskSupport ask;
  for (const media::Rendition& rendition : presentation.renditions) {
    const media::Track& track = presentation[rendition.track];
    if ((track.kind != media::TrackKind::video && track.kind != media::TrackKind::audio) || track.trick)
      continue;
    if (rendition.codecs.empty()) continue;
    asked_.push_back(rendition.id);
    ask.types.push_back(type_of(rendition.id));
  }
  out_->push_back(std::move(ask));
}

void Session::on(const Support& event) {
  if (phase_ != Phase::asking) return;
  for (std::size_t i = 0; i < asked_.size() && i < event.verdicts.size(); ++i) {
    supported_[media::index_of(asked_[i])] = event.verdicts[i] != 0;
  }
  changes_type_ = event.changes_type;
  start();
}

void Session::choose_tracks() {
  const media::Presentation& presentation = manifest_.presentation();
  const auto consider = [&](std::optional<media::TrackId>& best, media::RenditionId id) {
    const auto rank = [](const media::Track& track) {
      return track.is_default ? 2 : track.autoselect ? 1 : 0;
    };
    const media::Track& track = presentation[presentation[id].track];
    if (!supported_[media::index_of(id)]) return;
    if (!best || rank(track) > rank(presentation[*best])) best = track.id;
  };
  for (const media::Variant& variant : presentation.variants) {
    if (variant.video) consider(video_track_, *variant.video);
  }
  for (const media::Variant& variant : presentation.variants) {
    // Where there is a picture, the sound is one that goes with it.
    if (variant.video.has_value() != video_track_.has_value()) continue;
    for (const media::RenditionId id : variant.audio) consider(audio_track_, id);
  }
}

std::optional<media::RenditionId> Session::audio_of(const media::Variant& variant) const {
  const media::Presentation& presentation = manifest_.presentation();
  // The dearest that leaves most of the bandwidth to the picture; the cheapest where none does.
  std::optional<media::RenditionId> best;
  for (const media::RenditionId id : variant.audio) {
    const media::Rendition& audio = presentation[id];
    if (audio.track != audio_track_ || !supported_[media::index_of(id)]) continue;
    const auto better = [&](const media::Rendition& other) {
      if (barred(id) != barred(other.id)) return barred(other.id);
      if (!variant.video) return audio.peak > other.peak;
      const auto modest = [&](const media::Rendition& one) { return one.peak.bps * 5 <= variant.peak.bps; };
      if (modest(audio) != modest(other)) return modest(audio);
      return modest(audio) ? audio.peak > other.peak : audio.peak < other.peak;
    };
    if (!best || better(presentation[*best])) best = id;
  }
  return best;
}

/// What the main stream has of it.
std::optional<media::RenditionId> Session::main_of(const media::Variant& variant) const {
  return variant.video ? variant.video : audio_of(variant);
}

bool Session::playable(const media::Variant& variant) const {
  // One ladder is of one picture; where there is a picture, sound alone is no rung of it.
  if (variant.video.has_value() != video_track_.has_value()) return false;
  if (variant.video && !supported_[media::index_of(*variant.video)]) return false;
  if (variant.video && manifest_.presentation()[*variant.video].track != *video_track_) return false;
  if (variant.video && variant.audio.empty()) return true;
  return audio_of(variant).has_value();
}

void Session::start() {
  const media::Presentation& presentation = manifest_.presentation();
  choose_tracks();
  std::vector<media::Bitrate> ladder;
  // One that costs more than another and is liked less (RFC 8216bis §4.4.6.2, SCORE) is no step up.
  const bool scored = std::ranges::all_of(
      presentation.variants, [](const media::Variant& variant) { return variant.score.has_value(); });
  double liked = 0;
  for (const media::Variant& variant : presentation.variants) {
    if (!playable(variant) || (scored && *variant.score < liked)) continue;
    if (scored) liked = *variant.score;
    ladder_.push_back(variant.id);
    ladder.push_back(variant.average);
  }
  if (ladder_.empty()) {
    return give_up(
        Code::unsupported,
        presentation.variants.empty() ? "nothing to play" : "this browser plays none of the codecs offered",
        load_.url);
  }
  phase_ = Phase::starting;
  // A bitrate from outside may be anything that a double can.
  const auto bitrate = [](double bps) {
    constexpr double most = 1e12;
    return bps > 0 ? std::optional(media::Bitrate{static_cast<std::uint64_t>(std::min(bps, most))})
                   : std::nullopt;
  };
  quality_.handle(
      abr::LadderKnown{std::move(ladder), bitrate(load_.start_bitrate), bitrate(load_.max_bitrate)}, now_);

  const media::Variant& first = presentation[ladder_[quality_.current()]];
  streams_.emplace_back();
  if (first.video && audio_of(first)) streams_.emplace_back();
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    streams_[i].id = SinkId{static_cast<std::uint32_t>(i)};
    streams_[i].kind = i == 0 && first.video ? media::TrackKind::video : media::TrackKind::audio;
  }
  aim();
  for (Stream& stream : streams_) {
    stream.rendition = stream.target;
    stream.type = type_of(stream.rendition);
    tell_manifest(FeedWanted{presentation[stream.rendition].feed});
    // An index has to be read before segments are known, the init it stands beside has not.
    const media::Feed& feed = presentation[presentation[stream.rendition].feed];
    if (feed.indexes.size() == 1 && feed.indexes.front().stretch.init) {
      want_init(stream, {stream.rendition, 0}, feed.indexes.front().stretch);
    }
  }
  decide(Subject::quality, Why::start, &streams_.front(), streams_.front().target, {});
}

void Session::aim() {
  const media::Presentation& presentation = manifest_.presentation();
  const media::Variant& variant = presentation[ladder_[quality_.current()]];
  for (Stream& stream : streams_) {
    if (stream.kind == media::TrackKind::video) {
      stream.target = *variant.video;
    } else if (const auto audio = audio_of(variant)) {
      stream.target = *audio;
    }
  }
}

void Session::present() {
  const media::Presentation& presentation = manifest_.presentation();
  Seconds end;
  Seconds begin;
  for (const Stream& stream : streams_) {
    const auto& segments = presentation[presentation[stream.rendition].feed].segments;
    if (!segments) continue;
    end = std::max(end, segments->bounds().end);
    if (stream.id == SinkId{0}) begin = segments->bounds().start;
  }
  duration_ = presentation.duration.value_or(end);
  Seconds from = begin;
  if (load_.start_time >= 0) {
    from = {load_.start_time};
  } else if (presentation.start) {
    from = *presentation.start < Seconds{} ? duration_ + *presentation.start : *presentation.start;
    if (!presentation.start_precise) from = start_of_segment(from);
  }
  from = std::clamp(from, begin, std::max(begin, duration_ - last_moment));

  phase_ = Phase::playing;
  duration_due_ = true;
  at_ = from;
  for (Stream& stream : streams_) stream.next = from;

  show_manifest();
  Present present;
  present.duration = duration_.value;
  present.live = presentation.live;
  present.protocol = presentation.protocol;
  present.start = from.value;
  for (const media::Track& track : presentation.tracks) {
    const bool active = track.kind == media::TrackKind::audio
                            ? track.id == audio_track_
                            : track.kind == media::TrackKind::video &&
                                  track.id == presentation[streams_.front().rendition].track;
    present.tracks.push_back({static_cast<std::uint32_t>(track.id), track.kind, track.language, track.label,
                              track.is_default, active, track.forced, track.roles, track.trick});
  }
  for (const media::Rendition& rendition : presentation.renditions) {
    present.renditions.push_back(
        {static_cast<std::uint32_t>(rendition.id), static_cast<std::uint32_t>(rendition.track),
         static_cast<double>(rendition.peak.bps), rendition.width, rendition.height, rendition.frame_rate,
         rendition.codecs, rendition.name, supported_[media::index_of(rendition.id)], rendition.channels,
         rendition.sample_rate});
  }
  out_->push_back(std::move(present));
  if (from > Seconds{}) {
    moving_ = from;
    out_->push_back(MovePlayhead{from.value});
  }
}

/// Of the one that holds it, in the main stream.
Seconds Session::start_of_segment(Seconds at) const {
  const media::Presentation& presentation = manifest_.presentation();
  const auto& segments = presentation[presentation[streams_.front().rendition].feed].segments;
  const auto index = segments ? segments->find(at) : std::nullopt;
  return index ? std::min(at, segments->at(*index).start) : at;
}

void Session::show_manifest() {
  const media::Presentation& presentation = manifest_.presentation();
  const media::Feed& main = presentation[presentation[streams_.front().rendition].feed];
  ShowManifest show;
  const auto flat = [](const std::vector<media::Attribute>& attributes) {
    std::vector<std::string> texts;
    for (const media::Attribute& one : attributes) {
      texts.push_back(one.name);
      texts.push_back(one.value);
    }
    return texts;
  };
  const auto add = [&](SaidOf of, std::size_t id, const std::vector<media::Said>& all) {
    for (const media::Said& one : all)
      show.said.push_back({of, static_cast<std::uint32_t>(id), one.name, flat(one.attributes), one.text});
  };
  add(SaidOf::presentation, 0, presentation.said);
  add(SaidOf::playlist, 0, main.said);
  for (const media::Track& track : presentation.tracks)
    add(SaidOf::track, media::index_of(track.id), track.said);
  for (const media::Rendition& rendition : presentation.renditions)
    add(SaidOf::rendition, media::index_of(rendition.id), rendition.said);
  for (const auto* events : {&presentation.events, &main.events}) {
    for (const media::TimedEvent& event : *events) {
      show.events.push_back({event.scheme, event.value, event.id, event.start.value,
                             event.duration.value_or(Seconds{-1}).value, flat(event.attributes),
                             event.message});
    }
  }
  for (const media::DatePoint& point : main.dates) {
    show.dates.push_back(point.at.value);
    show.dates.push_back(static_cast<double>(point.date) / 1000);
  }
  if (!show.said.empty() || !show.events.empty() || !show.dates.empty()) out_->push_back(std::move(show));
}

void Session::open_sinks() {
  if (sinks_open_ || !source_open_) return;
  if (std::ranges::any_of(streams_, [](const Stream& stream) { return stream.type.empty(); })) return;
  sinks_open_ = true;
  for (Stream& stream : streams_) {
    out_->push_back(AddSink{next_op(), stream.id, stream.type});
    stream.sink.open(stream.type, changes_type_);
  }
}

/// A new media source that begins at `at`, each sink of the type that comes there.
void Session::rebuild(Seconds at, Why why) {
  decide(Subject::rebuild, why, nullptr, {}, at);
  ops_before_ = last_op_;
  for (Stream& stream : streams_) {
    if (const std::string& type = stream.sink.foreign(); !type.empty()) stream.type = type;
    restart(stream, at);
    // One whose append was under way waits for an answer that will not come.
    stream.jobs.clear();
    stream.sink = {};
    stream.op = {};
    stream.laid.clear();
    stream.shown.reset();
    for (const InitEntry& entry : stream.inits) {
      if (entry.facts) tell_sink(stream, init_ready(stream, entry));
    }
  }
  source_open_ = sinks_open_ = stream_ended_ = false;
  duration_due_ = true;
  playhead_.ready_state = 0;
  picture_by_.reset();
  out_->push_back(OpenSource{++generation_});
  nudged_ = false;
  move_playhead(at);
}

}  // namespace praxino::player
