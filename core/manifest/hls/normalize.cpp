#include "core/manifest/hls/normalize.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/sort.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/codecs.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::FeedId;
using media::Presentation;
using media::Rendition;
using media::RenditionId;
using media::Track;
using media::TrackId;
using media::TrackKind;
using media::Variant;

constexpr std::size_t kMostVariants = std::numeric_limits<std::uint16_t>::max();

bool same_but_for_the_uri(const StreamInf& a, const StreamInf& b) {
  return a.peak == b.peak && a.average == b.average && a.width == b.width && a.height == b.height &&
         a.frame_rate == b.frame_rate && a.codecs == b.codecs && a.video_range == b.video_range &&
         a.uri != b.uri;
}

void append_rate(std::string& name, media::Bitrate rate) {
  if (rate.bps == 0) return;
  if (!name.empty()) name.push_back(' ');
  text::append_number(name, (rate.bps + 500) / 1000);
  name.push_back('k');
}

void split_roles(std::vector<std::string>& roles, std::string_view characteristics) {
  while (!characteristics.empty()) {
    const std::string_view role = text::trim(text::take(characteristics, ','));
    if (!role.empty()) roles.emplace_back(role);
  }
}

/// Whether we know every way of looking at the picture that REQ-VIDEO-LAYOUT names (RFC 8216bis §4.4.6.2):
/// views, and what each is made of.
bool knows_layout(std::string_view layout) {
  while (!layout.empty()) {
    std::string_view view = text::take(layout, ',');
    while (!view.empty()) {
      const std::string_view word = text::trim(text::take(view, '/'));
      if (word != "CH-MONO" && word != "PROJ-RECT") return false;
    }
  }
  return true;
}

/// What distinguishes pictures that are of different brightness: one is not switched to the other.
std::string label_of(const StreamInf& stream, const Media* media) {
  std::string label(media ? media->name : std::string_view());
  if (stream.video_range.empty() || stream.video_range == "SDR") return label;
  if (!label.empty()) label.push_back(' ');
  return label.append(stream.video_range);
}

void describe(Rendition& rendition, const StreamInf& stream) {
  if (stream.height != 0) {
    text::append_number(rendition.name, stream.height);
    rendition.name.push_back('p');
  }
  append_rate(rendition.name, stream.peak);
  rendition.peak = stream.peak;
  rendition.average = stream.average;
  rendition.width = stream.width;
  rendition.height = stream.height;
  rendition.frame_rate = stream.frame_rate;
  rendition.said.push_back(said_of({stream.tag, stream.attributes}));
}

class Builder {
 public:
  Builder(const Multivariant& playlist, Warnings& warnings)
      : playlist_(playlist), warnings_(warnings), rendition_of_media_(playlist.media.size()) {}

  Result<Presentation> build();

 private:
  /// What one stream's audio is made of.
  struct Audio {
    std::vector<std::size_t> apart;     // Places in playlist_.media: they have playlists of their own.
    std::optional<std::size_t> inside;  // The one that travels with the stream.
  };

  void sort_streams();
  void add_stream(const StreamInf& stream);
  void add_audio_stream(const StreamInf& stream, const Audio& audio);
  void add_video_stream(const StreamInf& stream, const Audio& audio);
  void add_fallback(const StreamInf& first, const StreamInf& other);
  void add_trick(const StreamInf& stream);
  void add_variant(const StreamInf& stream, std::optional<RenditionId> video, std::vector<RenditionId> audio);
  [[nodiscard]] Audio audio_of(const StreamInf& stream);
  FeedId feed_of(std::string_view url);
  TrackId track_of(TrackKind kind, const Media* media, std::string_view label);
  TrackId track_of(TrackKind kind, const Media* media) {
    return track_of(kind, media, media ? media->name : std::string_view());
  }
  Rendition& rendition_of(TrackId track, FeedId feed);
  RenditionId rendition_of(std::size_t media, std::string_view codecs);
  RenditionId picture_of(const StreamInf& stream, const Media* media, std::string_view url, bool muxed);

  const Multivariant& playlist_;
  Warnings& warnings_;
  Presentation out_;
  std::vector<const StreamInf*> streams_;  // Ascending by bitrate, without fallbacks.
  std::vector<std::optional<RenditionId>> rendition_of_media_;
  std::vector<std::pair<std::string_view, std::string_view>>
      paired_groups_;  // Whose media are fallbacks already.
};

