#include "core/transmux/avc_units.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "fuzz/pieces.h"
#include "fuzz/require.h"

// Whatever stands in a byte stream of NAL units: the same access units however it is cut, their NAL units one
// behind the other, each with a decoder's configuration that can be read. The first byte of the input chooses
// where packets begin.

using namespace praxino;

namespace {

struct Out {
  std::vector<std::tuple<std::optional<transmux::Times>, bool, std::size_t, std::size_t>> units;
  std::vector<std::byte> data;
  std::vector<transmux::AvcDecoding> decodings;

  bool operator==(const Out&) const = default;
};

void check_lengths(Bytes unit) {
  ByteReader in(unit);
  while (in.remaining() > 0) require(!in.take(in.u32()).empty());
  require(in.ok());
}

void check(const codec::AvcSequence& sequence) {
  require(sequence.id < 32 && sequence.chroma_format < 4);
  require(sequence.luma_depth >= 8 && sequence.luma_depth <= 14);
  require(sequence.width > 0 && sequence.width <= 16'384);
  require(sequence.height > 0 && sequence.height <= 16'384);
}

template <typename NextPiece>
Out run(Bytes stream, std::uint8_t seed, NextPiece next_piece) {
  transmux::AvcUnits units;
  Out out;
  const auto take = [&] {
    std::size_t from = 0;
    for (const transmux::AvcUnit& one : units.units()) {
      require(one.decoding < units.decodings().size());
      require(one.size <= units.data().size() - from);
      check_lengths(units.data().subspan(from, one.size));
      from += one.size;
      out.units.emplace_back(one.times, one.sync, one.decoding, one.size);
    }
    require(from == units.data().size());
    out.data.insert(out.data.end(), units.data().begin(), units.data().end());
    units.drop(units.units().size());
  };
  const auto times_at = [](std::size_t at) {
    return transmux::Times{static_cast<std::int64_t>(at), static_cast<std::int64_t>(at) + 1};
  };
  feed_packets(units, stream, seed, times_at, next_piece, take);
  out.decodings = units.decodings();
  for (const transmux::AvcDecoding& one : out.decodings) {
    check(one.sequence);
    require(codec::read_avcc(one.record).has_value());
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes stream = std::as_bytes(std::span(data + 1, size - 1));
  if (const auto sequence = codec::read_avc_sequence(stream)) check(*sequence);
  if (const auto id = codec::read_avc_picture_id(stream)) require(*id < 256);
  const Out whole = run(stream, data[0], [&](std::size_t) { return size; });
  require(run(stream, data[0], single) == whole);
  require(run(stream, data[0], Pieces(data[0], 60)) == whole);
  return 0;
}
