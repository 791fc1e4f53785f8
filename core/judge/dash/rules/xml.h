#pragma once

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Of the text: XML 1.0 and its namespaces.
struct XmlRules {
  Rule not_an_mpd{"dash-not-an-mpd", "ISO/IEC 23009-1 §5.2.1", Severity::error,
                  "not a well-formed XML document with the root element MPD",
                  "Mend the document at this line first: nothing else of it can be judged."};
  Rule encoding{"dash-encoding", "XML 1.0 §4.3.3", Severity::error, "not in UTF-8",
                "Write the MPD in UTF-8: players read no other encoding."};
  Rule declared_encoding{"dash-declared-encoding", "XML 1.0 §4.3.3", Severity::warning,
                         "an XML declaration that names another encoding than UTF-8",
                         "Declare encoding=\"UTF-8\" or nothing: players read UTF-8 whatever is declared."};
  Rule not_well_formed{"dash-not-well-formed", "XML 1.0 §2.1", Severity::error,
                       "XML that a strict parser refuses",
                       "Write the MPD with an XML library; other players stop at this place."};
  Rule doctype{"dash-doctype", "ISO/IEC 23009-1 §5.2.1", Severity::warning, "a document type declaration",
               "Leave it out: players do not read it, and entities of its own stay as they are written."};
  Rule entity{"dash-entity", "XML 1.0 §4.1", Severity::error,
              "a reference to an entity that is not one of XML's five",
              "Write the characters themselves, or &#…; for them."};
  Rule too_large{"dash-too-large", "ISO/IEC 23009-1 §5.2.1", Severity::error,
                 "more elements, levels or namespaces than any MPD needs",
                 "Nothing else was judged. No player is likely to read such an MPD."};
  Rule wrong_namespace{"dash-namespace", "ISO/IEC 23009-1 §5.2.2", Severity::error,
                       "the root element MPD is not in the namespace urn:mpeg:dash:schema:mpd:2011",
                       "Declare xmlns=\"urn:mpeg:dash:schema:mpd:2011\", in just these letters."};
  Rule undeclared_prefix{"dash-undeclared-prefix", "XML Namespaces §5", Severity::error,
                         "a namespace prefix that is not declared",
                         "Declare xmlns:prefix on this element or one around it."};
};
inline constexpr XmlRules xml_rules;

}  // namespace praxino::judge::dash
