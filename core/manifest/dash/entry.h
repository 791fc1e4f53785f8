#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace praxino::manifest::dash {

/// An S of a SegmentTimeline (ISO/IEC 23009-1 §5.3.9.6) that is no more than its numbers: there may be very
/// many.
struct PlainEntry {
  std::int64_t t = -1;   ///< Ticks; negative: unsaid.
  std::uint32_t d = 0;   ///< Ticks; 0: unsaid too.
  std::int32_t r = 0;    ///< Negative: until the next one begins, or the Period ends.
  std::uint32_t at = 0;  ///< In the text.
};

/// Reads one, and goes behind it; else false, and `at` stays.
[[nodiscard]] bool take_plain(std::string_view text, std::size_t& at, PlainEntry& entry);

/// Behind spaces, tabs and line ends.
[[nodiscard]] std::size_t behind_space(std::string_view text, std::size_t at);

}  // namespace praxino::manifest::dash
