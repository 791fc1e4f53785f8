#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <set>

#include "core/judge/dash/rules/addressing.h"
#include "core/judge/dash/rules/descriptors.h"
#include "core/judge/dash/rules/events.h"
#include "core/judge/dash/rules/presentation.h"
#include "core/judge/dash/rules/protection.h"
#include "core/judge/dash/rules/service.h"
#include "core/judge/dash/rules/sets.h"
#include "core/judge/dash/rules/structure.h"
#include "core/judge/dash/rules/timeline.h"
#include "core/judge/dash/rules/xml.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {
namespace {

/// A topic's rules are a struct of nothing else, so that none can be left out here.
template <typename Topic>
void add(const Topic& topic, std::vector<Rule>& rules) {
  static_assert(sizeof(Topic) % sizeof(Rule) == 0);
  const auto all = std::bit_cast<std::array<Rule, sizeof(Topic) / sizeof(Rule)>>(topic);
  rules.insert(rules.end(), all.begin(), all.end());
}

std::vector<Rule> all_rules() {
  std::vector<Rule> rules;
  add(xml_rules, rules);
  add(structure_rules, rules);
  add(presentation_rules, rules);
  add(set_rules, rules);
  add(addressing_rules, rules);
  add(timeline_rules, rules);
  add(descriptor_rules, rules);
  add(protection_rules, rules);
  add(event_rules, rules);
  add(service_rules, rules);
  return rules;
}

TEST(Rules, AreEachBrokenByATest) {
  std::set<std::string> broken;
  for (const auto& rows :
       {testing_rows::xml_rows(), testing_rows::structure_rows(), testing_rows::presentation_rows(),
        testing_rows::period_rows(), testing_rows::set_rows(), testing_rows::addressing_rows(),
        testing_rows::template_rows(), testing_rows::timeline_rows(), testing_rows::descriptor_rows(),
        testing_rows::protection_rows(), testing_rows::event_rows(), testing_rows::service_rows()}) {
    for (const testing_rows::Row& row : rows) broken.insert(row.rule);
  }
  for (const Rule& rule : all_rules()) {
    EXPECT_EQ(broken.count(rule.id), 1U) << rule.id << " is not in a table";
    broken.erase(rule.id);
  }
  EXPECT_TRUE(broken.empty()) << *broken.begin() << " is no rule";
}

TEST(Rules, SayWhatWhereAndWhatToDo) {
  std::set<std::string> ids;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(std::string(rule.id).starts_with("dash-")) << rule.id;
    EXPECT_NE(std::string(rule.section).find_first_of("§A"), std::string::npos) << rule.id;
    EXPECT_TRUE(std::string(rule.advice).ends_with('.')) << rule.id;
    EXPECT_FALSE(std::string(rule.what).empty() || std::string(rule.what).ends_with('.')) << rule.id;
  }
}

}  // namespace
}  // namespace praxino::judge::dash
