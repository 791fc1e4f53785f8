#pragma once

#include <vector>

namespace praxino::virtual_host {

struct TimeRange {
  double start = 0;
  double end = 0;
  bool operator==(const TimeRange&) const = default;
};

/// Sorted ranges that neither touch nor overlap.
class TimeRanges {
 public:
  TimeRanges() = default;

  /// Adds a range; ranges nearer to each other than `fudge` become one.
  void add(TimeRange range, double fudge);
  [[nodiscard]] TimeRanges intersection(const TimeRanges& other) const;

  [[nodiscard]] const std::vector<TimeRange>& all() const { return ranges_; }
  [[nodiscard]] bool empty() const { return ranges_.empty(); }
  [[nodiscard]] double end() const { return ranges_.empty() ? 0 : ranges_.back().end; }
  /// The range that holds `time`; null if there is none.
  [[nodiscard]] const TimeRange* at(double time) const;
  void extend_last_to(double end);

  bool operator==(const TimeRanges&) const = default;

 private:
  std::vector<TimeRange> ranges_;
};

}  // namespace praxino::virtual_host
