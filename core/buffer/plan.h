#pragma once

#include <optional>
#include <span>

#include "core/base/time.h"
#include "core/buffer/ranges.h"

/// Plans: what the buffer wants, as functions of what is known.
namespace praxino::buffer {

struct Goals {
  Seconds ahead{30};   ///< Fetch while less than this is ahead of the playhead (hls.js' goal).
  Seconds behind{30};  ///< Keep at least this much behind it.
};

/// What to remove from the back: everything before `playhead` − `keep`, once that is at least `least`
/// seconds, so that removal is rare.
[[nodiscard]] std::optional<TimeRange> plan_eviction(std::span<const TimeRange> ranges, Seconds playhead,
                                                     Seconds keep, Seconds least);

/// Where to move a playhead that stands at a hole: the start of the next playable range, where that is at
/// most `reach` away. Nothing where the playhead can play.
[[nodiscard]] std::optional<Seconds> plan_jump(std::span<const TimeRange> playable, Seconds playhead,
                                               Seconds reach);

}  // namespace praxino::buffer
