#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/judge/hls/tags.h"
#include "core/judge/hls/values.h"

namespace praxino::judge::hls {

/// What rules have to know of a playlist before they come to it.
struct Facts {
  /// What its first tag that is one kind's alone says; a segment's URI says media.
  Kind kind = Kind::either;
  std::array<bool, tags> present{};
  /// EXT-X-VERSION's number; 1 without it.
  std::uint64_t version = 1;
  std::uint64_t version_line = 0;  ///< 0 without it.
  std::optional<Micros> target;    ///< EXT-X-TARGETDURATION.
  std::optional<Micros> part_target;
  std::string_view type;  ///< EXT-X-PLAYLIST-TYPE.

  [[nodiscard]] bool has(Tag tag) const { return present[static_cast<std::size_t>(tag)]; }
};

/// A first look through the text. Of tags that stand twice it takes the first.
[[nodiscard]] Facts facts_of(std::string_view text);

/// A tag's line: what stands between '#' and the colon, and what stands behind it.
struct TagLine {
  std::string_view name;
  std::optional<std::string_view> value;
};
[[nodiscard]] TagLine split(std::string_view line);

}  // namespace praxino::judge::hls
