#include "core/transmux/start_codes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace praxino::transmux {

bool copy_looking_for_zeros(Bytes from, std::byte* to) {
  using Block = std::uint64_t;
  constexpr std::size_t size = sizeof(Block);
  if (from.size() <= size) {
    std::ranges::copy(from, to);
    return true;
  }
  Block found = 0;
  const auto copy = [&](std::size_t at) {
    Block here = 0;
    Block next = 0;
    std::memcpy(&here, from.data() + at, size);
    std::memcpy(&next, from.data() + at + 1, size);
    std::memcpy(to + at, &here, size);
    // A byte of both together is 0 where two zeros are; the lowest such byte sets its highest bit here.
    const Block both = here | next;
    found |= (both - 0x0101010101010101U) & ~both & 0x8080808080808080U;
  };
  const std::size_t last = from.size() - size - 1;
  for (std::size_t at = 0; at < last; at += size) copy(at);
  copy(last);
  to[from.size() - 1] = from.back();
  return found != 0;
}

std::optional<std::size_t> find_start_code(Bytes data, std::size_t from) {
  for (std::size_t at = std::max<std::size_t>(from, 2); at < data.size(); ++at) {
    if (data[at] == std::byte{1} && data[at - 1] == std::byte{0} && data[at - 2] == std::byte{0})
      return at - 2;
  }
  return std::nullopt;
}

}  // namespace praxino::transmux
