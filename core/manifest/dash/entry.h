#pragma once

#include <cstddef>
#include <string_view>

namespace praxino::manifest::dash {

/// An S of a SegmentTimeline (ISO/IEC 23009-1 §5.3.9.6) with its attributes as they are written; those that
/// are absent have no data.
struct Entry {
  std::size_t at = 0;  ///< In the text.
  std::string_view t{};
  std::string_view d{};
  std::string_view r{};
  std::string_view n{};
  std::string_view k{};

  /// Null for what is none of them.
  [[nodiscard]] std::string_view* attribute(std::string_view name);
};

/// Reads what is no more than an S and its numbers, and goes behind it; else false, and `at` stays.
[[nodiscard]] bool take_plain(std::string_view text, std::size_t& at, Entry& entry);

/// Behind spaces, tabs and line ends.
[[nodiscard]] std::size_t behind_space(std::string_view text, std::size_t at);

}  // namespace praxino::manifest::dash
