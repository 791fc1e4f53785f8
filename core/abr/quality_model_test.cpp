#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "core/abr/quality.h"
#include "core/base/testing/expect_table.h"

/// Every order of events, up to a length that reaches every state, on a ladder of three rungs, with each cap,
/// for a rule that may propose any rung. What was seen is the table at the top of quality.cpp, no more and no
/// less.
namespace praxino::abr {
namespace {

using media::Why;

constexpr std::size_t longest = 4;
constexpr std::size_t rungs = 3;

std::size_t proposed = 0;
Choice any_rung(const View& view) {
  return {proposed, proposed == view.current ? Why::hold : Why::throughput_up};
}

/// The machine, and what is known of it from outside.
struct Node {
  Quality quality{any_rung};
  std::size_t cap = rungs - 1;
  std::optional<std::size_t> pin;
  unsigned shut = 0;  // bits
  double now = 0;
  double raised = -1e9;

  [[nodiscard]] bool is_open(std::size_t rung) const { return (shut >> rung & 1U) == 0; }
  [[nodiscard]] bool allows(std::size_t rung) const { return is_open(rung) && (pin || rung <= cap); }
  [[nodiscard]] bool has_any() const { return allows(0) || allows(1) || allows(2); }
};

struct Step {
  const char* name;
  QualityEvent event;
  std::size_t to = 0;
  double later = 0;
};

std::vector<Step> all_steps() {
  std::vector<Step> steps;
  for (std::size_t to = 0; to < rungs; ++to) {
    steps.push_back({"Asked", Asked{{20}, {2}, {30}}, to, 0});
    steps.push_back({"Asked", Asked{{20}, {2}, {30}}, to, calm.value});
    steps.push_back({"Pinned", Pinned{to}, to});
    steps.push_back({"Late", Late{to}, to});
  }
  for (unsigned shut = 0; shut < 8; ++shut)
    steps.push_back({"Shut", Shut{{(shut & 1U) != 0, (shut & 2U) != 0, (shut & 4U) != 0}}, shut});
  steps.push_back({"Released", Released{}});
  return steps;
}

class Model {
 public:
  void explore(const Node& node, std::size_t length) {
    for (const Step& step : steps_) {
      Node next = node;
      next.now += step.later;
      if (step.event.index() == QualityEvent(Pinned{}).index()) next.pin = step.to;
      if (step.event.index() == QualityEvent(Released{}).index()) next.pin.reset();
      if (step.event.index() == QualityEvent(Shut{}).index()) next.shut = static_cast<unsigned>(step.to);
      proposed = step.to;
      const auto choice = next.quality.handle(step.event, {next.now});
      check(node, next, step, choice);
      if (testing::Test::HasFailure()) return;
      if (length > 1) explore(next, length - 1);
    }
  }
  [[nodiscard]] const std::set<std::string>& seen() const { return seen_; }

 private:
  void check(const Node& before, Node& after, const Step& step, const std::optional<Choice>& choice) {
    const std::size_t from = before.quality.current();
    const std::size_t to = after.quality.current();
    EXPECT_LT(to, rungs);
    EXPECT_EQ(choice ? choice->to : from, to) << "what is said is what is";
    EXPECT_EQ(after.quality.automatic(), !after.pin);
    const std::string name = step.name;
    if (name == "Asked") {
      EXPECT_TRUE(after.allows(to) || !after.has_any() || to <= from)
          << "nothing shut, nothing above the cap";
      const bool up = !after.pin && to > from;
      EXPECT_TRUE(!up || after.now >= before.raised + calm.value) << "not twice in a breath";
      if (up) after.raised = after.now;
      EXPECT_TRUE(!after.pin || !after.is_open(*after.pin) || to == *after.pin);
    }
    if (name == "Shut") {
      EXPECT_TRUE(after.allows(to) || !after.has_any());
      EXPECT_TRUE(to == from || !before.pin || !after.allows(from)) << "no change without need";
    }
    if (name == "Late") after.raised = after.now;
    EXPECT_EQ(after.quality.is_best(), after.pin || to >= after.cap);
    seen_.insert((before.pin ? "pinned, " : "automatic, ") + name + ": " +
                 (choice ? std::to_string(static_cast<int>(choice->why)) : "none"));
  }

  const std::vector<Step> steps_ = all_steps();
  std::set<std::string> seen_;
};

struct Row {
  const char* from;
  const char* event;
  std::vector<std::optional<Why>> says;
};

TEST(QualityModel, IsTheTable) {
  Model model;
  for (std::size_t cap = 0; cap < rungs; ++cap) {
    Node node;
    node.cap = cap;
    const LadderKnown known{{{1}, {2}, {3}}, {}, media::Bitrate{cap + 1}};
    EXPECT_EQ(node.quality.handle(known, {0}), (Choice{cap, Why::start}));
    model.explore(node, longest);
  }
  const Row rows[] = {
      {"automatic", "Asked", {Why::hold, Why::throughput_up, Why::capped, Why::failed}},
      {"automatic", "Pinned", {Why::pinned}},
      {"automatic", "Released", {Why::released}},
      {"automatic", "Shut", {std::nullopt, Why::failed}},
      {"automatic", "Late", {Why::late}},
      {"pinned", "Asked", {Why::pinned, Why::failed}},
      {"pinned", "Pinned", {Why::pinned}},
      {"pinned", "Released", {Why::released}},
      {"pinned", "Shut", {std::nullopt, Why::failed}},
      {"pinned", "Late", {Why::late}},
  };
  std::set<std::string> table;
  for (const Row& row : rows) {
    for (const auto& why : row.says) {
      const std::string said = why ? std::to_string(static_cast<int>(*why)) : "none";
      table.insert(std::string(row.from) + ", " + row.event + ": " + said);
    }
  }
  testing_tables::expect_table(model.seen(), table);
}

}  // namespace
}  // namespace praxino::abr
