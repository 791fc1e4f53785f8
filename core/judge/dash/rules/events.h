#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of EventStreams.
struct EventRules {
  Rule timescale{"dash-event-timescale-zero", "ISO/IEC 23009-1 §5.10.2.2", Severity::error,
                 "an EventStream with a @timescale of zero", "Say how many ticks a second has."};
  Rule beyond{"dash-event-beyond-period", "ISO/IEC 23009-1 §5.10.2.1", Severity::warning,
              "an Event that begins after its Period has ended",
              "Move it to the Period in which it plays, or check @timescale and @presentationTimeOffset."};
  Rule duplicate_stream{"dash-duplicate-event-stream", "ISO/IEC 23009-1 §5.10.2.1", Severity::error,
                        "two EventStreams of one @schemeIdUri and @value in a Period",
                        "Put all their Events into one."};
  Rule duplicate{"dash-duplicate-event-id", "ISO/IEC 23009-1 §5.10.2.3", Severity::warning,
                 "two Events of one EventStream with one @id",
                 "Give each an @id of its own: players take the second for the first again."};
  Rule order{"dash-event-order", "ISO/IEC 23009-1 §5.10.2.1", Severity::error,
             "an Event before the one that stands before it", "Order Events by @presentationTime."};
  Rule duplicate_inband{"dash-duplicate-inband-events", "ISO/IEC 23009-1 §5.10.3.2", Severity::warning,
                        "one inband event stream told twice", "Keep one."};
};
inline constexpr EventRules event_rules;

}  // namespace praxino::judge::dash
