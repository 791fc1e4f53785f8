#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/manifest/warnings.h"
#include "core/media/said.h"
#include "core/media/segment_list.h"

namespace praxino::manifest::hls {

/// EXT-X-START (RFC 8216bis §4.4.2.2).
struct Start {
  Seconds offset;        ///< Negative: from the end.
  bool precise = false;  ///< Begin there; else where the segment begins that holds it.
};

/// What a media playlist (RFC 8216bis §4.4.3 to §4.4.5) says.
struct Playlist {
  media::SegmentList segments;
  std::optional<Start> start;
  std::vector<media::DatePoint> dates;  ///< EXT-X-PROGRAM-DATE-TIME, where one says more than the one before.
  std::vector<media::TimedEvent> events;  ///< EXT-X-DATERANGE and EXT-X-CUE-OUT, ascending by start.
  std::vector<media::Said> said;          ///< All other tags, but for those of which `segments` are made.
};

/// `where` of an Error is the line. Of encryptions AES-128 alone is told in full.
[[nodiscard]] Result<Playlist> parse_playlist(std::string_view text, std::string_view url,
                                              Warnings& warnings);

/// From the tag's attribute list; nothing where it has no TIME-OFFSET.
[[nodiscard]] std::optional<Start> parse_start(std::string_view attributes);

}  // namespace praxino::manifest::hls
