#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of the MPD element and its Periods in time.
struct PresentationRules {
  Rule update_of_static{"dash-static-update", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                        "a static MPD with @minimumUpdatePeriod",
                        "Remove it, or say type=\"dynamic\": a static MPD does not change."};
  Rule static_duration{"dash-static-duration", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                       "a static MPD that does not say how long it is",
                       "Add MPD@mediaPresentationDuration or the last Period's @duration."};
  Rule live_of_static{"dash-static-live-attribute", "ISO/IEC 23009-1 §5.3.1.2", Severity::warning,
                      "a static MPD with an attribute of live ones", "Remove it: it means nothing there."};
  Rule availability_start{"dash-availability-start", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                          "a dynamic MPD without @availabilityStartTime",
                          "Add it: no player can tell which segments exist without it."};
  Rule publish_time{"dash-publish-time", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                    "a dynamic MPD without @publishTime", "Add the time at which this version was written."};
  Rule dynamic_end{"dash-dynamic-end", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                   "a dynamic MPD that neither is updated nor says how long it is",
                   "Add @minimumUpdatePeriod, or @mediaPresentationDuration where the end is known."};
  Rule availability_end{"dash-availability-end", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                        "an @availabilityEndTime before the @availabilityStartTime",
                        "Let it end after it starts."};
  Rule delay{"dash-presentation-delay", "ISO/IEC 23009-1 §5.3.1.2", Severity::warning,
             "a @suggestedPresentationDelay beyond @timeShiftBufferDepth",
             "Players would begin where segments have gone: make the delay less than the depth."};
  Rule clock{"dash-no-utc-timing", "ISO/IEC 23009-1 §5.8.4.11", Severity::warning,
             "a dynamic MPD without UTCTiming",
             "Add one: a player whose clock is wrong asks for segments that are gone or not there yet."};
  Rule unknown_profile{"dash-unknown-profile", "ISO/IEC 23009-1 §8.1", Severity::note,
                       "a profile in MPEG's name that is not one of its own", "Check its spelling."};
  Rule on_demand_dynamic{"dash-on-demand-dynamic", "ISO/IEC 23009-1 §8.3.2", Severity::error,
                         "a dynamic MPD of the on-demand profile", "Name the live profile, isoff-live:2011."};
  Rule on_demand_addressing{"dash-on-demand-addressing", "ISO/IEC 23009-1 §8.3.2", Severity::warning,
                            "a SegmentTemplate or SegmentList in the on-demand profile",
                            "Use SegmentBase and BaseURL, or name the live profile: players of this one may "
                            "leave it out."};
  Rule live_addressing{"dash-live-addressing", "ISO/IEC 23009-1 §8.4.2", Severity::warning,
                       "a Representation without SegmentTemplate in the live profile",
                       "Use SegmentTemplate, or name another profile: players of this one may leave it out."};

  Rule first_start{"dash-first-period-start", "ISO/IEC 23009-1 §5.3.2.1", Severity::warning,
                   "a static MPD whose first Period does not start at zero",
                   "Start it at PT0S: players differ in what they make of the time before."};
  Rule unknown_start{"dash-period-start", "ISO/IEC 23009-1 §5.3.2.1", Severity::error,
                     "a Period whose start is unknown",
                     "Add its @start, or the @duration of the Period before."};
  Rule early_period{"dash-early-period", "ISO/IEC 23009-1 §5.3.2.1", Severity::note,
                    "an early available Period: its start is not known yet",
                    "Add @start when it is; until then players do not play it."};
  Rule period_order{"dash-period-order", "ISO/IEC 23009-1 §5.3.2.1", Severity::error,
                    "a Period that starts before the one before it", "Order Periods by their start."};
  Rule period_overlap{"dash-period-overlap", "ISO/IEC 23009-1 §5.3.2.1", Severity::error,
                      "a Period that starts before the one before it ends",
                      "Let @start be the sum of the @start and @duration before; players cut what is over."};
  Rule period_gap{"dash-period-gap", "ISO/IEC 23009-1 §5.3.2.1", Severity::warning,
                  "a gap between two Periods", "Let @start be the sum of the @start and @duration before."};
  Rule presentation_end{"dash-presentation-end", "ISO/IEC 23009-1 §5.3.1.2", Severity::warning,
                        "the last Period does not end where @mediaPresentationDuration does",
                        "Make them agree: players take the one or the other."};
  Rule duplicate_period{"dash-duplicate-period-id", "ISO/IEC 23009-1 §5.3.2.2", Severity::error,
                        "two Periods with one @id", "Give each an @id of its own."};
  Rule period_id{"dash-period-id", "ISO/IEC 23009-1 §5.3.2.2", Severity::error,
                 "a Period without @id in a dynamic MPD",
                 "Add one that stays the same over updates: players tell Periods by it."};
  Rule empty_period{"dash-empty-period", "ISO/IEC 23009-1 §5.3.2.1", Severity::error,
                    "a Period without an AdaptationSet", "Add one, or remove the Period."};
  Rule bitstream_switching{"dash-bitstream-switching", "ISO/IEC 23009-1 §5.3.2.2", Severity::error,
                           "an AdaptationSet that denies the @bitstreamSwitching of its Period",
                           "Say true in both, or nothing in the Period."};
  Rule subset{"dash-subset", "ISO/IEC 23009-1 §5.3.8", Severity::error,
              "a Subset that contains an AdaptationSet which is not there",
              "Name AdaptationSet@id of the same Period."};
};
inline constexpr PresentationRules presentation_rules;

}  // namespace praxino::judge::dash
