#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/protection.h"
#include "core/judge/dash/structure.h"

namespace praxino::judge::dash {
namespace {

constexpr std::string_view mp4_protection = "urn:mpeg:dash:mp4protection:2011";
constexpr std::array<std::string_view, 4> schemes{"cenc", "cbcs", "cens", "cbc1"};

/// ContentProtection of one AdaptationSet or Representation. Returns whether there is any.
bool check_holder(Report& report, Node holder, const std::array<const Names*, 2>& references,
                  std::vector<Named>& systems) {
  const Node first = child(holder, "ContentProtection");
  bool declared = false;
  bool of_system = false;
  systems.clear();
  for (Node node = first; node; node = next(node)) {
    const std::string_view scheme = attribute(node, "schemeIdUri");
    const std::string_view reference = attribute(node, "ref");
    systems.push_back({scheme, node});
    if (!reference.empty() && !references[0]->has(reference) && !references[1]->has(reference))
      report.tell(protection_rules.reference, node, "ref", quote(reference));
    // A reference stands for a whole descriptor elsewhere.
    declared = declared || !reference.empty() || text::equal_ignoring_case(scheme, mp4_protection);
    of_system = of_system || text::starts_ignoring_case(scheme, "urn:uuid:");
    if (!text::equal_ignoring_case(scheme, mp4_protection) || !reference.empty()) continue;
    if (std::ranges::find(schemes, attribute(node, "value")) == schemes.end())
      report.tell(protection_rules.scheme, node, "value", name_of(node, "value"));
    if (!foreign_attribute(node, "default_KID")) report.tell(protection_rules.key_id, node);
  }
  tell_duplicates(report, protection_rules.duplicate, systems, "schemeIdUri");
  if (of_system && !declared) report.tell(protection_rules.undeclared, first);
  return static_cast<bool>(first);
}

void add_references(Node holder, Names& references) {
  for (Node node = child(holder, "ContentProtection"); node; node = next(node))
    references.add(attribute(node, "refId"));
}

}  // namespace

void check_protection(Report& report, const Presentation& presentation, const Period& period) {
  Names own;
  add_references(period.node, own);
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) add_references(set, own);
  own.sort();
  const std::array references{&presentation.protections, &std::as_const(own)};
  std::vector<Named> systems;
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) {
    const bool protected_set = check_holder(report, set, references, systems);
    for (Node node = child(set, "Representation"); node; node = next(node)) {
      const bool protected_alone = check_holder(report, node, references, systems);
      if (protected_alone && protected_set)
        report.tell(protection_rules.mixed, child(node, "ContentProtection"));
    }
  }
}

}  // namespace praxino::judge::dash
