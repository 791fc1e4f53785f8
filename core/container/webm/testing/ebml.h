#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Small WebM files for tests, element by element.
namespace praxino::webm::testing_webm {

using File = std::vector<std::byte>;

inline File operator+(File left, const File& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

inline File bytes_of(std::uint64_t value, int count) {
  File out;
  for (int i = count - 1; i >= 0; --i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
  return out;
}

inline int length_of(std::uint64_t value) {
  return std::max(1, static_cast<int>((std::bit_width(value) + 7) / 8));
}

/// An element whose size takes four bytes.
inline File element(std::uint64_t id, const File& content) {
  return bytes_of(id, length_of(id)) + bytes_of(0x10000000U | content.size(), 4) + content;
}
inline File number(std::uint64_t id, std::uint64_t value) {
  return element(id, bytes_of(value, length_of(value)));
}

inline const File header = element(0x1A45DFA3, number(0x4286, 1));

inline File info_of(std::uint64_t scale = 1'000'000, double duration = 6000) {
  return element(0x1549A966, number(0x2AD7B1, scale) +
                                 element(0x4489, bytes_of(std::bit_cast<std::uint64_t>(duration), 8)));
}

/// A file's first bytes; its Segment is of `size` bytes.
inline File head_of(const File& children, std::uint64_t size = 5000) {
  return header + bytes_of(0x18538067, 4) + bytes_of(0x10000000U | size, 4) + children;
}

inline File cue(std::uint64_t time, std::uint64_t position) {
  return element(0xBB, number(0xB3, time) + element(0xB7, number(0xF7, 1) + number(0xF1, position)));
}

}  // namespace praxino::webm::testing_webm
