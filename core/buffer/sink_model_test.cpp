#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/buffer/sink.h"

/// Every state that a sink with two jobs can be in, with a SourceBuffer beside it that knows what it may be
/// asked. From each of them all comes to an end.
namespace praxino::buffer {
namespace {

constexpr std::uint64_t piece = Sink::worthwhile / 2;  // two of them are worth an append
constexpr std::uint64_t pieces = 2;

/// What the two jobs are to each other.
struct World {
  const char* name;
  Setting settings[2];
  const char* types[2];
  std::uint32_t timelines[2];
  TimeRange ranges[2];
  bool changes_type = true;
  bool coalesces = false;

  [[nodiscard]] bool goes_on() const {
    return timelines[0] == timelines[1] && ranges[1].start >= ranges[0].end;
  }
};

/// What is known of a job.
struct Known {
  bool started = false;
  bool placed = false;
  bool ended = false;
  bool broken = false;
  bool dropped = false;
  bool done = false;
  std::uint64_t accepted = 0;
  std::uint64_t appended = 0;
  bool operator==(const Known&) const = default;
};

enum class Busy : std::uint8_t { no, init, append, remove };

struct Node {
  Sink sink;
  std::array<Known, 2> jobs{};
  std::array<bool, 2> inits{};
  bool open = false;
  bool unwanted = false;
  bool full = false;
  double now = 0;
  // The SourceBuffer.
  Busy busy = Busy::no;
  std::uint64_t count = 0;
  std::optional<std::size_t> under_way;  // the job of the append under way
  std::optional<Setting> init;
  std::string type;
  Seconds offset;
  std::optional<TimeRange> window;
  std::optional<std::size_t> last;  // the job that was appended of last, since an abort
  bool operator==(const Node&) const = default;

  /// Equal ones have the same.
  [[nodiscard]] std::string digest() const {
    std::string text;
    for (const Known& job : jobs) {
      text += static_cast<char>('a' + job.started + 2 * job.placed + 4 * job.ended + 8 * job.dropped);
      text += static_cast<char>('a' + job.accepted / piece * 4 + job.appended / piece);
    }
    text += static_cast<char>('a' + inits[0] + 2 * inits[1] + 4 * open + 8 * full);
    text += static_cast<char>('a' + unwanted + 2 * static_cast<int>(busy));
    return text += static_cast<char>('a' + init.has_value() + 2 * window.has_value() + 4 * last.has_value());
  }
};

struct Step {
  std::string_view name;
  SinkEvent event;
  int job = -1;
};

JobId id_of(std::size_t job) { return JobId{static_cast<std::uint32_t>(job) + 1}; }
constexpr TimeRange window_of_second{{2}, {4}};

class Model {
 public:
  explicit Model(const World& world) : world_(world) {}

  void explore() {
    add({});
    for (std::size_t i = 0; i < nodes_.size() && !testing::Test::HasFailure(); ++i) {
      for (const Step& step : steps_from(nodes_[i])) {
        // Time passes once: what a second time would bring is the same.
        if (step.name == "Passed" && nodes_[i].now > 0) continue;
        Node next = nodes_[i];
        take(next, step);
        const std::size_t reached = add(std::move(next));
        if (is_due(step) && onward_[i] == 0) onward_[i] = reached;
      }
    }
    for (std::size_t i = 0; i < nodes_.size() && !testing::Test::HasFailure(); ++i) end(i);
  }
  [[nodiscard]] std::size_t states() const { return nodes_.size(); }

 private:
  std::size_t add(Node node) {
    std::vector<std::size_t>& alike = seen_[node.digest()];
    const auto known = std::ranges::find_if(alike, [&](std::size_t i) { return nodes_[i] == node; });
    if (known != alike.end()) return *known;
    alike.push_back(nodes_.size());
    nodes_.push_back(std::move(node));
    onward_.push_back(0);
    return nodes_.size() - 1;
  }

  [[nodiscard]] std::vector<Step> steps_from(const Node& node) const {
    std::vector<Step> steps;
    if (!node.open) steps.push_back({"open", Passed{}});
    for (std::size_t i = 0; i < 2; ++i) {
      const Known& job = node.jobs[i];
      const int place = static_cast<int>(i);
      if (!job.started) {
        if (i == 0 || node.jobs[0].started) steps.push_back({"Started", started(i), place});
        continue;
      }
      if (!node.inits[i]) steps.push_back({"InitReady", init_of(i), place});
      if (job.done || job.dropped) continue;
      if (!job.placed) steps.push_back({"Placed", Placed{id_of(i), offset_of(i)}, place});
      if (!job.ended && job.accepted < pieces * piece)
        steps.push_back({"Accepted", Accepted{id_of(i), job.accepted + piece}, place});
      if (!job.ended) {
        steps.push_back({"Ended", Ended{id_of(i)}, place});
        steps.push_back({"Ended broken", Ended{id_of(i), true}, place});
      }
      steps.push_back({"Dropped", Dropped{id_of(i)}, place});
    }
    if (node.busy != Busy::no) steps.push_back({"OpDone", OpDone{}});
    if (node.busy == Busy::init || node.busy == Busy::append) steps.push_back({"OpFull", OpFull{}});
    if (node.full) steps.push_back({"Room", Room{}});
    if (!node.unwanted) steps.push_back({"Unwanted", Unwanted{{{0}, {9}}}});
    if (node.sink.deadline()) steps.push_back({"Passed", Passed{}});
    return steps;
  }

