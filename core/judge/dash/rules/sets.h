#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of AdaptationSets and Representations.
struct SetRules {
  Rule duplicate_set{"dash-duplicate-set-id", "ISO/IEC 23009-1 §5.3.3.2", Severity::error,
                     "two AdaptationSets of a Period with one @id", "Give each an @id of its own."};
  Rule empty_set{"dash-empty-set", "ISO/IEC 23009-1 §5.3.3.1", Severity::error,
                 "an AdaptationSet without a Representation", "Add one, or remove the AdaptationSet."};
  Rule duplicate_representation{"dash-duplicate-representation-id", "ISO/IEC 23009-1 §5.3.5.2",
                                Severity::error, "two Representations of a Period with one @id",
                                "Give each an @id of its own: players tell them by it."};
  Rule mime_type{"dash-mime-type", "ISO/IEC 23009-1 §5.3.7.2", Severity::error,
                 "a Representation without @mimeType, nor has its AdaptationSet one",
                 "Add it to the AdaptationSet."};
  Rule content_type{"dash-content-type", "ISO/IEC 23009-1 §5.3.3.2", Severity::warning,
                    "an AdaptationSet that does not say what it holds",
                    "Add @contentType: its @mimeType and @codecs do not tell pictures from sound or text."};
  Rule other_content{"dash-content-type-differs", "ISO/IEC 23009-1 §5.3.3.2", Severity::error,
                     "a @mimeType that is not of its AdaptationSet's @contentType", "Make them agree."};
  Rule mixed_mime{"dash-mixed-mime-types", "ISO/IEC 23009-1 §5.3.3.1", Severity::error,
                  "Representations of one AdaptationSet with different @mimeType",
                  "Part them into AdaptationSets: players do not switch between containers."};
  Rule codecs{"dash-codecs", "ISO/IEC 23009-1 §5.3.7.2", Severity::warning,
              "a Representation without @codecs",
              "Add it: without it a player cannot tell whether it can play the Representation."};
  Rule codec_parameters{"dash-codec-parameters", "RFC 6381 §3", Severity::error,
                        "a codec whose profile and level are not as its registration has them",
                        "Write it in full, as avc1.64001f, hvc1.1.6.L93.B0, av01.0.04M.08 or mp4a.40.2."};
  Rule unknown_codec{"dash-unknown-codec", "RFC 6381 §3", Severity::note, "a codec that is not known here",
                     "Check its spelling."};
  Rule dependency{"dash-dependency", "ISO/IEC 23009-1 §5.3.5.2", Severity::error,
                  "a @dependencyId that is no Representation's of the Period",
                  "Name the @id of a Representation of the same Period."};
  Rule association{"dash-association", "ISO/IEC 23009-1 §5.3.5.2", Severity::error,
                   "an @associationId that is no Representation's of the Period",
                   "Name the @id of a Representation of the same Period."};
  Rule beyond_limit{"dash-beyond-limit", "ISO/IEC 23009-1 §5.3.3.2", Severity::error,
                    "a Representation beyond what its AdaptationSet says is the least or most",
                    "Let min and max be those of all Representations in it."};
  Rule reversed_limits{"dash-reversed-limits", "ISO/IEC 23009-1 §5.3.3.2", Severity::error,
                       "an AdaptationSet whose least is more than its most", "Exchange the two."};
  Rule bandwidth{"dash-bandwidth-zero", "ISO/IEC 23009-1 §5.3.5.2", Severity::warning, "a @bandwidth of zero",
                 "Say how many bits a second it takes: players choose by it."};
  Rule picture_size{"dash-picture-size", "ISO/IEC 23009-1 §5.3.7.2", Severity::warning,
                    "a video Representation without @width or @height",
                    "Add both: players choose by them, too."};
  Rule sub_representation{"dash-sub-representation", "ISO/IEC 23009-1 §5.3.6.2", Severity::error,
                          "a SubRepresentation with @level and without @bandwidth", "Add its @bandwidth."};
  Rule initialization_set{"dash-initialization-set", "ISO/IEC 23009-1 §5.3.12", Severity::error,
                          "an @initializationSetRef that is no InitializationSet's",
                          "Name the @id of an InitializationSet of the MPD."};
  Rule preselection{"dash-preselection", "ISO/IEC 23009-1 §5.3.11", Severity::error,
                    "a Preselection of a component that is not there",
                    "Name the @id of AdaptationSets or ContentComponents of the same Period."};
};
inline constexpr SetRules set_rules;

}  // namespace praxino::judge::dash
