#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/time.h"

/// What is buffered, as SourceBuffer.buffered tells it: sorted, apart from each other.
namespace praxino::buffer {

using Ranges = std::vector<TimeRange>;

/// Holes up to this long are no holes: the element plays over them (a frame's rounding, an audio frame's
/// border).
inline constexpr Seconds seam{0.1};

/// The protocol's flat form: start, end, start, end, … Ends before their start and odd tails are left out.
[[nodiscard]] Ranges from_flat(std::span<const double> flat);
[[nodiscard]] std::vector<double> to_flat(std::span<const TimeRange> ranges);

/// The place up to which playback from `at` runs without a hole wider than a seam; `at` itself where it
/// stands in one.
[[nodiscard]] Seconds end_of_run(std::span<const TimeRange> ranges, Seconds at);

/// Whether `at` is playable: in a range, or within a seam before one.
[[nodiscard]] bool holds(std::span<const TimeRange> ranges, Seconds at);

/// The first start after `at`.
[[nodiscard]] std::optional<Seconds> next_start(std::span<const TimeRange> ranges, Seconds at);

/// Where both are.
[[nodiscard]] Ranges intersect(std::span<const TimeRange> a, std::span<const TimeRange> b);

}  // namespace praxino::buffer
