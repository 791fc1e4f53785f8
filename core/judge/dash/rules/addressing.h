#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of how segments are told: SegmentBase, SegmentList, SegmentTemplate and its URL templates.
struct AddressingRules {
  Rule none{"dash-no-addressing", "ISO/IEC 23009-1 §5.3.9.1", Severity::error,
            "a Representation whose segments are not told",
            "Add a SegmentTemplate, SegmentList or SegmentBase, or a BaseURL that is its one file."};
  Rule two{"dash-two-addressings", "ISO/IEC 23009-1 §5.3.9.1", Severity::error,
           "more than one of SegmentBase, SegmentList and SegmentTemplate",
           "Keep one: players take whichever they look for first."};
  Rule timescale{"dash-timescale-zero", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::error, "a @timescale of zero",
                 "Say how many ticks a second has."};
  Rule duration_zero{"dash-duration-zero", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::error,
                     "a segment @duration of zero", "Say how long segments are, in ticks of @timescale."};
  Rule two_durations{"dash-two-durations", "ISO/IEC 23009-1 §5.3.9.2.1", Severity::error,
                     "both @duration and SegmentTimeline", "Keep the SegmentTimeline."};
  Rule no_duration{"dash-no-segment-duration", "ISO/IEC 23009-1 §5.3.9.2.1", Severity::error,
                   "several segments with neither @duration nor SegmentTimeline",
                   "Add one of them: no player can tell when a segment plays."};
  Rule over_longest{"dash-segment-too-long", "ISO/IEC 23009-1 §5.3.1.2", Severity::error,
                    "segments longer than MPD@maxSegmentDuration", "Raise @maxSegmentDuration."};
  Rule end_number{"dash-end-number", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::error,
                  "an @endNumber below the @startNumber", "Let it be the number of the last segment."};
  Rule index_exact{"dash-index-range-exact", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::error,
                   "@indexRangeExact without @indexRange", "Add the @indexRange."};
  Rule no_index{"dash-no-index", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::warning,
                "a SegmentBase that does not say where the index is",
                "Add @indexRange: players must search the file for it, or load all of it."};
  Rule initialization{"dash-no-initialization", "ISO/IEC 23009-1 §5.3.9.2.1", Severity::warning,
                      "MP4 segments without an initialization",
                      "Add @initialization or Initialization, unless each segment has its own."};
  Rule empty_list{"dash-empty-list", "ISO/IEC 23009-1 §5.3.9.3.1", Severity::error,
                  "a SegmentList without a SegmentURL", "Add one for each segment."};
  Rule list_length{"dash-list-length", "ISO/IEC 23009-1 §5.3.9.3.1", Severity::warning,
                   "a SegmentList with more or fewer SegmentURLs than its SegmentTimeline has segments",
                   "Make them agree."};
  Rule segment_url{"dash-segment-url", "ISO/IEC 23009-1 §5.3.9.3.2", Severity::warning,
                   "a SegmentURL with neither @media nor @mediaRange",
                   "Say which file or which bytes it is."};

  Rule no_media{"dash-template-media", "ISO/IEC 23009-1 §5.3.9.4.2", Severity::error,
                "a SegmentTemplate without @media", "Add it."};
  Rule unpaired{"dash-template-dollar", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::error,
                "a '$' that begins no identifier", "Write $$ for the character itself."};
  Rule identifier{
      "dash-template-identifier", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::error,
      "an unknown identifier in a URL template",
      "Use $RepresentationID$, $Number$, $Bandwidth$, $Time$ or $SubNumber$, in just these letters."};
  Rule format{"dash-template-format", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::error,
              "a format tag other than %0[width]d in a URL template", "Write it as $Number%05d$."};
  Rule representation_format{"dash-template-representation-format", "ISO/IEC 23009-1 §5.3.9.4.4",
                             Severity::error, "$RepresentationID$ with a format tag", "Leave the tag out."};
  Rule number_and_time{"dash-template-number-and-time", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::error,
                       "both $Number$ and $Time$ in one URL template", "Keep one of them."};
  Rule time{"dash-template-time", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::error,
            "$Time$ without a SegmentTimeline", "Add the SegmentTimeline, or use $Number$."};
  Rule not_media{"dash-template-not-media", "ISO/IEC 23009-1 §5.3.9.4.2", Severity::error,
                 "$Number$ or $Time$ in a URL template that is not of segments",
                 "Leave it out: there is one initialization for all segments."};
  Rule constant{"dash-template-constant", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::warning,
                "a URL template with neither $Number$ nor $Time$",
                "Add one of them, unless there is a single segment: all would have one address."};
  Rule shared{"dash-template-shared", "ISO/IEC 23009-1 §5.3.9.4.4", Severity::warning,
              "a URL template that gives several Representations the same addresses",
              "Add $RepresentationID$ or $Bandwidth$, or give each Representation a BaseURL."};
};
inline constexpr AddressingRules addressing_rules;

}  // namespace praxino::judge::dash