  [[nodiscard]] Started started(std::size_t i) const {
    Started event{id_of(i), world_.settings[i], world_.types[i], world_.timelines[i], world_.ranges[i], {}};
    if (i == 1) event.window = window_of_second;
    return event;
  }
  [[nodiscard]] InitReady init_of(std::size_t i) const { return {world_.settings[i], 700, ""}; }
  [[nodiscard]] Seconds offset_of(std::size_t i) const {
    return {static_cast<double>(world_.timelines[i]) * 10};
  }

  /// What the caller did and the SourceBuffer answered.
  void take(Node& node, const Step& step) {
    if (step.name == "open") {
      node.open = true;
      node.type = world_.types[0];
      node.sink.open(world_.types[0], world_.changes_type);
      node.sink.coalesce(world_.coalesces);
    }
    if (step.job >= 0) {
      Known& job = node.jobs[static_cast<std::size_t>(step.job)];
      job.started = true;
      if (step.name == "InitReady") {
        for (std::size_t i = 0; i < 2; ++i)
          node.inits[i] |= world_.settings[i] == world_.settings[static_cast<std::size_t>(step.job)];
      }
      job.placed |= step.name == "Placed";
      job.accepted += step.name == "Accepted" ? piece : 0;
      job.ended |= step.name.starts_with("Ended");
      job.broken |= step.name == "Ended broken";
      job.dropped |= step.name == "Dropped";
    }
    if (step.name == "OpDone" && node.under_way) {
      node.jobs[*node.under_way].appended += node.count;
      node.last = node.under_way;
    }
    if (step.name == "OpDone" || step.name == "OpFull") {
      // A refused init is not in the sink.
      if (step.name == "OpFull" && node.busy == Busy::init) node.init.reset();
      node.busy = Busy::no;
      node.under_way.reset();
    }
    node.full = (node.full || step.name == "OpFull") && step.name != "Room";
    node.unwanted |= step.name == "Unwanted";
    if (step.name == "Passed") node.now = node.sink.deadline()->value;
    SinkOutcomes out;
    node.sink.handle(step.event, {node.now}, out);
    for (const SinkOutcome& outcome : out) obey(node, outcome);
    if (testing::Test::HasFailure()) ADD_FAILURE() << "at " << step.name << ' ' << step.job;
    EXPECT_EQ(node.sink.idle(), node.busy == Busy::no);
    EXPECT_EQ(node.sink.full(), node.full);
    const auto deadline = node.sink.deadline();
    EXPECT_TRUE(step.name != "Passed" || !deadline || deadline->value > node.now);
  }

  void obey(Node& node, const SinkOutcome& outcome) {
    if (const auto* done = std::get_if<JobDone>(&outcome)) {
      Known& job = node.jobs[static_cast<std::size_t>(done->job) - 1];
      EXPECT_FALSE(job.done) << "each ends once";
      EXPECT_TRUE(job.dropped || (job.ended && job.appended == job.accepted)) << "nothing is lost";
      job.done = true;
      return;
    }
    EXPECT_TRUE(node.open);
    EXPECT_EQ(node.busy, Busy::no) << "one operation at a time";
    if (std::holds_alternative<DoAbort>(outcome)) {
      node.init.reset();
      node.window.reset();
      node.last.reset();
    } else if (const auto* type = std::get_if<DoType>(&outcome)) {
      EXPECT_TRUE(world_.changes_type);
      EXPECT_NE(type->type, node.type);
      node.type = type->type;
    } else if (const auto* offset = std::get_if<DoOffset>(&outcome)) {
      node.offset = offset->offset;
    } else if (const auto* window = std::get_if<DoWindow>(&outcome)) {
      node.window = window->window;
    } else if (const auto* init = std::get_if<DoInit>(&outcome)) {
      EXPECT_FALSE(node.full);
      EXPECT_NE(node.init, init->setting) << "once is enough";
      const std::size_t job = init->setting == world_.settings[0] ? 0 : 1;
      EXPECT_TRUE(node.inits[job]);
      node.init = init->setting;
      node.busy = Busy::init;
    } else if (std::holds_alternative<DoRemove>(outcome)) {
      EXPECT_TRUE(node.unwanted);
      node.busy = Busy::remove;
    } else {
      append(node, std::get<DoAppend>(outcome));
    }
  }

