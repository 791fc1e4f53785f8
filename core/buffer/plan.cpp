#include "core/buffer/plan.h"

namespace praxino::buffer {

std::optional<TimeRange> plan_eviction(std::span<const TimeRange> ranges, Seconds playhead, Seconds keep,
                                       Seconds least) {
  const Seconds limit = playhead - keep;
  if (ranges.empty() || ranges.front().start + least > limit) return std::nullopt;
  return TimeRange{{0}, limit};
}

std::optional<Seconds> plan_jump(std::span<const TimeRange> playable, Seconds playhead, Seconds reach) {
  for (const TimeRange& range : playable) {
    if (range.contains(playhead)) return std::nullopt;
    if (range.start > playhead) {
      if (range.start - playhead > reach) return std::nullopt;
      return range.start;
    }
  }
  return std::nullopt;
}

}  // namespace praxino::buffer
