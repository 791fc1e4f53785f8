#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/bytes.h"

/// How long the pieces are that a stream comes in: 1 to `most`, the same ones again for the same seed.
class Pieces {
 public:
  Pieces(std::uint32_t seed, std::uint32_t most) : state_(seed), most_(most) {}

  std::size_t operator()(std::size_t /*position*/) {
    state_ = state_ * 1664525 + 1013904223;
    return 1 + (state_ >> 8U) % most_;
  }

 private:
  std::uint32_t state_;
  std::uint32_t most_;
};

/// One byte at a time.
inline std::size_t single(std::size_t /*position*/) { return 1; }

/// Feeds an elementary stream as a transport stream's reader would: PES packets begin, and now and then bytes
/// are missing, at places that `seed` chooses and the pieces do not. `take` is called after each piece.
template <typename Units, typename Start, typename NextPiece, typename Take>
void feed_packets(Units& units, praxino::Bytes stream, std::uint8_t seed, Start start_at,
                  NextPiece next_piece, Take take) {
  Pieces lengths(seed, 256);
  std::size_t next = 0;
  unsigned packets = 0;
  for (std::size_t at = 0; at < stream.size();) {
    if (at == next) {
      if (++packets % 8 == 0) units.lose();
      units.begin(start_at(at));
      next += lengths(at);
    }
    const std::size_t count = std::min({next_piece(at), next - at, stream.size() - at});
    const praxino::Bytes piece = stream.subspan(at, count);
    units.feed(std::vector<std::byte>(piece.begin(), piece.end()));
    at += count;
    take();
  }
  units.finish();
  take();
}
