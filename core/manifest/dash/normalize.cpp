#include "core/manifest/dash/normalize.h"

#include <algorithm>
#include <utility>

#include "core/base/sort.h"
#include "core/manifest/codecs.h"
#include "core/manifest/dash/address.h"
#include "core/manifest/dash/anchor.h"
#include "core/manifest/dash/match.h"
#include "core/manifest/dash/said.h"
#include "core/manifest/event_order.h"

namespace praxino::manifest::dash {
namespace {

using media::Bitrate;
using media::Feed;
using media::FeedId;
using media::Presentation;
using media::Rendition;
using media::RenditionId;
using media::Track;
using media::TrackId;
using media::TrackKind;
using media::Variant;

constexpr std::size_t kMostRenditions = 4096;

class Builder {
 public:
  Builder(const Document& document, const Mpd& mpd, Warnings& warnings)
      : document_(document), mpd_(mpd), warnings_(warnings), quoter_(document, warnings) {}

  Result<Presentation> build();

 private:
  std::optional<Error> add_track(const TrackPlan& plan);
  std::optional<Error> add_rendition(const TrackPlan& plan, TrackId track, const AdaptationSet& model,
                                     std::size_t rank);
  void say();
  void choose_defaults();
  void add_variants();
  void add_variant(std::optional<RenditionId> video, const std::vector<const Track*>& audio, std::size_t rank,
                   std::size_t count);
  void set_duration();
  [[nodiscard]] const AdaptationSet& set_of(Placed placed) const {
    return mpd_.periods[placed.period].sets[placed.set];
  }

