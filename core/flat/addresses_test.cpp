#include "core/flat/addresses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/flat/segments.h"
#include "core/flat/testing/reader.h"

namespace praxino::flat {
namespace {

using media::SegmentList;
using testing_flat::FlatList;
using testing_flat::Reader;

constexpr const char* kBase = "https://a.example/b/c.m3u8?token=1";

/// What comes out of the list once it was flat.
FlatList again(const SegmentList& list) {
  Writer writer;
  write(writer, list);
  Reader reader(writer.finish());
  FlatList out = testing_flat::read_list(reader);
  EXPECT_TRUE(reader.at_end());
  return out;
}

void expect_same(const SegmentList& list, const FlatList& flat) {
  ASSERT_EQ(flat.segments.size(), list.size());
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const media::Segment expected = list.at(i);
    const media::Segment& found = flat.segments[i];
    EXPECT_EQ(found.media, expected.media) << i << ' ' << found.media.url;
    EXPECT_EQ(found.start, expected.start) << i;
    EXPECT_EQ(found.duration, expected.duration) << i;
    EXPECT_EQ(found.number, expected.number) << i;
    EXPECT_EQ(found.stretch, expected.stretch) << i;
    EXPECT_EQ(found.gap, expected.gap) << i;
  }
}

TEST(Addresses, OfUrisAreThoseOfTheList) {
  struct Case {
    const char* what;
    std::vector<std::string> uris;
    std::size_t rules;
  };
  const Case cases[] = {
      {"counting", {"s8.ts", "s9.ts", "s10.ts", "s11.ts"}, 1},
      {"counting with zeros", {"s-0098.ts", "s-0099.ts", "s-0100.ts", "s-0101.ts"}, 1},
      {"zeros that end", {"s098", "s099", "s100", "s101", "s999", "s1000"}, 2},
      {"a number in the folder", {"p/1/a.ts", "p/2/a.ts", "p/3/a.ts", "p/4/a.ts"}, 1},
      {"a number in the query", {"a.ts?n=1&k=9", "a.ts?n=2&k=9", "a.ts?n=3&k=9", "a.ts?n=4&k=9"}, 1},
      {"nothing but numbers", {"1", "2", "3", "4", "5"}, 1},
      {"other hosts",
       {"https://b.example/1", "https://b.example/2", "https://b.example/3", "https://b.example/4"},
       1},
      {"two that count", {"1-1.ts", "2-2.ts", "3-3.ts", "4-4.ts"}, 1},
      {"one that skips", {"1.ts", "2.ts", "3.ts", "4.ts", "6.ts", "7.ts", "8.ts", "9.ts"}, 2},
      {"too few to count", {"1.ts", "2.ts", "3.ts"}, 1},
      {"names of their own", {"x/abc.ts", "x/0f3.ts", "y.ts"}, 1},
      {"what has to be resolved", {"../1.ts", "/2.ts", "//c.example/3.ts", "./4.ts", "?5", "a b", "q.ts"}, 2},
      {"a counting folder that is left", {"1/../a.ts", "2/../a.ts", "3/../a.ts", "4/../a.ts"}, 1},
      {"dots in disguise", {"%1e/a", "%2e/a", "%3e/a", "%4e/a", "%5e/a"}, 1},
      {"one file", {"a.mp4", "a.mp4", "a.mp4"}, 1},
      {"two files", {"a.mp4", "a.mp4", "b.mp4", "b.mp4"}, 2},
      {"numbers that are none",
       {"12345678901234567.ts", "12345678901234568.ts", "12345678901234569.ts", "12345678901234570.ts"},
       1},
      {"an empty one", {"", "", "x"}, 2},
  };
  for (const Case& it : cases) {
    SCOPED_TRACE(it.what);
    SegmentList list(kBase);
    std::int64_t start = 0;
    for (const std::string& uri : it.uris) {
      list.add({.start = start, .duration = 2, .number = 40 + static_cast<std::uint64_t>(start), .uri = uri});
      ++start;
    }
    const FlatList flat = again(list);
    expect_same(list, flat);
    EXPECT_EQ(flat.rules, it.rules);
  }
}

TEST(Addresses, OfTemplatesAreThoseOfTheList) {
  for (const char* uri :
       {"v-$Number$.m4s", "v-$Number%05d$.m4s", "$Time$", "v/$Time%020d$/$Number$.m4s?$Time$", "$$-$Number$",
        "../$Number$/../$Time$.m4s", "plain.mp4", "https://b.example/$Number$", "1234567$Number$0000",
        "$Number%0d$", "$Number%05x$-$Number$", "$Nothing$-$Number$", "$Number", "1234567-$Number$",
        "a b/$Time$"}) {
    SCOPED_TRACE(uri);
    SegmentList list(kBase);
    list.begin({.timescale = 1000, .start = Seconds{10}});
    list.add({.start = -5,
              .duration = 2000,
              .media_time = -4000,
              .number = 9,
              .count = 3,
              .uri = uri,
              .templated = true});
    list.add({.start = 6000,
              .duration = 1500,
              .media_time = 2005,
              .number = 12,
              .count = 2,
              .uri = uri,
              .templated = true});
    list.begin({.timeline = 1, .timescale = 10'000'000, .start = Seconds{20}});
    list.add({.start = 17'000'000'000'000'001,
              .duration = 20'000'001,
              .media_time = 17'000'000'000'000'003,
              .number = std::uint64_t{1} << 62,
              .count = 3,
              .uri = uri,
              .templated = true});
    const FlatList flat = again(list);
    expect_same(list, flat);
    EXPECT_EQ(flat.rules, 1U);
  }
}

TEST(Addresses, TakeNoRoomWhereTheyFollowARule) {
  const auto bytes_of = [](std::uint32_t count, const auto& add) {
    SegmentList list(kBase);
    list.begin({.timescale = 1000});
    for (std::uint32_t i = 0; i < count; ++i) add(list, i);
    Writer writer;
    write(writer, list);
    return writer.finish().size();
  };
  const auto even = [](SegmentList& list, std::uint32_t i) {
    const std::string uri = "seg-" + std::to_string(i) + ".ts";
    list.add({.start = std::int64_t{i} * 6000, .duration = 6000, .number = i, .uri = uri});
  };
  EXPECT_EQ(bytes_of(100, even), bytes_of(10'000, even));
  const auto uneven = [](SegmentList& list, std::uint32_t i) {
    list.add({.start = std::int64_t{i} * 6000 + i % 7,
              .duration = 6000 - i % 5,
              .media_time = std::int64_t{i} * 6000 + i % 7 + 90,
              .number = i,
              .uri = "$Time$.m4s",
              .templated = true});
  };
  // Where each starts and how long it lasts; all else follows.
  EXPECT_LE(bytes_of(10'000, uneven) - bytes_of(100, uneven), 9'900U * 8);
}

TEST(Addresses, AListOfBrokenPatternsHasNoMoreRulesThanItMay) {
  SegmentList list(kBase);
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const std::string uri = "f" + std::to_string(i / 2);
    list.add({.start = i, .duration = 1, .number = i, .uri = uri});
  }
  const FlatList flat = again(list);
  expect_same(list, flat);
  EXPECT_LE(flat.rules, 4100U);
}

}  // namespace
}  // namespace praxino::flat
