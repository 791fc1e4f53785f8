#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace praxino {

/// A fast hash of bytes that is the same on every platform (little-endian reads by construction). It tells
/// whether two runs saw the same bytes; it is no defence against somebody who wants them to look equal.
[[nodiscard]] inline std::uint64_t hash_bytes(std::span<const std::byte> bytes) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15ULL;
  const auto mix = [](std::uint64_t h, std::uint64_t word) {
    h = (h ^ word) * prime;
    return h ^ (h >> 29);
  };
  std::uint64_t h = bytes.size() * prime;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    h = mix(h, word);
  }
  std::uint64_t tail = 0;
  for (std::size_t i = 0; at + i < bytes.size(); ++i) {
    tail |= static_cast<std::uint64_t>(std::to_integer<std::uint8_t>(bytes[at + i])) << (8 * i);
  }
  h = mix(h, tail);
  return h ^ (h >> 32);
}

}  // namespace praxino
