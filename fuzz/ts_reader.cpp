#include <cstddef>
#include <cstdint>
#include <span>

#include "core/container/ts/testing/feed.h"
#include "fuzz/pieces.h"
#include "fuzz/require.h"

// The law of cuts over whatever bytes: the same facts however they come. The first byte of the input chooses
// how the rest is cut. A file of few packets says more than noise does, so the sync bytes are put in.

using namespace praxino;
using namespace praxino::ts;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes input = std::as_bytes(std::span(data + 1, size - 1));
  std::vector<std::byte> file(input.begin(), input.end());
  if (data[0] % 2 == 1) {
    for (std::size_t at = 0; at < file.size(); at += packet_size) file[at] = std::byte{0x47};
  }
  const auto whole = ts::testing::feed_whole(file);
  std::size_t sum = 0;
  for (const auto& [pid, bytes] : whole.bytes) sum += bytes.size();
  require(sum <= file.size());
  require(ts::testing::feed(file, single) == whole);
  require(ts::testing::feed(file, Pieces(data[0], 512)) == whole);
  return 0;
}
