#include "core/judge/dash/mpd.h"

#include "core/judge/dash/checks.h"
#include "core/judge/dash/form.h"
#include "core/judge/dash/rules/xml.h"
#include "core/judge/dash/structure.h"

namespace praxino::judge::dash {

bool is_mpd(std::string_view text) { return is_xml(text); }

void judge(std::string_view text, Findings& findings) {
  Report report(text, findings);
  if (!check_form(text, report)) return;
  manifest::dash::Document document;
  if (const auto error = document.load(text)) {
    // Its place is a line already; there is nothing but the root to be wrong with.
    report.tell(xml_rules.not_an_mpd, document.root(), std::string(error->what));
    return;
  }
  if (!check_structure(report, document.root())) return;
  check_presentation(report, document.root());
}

}  // namespace praxino::judge::dash