Result<Presentation> Builder::build() {
  out_.protocol = media::Protocol::hls;
  if (playlist_.start) {
    out_.start = playlist_.start->offset;
    out_.start_precise = playlist_.start->precise;
  }
  out_.said = playlist_.said;
  sort_streams();
  for (const StreamInf* stream : streams_) {
    add_stream(*stream);
    if (out_.variants.size() > kMostVariants)
      return fail(Fault::too_large, stream->line, "more than 65535 variants");
  }
  for (std::size_t i = 0; i < playlist_.media.size(); ++i) {
    const Media& media = playlist_.media[i];
    if (media.kind != TrackKind::text) continue;
    if (media.uri) {
      rendition_of(i, {});
    } else {
      track_of(TrackKind::text, &media);  // captions in the picture's own stream
    }
  }
  for (const StreamInf& stream : playlist_.trick) add_trick(stream);
  for (const StreamInf& other : playlist_.streams) {
    const auto first = std::find_if(streams_.begin(), streams_.end(), [&other](const StreamInf* stream) {
      return stream == &other || (other.peak.bps != 0 && same_but_for_the_uri(*stream, other));
    });
    if (first != streams_.end() && *first != &other) add_fallback(**first, other);
  }
  return std::move(out_);
}

void Builder::sort_streams() {
  std::vector<const StreamInf*> all;
  std::vector<const StreamInf*> unknown;
  for (const StreamInf& stream : playlist_.streams)
    (knows_layout(stream.layout) ? all : unknown).push_back(&stream);
  for (const StreamInf* stream : unknown) {
    warnings_.add(stream->line,
                  "a variant of an unknown REQ-VIDEO-LAYOUT is ignored, where there are others");
  }
  if (all.empty()) all.push_back(unknown.front());
  // Those of the pathway that comes first are what the others are elsewhere.
  sort(all, [&](const StreamInf* a, const StreamInf* b) {
    const bool later_a = a->pathway != playlist_.pathway;
    const bool later_b = b->pathway != playlist_.pathway;
    return std::pair(later_a, a->line) < std::pair(later_b, b->line);
  });
  for (const StreamInf* stream : all) {
    bool redundant = false;
    for (const StreamInf* earlier : streams_) {
      if (earlier->audio == stream->audio && earlier->video == stream->video &&
          text::same(earlier->uri, stream->uri)) {
        warnings_.add(stream->line, "a variant that repeats another one is ignored");
        redundant = true;
      }
      redundant = redundant || (stream->peak.bps != 0 && same_but_for_the_uri(*earlier, *stream));
    }
    if (!redundant) streams_.push_back(stream);
  }
  sort(streams_, [](const StreamInf* a, const StreamInf* b) {
    return std::pair(a->peak, a->line) < std::pair(b->peak, b->line);
  });
}

Builder::Audio Builder::audio_of(const StreamInf& stream) {
  Audio audio;
  if (stream.audio.empty()) return audio;
  for (std::size_t i = 0; i < playlist_.media.size(); ++i) {
    const Media& media = playlist_.media[i];
    if (media.kind != TrackKind::audio || media.group != stream.audio) continue;
    if (media.uri && *media.uri != stream.uri) {
      audio.apart.push_back(i);
    } else {
      audio.inside = i;
    }
  }
  if (audio.apart.empty() && !audio.inside) warnings_.add(stream.line, "an AUDIO group that does not exist");
  return audio;
}

void Builder::add_stream(const StreamInf& stream) {
  const Audio audio = audio_of(stream);
  const bool only_audio = stream.height == 0 && count_codecs(stream.codecs, TrackKind::video) == 0 &&
                          count_codecs(stream.codecs, TrackKind::audio) != 0;
  if (only_audio) {
    add_audio_stream(stream, audio);
  } else {
    add_video_stream(stream, audio);
  }
}

void Builder::add_audio_stream(const StreamInf& stream, const Audio& audio) {
  std::vector<RenditionId> renditions;
  for (const std::size_t media : audio.apart) {
    const RenditionId id = rendition_of(media, stream.codecs);
    Rendition& rendition = out_.renditions[index_of(id)];
    if (rendition.peak.bps == 0) {
      rendition.peak = stream.peak;
      rendition.average = stream.average;
    }
    renditions.push_back(id);
  }
  if (audio.apart.empty() || audio.inside) {
    const TrackId track =
        track_of(TrackKind::audio, audio.inside ? &playlist_.media[*audio.inside] : nullptr);
    Rendition& rendition = rendition_of(track, feed_of(stream.uri));
    if (rendition.name.empty()) {
      append_rate(rendition.name, stream.peak);
      rendition.peak = stream.peak;
      rendition.average = stream.average;
      rendition.codecs = codecs_of_kind(stream.codecs, TrackKind::audio);
      rendition.said.push_back(said_of({stream.tag, stream.attributes}));
    }
    renditions.push_back(rendition.id);
  }
  add_variant(stream, std::nullopt, std::move(renditions));
}

