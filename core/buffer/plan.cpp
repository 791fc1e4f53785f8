#include "core/buffer/plan.h"

#include <algorithm>

namespace praxino::buffer {

Seconds plan_ahead(const Goals& goals, media::Bitrate bitrate, bool is_best) {
  const Seconds wanted = is_best ? goals.ahead_of_best : goals.ahead;
  if (bitrate.bps == 0) return wanted;
  const Seconds held{goals.bytes * 8 / static_cast<double>(bitrate.bps)};
  return std::min(wanted, std::max(held, goals.least));
}

void shrink(Goals& goals, Seconds reached) {
  const Seconds less = std::max(reached * 0.8, goals.least);
  goals.ahead = std::min(goals.ahead, less);
  goals.ahead_of_best = std::min(goals.ahead_of_best, less);
}

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
