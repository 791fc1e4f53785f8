#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/media/types.h"

namespace praxino::manifest::hls {

/// Takes white space and a byte order mark off the front; whether an HLS playlist follows (RFC 8216
/// §4.3.1.1).
[[nodiscard]] bool is_playlist(std::string_view text);

/// The value of a tag line, "#EXTINF:9.9," for the tag "#EXTINF"; nothing where the line is another tag.
[[nodiscard]] std::optional<std::string_view> value_of(std::string_view line, std::string_view tag);

/// EXT-X-BYTERANGE's "length[@offset]" (RFC 8216 §4.3.2.2). Without an offset it begins at `next`. Nothing
/// where it is malformed, empty or beyond 64 bits.
[[nodiscard]] std::optional<media::ByteRange> parse_byte_range(std::string_view text, std::uint64_t next);

/// EXT-X-KEY's IV: "0x" and up to 32 hexadecimal digits, a big-endian number (RFC 8216 §4.3.2.4). Nothing
/// where it is malformed.
[[nodiscard]] std::optional<std::array<std::byte, 16>> parse_iv(std::string_view text);

/// Longest URI that is followed, unless it carries its data itself.
[[nodiscard]] bool too_long(std::string_view uri);

}  // namespace praxino::manifest::hls
