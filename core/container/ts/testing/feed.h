#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <variant>
#include <vector>

#include "core/container/ts/reader.h"

namespace praxino::ts::testing {

/// What came of feeding a reader: by the law of cuts the same for all ways to cut the same bytes.
struct Outcome {
  std::vector<std::variant<Program, PesStart, Lost, Damage>> facts;
  std::map<Pid, std::vector<std::byte>> bytes;  ///< Of each stream, one PES packet after the other.
  std::vector<std::size_t> lengths;             ///< Bytes of the stream before each PesStart and Lost.

  bool operator==(const Outcome&) const = default;
};

/// Feeds `file` as a download would. `next_piece(position)`: how many bytes come next, at least 1.
template <typename NextPiece>
Outcome feed(Bytes file, NextPiece next_piece, Reader reader = {}) {
  Outcome outcome;
  const auto take_all = [&] {
    while (auto fact = reader.next()) {
      if (const auto* bytes = std::get_if<PesBytes>(&*fact)) {
        auto& all = outcome.bytes[bytes->pid];
        all.insert(all.end(), bytes->bytes.begin(), bytes->bytes.end());
        continue;
      }
      std::visit(
          [&](auto& one) {
            if constexpr (requires { one.pid; }) outcome.lengths.push_back(outcome.bytes[one.pid].size());
            if constexpr (!std::is_same_v<std::remove_reference_t<decltype(one)>, PesBytes>)
              outcome.facts.emplace_back(std::move(one));
          },
          *fact);
    }
  };
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t count = std::min<std::size_t>(next_piece(at), file.size() - at);
    // A copy of exact size, that is gone afterwards: a reader that looks further, or keeps it, is found out.
    const std::vector<std::byte> piece(file.begin() + static_cast<std::ptrdiff_t>(at),
                                       file.begin() + static_cast<std::ptrdiff_t>(at + count));
    reader.feed(piece);
    take_all();
    at += count;
  }
  reader.finish();
  take_all();
  return outcome;
}

inline Outcome feed_whole(Bytes file) {
  return feed(file, [&](std::size_t) { return file.size(); });
}

}  // namespace praxino::ts::testing
