#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of ContentProtection.
struct ProtectionRules {
  Rule key_id{"dash-key-id", "ISO/IEC 23001-7 §11.2", Severity::warning,
              "protected MP4 without a cenc:default_KID",
              "Add it: without it players learn of the key only from the initialization segment."};
  Rule scheme{"dash-protection-scheme", "ISO/IEC 23009-1 §5.8.5.2", Severity::error,
              "an mp4protection whose @value is no scheme of Common Encryption",
              "Write the scheme type of the segments: cenc or cbcs."};
  Rule duplicate{"dash-duplicate-protection", "ISO/IEC 23009-1 §5.8.4.1", Severity::warning,
                 "one protection system told twice", "Keep one: players take the first."};
  Rule mixed{"dash-mixed-protection", "DASH-IF IOP §7.5.1", Severity::warning,
             "ContentProtection both of an AdaptationSet and of a Representation in it",
             "Keep it on the AdaptationSet; part Representations with other keys into sets of their own."};
  Rule undeclared{"dash-undeclared-protection", "ISO/IEC 23009-1 §5.8.5.2", Severity::warning,
                  "protection systems without urn:mpeg:dash:mp4protection:2011",
                  "Add that descriptor: it says how the segments are encrypted and with which key."};
  Rule reference{"dash-protection-reference", "ISO/IEC 23009-1 §5.8.4.1", Severity::error,
                 "a ContentProtection@ref that is no @refId of the MPD",
                 "Name the @refId of a ContentProtection of the MPD or Period."};
};
inline constexpr ProtectionRules protection_rules;

}  // namespace praxino::judge::dash
