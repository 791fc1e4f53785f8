#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "core/base/bytes.h"

/// Unaligned little-endian numbers, as the wire format and the log have them.
namespace praxino::player {

template <typename Number>
[[nodiscard]] Number load_little(Bytes from, std::size_t at = 0) {
  Number value;
  std::memcpy(&value, from.data() + at, sizeof(Number));
  if constexpr (std::endian::native == std::endian::big) value = std::byteswap(value);
  return value;
}

template <typename Number>
void store_little(std::byte* to, Number value) {
  if constexpr (std::endian::native == std::endian::big) value = std::byteswap(value);
  std::memcpy(to, &value, sizeof(Number));
}

template <typename Number>
void append_little(std::vector<std::byte>& out, Number value) {
  out.resize(out.size() + sizeof(Number));
  store_little(out.data() + out.size() - sizeof(Number), value);
}

/// Leaves room for a u32 length that is known only after what follows; store_length fills it in.
[[nodiscard]] inline std::size_t reserve_length(std::vector<std::byte>& out) {
  append_little(out, std::uint32_t{0});
  return out.size();
}
inline void store_length(std::vector<std::byte>& out, std::size_t start) {
  store_little(out.data() + start - 4, static_cast<std::uint32_t>(out.size() - start));
}

}  // namespace praxino::player
