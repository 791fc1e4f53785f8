#include "core/media/segment_list.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <tuple>
#include <vector>

namespace praxino::media {
namespace {

constexpr double kTolerance = 0.001;

Stretch stretch_at(double start, std::uint32_t timescale = 1000) {
  return {.timescale = timescale, .start = Seconds{start}};
}

TEST(SegmentList, IsEmptyAtFirst) {
  const SegmentList list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.size(), 0u);
  EXPECT_EQ(list.bounds(), TimeRange{});
  EXPECT_FALSE(list.find(Seconds{0}));
}

TEST(SegmentList, WorksOutSegmentsOfATemplate) {
  SegmentList list("https://a/b/main.mpd");
  list.begin(stretch_at(100));
  list.add({.start = 500,
            .duration = 2000,
            .media_time = 90500,
            .number = 7,
            .count = 3,
            .uri = "$Number%03d$-$Time$",
            .templated = true});
  EXPECT_EQ(list.size(), 3u);
  const Segment last = list.at(2);
  EXPECT_EQ(last.index, 2u);
  EXPECT_EQ(last.number, 9u);
  EXPECT_EQ(last.start, Seconds{104.5});
  EXPECT_EQ(last.duration, Seconds{2});
  EXPECT_EQ(last.media.url, "https://a/b/009-94500");
  EXPECT_FALSE(last.media.range);
  EXPECT_EQ(list.bounds(), (TimeRange{Seconds{100.5}, Seconds{106.5}}));
}

TEST(SegmentList, KeepsRangesGapsAndExplicitAddresses) {
  SegmentList list("https://a/b/c.m3u8");
  list.begin(stretch_at(0));
  list.add({.duration = 1000, .uri = "$Number$.mp4", .range = ByteRange{10, 20}});
  list.add({.start = 1000,
            .duration = 1000,
            .uri = "$Number$.mp4",
            .range = ByteRange{30, std::nullopt},
            .gap = true});
  EXPECT_EQ(list.at(0).media, (Resource{"https://a/b/$Number$.mp4", ByteRange{10, 20}}));
  EXPECT_FALSE(list.at(0).gap);
  EXPECT_EQ(list.at(1).media, (Resource{"https://a/b/$Number$.mp4", ByteRange{30, std::nullopt}}));
  EXPECT_TRUE(list.at(1).gap);
}

TEST(SegmentList, JoinsWhatLiesByteBehindByte) {
  SegmentList list("https://a/");
  list.begin({});
  const auto add = [&](std::int64_t start, std::string_view uri, std::uint64_t from, bool gap = false) {
    list.add({.start = start, .duration = 2, .uri = uri, .range = ByteRange{from, 100}, .gap = gap});
  };
  add(0, "one", 0);
  add(2, "one", 100);
  add(4, "one", 200);
  add(6, "one", 301);
  add(8, "other", 401);
  add(10, "other", 501, true);
  list.begin({.timeline = 1, .start = {12}});
  add(0, "last", 0);
  list.begin({.timeline = 2, .start = {14}});
  add(0, "last", 100);
  list.add({.start = 2, .duration = 2, .uri = "whole"});
  struct Case {
    std::uint32_t index;
    double most;
    double duration;
    std::uint64_t bytes;
  };
  for (const Case& one : {Case{0, 4, 4, 200}, Case{0, 1, 2, 100}, Case{0, 9, 6, 300}, Case{2, 9, 2, 100},
                          Case{3, 9, 2, 100}, Case{4, 9, 2, 100}, Case{6, 9, 2, 100}, Case{7, 9, 2, 100}}) {
    SCOPED_TRACE(one.index);
    const Segment segment = list.joined(one.index, {one.most});
    EXPECT_EQ(segment.duration, Seconds{one.duration});
    EXPECT_EQ(segment.media.range, (ByteRange{list.at(one.index).media.range->offset, one.bytes}));
    EXPECT_EQ(segment.start, list.at(one.index).start);
  }
  EXPECT_EQ(list.joined(8, {9}).media.range, std::nullopt);
}

TEST(SegmentList, HoldsBillionsOfSegmentsInOneRun) {
  SegmentList list("https://a/");
  list.begin(stretch_at(0, 1));
  list.add({.duration = 2, .number = 1, .count = 1u << 31, .uri = "$Number$", .templated = true});
  EXPECT_EQ(list.size(), 1u << 31);
  EXPECT_EQ(list.find(Seconds{4e9}), 2000000000u);
  EXPECT_EQ(list.at(2000000000u).media.url, "https://a/2000000001");
}

TEST(SegmentList, LeavesOutWhatCannotBeCounted) {
  SegmentList list;
  list.begin(stretch_at(0));
  list.add({.duration = 1, .count = std::numeric_limits<std::uint32_t>::max() - 1});
  list.add({.start = 5'000'000'000, .duration = 1, .count = 5});
  EXPECT_EQ(list.size(), std::numeric_limits<std::uint32_t>::max());
  list.add({.start = 6'000'000'000, .duration = 1});
  EXPECT_EQ(list.size(), std::numeric_limits<std::uint32_t>::max());
}

TEST(SegmentList, CopiesStandOnTheirOwn) {
  std::optional<SegmentList> first(SegmentList("https://a/"));
  first->begin(stretch_at(0));
  first->add({.duration = 1000, .uri = std::string("one")});
  SegmentList second = *first;
  second.add({.start = 1000, .duration = 1000, .uri = "two"});
  first.reset();
  EXPECT_EQ(second.at(0).media.url, "https://a/one");
  EXPECT_EQ(second.at(1).media.url, "https://a/two");
}

TEST(SegmentList, AppendedStretchesKeepTheirAddressesAndTimes) {
  SegmentList other("https://b/x/");
  other.begin(stretch_at(0));
  other.add({.duration = 1000, .uri = "zero"});
  other.begin(stretch_at(10, 10));
  other.add({.duration = 20, .number = 4, .count = 2, .uri = "$Number$", .templated = true});
  SegmentList list("https://a/");
  list.append(other, 1);
  EXPECT_EQ(list.stretches().size(), 1u);
  EXPECT_EQ(list.size(), 2u);
  EXPECT_EQ(list.at(1).media.url, "https://b/x/5");
  EXPECT_EQ(list.at(1).start, Seconds{12});
}

class FindInThreeStretches : public testing::Test {
 protected:
  FindInThreeStretches() {
    list.begin(stretch_at(0));
    list.add({.start = 0, .duration = 2000, .count = 5});      // 0: 0 … 10
    list.add({.start = 14000, .duration = 2000, .count = 3});  // 5: 14 … 20
    Stretch empty = stretch_at(20);
    list.begin(empty);
    Stretch last = stretch_at(30);
    last.window = TimeRange{Seconds{30}, Seconds{40}};
    list.begin(last);
    list.add({.start = -1500, .duration = 2000, .count = 5});  // 8: 28.5 … 38.5
  }
  SegmentList list;
};

TEST_F(FindInThreeStretches, GivesTheSegmentThatHoldsTheTime) {
  EXPECT_EQ(list.find(Seconds{0}), 0u);
  EXPECT_EQ(list.find(Seconds{1.99}), 0u);
  EXPECT_EQ(list.find(Seconds{2}), 1u);
  EXPECT_EQ(list.find(Seconds{17}), 6u);
  EXPECT_EQ(list.find(Seconds{38.4}), 12u);
}

TEST_F(FindInThreeStretches, GivesTheNextOneBeforeTheFirstAndInHoles) {
  EXPECT_EQ(list.find(Seconds{-100}), 0u);
  EXPECT_EQ(list.find(Seconds{10}), 5u);
  EXPECT_EQ(list.find(Seconds{13.9}), 5u);
  EXPECT_EQ(list.find(Seconds{20}), 8u);
  EXPECT_EQ(list.find(Seconds{28.7}), 8u);
}

TEST_F(FindInThreeStretches, GivesNothingPastTheEnd) {
  EXPECT_EQ(list.find(Seconds{38.4999}), 12u);
  EXPECT_FALSE(list.find(Seconds{38.5}));
  EXPECT_FALSE(list.find(Seconds{1e18}));
  EXPECT_FALSE(list.find(Seconds{std::numeric_limits<double>::infinity()}));
}

TEST_F(FindInThreeStretches, CountsAMillisecondBeforeASegmentToIt) {
  EXPECT_EQ(list.find(Seconds{1.9991}), 1u);
  EXPECT_EQ(list.find(Seconds{1.9989}), 0u);
  EXPECT_EQ(list.find(Seconds{29.9991}), 8u);
}

TEST(SegmentList, NumbersTheSegmentsOfASequence) {
  SegmentList list("https://a/");
  list.begin(stretch_at(10, 3));
  list.add({.start = 0,
            .duration = 6,
            .media_time = 60,
            .number = 5,
            .count = 2,
            .parts = 4,
            .uri = "$Number$/$Time$/$SubNumber$",
            .templated = true});
  ASSERT_EQ(list.size(), 8u);
  EXPECT_EQ(list.at(5).media.url, "https://a/6/66/2");
  EXPECT_EQ(list.at(5).number, 6u);
  EXPECT_EQ(list.at(5).start, Seconds{12.5});
  EXPECT_EQ(list.at(5).duration, Seconds{0.5});
  EXPECT_EQ(list.find(Seconds{12.6}), 5u);
  EXPECT_EQ(list.bounds(), (TimeRange{Seconds{10}, Seconds{14}}));
  SegmentList other;
  other.append(list, 0);
  EXPECT_EQ(other.at(7).media.url, "https://a/6/66/4");
}

SegmentList random_list(std::mt19937& random) {
  const auto number = [&random](int least, int most) {
    return std::uniform_int_distribution(least, most)(random);
  };
  SegmentList list("https://a/");
  double start = 0;
  for (int s = number(1, 4); s > 0; --s) {
    const auto timescale = static_cast<std::uint32_t>(number(1, 3) == 1 ? 90000 : number(10, 1000));
    list.begin(stretch_at(start, timescale));
    std::int64_t time = 0;
    for (int r = number(0, 5); r > 0; --r) {
      if (number(0, 3) == 0) time += number(1, 5) * static_cast<int>(timescale);
      const auto count = static_cast<std::uint32_t>(number(1, 50));
      const std::int64_t duration = number(static_cast<int>(timescale) / 5, static_cast<int>(timescale) * 10);
      const auto parts = static_cast<std::uint32_t>(number(0, 3) == 0 ? number(2, 4) : 1);
      list.add({.start = time, .duration = duration, .count = count, .parts = parts});
      time += duration * count;
    }
    start += static_cast<double>(time) / timescale + (number(0, 2) == 0 ? 1.5 : 0);
  }
  return list;
}

TEST(SegmentListProperties, WhatIsFoundHoldsTheTimeOrIsTheNextOne) {
  std::mt19937 random(20261120);
  for (int round = 0; round < 300; ++round) {
    const SegmentList list = random_list(random);
    if (list.empty()) continue;
    const TimeRange bounds = list.bounds();
    std::uniform_real_distribution<double> times(bounds.start.value - 1, bounds.end.value + 1);
    for (int i = 0; i < 100; ++i) {
      const Seconds time{times(random)};
      const auto found = list.find(time);
      if (!found) {
        EXPECT_GE(time.value, bounds.end.value - kTolerance);
        continue;
      }
      const Segment segment = list.at(*found);
      EXPECT_LT(time, segment.start + segment.duration);
      if (segment.start <= time + Seconds{kTolerance} || *found == 0) continue;
      const Segment before = list.at(*found - 1);  // In a hole: the one before is over.
      EXPECT_GE(time.value, (before.start + before.duration).value - 1e-9);
    }
  }
}

TEST(SegmentListProperties, EverySegmentIsFoundByItsOwnTimes) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const SegmentList list = random_list(random);
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const Segment segment = list.at(i);
      EXPECT_EQ(segment.index, i);
      EXPECT_EQ(list.find(segment.start), i);
      EXPECT_EQ(list.find(segment.start + segment.duration * 0.5), i);
    }
  }
}

TEST(SegmentListProperties, EveryRunIsKeptAsItWasAdded) {
  std::mt19937 random(26);
  const auto one_in = [&random](int many) { return std::uniform_int_distribution(1, many)(random) == 1; };
  const auto any = [&random](auto most) {
    return std::uniform_int_distribution<decltype(most)>(1, most)(random);
  };
  const std::string_view names[] = {"a.mp4", "segment-$Number$.m4s", "", "b"};
  for (int round = 0; round < 300; ++round) {
    SegmentList list("https://a/");
    std::vector<SegmentList::Run> added;
    std::vector<std::uint32_t> stretches;
    SegmentList::Run run;
    std::int64_t offset = 0;
    for (int left = 40; left > 0; --left) {
      if (added.empty() || one_in(12)) list.begin({.timescale = 1000});
      // Most often it goes on as before: that is what is kept once.
      run.start += run.duration * run.count;
      run.number += run.count;
      run.duration = any(std::int64_t{9000});
      run.count = one_in(4) ? any(7U) : 1;
      if (one_in(8)) run.number = any(std::uint64_t{1} << 62U);
      if (one_in(8)) run.parts = any(3U);
      if (one_in(8)) run.kbps = any(5000U);
      if (one_in(8)) run.gap = !run.gap;
      if (one_in(8)) run.templated = !run.templated;
      if (one_in(8)) offset = any(std::int64_t{1} << 40U);
      if (one_in(4)) run.uri = names[any(std::size_t{4}) - 1];
      if (one_in(8)) run.range = run.range ? std::nullopt : std::optional(ByteRange{});
      if (run.range) run.range = ByteRange{any(std::uint64_t{5000}), std::nullopt};
      run.media_time = run.templated ? run.start + offset : 0;
      list.add(run);
      added.push_back(run);
      stretches.push_back(static_cast<std::uint32_t>(list.stretches().size() - 1));
    }
    ASSERT_EQ(list.run_count(), added.size());
    std::uint32_t index = 0;
    for (std::size_t place = 0; place < added.size(); ++place) {
      const SegmentList::Run& is = list.run(place);
      const SegmentList::Run& was = added[place];
      EXPECT_EQ(std::tie(is.start, is.duration, is.media_time, is.number, is.count, is.parts),
                std::tie(was.start, was.duration, was.media_time, was.number, was.count, was.parts));
      EXPECT_EQ(std::tie(is.uri, is.range, is.kbps, is.templated, is.gap),
                std::tie(was.uri, was.range, was.kbps, was.templated, was.gap));
      EXPECT_EQ(list.stretch_of_run(place), stretches[place]);
      for (std::uint32_t each = 0; each < was.count * was.parts; ++each) {
        const Segment segment = list.at(index++);
        EXPECT_EQ(segment.number, was.number + each / was.parts);
        EXPECT_EQ(segment.media.range, was.range);
        EXPECT_EQ(segment.stretch, stretches[place]);
      }
    }
    EXPECT_EQ(list.size(), index);
  }
}

}  // namespace
}  // namespace praxino::media