void Builder::add_video_stream(const StreamInf& stream, const Audio& audio) {
  std::vector<RenditionId> sound;
  for (const std::size_t media : audio.apart) sound.push_back(rendition_of(media, stream.codecs));
  if (audio.inside) track_of(TrackKind::audio, &playlist_.media[*audio.inside]);
  const bool muxed =
      audio.inside || (audio.apart.empty() && count_codecs(stream.codecs, TrackKind::audio) != 0);

  // The stream's own picture, then the other ones of its VIDEO group.
  const Media* own = nullptr;
  for (const Media& media : playlist_.media) {
    const bool in_group = media.kind == TrackKind::video && media.group == stream.video;
    if (in_group && (!media.uri || *media.uri == stream.uri)) own = &media;
  }
  add_variant(stream, picture_of(stream, own, stream.uri, muxed), sound);
  for (const Media& media : playlist_.media) {
    if (stream.video.empty() || out_.variants.size() > kMostVariants) break;
    if (media.kind != TrackKind::video || media.group != stream.video) continue;
    if (!media.uri || *media.uri == stream.uri) continue;
    add_variant(stream, picture_of(stream, &media, *media.uri, muxed), sound);
  }
}

RenditionId Builder::picture_of(const StreamInf& stream, const Media* media, std::string_view url,
                                bool muxed) {
  const TrackId track = track_of(TrackKind::video, media, label_of(stream, media));
  Rendition& rendition = rendition_of(track, feed_of(url));
  rendition.muxed = rendition.muxed || muxed;
  if (!rendition.name.empty()) return rendition.id;
  describe(rendition, stream);
  rendition.codecs = codecs_of_kind(stream.codecs, TrackKind::video);
  const std::string sound = muxed ? codecs_of_kind(stream.codecs, TrackKind::audio) : std::string();
  if (!sound.empty()) rendition.codecs.append(rendition.codecs.empty() ? "" : ",").append(sound);
  return rendition.id;
}

void Builder::add_variant(const StreamInf& stream, std::optional<RenditionId> video,
                          std::vector<RenditionId> audio) {
  Variant variant;
  variant.id = static_cast<media::VariantId>(out_.variants.size());
  variant.video = video;
  variant.audio = std::move(audio);
  variant.peak = stream.peak;
  variant.average = stream.average;
  variant.score = stream.score;
  out_.variants.push_back(std::move(variant));
}

void Builder::add_fallback(const StreamInf& first, const StreamInf& other) {
  const auto add = [this](std::string_view url, const std::string& fallback) {
    out_.mirrors.add(url::resolve(url, "."), url::resolve(fallback, "."));
    std::vector<std::string>& fallbacks = out_.feeds[index_of(feed_of(url))].fallbacks;
    if (std::find(fallbacks.begin(), fallbacks.end(), fallback) == fallbacks.end())
      fallbacks.push_back(fallback);
  };
  add(first.uri, other.uri);
  const std::pair groups(first.audio, other.audio);
  if (first.audio.empty() || first.audio == other.audio) return;
  if (std::find(paired_groups_.begin(), paired_groups_.end(), groups) != paired_groups_.end()) return;
  paired_groups_.push_back(groups);
  for (const Media& mine : playlist_.media) {
    if (mine.kind != TrackKind::audio || mine.group != first.audio || !mine.uri) continue;
    for (const Media& theirs : playlist_.media) {
      if (theirs.kind == TrackKind::audio && theirs.group == other.audio &&
          theirs.language == mine.language && theirs.name == mine.name && theirs.uri &&
          theirs.uri != mine.uri) {
        add(*mine.uri, *theirs.uri);
      }
    }
  }
}

void Builder::add_trick(const StreamInf& stream) {
  const TrackKind kind = stream.image ? TrackKind::image : TrackKind::video;
  auto track =
      std::ranges::find_if(out_.tracks, [&](const Track& one) { return one.trick && one.kind == kind; });
  if (track == out_.tracks.end()) {
    Track added;
    added.id = static_cast<TrackId>(out_.tracks.size());
    added.kind = kind;
    added.trick = true;
    track = out_.tracks.insert(track, std::move(added));
  }
  Rendition& rendition = rendition_of(track->id, feed_of(stream.uri));
  if (!rendition.name.empty()) return;
  describe(rendition, stream);
  rendition.codecs = stream.codecs;
}