  void append(Node& node, const DoAppend& one) {
    const std::size_t place = static_cast<std::size_t>(one.job) - 1;
    const Known& job = node.jobs[place];
    EXPECT_FALSE(node.full);
    EXPECT_TRUE(!job.dropped && !job.done);
    EXPECT_EQ(one.from, job.appended) << "byte behind byte";
    EXPECT_GT(one.count, 0U);
    EXPECT_LE(one.from + one.count, job.accepted) << "only what the reader accepted";
    EXPECT_EQ(node.init, world_.settings[place]);
    EXPECT_EQ(node.type, world_.types[place]);
    EXPECT_TRUE(job.placed);
    EXPECT_EQ(node.offset, offset_of(place));
    EXPECT_EQ(node.window, place == 1 ? std::optional(window_of_second) : std::nullopt);
    EXPECT_TRUE(place == 0 || node.jobs[0].done) << "in the order in which they play";
    if (place == 1 && node.last == 0) {
      EXPECT_EQ(node.jobs[0].appended, node.jobs[0].accepted) << "what was left half-way is aborted first";
      EXPECT_FALSE(node.jobs[0].dropped && !node.jobs[0].ended);
      EXPECT_FALSE(node.jobs[0].broken);
      EXPECT_TRUE(world_.goes_on()) << "what goes back in time is behind an abort";
    }
    node.under_way = place;
    node.count = one.count;
    node.busy = Busy::append;
  }

  /// What comes by itself where nothing goes wrong.
  static bool is_due(const Step& step) {
    return step.name != "Dropped" && step.name != "Unwanted" && step.name != "OpFull" &&
           step.name != "Ended broken";
  }

  /// Where all that is due comes, all that is in the sink ends.
  void end(std::size_t from) {
    if (world_.types[0] != std::string_view(world_.types[1]) && !world_.changes_type) return;
    std::size_t turns = 0;
    for (; onward_[from] != 0 && turns < nodes_.size(); ++turns) from = onward_[from];
    EXPECT_LT(turns, nodes_.size()) << "round and round";
    Node node = nodes_[from];
    for (turns = 0; turns < 60; ++turns) {
      const std::vector<Step> steps = steps_from(node);
      const auto next = std::ranges::find_if(steps, is_due);
      if (next == steps.end()) break;
      take(node, *next);
    }
    EXPECT_TRUE(node.sink.empty() && node.sink.idle()) << world_.name;
    EXPECT_TRUE(node.jobs[0].done && node.jobs[1].done);
    EXPECT_EQ(node.sink.deadline(), std::nullopt);
  }

  const World& world_;
  std::deque<Node> nodes_;
  std::vector<std::size_t> onward_;  // where what is due leads; 0: it was not tried
  std::map<std::string, std::vector<std::size_t>> seen_;
};

constexpr Setting one{media::RenditionId{1}, 0};
constexpr Setting other{media::RenditionId{2}, 0};
constexpr const char* avc = "video/mp4; codecs=\"avc1.64001f\"";
constexpr const char* hevc = "video/mp4; codecs=\"hvc1.1.6.L93\"";

class SinkModel : public testing::TestWithParam<World> {};

TEST_P(SinkModel, IsSafeInEveryStateAndComesToAnEnd) {
  Model model(GetParam());
  model.explore();
  RecordProperty("states", std::to_string(model.states()));
  EXPECT_GT(model.states(), 1'000U);
}

INSTANTIATE_TEST_SUITE_P(
    Buffer, SinkModel,
    testing::Values(
        World{"one_after_the_other", {one, one}, {avc, avc}, {0, 0}, {{{0}, {2}}, {{2}, {4}}}},
        World{"another_rendition", {one, other}, {avc, avc}, {0, 0}, {{{0}, {2}}, {{2}, {4}}}},
        World{"another_timeline", {one, other}, {avc, avc}, {0, 1}, {{{0}, {2}}, {{2}, {4}}}},
        World{"back_in_time", {one, one}, {avc, avc}, {0, 0}, {{{8}, {10}}, {{2}, {4}}}},
        World{"another_codec", {one, other}, {avc, hevc}, {0, 0}, {{{0}, {2}}, {{2}, {4}}}},
        World{"without_changeType", {one, other}, {avc, hevc}, {0, 0}, {{{0}, {2}}, {{2}, {4}}}, false},
        World{"with_patience", {one, one}, {avc, avc}, {0, 0}, {{{0}, {2}}, {{2}, {4}}}, true, true}),
    [](const auto& world) { return world.param.name; });

}  // namespace
}  // namespace praxino::buffer
