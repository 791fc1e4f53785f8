#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of ServiceDescriptions and of what else live services tell.
struct ServiceRules {
  Rule range{"dash-service-range", "ISO/IEC 23009-1 Annex K", Severity::error,
             "a ServiceDescription whose @min, @target and @max do not ascend",
             "Let @min be at most @target, and @target at most @max."};
  Rule playback_rate{"dash-playback-rate", "ISO/IEC 23009-1 Annex K", Severity::error,
                     "a PlaybackRate that leaves no place for playing as fast as time goes",
                     "Let @min be at most 1.0, and @max at least 1.0."};
  Rule latency_reference{"dash-latency-reference", "ISO/IEC 23009-1 Annex K", Severity::warning,
                         "a Latency@referenceId that is no ProducerReferenceTime's",
                         "Name the @id of a ProducerReferenceTime, or leave it out."};
  Rule steering_location{"dash-steering-location", "ETSI TS 103 998 §5", Severity::warning,
                         "a @defaultServiceLocation that no BaseURL has",
                         "Name the @serviceLocation of a BaseURL or Location."};
  Rule application_time{"dash-producer-time-application", "ISO/IEC 23009-1 §5.12.2", Severity::error,
                        "a ProducerReferenceTime of type application without @applicationScheme",
                        "Add the @applicationScheme."};
  Rule wall_clock{"dash-producer-time-clock", "ISO/IEC 23009-1 §5.12.2", Severity::warning,
                  "a ProducerReferenceTime whose @wallClockTime is no time",
                  "Write it as 2026-01-31T12:00:00Z, unless its UTCTiming says otherwise."};
  Rule patch_of_static{"dash-patch-static", "ISO/IEC 23009-1 §5.15.2", Severity::warning,
                       "a PatchLocation in a static MPD", "Remove it: a static MPD does not change."};
  Rule patch_id{"dash-patch-id", "ISO/IEC 23009-1 §5.15.3", Severity::error,
                "a PatchLocation in an MPD without @id",
                "Add MPD@id: patches name the MPD that they are of."};
};
inline constexpr ServiceRules service_rules;

}  // namespace praxino::judge::dash
