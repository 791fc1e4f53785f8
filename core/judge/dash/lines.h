#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace praxino::judge::dash {

/// Which line of a text a byte stands in. A line ends with LF, CRLF or CR, as XML has it.
class Lines {
 public:
  /// Reads the text once; keeps a view into it and four bytes for every 4 kB.
  explicit Lines(std::string_view text);
  /// From 1; an offset past the end is in the last line. Looks at less than 4 kB.
  [[nodiscard]] std::uint64_t at(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> ends_;  // Line ends before each block.
};

}  // namespace praxino::judge::dash