  const Document& document_;
  const Mpd& mpd_;
  Warnings& warnings_;
  Budget budget_;
  Quoter quoter_;
  Presentation out_;
  std::vector<std::uint32_t> priorities_;  // By Track.
};

Result<Presentation> Builder::build() {
  out_.protocol = media::Protocol::dash;
  out_.live = mpd_.live;
  out_.mirrors = mpd_.mirrors;
  out_.min_buffer = seconds_of(mpd_.min_buffer);
  const auto plans = match_tracks(mpd_, budget_);
  if (!plans) return fail(Fault::too_large, 1, "too many AdaptationSets and Periods");
  for (const TrackPlan& plan : *plans) {
    if (auto error = add_track(plan)) return std::unexpected(*error);
  }
  choose_defaults();
  if (out_.tracks.empty()) return fail(Fault::missing, 1, "the MPD has nothing that can be played");
  add_variants();
  if (out_.variants.empty()) return fail(Fault::missing, 1, "the MPD has neither video nor audio");
  set_duration();
  say();
  return std::move(out_);
}

/// What is said of the whole and of its Periods, and happens in them; where the URL has playback start.
void Builder::say() {
  quoter_.quote(document_.root(), out_.said);
  for (const Period& period : mpd_.periods) {
    quoter_.quote(period.node, out_.said);
    quoter_.quote_events(period, out_.events);
  }
  sort_by_start(out_.events);
  out_.start = start_of(mpd_.fragment, document_, mpd_, warnings_);
}

std::optional<Error> Builder::add_track(const TrackPlan& plan) {
  const AdaptationSet* model = &set_of(plan.front());
  for (const Placed placed : plan) {
    if (set_of(placed).representations.size() > model->representations.size()) model = &set_of(placed);
  }
  Track track;
  track.id = static_cast<TrackId>(out_.tracks.size());
  track.kind = model->kind;
  track.language = model->language;
  track.label = model->label;
  for (const std::string_view role : model->roles) track.roles.emplace_back(role);
  track.is_default = model->has_role("main");
  track.autoselect = model->roles.empty() || track.is_default;
  track.trick = model->trick;
  track.forced = model->has_role("forced-subtitle") || model->has_role("forced_subtitle");
  std::size_t last_said = 0;
  for (const Placed placed : plan)
    quoter_.quote_on(mpd_.periods[placed.period], set_of(placed).nodes, track.said, last_said);
  const TrackId id = track.id;
  out_.tracks.push_back(std::move(track));
  priorities_.push_back(model->priority);
  for (std::size_t rank = 0; rank < model->representations.size(); ++rank) {
    if (auto error = add_rendition(plan, id, *model, rank)) return error;
  }
  return std::nullopt;
}

std::optional<Error> Builder::add_rendition(const TrackPlan& plan, TrackId track, const AdaptationSet& model,
                                            std::size_t rank) {
  const Representation& representation = model.representations[rank];
  if (out_.renditions.size() == kMostRenditions) {
    return Error{Fault::too_large, document_.line_of(representation.node), "more than 4096 Representations"};
  }
  Rendition rendition;
  rendition.id = static_cast<RenditionId>(out_.renditions.size());
  rendition.track = track;
  rendition.feed = static_cast<FeedId>(out_.feeds.size());
  rendition.name = representation.id;
  rendition.peak.bps = representation.bandwidth;
  rendition.average = rendition.peak;
  rendition.container = representation.mime_type;
  rendition.codecs = representation.codecs;
  rendition.width = representation.width;
  rendition.height = representation.height;
  rendition.frame_rate = representation.frame_rate;
  rendition.channels = representation.channels;
  rendition.sample_rate = representation.sample_rate;
  if (model.kind == TrackKind::image) rendition.tiles = representation.tiles.value_or(media::Tiles{});
  rendition.muxed =
      model.kind == TrackKind::video && count_codecs(representation.codecs, TrackKind::audio) != 0;

  FeedWriter writer(document_, budget_, warnings_);
  std::size_t last_said = 0;
  for (const Placed placed : plan) {
    const AdaptationSet& set = set_of(placed);
    if (!budget_.take(set.representations.size() / 16)) {
      return Error{Fault::too_large, document_.line_of(representation.node),
                   "too many Representations and Periods"};
    }
    const Representation& partner = partner_of(set, representation.id, rank, model.representations.size());
    if (auto error = writer.add(partner, mpd_.periods[placed.period], placed.period)) return error;
    quoter_.quote_on(mpd_.periods[placed.period], {&partner.node, 1}, rendition.said, last_said);
  }
  Feed feed;
  feed.id = rendition.feed;
  writer.finish(feed);
  for (std::optional<media::SegmentList>* list : {&feed.declared, &feed.segments}) {
    if (!*list) continue;
    (*list)->ended = !mpd_.live;
    if (mpd_.longest_segment) {
      (*list)->target_duration = std::max((*list)->target_duration, seconds_of(*mpd_.longest_segment));
    }
  }
  out_.tracks[index_of(track)].renditions.push_back(rendition.id);
  out_.renditions.push_back(std::move(rendition));
  out_.feeds.push_back(std::move(feed));
  return std::nullopt;
}

/// One picture and one sound: that which is called the main one, of several that of the highest
/// @selectionPriority, then the first.
void Builder::choose_defaults() {
  for (const TrackKind kind : {TrackKind::video, TrackKind::audio}) {
    Track* best = nullptr;
    const auto rank = [&](const Track& track) {
      return std::pair(track.is_default, priorities_[index_of(track.id)]);
    };
    for (Track& track : out_.tracks) {
      if (track.kind == kind && !track.trick && (!best || rank(track) > rank(*best))) best = &track;
    }
    for (Track& track : out_.tracks) {
      if (track.kind == kind) track.is_default = &track == best;
    }
  }
}

/// A variant for each picture, with that rendition of each audio track whose place in its track is alike:
/// DASH does not say what goes with what. Without pictures, one for each place in the longest audio track.
void Builder::add_variants() {
  std::vector<const Track*> audio;
  std::size_t most = 0;
  bool video = false;
  for (const Track& track : out_.tracks) {
    if (track.trick) continue;
    video = video || track.kind == TrackKind::video;
    if (track.kind != TrackKind::audio) continue;
    audio.push_back(&track);
    most = std::max(most, track.renditions.size());
  }
  for (const Track& track : out_.tracks) {
    if (track.kind != TrackKind::video || track.trick) continue;
    for (std::size_t rank = 0; rank < track.renditions.size(); ++rank) {
      add_variant(track.renditions[rank], audio, rank, track.renditions.size());
    }
  }
  for (std::size_t rank = 0; !video && rank < most; ++rank) add_variant(std::nullopt, audio, rank, most);

  sort(out_.variants,
       [](const Variant& a, const Variant& b) { return std::pair(a.peak, a.id) < std::pair(b.peak, b.id); });
  for (std::size_t i = 0; i < out_.variants.size(); ++i)
    out_.variants[i].id = static_cast<media::VariantId>(i);
}

void Builder::add_variant(std::optional<RenditionId> video, const std::vector<const Track*>& audio,
                          std::size_t rank, std::size_t count) {
  Variant variant;
  variant.id = static_cast<media::VariantId>(out_.variants.size());
  variant.video = video;
  Bitrate loudest;
  for (const Track* track : audio) {
    const RenditionId id = track->renditions[place_alike(rank, count, track->renditions.size())];
    variant.audio.push_back(id);
    loudest = std::max(loudest, out_[id].peak);
  }
  variant.peak.bps = loudest.bps + (video ? out_[*video].peak.bps : 0);
  variant.average = variant.peak;
  out_.variants.push_back(std::move(variant));
}

void Builder::set_duration() {
  if (mpd_.duration) {
    out_.duration = seconds_of(*mpd_.duration);
  } else if (!mpd_.live && mpd_.periods.back().duration) {
    out_.duration = seconds_of(mpd_.periods.back().start + *mpd_.periods.back().duration);
  } else if (!mpd_.live) {
    for (const Feed& feed : out_.feeds) {
      if (!feed.segments || feed.segments->empty()) continue;
      out_.duration = std::max(out_.duration.value_or(Seconds{}), feed.segments->bounds().end);
    }
  }
}

}  // namespace

Result<Presentation> normalize(const Document& document, const Mpd& mpd, Warnings& warnings) {
  return Builder(document, mpd, warnings).build();
}

}  // namespace praxino::manifest::dash
