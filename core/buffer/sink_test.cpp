#include "core/buffer/sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

namespace praxino::buffer {
namespace {

const std::string avc = "video/mp4; codecs=\"avc1.4d401f\"";
const Setting first{media::RenditionId{0}, 0};
const Setting second{media::RenditionId{1}, 0};

/// A sink whose every outcome is written down in short.
struct Bench {
  Sink sink;
  double now = 0;

  std::string tell(const SinkEvent& event) {
    SinkOutcomes out;
    sink.handle(event, {now}, out);
    std::string line;
    for (const SinkOutcome& one : out) line += (line.empty() ? "" : " ") + std::visit(*this, one);
    return line;
  }
  std::string operator()(const DoAbort&) const { return "abort"; }
  std::string operator()(const DoType& o) const { return "type:" + o.type; }
  std::string operator()(const DoOffset& o) const {
    return "offset:" + std::to_string(static_cast<int>(o.offset.value));
  }
  std::string operator()(const DoWindow& o) const { return o.window ? "window" : "no-window"; }
  std::string operator()(const DoInit& o) const {
    return "init:" + std::to_string(static_cast<int>(o.setting.rendition));
  }
  std::string operator()(const DoAppend& o) const {
    return "append:" + std::to_string(static_cast<int>(o.job)) + ":" + std::to_string(o.from) + "+" +
           std::to_string(o.count);
  }
  std::string operator()(const DoRemove& o) const {
    return "remove:" + std::to_string(static_cast<int>(o.range.end.value));
  }
  std::string operator()(const JobDone& o) const { return "done:" + std::to_string(static_cast<int>(o.job)); }
};

Bench opened() {
  Bench bench;
  bench.sink.open(avc, true);
  return bench;
}

void start(Bench& bench, std::uint32_t job, Setting setting = first, const std::string& type = avc) {
  EXPECT_EQ(bench.tell(Started{JobId{job}, setting, type, 0, {}, {}}), "");
  EXPECT_EQ(bench.tell(Placed{JobId{job}, {0}}), "");
}

TEST(Sink, AppendsTheInitThenBytesAsTheyAreAcceptedAndOneAtATime) {
  Bench bench = opened();
  start(bench, 1);
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 100}), "") << "no init yet";
  EXPECT_EQ(bench.tell(InitReady{first, 700}), "init:0");
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 300}), "") << "busy";
  EXPECT_EQ(bench.tell(OpDone{}), "append:1:0+300");
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 350}), "");
  EXPECT_EQ(bench.tell(Ended{JobId{1}}), "");
  EXPECT_EQ(bench.tell(OpDone{}), "append:1:300+50");
  EXPECT_EQ(bench.tell(OpDone{{{{0}, {2}}}}), "done:1");
  EXPECT_EQ(bench.sink.buffered(), (Ranges{{{0}, {2}}}));
  EXPECT_TRUE(bench.sink.empty());
}

TEST(Sink, DoesNothingBeforeItIsOpen) {
  Bench bench;
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 300}), "");
  bench.sink.open(avc, true);
  EXPECT_EQ(bench.tell(Passed{}), "init:0");
}

TEST(Sink, WaitsForAJobsPlaceAndSetsOffsetAndWindowBeforeItsFirstBytesOnly) {
  Bench bench = opened();
  bench.tell(Started{JobId{1}, first, avc, 0, {}, TimeRange{{30}, {60}}});
  bench.tell(InitReady{first, 700});
  bench.tell(Accepted{JobId{1}, 10});
  EXPECT_EQ(bench.tell(OpDone{}), "");
  EXPECT_EQ(bench.tell(Placed{JobId{1}, {30}}), "offset:30 window append:1:0+10");
  bench.tell(Accepted{JobId{1}, 20});
  EXPECT_EQ(bench.tell(OpDone{}), "append:1:10+10");
}

