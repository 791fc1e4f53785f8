#pragma once

#include <optional>
#include <span>

#include "core/base/time.h"
#include "core/buffer/ranges.h"
#include "core/media/types.h"

/// Plans: what the buffer wants, as functions of what is known.
namespace praxino::buffer {

struct Goals {
  Seconds ahead{30};          ///< Fetch while less than this is ahead of the playhead (hls.js' goal).
  Seconds ahead_of_best{60};  ///< Likewise of the best there is: nothing better will want its place.
  double bytes = 60e6;        ///< That those may take, of one kind of media (hls.js' maxBufferSize);
  Seconds least{6};           ///< this much may be ahead whatever it takes.
  Seconds behind{30};         ///< Keep at least this much behind it.
};

/// How much to hold ahead of media of this bitrate.
[[nodiscard]] Seconds plan_ahead(const Goals& goals, media::Bitrate bitrate, bool is_best);

/// A SourceBuffer took no more when it held `reached` ahead: a fifth less, and never less than the least.
void shrink(Goals& goals, Seconds reached);

/// What to remove from the back: everything before `playhead` − `keep`, once that is at least `least`
/// seconds, so that removal is rare.
[[nodiscard]] std::optional<TimeRange> plan_eviction(std::span<const TimeRange> ranges, Seconds playhead,
                                                     Seconds keep, Seconds least);

/// Where to move a playhead that stands at a hole: the start of the next playable range, where that is at
/// most `reach` away. Nothing where the playhead can play.
[[nodiscard]] std::optional<Seconds> plan_jump(std::span<const TimeRange> playable, Seconds playhead,
                                               Seconds reach);

}  // namespace praxino::buffer
