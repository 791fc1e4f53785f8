#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of SegmentTimelines.
struct TimelineRules {
  Rule duration{"dash-timeline-duration", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error,
                "an S without @d, or whose @d is zero",
                "Say how long the segment is, in ticks of @timescale."};
  Rule repeat{"dash-timeline-repeat", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error, "an S@r below -1",
              "Say how many more segments there are, or -1 for as many as fit."};
  Rule open_repeat{"dash-timeline-open-repeat", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::warning,
                   "an S@r of -1 that nothing ends",
                   "Say how many segments there are, or how long the Period is."};
  Rule repeat_without_time{"dash-timeline-repeat-end", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error,
                           "an S@r of -1 before an S without @t", "Add the next S@t: the repeats end there."};
  Rule overlap{"dash-timeline-overlap", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error,
               "an S@t before the end of the S before it",
               "Let it be the sum of the @t and durations before."};
  Rule hole{"dash-timeline-hole", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::warning, "a hole between two S",
            "Let @t be the sum of the @t and durations before: players stall at holes."};
  Rule beyond{"dash-timeline-beyond", "ISO/IEC 23009-1 §5.3.9.6.1", Severity::warning,
              "a SegmentTimeline whose last segment ends more than its half after the Period",
              "End the timeline with the Period, or make the Period longer."};
  Rule overflow{"dash-timeline-overflow", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error,
                "a SegmentTimeline longer than 63 bits of ticks can tell", "Check its @t, @d and @r."};
  Rule empty{"dash-timeline-empty", "ISO/IEC 23009-1 §5.3.9.6.2", Severity::error,
             "a SegmentTimeline without an S in a static MPD", "Add one for each run of segments."};
};
inline constexpr TimelineRules timeline_rules;

}  // namespace praxino::judge::dash