TEST(Sink, ChangesTheTypeOnlyForAnotherFamilyOfCodecs) {
  Bench bench = opened();
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  bench.tell(Accepted{JobId{1}, 10});
  bench.tell(Ended{JobId{1}});
  bench.tell(OpDone{});
  bench.tell(Started{JobId{2}, second, "video/mp4; codecs=\"avc1.640028\"", 0, {}, {}});
  bench.tell(Placed{JobId{2}, {0}});
  bench.tell(InitReady{second, 700});
  bench.tell(Accepted{JobId{2}, 10});
  bench.tell(Ended{JobId{2}});
  EXPECT_EQ(bench.tell(OpDone{}), "done:1 init:1");
  bench.tell(OpDone{});
  const Setting third{media::RenditionId{2}, 0};
  const std::string hevc = "video/mp4; codecs=\"hvc1.1.6.L93.B0\"";
  start(bench, 3, third, hevc);
  bench.tell(InitReady{third, 700});
  EXPECT_EQ(bench.tell(OpDone{}), "done:2 type:" + hevc + " init:2");
}

TEST(Sink, LeavesAHalfAppendedSegmentByAbortAndAppendsTheInitAgain) {
  Bench bench = opened();
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  bench.tell(Accepted{JobId{1}, 10});
  bench.tell(OpDone{});
  EXPECT_EQ(bench.tell(Dropped{JobId{1}}), "") << "its bytes are being appended";
  start(bench, 2);
  bench.tell(Accepted{JobId{2}, 10});
  EXPECT_EQ(bench.tell(OpDone{}), "done:1 abort init:0");
  EXPECT_EQ(bench.tell(OpDone{}), "append:2:0+10");
}

TEST(Sink, LeavesASegmentThatEndsInsideABoxByAbort) {
  Bench bench = opened();
  start(bench, 1);
  start(bench, 2);
  bench.tell(InitReady{first, 700});
  bench.tell(Accepted{JobId{1}, 10});
  bench.tell(OpDone{});
  bench.tell(OpDone{});
  EXPECT_EQ(bench.tell(Ended{JobId{1}, true}), "done:1 abort init:0");
  EXPECT_EQ(bench.tell(OpDone{}), "");
  EXPECT_EQ(bench.tell(Accepted{JobId{2}, 10}), "append:2:0+10");
}

TEST(Sink, NeedsNoAbortForAJobThatNeverBeganOrWasComplete) {
  Bench bench = opened();
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  bench.tell(OpDone{});
  EXPECT_EQ(bench.tell(Dropped{JobId{1}}), "done:1");
  start(bench, 2);
  EXPECT_EQ(bench.tell(Accepted{JobId{2}, 10}), "append:2:0+10");
}

TEST(Sink, TriesARefusedAppendAgainOnceThereIsRoom) {
  Bench bench = opened();
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  bench.tell(Accepted{JobId{1}, 10});
  bench.tell(OpDone{});
  EXPECT_EQ(bench.tell(OpFull{{{{0}, {9}}}}), "");
  EXPECT_TRUE(bench.sink.full());
  EXPECT_EQ(bench.tell(Unwanted{{{0}, {5}}}), "remove:5");
  EXPECT_EQ(bench.tell(Room{}), "");
  EXPECT_EQ(bench.tell(OpDone{{{{5}, {9}}}}), "append:1:0+10");
}

TEST(Sink, OnceAPictureIsOutLetsSmallAppendsWaitForCompany) {
  Bench bench = opened();
  bench.sink.coalesce(true);
  start(bench, 1);
  bench.tell(InitReady{first, 700});
  bench.tell(OpDone{});
  bench.now = 10;
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 1000}), "");
  EXPECT_EQ(bench.sink.deadline(), Instant{10} + Sink::patience);
  bench.now = 10.05;
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 2000}), "");
  bench.now = bench.sink.deadline()->value;
  EXPECT_EQ(bench.tell(Passed{}), "append:1:0+2000");
  EXPECT_FALSE(bench.sink.deadline());
  bench.tell(OpDone{});
  EXPECT_EQ(bench.tell(Accepted{JobId{1}, 2000 + Sink::worthwhile}),
            "append:1:2000+" + std::to_string(Sink::worthwhile));
  bench.tell(OpDone{});
  bench.tell(Accepted{JobId{1}, 2001 + Sink::worthwhile});
  EXPECT_EQ(bench.tell(Ended{JobId{1}}), "append:1:" + std::to_string(2000 + Sink::worthwhile) + "+1");
}

