#include "core/buffer/ranges.h"

#include <algorithm>

namespace praxino::buffer {

Ranges from_flat(std::span<const double> flat) {
  Ranges ranges;
  ranges.reserve(flat.size() / 2);
  for (std::size_t i = 0; i + 1 < flat.size(); i += 2) {
    if (flat[i] < flat[i + 1]) ranges.push_back({{flat[i]}, {flat[i + 1]}});
  }
  return ranges;
}

std::vector<double> to_flat(std::span<const TimeRange> ranges) {
  std::vector<double> flat;
  flat.reserve(ranges.size() * 2);
  for (const TimeRange& range : ranges) {
    flat.push_back(range.start.value);
    flat.push_back(range.end.value);
  }
  return flat;
}

Seconds end_of_run(std::span<const TimeRange> ranges, Seconds at) {
  Seconds end = at;
  for (const TimeRange& range : ranges) {
    if (range.end <= end) continue;
    if (range.start > end + seam) break;
    end = range.end;
  }
  return end;
}

bool holds(std::span<const TimeRange> ranges, Seconds at) { return end_of_run(ranges, at) > at; }

std::optional<Seconds> next_start(std::span<const TimeRange> ranges, Seconds at) {
  for (const TimeRange& range : ranges) {
    if (range.start > at) return range.start;
  }
  return std::nullopt;
}

Ranges intersect(std::span<const TimeRange> a, std::span<const TimeRange> b) {
  Ranges both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TimeRange common{std::max(a[i].start, b[j].start), std::min(a[i].end, b[j].end)};
    if (common.start < common.end) both.push_back(common);
    (a[i].end < b[j].end ? i : j) += 1;
  }
  return both;
}

}  // namespace praxino::buffer
