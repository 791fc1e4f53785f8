#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/media/said.h"
#include "core/media/types.h"

namespace praxino::manifest::hls {

/// Bytes: what is longer is not read.
inline constexpr std::size_t longest_text = 64 << 20;

/// Takes a byte order mark off the front.
[[nodiscard]] std::string_view without_mark(std::string_view text);

/// Takes white space and a byte order mark off the front; whether an HLS playlist follows (RFC 8216
/// §4.3.1.1).
[[nodiscard]] bool is_playlist(std::string_view text);

/// A tag line, "#EXTINF:9.9,": its name "EXTINF" and its value "9.9,", which is empty where there is none.
struct Tag {
  std::string_view name;
  std::string_view value;
  bool operator==(const Tag&) const = default;
};
[[nodiscard]] Tag split_tag(std::string_view line);

/// The value of the first attribute of that name; empty where there is none.
[[nodiscard]] std::string_view attribute_of(std::string_view attributes, std::string_view name);

/// What of a tag is handed on.
inline constexpr std::size_t most_attributes = 256;

/// A tag as it was written: its first attributes where it has any, else its value as `text`.
[[nodiscard]] media::Said said_of(Tag tag);

/// EXT-X-BYTERANGE's "length[@offset]" (RFC 8216 §4.3.2.2). Without an offset it begins at `next`. Nothing
/// where it is malformed, empty or beyond 64 bits.
[[nodiscard]] std::optional<media::ByteRange> parse_byte_range(std::string_view text, std::uint64_t next);

/// EXT-X-KEY's IV: "0x" and up to 32 hexadecimal digits, a big-endian number (RFC 8216 §4.3.2.4). Nothing
/// where it is malformed.
[[nodiscard]] std::optional<std::array<std::byte, 16>> parse_iv(std::string_view text);

/// Whether it is a longer URI than is followed, unless it carries its data itself; and a longer value than a
/// tag is handed on with.
[[nodiscard]] bool too_long(std::string_view uri);

}  // namespace praxino::manifest::hls
