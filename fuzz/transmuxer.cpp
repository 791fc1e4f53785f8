#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/container/mp4/scanner.h"
#include "core/transmux/transmuxer.h"
#include "fuzz/require.h"

// Whatever a transport stream holds, what comes out of it is fragmented MP4 that our own reader takes, and it
// is the same however the bytes are cut. The first byte of the input chooses the cuts, and, where it is odd,
// that sync bytes are put in where packets begin.

using namespace praxino;
using namespace praxino::transmux;

namespace {

std::vector<std::byte> all_of(Bytes file, std::size_t piece) {
  Transmuxer transmuxer;
  for (std::size_t at = 0; at < file.size(); at += piece)
    transmuxer.feed(file.subspan(at, std::min(piece, file.size() - at)));
  const bool finished = transmuxer.finish().has_value();
  std::size_t sum = 0;
  bool media = false;
  for (const Piece& one : transmuxer.pieces()) {
    sum += one.size;
    media = media || one.kind == Piece::Kind::media;
  }
  require(sum == transmuxer.bytes().size());
  require(media == finished);
  return {transmuxer.bytes().begin(), transmuxer.bytes().end()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes input = std::as_bytes(std::span(data + 1, size - 1));
  std::vector<std::byte> file(input.begin(), input.end());
  if (data[0] % 2 == 1) {
    for (std::size_t at = 0; at < file.size(); at += ts::packet_size) file[at] = std::byte{0x47};
  }
  const auto whole = all_of(file, file.size() + 1);
  require(all_of(file, 1 + data[0]) == whole);
  mp4::Scanner scanner;
  std::vector<mp4::Fact> facts;
  const auto accepted = scanner.accept(whole, facts);
  require(accepted.has_value() && accepted->bytes == whole.size() && scanner.finish().has_value());
  return 0;
}