FeedId Builder::feed_of(std::string_view url) {
  for (const media::Feed& feed : out_.feeds) {
    if (text::same(feed.playlist, url)) return feed.id;
  }
  media::Feed feed;
  feed.id = static_cast<FeedId>(out_.feeds.size());
  feed.playlist = url;
  out_.feeds.push_back(std::move(feed));
  return out_.feeds.back().id;
}

TrackId Builder::track_of(TrackKind kind, const Media* media, std::string_view label) {
  const std::string_view language = media ? media->language : std::string_view();
  for (Track& track : out_.tracks) {
    if (track.kind != kind || track.trick || track.language != language || track.label != label) continue;
    track.is_default = track.is_default || (media && media->is_default);
    track.autoselect = track.autoselect || (media && media->autoselect);
    return track.id;
  }
  Track track;
  track.id = static_cast<TrackId>(out_.tracks.size());
  track.kind = kind;
  track.language = language;
  track.label = label;
  track.is_default = media ? media->is_default : label.empty();
  track.autoselect = media == nullptr || media->autoselect;
  track.forced = media != nullptr && media->forced;
  if (media) {
    split_roles(track.roles, media->characteristics);
    track.said.push_back(said_of({"EXT-X-MEDIA", media->attributes}));
  }
  out_.tracks.push_back(std::move(track));
  return out_.tracks.back().id;
}

Rendition& Builder::rendition_of(TrackId track, FeedId feed) {
  for (const RenditionId id : out_[track].renditions) {
    if (out_[id].feed == feed) return out_.renditions[index_of(id)];
  }
  Rendition rendition;
  rendition.id = static_cast<RenditionId>(out_.renditions.size());
  rendition.track = track;
  rendition.feed = feed;
  out_.tracks[index_of(track)].renditions.push_back(rendition.id);
  out_.renditions.push_back(std::move(rendition));
  return out_.renditions.back();
}

/// The rendition of an EXT-X-MEDIA with a URI. `codecs` are those of a stream that refers to it.
RenditionId Builder::rendition_of(std::size_t place, std::string_view codecs) {
  if (rendition_of_media_[place]) return *rendition_of_media_[place];
  const Media& media = playlist_.media[place];
  Rendition& rendition = rendition_of(track_of(media.kind, &media), feed_of(*media.uri));
  rendition_of_media_[place] = rendition.id;
  if (rendition.name.empty()) {
    rendition.name.append(media.name).append(" (").append(media.group).append(")");
    rendition.channels = media.channels;
    rendition.sample_rate = media.sample_rate;
    rendition.said.push_back(said_of({"EXT-X-MEDIA", media.attributes}));
    // With several audio codecs there is no telling which one is this group's.
    if (count_codecs(codecs, media.kind) == 1) rendition.codecs = codecs_of_kind(codecs, media.kind);
  }
  return rendition.id;
}

}  // namespace

Result<Presentation> normalize(const Multivariant& playlist, Warnings& warnings) {
  return Builder(playlist, warnings).build();
}

void take(Presentation& presentation, FeedId id, Playlist playlist) {
  if (playlist.start && !presentation.start) {
    presentation.start = playlist.start->offset;
    presentation.start_precise = playlist.start->precise;
  }
  media::Feed& feed = presentation[id];
  feed.segments = std::move(playlist.segments);
  feed.dates = std::move(playlist.dates);
  feed.events = std::move(playlist.events);
  feed.said = std::move(playlist.said);
}

Presentation normalize(Playlist playlist, std::string_view url) {
  Presentation out;
  out.protocol = media::Protocol::hls;
  out.live = !playlist.segments.ended;
  if (!out.live) out.duration = playlist.segments.bounds().end;
  Track track;
  track.is_default = true;
  track.autoselect = true;
  track.renditions.push_back({});
  out.tracks.push_back(std::move(track));
  out.renditions.emplace_back();
  Variant variant;
  variant.video = RenditionId{};
  out.variants.push_back(std::move(variant));
  media::Feed feed;
  feed.playlist = url;
  out.feeds.push_back(std::move(feed));
  take(out, FeedId{}, std::move(playlist));
  return out;
}

}  // namespace praxino::manifest::hls
