#include "time_ranges.h"

#include <algorithm>

namespace praxino::virtual_host {

void TimeRanges::add(TimeRange range, double fudge) {
  std::vector<TimeRange> merged;
  for (const TimeRange& old : ranges_) {
    if (old.end + fudge < range.start || old.start - fudge > range.end) {
      merged.push_back(old);
    } else {
      range = {.start = std::min(old.start, range.start), .end = std::max(old.end, range.end)};
    }
  }
  merged.insert(std::ranges::upper_bound(merged, range.start, {}, &TimeRange::start), range);
  ranges_ = std::move(merged);
}

TimeRanges TimeRanges::intersection(const TimeRanges& other) const {
  TimeRanges common;
  for (const TimeRange& a : ranges_) {
    for (const TimeRange& b : other.ranges_) {
      const TimeRange both{.start = std::max(a.start, b.start), .end = std::min(a.end, b.end)};
      if (both.start < both.end) common.ranges_.push_back(both);
    }
  }
  return common;
}

const TimeRange* TimeRanges::at(double time) const {
  for (const TimeRange& range : ranges_) {
    if (range.start <= time && time < range.end) return &range;
  }
  return nullptr;
}

void TimeRanges::extend_last_to(double end) {
  if (!ranges_.empty()) ranges_.back().end = std::max(ranges_.back().end, end);
}

}  // namespace praxino::virtual_host
