#include "core/container/packed/id3.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fuzz/require.h"

// A tag is as long as it says: what follows belongs to others, and less of it is none.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes bytes = std::as_bytes(std::span(data, size));
  const auto tag = packed::read_id3(bytes);
  if (!tag) return 0;
  require(packed::is_id3(bytes) && tag->size == packed::id3_size(bytes));
  require(tag->size >= packed::id3_header && tag->size <= size);
  require(!tag->timestamp || *tag->timestamp >> 33U == 0);
  std::vector<std::byte> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(tag->size));
  require(packed::read_id3(exact) == tag);
  exact.pop_back();
  require(!packed::read_id3(exact));
  return 0;
}
