#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/manifest/dash/xml.h"
#include "core/manifest/warnings.h"

namespace praxino::manifest::dash {

/// Of a segment: behind it there is room to count on.
constexpr std::uint64_t kHighestNumber = std::uint64_t{1} << 62;

/// Segments of equal length one after another, on the media's own clock.
struct Span {
  std::int64_t time = 0;      ///< Ticks, of the first.
  std::int64_t duration = 0;  ///< Ticks, of each; at least 1.
  std::uint64_t place = 0;    ///< How many segments of the Period come before, cut ones counted.
  std::uint32_t count = 0;    ///< At least 1.
  std::uint32_t parts = 1;    ///< @k: each is a sequence of so many segments, at least 1.
};

/// What of the media's clock belongs to the Period: [begin, end) in ticks; without an end, all that is there.
struct Bounds {
  std::int64_t begin = 0;
  std::optional<std::int64_t> end;
};

/// How much we are willing to read; hostile MPDs make many Representations share one long SegmentTimeline.
struct Budget {
  std::uint64_t left = 4'000'000;

  [[nodiscard]] bool take(std::uint64_t amount) {
    if (amount > left) return false;
    left -= amount;
    return true;
  }
};

/// A SegmentTimeline (ISO/IEC 23009-1 §5.3.9.6): what overlaps the bounds, ascending by time. Holes stay
/// holes. `first` is the number that @n counts from (@startNumber).
[[nodiscard]] Result<std::vector<Span>> read_timeline(const Document& document, Node timeline,
                                                      const Bounds& bounds, std::uint64_t first,
                                                      Budget& budget, Warnings& warnings);

/// Segments of @duration that fill the bounds; the last one ends with them. Without an end none, unless
/// `count` limits them. What is less than a millisecond too long for a whole segment adds none.
[[nodiscard]] Result<std::vector<Span>> fill_bounds(const Bounds& bounds, std::int64_t duration,
                                                    std::uint32_t timescale,
                                                    std::optional<std::uint64_t> count);

}  // namespace praxino::manifest::dash
