#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of descriptors: their schemes and values, and what they refer to.
struct DescriptorRules {
  Rule essential{"dash-unknown-essential", "ISO/IEC 23009-1 §5.8.4.8", Severity::note,
                 "an EssentialProperty of a scheme that is not known here",
                 "Players that do not know it either leave out the element around it."};
  Rule role{"dash-role", "ISO/IEC 23009-1 §5.8.5.5", Severity::error,
            "a value that is no role of urn:mpeg:dash:role:2011",
            "Use main, alternate, supplementary, commentary, dub, caption, subtitle, forced-subtitle, "
            "description, sign, metadata, enhanced-audio-intelligibility, emergency, easyreader or karaoke."};
  Rule channel_scheme{"dash-channel-scheme", "ISO/IEC 23009-1 §5.8.5.4", Severity::note,
                      "an AudioChannelConfiguration of a scheme that is not known here",
                      "Add one of urn:mpeg:mpegB:cicp:ChannelConfiguration."};
  Rule channels{"dash-channels", "ISO/IEC 23009-1 §5.8.5.4", Severity::error,
                "an AudioChannelConfiguration whose value is not as its scheme has it",
                "Write a number of channels, a configuration or a mask, as the scheme asks."};
  Rule clock_scheme{"dash-utc-scheme", "ISO/IEC 23009-1 §5.8.5.7", Severity::note,
                    "a UTCTiming of a scheme that is not known here",
                    "Add one of urn:mpeg:dash:utc:http-iso:2014 or http-xsdate:2014."};
  Rule clock_value{"dash-utc-value", "ISO/IEC 23009-1 §5.8.5.7", Severity::error,
                   "a UTCTiming whose value is not as its scheme has it",
                   "Write URLs or servers parted by spaces, or a time where the scheme is utc:direct."};
  Rule tiles{"dash-thumbnail-tiles", "DASH-IF IOP §6.2.6", Severity::error,
             "thumbnail tiles that are not told as columns x rows", "Write, for example, 10x4."};
  Rule switching{"dash-set-switching", "ISO/IEC 23009-1 §5.3.3.5", Severity::error,
                 "an AdaptationSet to switch to that is not in the Period",
                 "Name AdaptationSet@id of the same Period, parted by commas."};
  Rule trick_mode{"dash-trick-mode", "DASH-IF IOP §3.2.9", Severity::error,
                  "a trick-mode AdaptationSet for one that is not in the Period",
                  "Name the AdaptationSet@id whose pictures it has."};
};
inline constexpr DescriptorRules descriptor_rules;

}  // namespace praxino::judge::dash
