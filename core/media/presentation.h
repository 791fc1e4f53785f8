#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/media/mirrors.h"
#include "core/media/said.h"
#include "core/media/segment_list.h"
#include "core/media/types.h"

namespace praxino::media {

/// DASH SegmentBase@indexRange: where one Period's index stands, and the stretch and file that it describes.
struct PendingIndex {
  Resource index;
  Stretch stretch;
  std::string url;
};

/// A stream of segments. A muxed one feeds several tracks.
struct Feed {
  FeedId id{};
  std::string playlist;  ///< HLS: URL of the media playlist; empty for DASH.
  std::vector<std::string>
      fallbacks;  ///< The same playlist elsewhere (redundant variants), in order of preference.
  std::vector<PendingIndex> indexes;  ///< In Period order; all are read before `segments` is known.
  std::optional<SegmentList>
      declared;  ///< What other Periods than those of `indexes` hold; manifest::join uses it.
  std::optional<SegmentList> segments;  ///< Absent until its playlist or indexes have been read.
  std::vector<Said> said;               ///< HLS: the playlist's tags that nothing else here comes of.
  std::vector<TimedEvent> events;       ///< HLS: the playlist's, ascending by start.
  std::vector<DatePoint> dates;         ///< HLS: the playlist's, ascending by place.
};

/// An image's pictures, row by row in the order of time, each of an equal part of its segment's duration
/// (DASH-IF IOP, thumbnail tiles).
struct Tiles {
  std::uint32_t columns = 1;
  std::uint32_t rows = 1;
  bool operator==(const Tiles&) const = default;
};

/// One encoding of one track (hls.js: level; DASH: Representation).
struct Rendition {
  RenditionId id{};
  TrackId track{};
  FeedId feed{};
  std::string name;  ///< DASH Representation@id; for HLS made of the attributes.
  Bitrate peak;      ///< BANDWIDTH (of the cheapest variant with it), @bandwidth; 0 where unsaid (HLS audio).
  Bitrate average;   ///< AVERAGE-BANDWIDTH, else equal to peak.
  std::string container;  ///< MIME type without parameters, "video/mp4"; empty for HLS, whose segments tell.
  std::string codecs;     ///< RFC 6381, comma separated; empty where the manifest does not say.
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double frame_rate = 0;
  std::uint32_t channels = 0;
  std::uint32_t sample_rate = 0;
  std::optional<Tiles> tiles;  ///< Of images.
  bool muxed = false;          ///< Said to carry audio beside its video. HLS without CODECS does not say.
  std::vector<Said> said;      ///< The tag or element that it comes of, and the descriptors inside.
};

/// What a person chooses from: a picture, a language. Keeps its identity over Periods and refreshes.
struct Track {
  TrackId id{};
  TrackKind kind = TrackKind::video;
  std::string language;  ///< BCP 47, or empty.
  std::string label;
  std::vector<std::string> roles;  ///< DASH Role values or HLS CHARACTERISTICS.
  bool is_default = false;
  bool autoselect = false;
  bool forced = false;
  bool trick = false;                   ///< Pictures for winding (DASH-IF IOP, trick modes): never played.
  std::vector<RenditionId> renditions;  ///< Ascending by bitrate; none for audio that travels with the video.
  std::vector<Said> said;               ///< HLS EXT-X-MEDIA, DASH AdaptationSet and the descriptors inside.
};

/// A choice that plays together: a video rendition and the audio renditions that may go with it, one a track.
/// This is what ABR picks among.
struct Variant {
  VariantId id{};
  std::optional<RenditionId> video;  ///< Absent for audio-only variants.
  std::vector<RenditionId> audio;    ///< Candidates; empty where audio is muxed or there is none.
  Bitrate peak;                      ///< Of all that plays together.
  Bitrate average;
  std::optional<double> score;  ///< HLS SCORE: how much it is to be liked beside the others.
};

/// What both manifest formats become. Everything above sees this alone.
struct Presentation {
  Protocol protocol = Protocol::hls;
  bool live = false;
  std::optional<Seconds> duration;  ///< Known from the manifest or, once read, from the longest feed.
  Seconds min_buffer;               ///< @minBufferTime; 0 where unsaid.
  /// EXT-X-START TIME-OFFSET, the MPD anchor's t and period; negative counts from the end.
  std::optional<Seconds> start;
  bool start_precise = true;  ///< Begin there; else where the segment begins that holds it.
  std::vector<Track> tracks;
  std::vector<Rendition> renditions;
  std::vector<Variant> variants;  ///< Ascending by bitrate.
  std::vector<Feed> feeds;
  Mirrors mirrors;  ///< Of inits, indexes and segments.
  /// Of the whole: HLS EXT-X-SESSION-DATA, …; DASH the MPD's element, UTCTiming, …, then each Period's and
  /// what stands in that; at last the URL's "anchor".
  std::vector<Said> said;
  std::vector<TimedEvent> events;  ///< Ascending by start.
  Variables variables;             ///< HLS: what media playlists may import.

  [[nodiscard]] const Rendition& operator[](RenditionId id) const { return renditions[index_of(id)]; }
  [[nodiscard]] const Track& operator[](TrackId id) const { return tracks[index_of(id)]; }
  [[nodiscard]] const Variant& operator[](VariantId id) const { return variants[index_of(id)]; }
  [[nodiscard]] const Feed& operator[](FeedId id) const { return feeds[index_of(id)]; }
  [[nodiscard]] Feed& operator[](FeedId id) { return feeds[index_of(id)]; }
};

}  // namespace praxino::media
