#pragma once

#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/manifest/warnings.h"
#include "core/media/segment_list.h"

namespace praxino::manifest::hls {

/// What a media playlist (RFC 8216 §4.3.2, §4.3.3) says.
struct Playlist {
  media::SegmentList segments;
  std::optional<Seconds> start;  ///< EXT-X-START.
};

/// `where` of an Error is the line. Unknown tags are ignored; of encryptions AES-128 alone is
/// supported.
[[nodiscard]] Result<Playlist> parse_playlist(std::string_view text, std::string_view url,
                                              Warnings& warnings);

/// EXT-X-START's TIME-OFFSET, from the tag's attribute list.
[[nodiscard]] std::optional<Seconds> parse_start(std::string_view attributes);

}  // namespace praxino::manifest::hls
