#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/container/mp4/scanner.h"

namespace praxino::mp4::testing {

/// What came of feeding a scanner: by the law of cuts it is the same for all ways to cut the same bytes.
struct Outcome {
  std::vector<Fact> facts;
  std::size_t accepted = 0;
  std::optional<Error> fault;  ///< From accept() or, at the end, finish().

  bool operator==(const Outcome&) const = default;
};

/// Feeds `file` to a copy of `start` as a download would. `next_piece(position)`: how many bytes come next,
/// at least 1. `after(accepted)` is called with the total after each call that accepted something.
template <typename NextPiece, typename After>
Outcome feed(Bytes file, const Scanner& start, NextPiece next_piece, After after) {
  Scanner scanner = start;
  Outcome outcome;
  for (std::size_t end = 0; end < file.size();) {
    end += std::min<std::size_t>(next_piece(end), file.size() - end);
    // A copy of exact size: a reader that looks further is found out.
    const Bytes pending = file.subspan(outcome.accepted, end - outcome.accepted);
    const auto accepted = scanner.accept(std::vector(pending.begin(), pending.end()), outcome.facts);
    if (!accepted) {
      outcome.fault = accepted.error();
      return outcome;
    }
    outcome.accepted += accepted->bytes;
    if (accepted->bytes > 0) after(outcome.accepted);
  }
  if (const auto finished = scanner.finish(); !finished) outcome.fault = finished.error();
  return outcome;
}

template <typename NextPiece>
Outcome feed(Bytes file, const Scanner& start, NextPiece next_piece) {
  return feed(file, start, next_piece, [](std::size_t) {});
}

inline Outcome feed_whole(Bytes file, const Scanner& start = {}) {
  return feed(file, start, [&](std::size_t) { return file.size(); });
}

}  // namespace praxino::mp4::testing
