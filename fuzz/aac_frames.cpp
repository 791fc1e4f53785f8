#include "core/transmux/aac_frames.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "core/codec/aac.h"
#include "fuzz/pieces.h"
#include "fuzz/require.h"

// Whatever stands in a stream of ADTS frames: the same frames however it is cut, and what a header says is
// what its AudioSpecificConfig says. The first byte of the input chooses where packets begin.

using namespace praxino;

namespace {

struct Out {
  std::vector<std::tuple<std::optional<std::int64_t>, codec::AdtsHeader, std::size_t>> frames;
  std::vector<std::byte> data;
  std::uint64_t skipped = 0;

  bool operator==(const Out&) const = default;
};

template <typename NextPiece>
Out run(Bytes stream, std::uint8_t seed, NextPiece next_piece) {
  transmux::AacFrames frames;
  Out out;
  const auto take = [&] {
    std::size_t sum = 0;
    for (const transmux::AacFrame& one : frames.frames()) {
      require(one.size > 0 && one.size == std::size_t{one.header.frame_size} - one.header.size);
      out.frames.emplace_back(one.present, one.header, one.size);
      sum += one.size;
    }
    require(sum == frames.data().size());
    out.data.insert(out.data.end(), frames.data().begin(), frames.data().end());
    frames.drop(frames.frames().size());
  };
  feed_packets(
      frames, stream, seed, [](std::size_t at) { return static_cast<std::int64_t>(at); }, next_piece, take);
  out.skipped = frames.skipped();
  require(out.data.size() + out.skipped <= stream.size());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes stream = std::as_bytes(std::span(data + 1, size - 1));
  if (const auto header = codec::read_adts(stream)) {
    const auto config = codec::read_audio_specific_config(header->config());
    require(config && config->object_type == header->object_type);
    require(config->sample_rate == header->sample_rate() && config->channels > 0);
  }
  const Out whole = run(stream, data[0], [&](std::size_t) { return size; });
  require(run(stream, data[0], single) == whole);
  require(run(stream, data[0], Pieces(data[0], 60)) == whole);
  return 0;
}
