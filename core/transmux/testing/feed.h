#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/transmux/transmuxer.h"

namespace praxino::transmux::testing {

/// What came of one segment: by the law of cuts the same for all ways to cut the same bytes.
struct Outcome {
  std::vector<std::byte> bytes;
  std::vector<Piece> pieces;
  std::optional<Fault> fault;

  bool operator==(const Outcome&) const = default;
};

/// Feeds `segment` as a download would. `next_piece(position)`: how many bytes come next, at least 1.
/// `opened(piece, last)`: what the transmuxer is to get of them.
template <typename NextPiece, typename Open>
Outcome feed(Transmuxer& transmuxer, Bytes segment, NextPiece next_piece, Open opened) {
  Outcome out;
  const auto take = [&] {
    out.bytes.insert(out.bytes.end(), transmuxer.bytes().begin(), transmuxer.bytes().end());
    out.pieces.insert(out.pieces.end(), transmuxer.pieces().begin(), transmuxer.pieces().end());
    transmuxer.clear();
  };
  for (std::size_t at = 0; at < segment.size();) {
    const std::size_t count = std::min<std::size_t>(next_piece(at), segment.size() - at);
    // A copy of exact size, that is gone afterwards: a reader that looks further, or keeps it, is found out.
    const std::vector<std::byte> piece(segment.begin() + static_cast<std::ptrdiff_t>(at),
                                       segment.begin() + static_cast<std::ptrdiff_t>(at + count));
    at += count;
    transmuxer.feed(opened(piece, at == segment.size()));
    take();
  }
  if (const auto finished = transmuxer.finish(); !finished) out.fault = finished.error().fault;
  take();
  return out;
}

template <typename NextPiece>
Outcome feed(Transmuxer& transmuxer, Bytes segment, NextPiece next_piece) {
  return feed(transmuxer, segment, next_piece, [](Bytes piece, bool) { return piece; });
}

}  // namespace praxino::transmux::testing
