#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of the tree: what the schema says. Details name the element's own section.
struct StructureRules {
  Rule unknown_element{"dash-unknown-element", "ISO/IEC 23009-1 §5.2.2", Severity::note,
                       "an element in the MPD's namespace that the standard does not know",
                       "Put extensions in a namespace of their own; players leave this one out."};
  Rule misplaced_element{"dash-misplaced-element", "ISO/IEC 23009-1 Annex B", Severity::error,
                         "an element that does not belong there",
                         "Move it to where the standard has it: players do not look for it here."};
  Rule element_order{"dash-element-order", "ISO/IEC 23009-1 Annex B", Severity::error,
                     "an element after one that it must come before",
                     "Write children in the schema's order; strict readers refuse any other."};
  Rule repeated_element{"dash-repeated-element", "ISO/IEC 23009-1 Annex B", Severity::error,
                        "an element that may stand there only once",
                        "Keep one: players take the first or the last, each as it likes."};
  Rule missing_element{"dash-missing-element", "ISO/IEC 23009-1 Annex B", Severity::error,
                       "a required element is missing", "Add it."};
  Rule stray_text{"dash-stray-text", "ISO/IEC 23009-1 Annex B", Severity::error,
                  "text in an element that holds only elements", "Remove it, or make it a comment."};
  Rule unknown_attribute{"dash-unknown-attribute", "ISO/IEC 23009-1 §5.2.2", Severity::note,
                         "an attribute that the standard does not know there",
                         "Check its spelling; put extensions in a namespace of their own."};
  Rule missing_attribute{"dash-missing-attribute", "ISO/IEC 23009-1 Annex B", Severity::error,
                         "a required attribute is missing", "Add it."};
  Rule malformed_value{"dash-malformed-value", "ISO/IEC 23009-1 Annex B", Severity::error,
                       "a value that is not of its attribute's or element's type",
                       "Write it as the type has it: players ignore it or refuse the MPD."};
  Rule reversed_range{"dash-reversed-range", "ISO/IEC 23009-1 §5.3.9.2.2", Severity::error,
                      "a byte range that ends before it begins",
                      "Write first-last; both bytes belong to the range."};
  Rule deprecated{"dash-deprecated", "ISO/IEC 23009-1 Annex B", Severity::note,
                  "an attribute that the newest edition has no more",
                  "Write an Event's message as its content."};
  Rule xlink{"dash-xlink", "ISO/IEC 23009-1 §5.5", Severity::note, "an element that stands elsewhere (xlink)",
             "What it refers to was not judged, and many players do not fetch it."};
  Rule actuate_without_link{"dash-xlink-actuate", "ISO/IEC 23009-1 §5.5.2", Severity::error,
                            "xlink:actuate without xlink:href", "Remove it, or name what to fetch."};
};
inline constexpr StructureRules structure_rules;

}  // namespace praxino::judge::dash
