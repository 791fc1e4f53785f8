#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/warnings.h"
#include "core/media/said.h"
#include "core/media/types.h"

namespace praxino::manifest::hls {

/// EXT-X-MEDIA (RFC 8216bis §4.4.6.1). Views are into the playlist's text.
struct Media {
  std::uint64_t line = 0;
  std::string_view attributes;  ///< As written.
  media::TrackKind kind = media::TrackKind::audio;
  std::optional<std::string> uri;  ///< Absolute; without one the media travels with the variant's own.
  std::string_view group;
  std::string_view name;
  std::string_view language;
  std::string_view characteristics;
  std::uint32_t channels = 0;
  std::uint32_t sample_rate = 0;
  bool is_default = false;
  bool autoselect = false;
  bool forced = false;
};

/// EXT-X-STREAM-INF (RFC 8216bis §4.4.6.2) and its URI line.
struct StreamInf {
  std::uint64_t line = 0;
  std::string_view tag;
  std::string_view attributes;  ///< As written.
  std::string uri;              ///< Absolute.
  bool image = false;           ///< Pictures that are files, not frames of video.
  media::Bitrate peak;
  media::Bitrate average;  ///< Equal to peak where unsaid.
  std::string_view codecs;
  std::string_view audio;  ///< Group; empty where none.
  std::string_view video;
  std::string_view subtitles;
  std::string_view video_range;
  std::string_view pathway = ".";  ///< PATHWAY-ID.
  std::string_view layout;         ///< REQ-VIDEO-LAYOUT.
  std::optional<double> score;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double frame_rate = 0;
};

/// Lives as long as the text that it was read from.
struct Multivariant {
  std::vector<Media> media;
  std::vector<StreamInf> streams;  ///< As written.
  std::vector<StreamInf> trick;    ///< EXT-X-I-FRAME-STREAM-INF and EXT-X-IMAGE-STREAM-INF, which have a URI.
  std::optional<Start> start;
  std::string_view pathway;       ///< EXT-X-CONTENT-STEERING's PATHWAY-ID: whose variants come first.
  std::vector<media::Said> said;  ///< All other tags.
};

/// `where` of an Error is the line. At least one stream comes of it.
[[nodiscard]] Result<Multivariant> parse_multivariant(std::string_view text, std::string_view url,
                                                      Warnings& warnings);

}  // namespace praxino::manifest::hls
