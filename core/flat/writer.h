#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/flat/column.h"

namespace praxino::flat {

/// Up to here a double tells all whole numbers apart, and their sums and steps too.
constexpr std::int64_t kExact = std::int64_t{1} << 52;

/// What crosses a boundary in one piece: numbers in the order in which they are read, columns for what there
/// is much of, and all text once. Little-endian:
///
///   u32  how many words, bytes of columns, bytes of text; 0
///   f64  words
///        columns, each from a multiple of 8
///   u8   text, UTF-8
///
/// A text among the words is two of them: its first UTF-16 unit in the decoded text, and how many there are.
/// A column is three: how it is kept, and then
///
///   0  the first value and the step from each to the next: it takes no more
///   1  its place among the columns' bytes, u32 each; 0
///   2  the same, f64 each
///   3  the same, i64 each: where a double would not tell all of them apart
class Writer {
 public:
  void number(double value) { words_.push_back(value); }
  void flag(bool value) { number(value ? 1 : 0); }
  /// What is not UTF-8 is replaced by U+FFFD.
  void text(std::string_view text);
  void column(const Column& column);
  /// Text that columns tell places in, byte by byte: its place among the columns' bytes, how many there are,
  /// and whether each is a letter.
  void bytes(std::string_view text);

  [[nodiscard]] std::vector<std::byte> finish() const;

 private:
  std::vector<double> words_;
  std::vector<std::byte> columns_;
  std::string text_;
  std::uint32_t units_ = 0;  ///< Of text_, in UTF-16.
};

}  // namespace praxino::flat