TEST(Sink, WhateverHappensOneOperationIsUnderWayAndEveryByteGoesInOnceInOrder) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto roll = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(random() % sides); };
    Sink sink;
    double now = 0;
    bool busy = false;
    std::map<JobId, std::uint64_t> appended;
    std::map<JobId, std::uint64_t> accepted;
    std::vector<JobId> live;
    std::vector<JobId> begun;
    bool torn = false;
    JobId last{};
    std::uint64_t count = 0;
    const auto tell = [&](const SinkEvent& event) {
      SinkOutcomes out;
      sink.handle(event, {now}, out);
      for (const SinkOutcome& one : out) {
        EXPECT_TRUE(!busy || std::holds_alternative<JobDone>(one)) << "no operation while one is under way";
        if (const auto* append = std::get_if<DoAppend>(&one)) {
          EXPECT_EQ(append->from, appended[append->job]);
          EXPECT_LE(append->from + append->count, accepted[append->job]);
          EXPECT_FALSE(torn && append->job != last) << "a torn segment is aborted first";
          last = append->job;
          count = append->count;
          torn = false;
          busy = true;
        }
        if (std::holds_alternative<DoAbort>(one)) torn = false;
        if (std::holds_alternative<DoInit>(one) || std::holds_alternative<DoRemove>(one)) {
          busy = true;
          count = 0;
        }
        if (const auto* done = std::get_if<JobDone>(&one)) {
          EXPECT_EQ(std::erase(live, done->job), 1U) << "every job is done once";
          if (done->job == last && appended[last] > 0 && appended[last] < accepted[last]) torn = true;
        }
      }
    };
    std::uint32_t next = 0;
    for (int step = 0; step < 400; ++step) {
      now += 0.01 * roll(8);
      switch (roll(9)) {
        case 0:
          if (next < 12) {
            const JobId id{++next};
            live.push_back(id);
            tell(Started{id, roll(2) ? first : second, avc, 0, {}, {}});
            tell(Placed{id, {0}});
          }
          break;
        case 1:
          tell(InitReady{roll(2) ? first : second, 10});
          break;
        case 2:
        case 3:
          if (!live.empty()) {
            const JobId id = live[roll(static_cast<std::uint32_t>(live.size()))];
            if (std::ranges::find(begun, id) == begun.end())
              tell(Accepted{id, accepted[id] += 1 + roll(90'000)});
          }
          break;
        case 4:
          if (!live.empty() && roll(2)) {
            const JobId id = live.front();
            begun.push_back(id);
            tell(Ended{id});
          }
          break;
        case 5:
          if (!live.empty() && roll(4) == 0) {
            const JobId id = live[roll(static_cast<std::uint32_t>(live.size()))];
            begun.push_back(id);
            tell(Dropped{id});
          }
          break;
        case 6:
        case 7:
          if (busy) {
            busy = false;
            appended[last] += count;
            count = 0;
            tell(OpDone{});
          }
          break;
        default:
          if (roll(5) == 0) sink.open(avc, true);
          sink.coalesce(roll(2) == 0);
          if (roll(10) == 0) tell(Unwanted{{{0}, {1}}});
          tell(Passed{});
          const auto at = sink.deadline();
          EXPECT_TRUE(!at || at->value > now);
      }
    }
  }
}

}  // namespace
}  // namespace praxino::buffer
