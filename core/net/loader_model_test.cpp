#include <gtest/gtest.h>

#include <array>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/testing/expect_table.h"
#include "core/net/loader.h"

/// Every order of events, up to a length, for two downloads that share one place. What was seen of phases is
/// the table at the top of loader.cpp, no more and no less.
namespace praxino::net {
namespace {

constexpr std::size_t longest = 5;
constexpr std::array downloads = {DownloadId{1}, DownloadId{2}};

std::string name_of(std::optional<Loader::Phase> phase) {
  if (!phase) return "gone";
  constexpr const char* names[] = {"queued", "connecting", "receiving", "waiting"};
  return names[static_cast<std::size_t>(*phase)];
}

struct Live {
  FetchId fetch{};
  DownloadId download{};
};

/// A loader and what its caller knows of it.
struct Node {
  Loader loader{1};
  double now = 0;
  std::vector<Live> live;
  std::array<int, 2> wanted{};
  std::array<int, 2> over{};
};

struct Step {
  std::string name;
  LoaderEvent event;
  std::optional<DownloadId> of;
  bool drops = false;
  double later = 0;
};

std::vector<Step> steps_from(const Node& node) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < downloads.size(); ++i) {
    const DownloadId id = downloads[i];
    if (node.wanted[i] == 0) {
      Want want{id, i == 0 ? FetchKind::segment : FetchKind::manifest, FetchPriority::normal};
      steps.push_back({"Want", want, id});
      want.places = 2;
      want.patience = {60};
      want.expected = {4};
      steps.push_back({"Want", want, id});
      want.again = true;
      steps.push_back({"Want again", want, id});
    } else if (node.over[i] == 0) {
      steps.push_back({"Drop", Drop{id}, id, true});
      steps.push_back({"Held", Held{id, true}, id});
      steps.push_back({"Held", Held{id, false}, id});
      steps.push_back({"Crawling", Crawling{id}, id});
      steps.push_back({"Pressed", Pressed{id}, id});
    }
  }
  for (const Live& live : node.live) {
    const FetchId fetch = live.fetch;
    steps.push_back({"Headed ok", Headed{fetch, 200}, live.download});
    for (const std::uint32_t status : {401U, 404U, 503U})
      steps.push_back({"Headed error", Headed{fetch, status}, live.download});
    steps.push_back({"Progressed", Progressed{fetch}, live.download});
    steps.push_back({"Completed whole", Completed{fetch, true}, live.download});
    steps.push_back({"Completed short", Completed{fetch, false}, live.download});
    steps.push_back({"Severed", Severed{fetch, BreakReason::network}, live.download});
    steps.push_back({"Severed", Severed{fetch, BreakReason::refused}, live.download});
  }
  if (node.loader.deadline()) {
    steps.push_back({"Ticked", Ticked{}, std::nullopt});
    steps.push_back({"Ticked", Ticked{}, std::nullopt, false, 3});  // late
  }
  return steps;
}

class Model {
 public:
  void explore(const Node& node, std::size_t length) {
    for (const Step& step : steps_from(node)) {
      Node next = node;
      if (!step.of) next.now = std::max(next.now, node.loader.deadline()->value);
      next.now += step.later;
      LoaderOutcomes out;
      next.loader.handle(step.event, {next.now}, out);
      ++steps_;
      absorb(node, next, step, out);
      if (testing::Test::HasFailure()) return;
      if (length > 1) explore(next, length - 1);
    }
  }
  [[nodiscard]] const std::set<std::string>& seen() const { return seen_; }
  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  void absorb(const Node& before, Node& after, const Step& step, const LoaderOutcomes& out) {
    for (std::size_t i = 0; i < downloads.size(); ++i) {
      const DownloadId id = downloads[i];
      if (step.of == id && step.name.starts_with("Want")) ++after.wanted[i];
      if (step.of == id && step.drops) ++after.over[i];
    }
    // The end of a fetch is the network's own word for it, or ours.
    const auto is_over = [&](FetchId fetch) {
      return std::erase_if(after.live, [&](const Live& one) { return one.fetch == fetch; });
    };
    if (const auto* one = std::get_if<Completed>(&step.event)) is_over(one->fetch);
    if (const auto* one = std::get_if<Severed>(&step.event)) is_over(one->fetch);
    for (const LoaderOutcome& outcome : out) {
      if (const auto* begin = std::get_if<Begin>(&outcome))
        after.live.push_back({begin->fetch, begin->download});
      if (const auto* gone = std::get_if<Abandon>(&outcome)) {
        EXPECT_EQ(is_over(gone->fetch), 1U) << "only what is under way is abandoned";
      }
      if (const auto* done = std::get_if<Finished>(&outcome)) ++after.over[place(done->download)];
      if (const auto* lost = std::get_if<GaveUp>(&outcome)) ++after.over[place(lost->download)];
    }
    EXPECT_LE(after.live.size(), 1U) << "one place";
    for (const Live& one : after.live) EXPECT_EQ(after.loader.serves(one.fetch), one.download);
    for (std::size_t i = 0; i < downloads.size(); ++i) {
      const auto from = before.loader.phase(downloads[i]);
      const auto to = after.loader.phase(downloads[i]);
      EXPECT_LE(after.over[i], 1) << "each ends once";
      EXPECT_EQ(to.has_value(), after.wanted[i] > after.over[i])
          << "each that was wanted is there until then";
      if (step.of == downloads[i] || (!step.of && from)) {
        seen_.insert((before.wanted[i] == 0 ? "none" : name_of(from)) + ", " + step.name + ": " +
                     name_of(to));
      } else if (from != to) {
        seen_.insert(name_of(from) + ", a place is free: " + name_of(to));
      }
    }
    const auto deadline = after.loader.deadline();
    EXPECT_TRUE(step.of || !deadline || deadline->value > after.now) << "a tick moves the deadline on";
    // What is late changes nothing.
    if (!out.empty()) return;
    for (const FetchId late : {FetchId{0}, FetchId{99}}) {
      Loader same = after.loader;
      LoaderOutcomes none;
      same.handle(Headed{late, 200}, {after.now}, none);
      same.handle(Completed{late, true}, {after.now}, none);
      EXPECT_TRUE(none.empty() && same == after.loader);
    }
  }
  static std::size_t place(DownloadId id) { return static_cast<std::size_t>(id) - 1; }

  std::set<std::string> seen_;
  std::size_t steps_ = 0;
};

struct Row {
  const char* from;
  const char* event;
  const char* to;
};

/// What fails waits; or, where it may be had elsewhere, it is asked for there at once; or behind the other
/// one.
constexpr Row rows[] = {
    {"connecting", "Completed short", "connecting queued waiting"},
    {"connecting", "Completed whole", "gone"},
    {"connecting", "Crawling", "connecting"},
    {"connecting", "Drop", "gone"},
    {"connecting", "Headed error", "connecting gone queued waiting"},
    {"connecting", "Headed ok", "receiving"},
    {"connecting", "Held", "connecting"},
    {"connecting", "Pressed", "connecting queued waiting"},
    {"connecting", "Progressed", "connecting"},
    {"connecting", "Severed", "connecting gone queued waiting"},
    {"connecting", "Ticked", "connecting queued waiting"},
    {"none", "Want again", "waiting"},
    {"none", "Want", "connecting queued"},
    {"queued", "Crawling", "queued"},
    {"queued", "Drop", "gone"},
    {"queued", "Held", "queued"},
    {"queued", "Pressed", "queued"},
    {"queued", "Ticked", "connecting queued"},
    {"queued", "a place is free", "connecting"},
    {"receiving", "Completed short", "connecting queued waiting"},
    {"receiving", "Completed whole", "gone"},
    {"receiving", "Crawling", "connecting queued waiting"},
    {"receiving", "Drop", "gone"},
    {"receiving", "Headed error", "connecting gone queued waiting"},
    {"receiving", "Headed ok", "receiving"},
    {"receiving", "Held", "receiving"},
    {"receiving", "Pressed", "receiving"},
    {"receiving", "Progressed", "receiving"},
    {"receiving", "Severed", "connecting gone queued waiting"},
    {"receiving", "Ticked", "connecting queued receiving waiting"},
    {"waiting", "Crawling", "waiting"},
    {"waiting", "Drop", "gone"},
    {"waiting", "Pressed", "waiting"},
    {"waiting", "Held", "connecting queued waiting"},
    {"waiting", "Ticked", "connecting queued waiting"},
};

TEST(LoaderModel, IsTheTable) {
  Model model;
  model.explore({}, longest);
  RecordProperty("steps", std::to_string(model.steps()));
  std::set<std::string> table;
  for (const Row& row : rows) {
    std::istringstream phases(row.to);
    for (std::string to; phases >> to;) table.insert(std::string(row.from) + ", " + row.event + ": " + to);
  }
  testing_tables::expect_table(model.seen(), table);
}

}  // namespace
}  // namespace praxino::net
