#include "core/manifest/dash/timeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "core/manifest/dash/testing/mpd_text.h"

namespace praxino::manifest::dash {
namespace {

/// What a test says of Spans: time, duration, place, count.
using Numbers = std::vector<std::array<std::int64_t, 4>>;

Numbers numbers_of(const std::vector<Span>& spans) {
  Numbers out;
  for (const Span& span : spans) {
    out.push_back({span.time, span.duration, static_cast<std::int64_t>(span.place), span.count});
  }
  return out;
}

Result<std::vector<Span>> read_as(Document::Timelines timelines, const std::string& elements,
                                  const Bounds& bounds, Warnings& warnings) {
  const std::string text = "<MPD><SegmentTimeline>\n" + elements + "</SegmentTimeline></MPD>";
  Document document;
  const auto error = document.load(text, timelines);
  EXPECT_FALSE(error) << error->what;
  Budget budget;
  return read_timeline(document, child(document.root(), "SegmentTimeline"), bounds, 1, budget, warnings);
}

/// What is read of it, which is the same whether the tree has its entries or not.
Result<std::vector<Span>> read(const std::string& elements, const Bounds& bounds, Warnings& warnings) {
  auto spans = read_as(Document::Timelines::whole, elements, bounds, warnings);
  Warnings others;
  const auto plain = read_as(Document::Timelines::without_entries, elements, bounds, others);
  EXPECT_EQ(spans.has_value(), plain.has_value()) << elements;
  if (spans && plain) {
    EXPECT_EQ(numbers_of(*spans), numbers_of(*plain)) << elements;
  } else if (!spans && !plain) {
    EXPECT_EQ(spans.error().where, plain.error().where) << elements;
    EXPECT_STREQ(spans.error().what, plain.error().what) << elements;
  }
  EXPECT_EQ(warnings.total(), others.total()) << elements;
  for (std::size_t i = 0; i < std::min(warnings.first().size(), others.first().size()); ++i) {
    EXPECT_EQ(warnings.first()[i].line, others.first()[i].line) << elements;
    EXPECT_STREQ(warnings.first()[i].what, others.first()[i].what) << elements;
  }
  return spans;
}

Numbers good(const std::string& elements, const Bounds& bounds = {}) {
  Warnings warnings;
  const auto spans = read(elements, bounds, warnings);
  EXPECT_TRUE(spans) << spans.error().what;
  EXPECT_EQ(warnings.total(), 0u) << warnings.first().front().what;
  return spans ? numbers_of(*spans) : Numbers();
}

TEST(SegmentTimeline, RepeatsOnceMoreThanItSays) {
  EXPECT_EQ(good("<S t='5' d='10' r='2'/><S d='7'/>"), (Numbers{{5, 10, 0, 3}, {35, 7, 3, 1}}));
}

TEST(SegmentTimeline, BeginsAtZeroWhereItDoesNotSay) {
  EXPECT_EQ(good("<S d='10'/>"), (Numbers{{0, 10, 0, 1}}));
}

TEST(SegmentTimeline, JoinsWhatGoesOnAlike) {
  EXPECT_EQ(good("<S t='0' d='10'/><S t='10' d='10'/><S d='10' r='1'/><S d='9'/>"),
            (Numbers{{0, 10, 0, 4}, {40, 9, 4, 1}}));
}

TEST(SegmentTimeline, LeavesHolesOpen) {
  EXPECT_EQ(good("<S t='0' d='10' r='1'/><S t='50' d='10'/>"), (Numbers{{0, 10, 0, 2}, {50, 10, 2, 1}}));
}

TEST(SegmentTimeline, RepeatsWithoutACountUntilTheNextStart) {
  EXPECT_EQ(good("<S t='0' d='10' r='-1'/><S t='30' d='5'/>"), (Numbers{{0, 10, 0, 3}, {30, 5, 3, 1}}));
}

TEST(SegmentTimeline, RepeatsWithoutACountUntilThePeriodEnds) {
  EXPECT_EQ(good("<S t='3' d='10' r='-1'/>", {.begin = 3, .end = 30}), (Numbers{{3, 10, 0, 3}}));
}

TEST(SegmentTimeline, CostsOneRunForTwoBillionRepeats) {
  EXPECT_EQ(good("<S t='0' d='10' r='2147483648'/>"), (Numbers{{0, 10, 0, 2147483649}}));
}

TEST(SegmentTimeline, IsCutToItsPeriodAndStillCountsWhatWasCut) {
  EXPECT_EQ(good("<S t='0' d='10' r='9'/>", {.begin = 25, .end = 60}), (Numbers{{20, 10, 2, 4}}));
  EXPECT_EQ(good("<S t='0' d='10' r='9'/>", {.begin = 30, .end = 61}), (Numbers{{30, 10, 3, 4}}));
  EXPECT_EQ(good("<S t='0' d='10'/><S t='100' d='10'/>", {.begin = 20, .end = 90}), Numbers{});
  EXPECT_EQ(good("<S t='0' d='10' r='1'/><S t='20' d='5' r='3'/>", {.begin = 25}), (Numbers{{25, 5, 3, 3}}));
}

TEST(SegmentTimeline, HoldsTimesOfAnySize) {
  EXPECT_EQ(good("<S t='9223372036854775000' d='100' r='7'/>"), (Numbers{{9223372036854775000, 100, 0, 8}}));
}

TEST(SegmentTimeline, PutsRightWithAWarning) {
  struct Row {
    const char* elements;
    Numbers spans;
    const char* what;
  };
  const std::array<Row, 9> rows{{
      {"<S n='3' d='5'/><S n='3' d='6'/>", {{0, 5, 2, 1}, {5, 6, 3, 1}}, "an S@n that goes back is ignored"},
      {"<S n='0' d='5'/>", {{0, 5, 0, 1}}, "an S@n that goes back is ignored"},
      {"<S t='0' d='0'/><S d='5'/>", {{0, 5, 0, 1}}, "an S without a duration is ignored"},
      {"<S t='0'/><S d='5'/>", {{0, 5, 0, 1}}, "an S without a duration is ignored"},
      {"<S t='-7' d='5'/>", {{0, 5, 0, 1}}, "a malformed S@t counts as absent"},
      {"<S t='0' d='10'/><S t='18446744073709551615' d='5'/>",
       {{0, 10, 0, 1}, {10, 5, 1, 1}},
       "a malformed S@t counts as absent"},
      {"<S t='0' d='10' r='1'/><S t='15' d='5'/>",
       {{0, 10, 0, 2}, {15, 5, 2, 1}},
       "an S begins before the one before ends"},
      {"<S t='10' d='10'/><S t='5' d='5'/>", {{10, 10, 0, 1}}, "an S begins before the one before ends"},
      {"<S d='10' r='-1'/>", {{0, 10, 0, 1}}, "an open S@r with no end to repeat to counts once"},
  }};
  for (const Row& row : rows) {
    Warnings warnings;
    const auto spans = read(row.elements, {}, warnings);
    ASSERT_TRUE(spans) << row.elements;
    EXPECT_EQ(numbers_of(*spans), row.spans) << row.elements;
    ASSERT_GE(warnings.total(), 1u) << row.elements;
    EXPECT_STREQ(warnings.first().front().what, row.what);
    EXPECT_EQ(warnings.first().front().line, 2u);
  }
}

/// What a whole MPD says whose timeline is written so.
Result<std::vector<std::array<double, 2>>> written(const std::string& timeline,
                                                   const std::string& beside = "") {
  Warnings warnings;
  const auto read = testing_mpd::try_read(
      testing_mpd::one("<SegmentTemplate media='$Time$.m4s'>\n" + timeline + "</SegmentTemplate>" + beside),
      warnings);
  if (!read) return std::unexpected(read.error());
  std::vector<std::array<double, 2>> out;
  const media::SegmentList& list = *read->feeds.at(0).segments;
  for (std::uint32_t i = 0; i < list.size(); ++i)
    out.push_back({list.at(i).start.value, list.at(i).duration.value});
  return out;
}

TEST(SegmentTimeline, MayBeWrittenInAnyWay) {
  const std::vector<std::array<double, 2>> expected = {{1, 4}, {5, 4}, {9, 3}};
  const std::array<const char*, 12> ways{
      "<SegmentTimeline><S t='1' d='4' r='1'/><S d='3'/></SegmentTimeline>",
      "<SegmentTimeline>\n <S\tt=\"1\"\n d='4' r=\"1\" />\r\n<S d='3' />\n</SegmentTimeline>",
      "<SegmentTimeline><S t='1' d='4' r='1'></S><S d='3'>\n</S></SegmentTimeline>",
      "<SegmentTimeline><!-- <S d='9'/> --><S t='1' d='4' r='1'/><!-- </SegmentTimeline> --><S "
      "d='3'/></SegmentTimeline>",
      "<SegmentTimeline><S t = '1' d='4' r='1'/><S d= '3'/></SegmentTimeline>",
      "<SegmentTimeline><S t=' 1 ' d='4' r='1' x:y='>'/><S d='3' d2='/>'/></SegmentTimeline>",
      "<SegmentTimeline xmlns:m='urn:m'><m:S t='1' d='4' r='1'/><m:S d='3'/></SegmentTimeline>",
      "<SegmentTimeline><S t='1' d='4' r='1'/><Other><S d='9'/></Other><S d='3'/></SegmentTimeline>",
      "<SegmentTimeline><?word <S d='9'/>?><S t='1' d='4' r='1'/><S d='3'/></SegmentTimeline>",
      "<SegmentTimeline>words<S t='1' d='4' r='1'/>words<S d='3'/>words</SegmentTimeline>",
      "<SegmentTimeline><![CDATA[<S d='9'/>]]><S t='1' d='4' r='1'/><S d='3'/></SegmentTimeline>",
      "<!-- a SegmentTimeline isn't <SegmentTimeline><S d='9'/> -->"
      "<SegmentTimeline><S t='1' d='4' r='1'/><S d='3'/></SegmentTimeline>"};
  for (const char* way : ways) {
    const auto read = written(way);
    ASSERT_TRUE(read) << way << ": " << read.error().what;
    EXPECT_EQ(*read, expected) << way;
  }
}

TEST(SegmentTimeline, IsNotInTheTreeWhereItIsPlain) {
  const auto entries = [](const std::string& inside, Document::Timelines timelines) {
    const std::string text = "<MPD><SegmentTimeline>" + inside + "</SegmentTimeline></MPD>";
    Document document;
    EXPECT_FALSE(document.load(text, timelines));
    const auto children = child(document.root(), "SegmentTimeline").children();
    return std::distance(children.begin(), children.end());
  };
  using enum Document::Timelines;
  EXPECT_EQ(entries("<S d='1' r='-1'/>\n<S t=\"3\" d='1'/>", without_entries), 0);
  EXPECT_EQ(entries("<S d='1' r='-1'/>\n<S t=\"3\" d='1'/>", whole), 2);
  EXPECT_EQ(entries("<S d='1'/><Other/>", without_entries), 2);
}

TEST(SegmentTimeline, LeavesWhatComesBehindItInItsLine) {
  const std::string text =
      "<MPD><SegmentTimeline>\n<S d='5'/>\n<S d='6'/>\n</SegmentTimeline>\n<Node/><SegmentTimeline>\n"
      "<S d='7'/></SegmentTimeline>\n<Node>words</Node></MPD>";
  Document document;
  ASSERT_FALSE(document.load(text, Document::Timelines::without_entries));
  const Node root = document.root();
  const Node node = child(root, "Node");
  EXPECT_EQ(document.line_of(child(root, "SegmentTimeline")), 1u);
  EXPECT_EQ(document.line_of(node), 5u);
  EXPECT_EQ(document.line_of(next(node)), 7u);
  EXPECT_EQ(document.inside(next(node)), "words");
  const auto second = document.content_of(next(child(root, "SegmentTimeline")));
  ASSERT_TRUE(second);
  EXPECT_TRUE(document.text().substr(*second).starts_with("\n<S d='7'/>"));
  EXPECT_EQ(document.text().substr(*document.content_of(next(node))), "words</Node></MPD>");

  std::string cut = text;
  cut.insert(cut.find("</MPD>"), "\n<<");
  Document broken;
  const auto error = broken.load(cut, Document::Timelines::without_entries);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->where, 8u);
}

TEST(SegmentTimeline, MayBeEmpty) {
  EXPECT_EQ(written("<SegmentTimeline/>")->size(), 0u);
  EXPECT_EQ(written("<SegmentTimeline></SegmentTimeline>", "<Other/><S d='9'/>")->size(), 0u);
}

TEST(SegmentTimeline, OfBrokenXmlIsAnErrorInItsLine) {
  // In the line behind the SegmentTemplate's, or where the parser notices.
  for (const char* timeline :
       {"<SegmentTimeline><S d=5/></SegmentTimeline>",
        "<SegmentTimeline><S d='5' <S d='5'/></SegmentTimeline>",
        "<SegmentTimeline><S d='5'></SegmentTimeline>", "<SegmentTimeline><S d='5'/></SegmentTimelines>",
        "<SegmentTimeline><S d='5'/>", "<SegmentTimeline><S 'd'='5'/></SegmentTimeline>",
        "<SegmentTimeline><S d='5'/", "<SegmentTimeline", "<SegmentTimeline><S d='5"}) {
    const auto read = written(timeline);
    ASSERT_FALSE(read) << timeline;
    EXPECT_EQ(read.error().fault, Fault::malformed) << timeline;
    EXPECT_GE(read.error().where, 6u) << timeline;
  }
}

TEST(SegmentTimeline, TellsTheLineOfWhatItPutsRight) {
  Warnings warnings;
  const std::string text = testing_mpd::one(
      "<SegmentTemplate media='$Time$.m4s'>\n<SegmentTimeline>\n<S "
      "d='5'/>\n<S/>\n</SegmentTimeline></SegmentTemplate>");
  ASSERT_TRUE(testing_mpd::try_read(text, warnings));
  ASSERT_EQ(warnings.total(), 1u);
  const std::size_t lines = static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("<S/>")), '\n'));
  EXPECT_EQ(warnings.first().front().line, lines + 1);
}

TEST(SegmentTimeline, CountsOnFromTheNumberThatItSays) {
  EXPECT_EQ(good("<S d='5' r='1'/><S n='7' d='5'/><S d='6'/>"),
            (Numbers{{0, 5, 0, 2}, {10, 5, 6, 1}, {15, 6, 7, 1}}));
}

TEST(SegmentTimeline, CutsSegmentsIntoParts) {
  Warnings warnings;
  const auto spans =
      read("<S d='6' k='3'/><S d='6' k='3'/><S d='6' k='2'/><S d='6' k='7'/><S d='6' k='0'/>", {}, warnings);
  ASSERT_TRUE(spans);
  ASSERT_EQ(numbers_of(*spans), (Numbers{{0, 6, 0, 2}, {12, 6, 2, 1}, {18, 6, 3, 2}}));
  EXPECT_EQ((*spans)[0].parts, 3u);
  EXPECT_EQ((*spans)[1].parts, 2u);
  EXPECT_EQ((*spans)[2].parts, 1u) << "a part of less than a tick is none";
}

TEST(SegmentTimeline, IsRefusedWithTheLine) {
  struct Row {
    const char* elements;
    Fault fault;
    std::uint64_t line;
  };
  constexpr std::array<Row, 5> kRows{{
      {"<S d='1'/>\n<S d='1' r='many'/>", Fault::malformed, 3},
      {"<S d='1' r='18446744073709551615'/>", Fault::malformed, 2},
      {"<S d='9223372036854775807'/>\n\n<S d='1'/>", Fault::too_large, 4},
      {"<S d='4611686018427387904' r='1'/>", Fault::too_large, 2},
      {"<S d='1' r='9223372036854775807'/>", Fault::too_large, 2},
  }};
  for (const Row& row : kRows) {
    Warnings warnings;
    const auto spans = read(row.elements, {}, warnings);
    ASSERT_FALSE(spans) << row.elements;
    EXPECT_EQ(spans.error().fault, row.fault) << row.elements;
    EXPECT_EQ(spans.error().where, row.line) << row.elements;
  }
}

TEST(SegmentTimeline, IsRefusedWhenTheBudgetIsSpent) {
  Document document;
  ASSERT_FALSE(document.load("<MPD><S d='1'/><S d='2'/><S d='3'/></MPD>"));
  Budget budget{.left = 2};
  Warnings warnings;
  const auto spans = read_timeline(document, document.root(), {}, 1, budget, warnings);
  ASSERT_FALSE(spans);
  EXPECT_EQ(spans.error().fault, Fault::too_large);
}

// Segment by segment, as the standard tells it: the slow truth that the reader's arithmetic has to agree
// with.
TEST(SegmentTimelineProperties, AgreesWithCountingOneByOne) {
  std::mt19937 random(42);
  const auto number = [&random](int least, int most) {
    return std::uniform_int_distribution(least, most)(random);
  };
  for (int round = 0; round < 2000; ++round) {
    const Bounds bounds{.begin = number(0, 60), .end = number(60, 200)};
    std::string elements;
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> expected;
    std::int64_t time = 0;
    std::int64_t place = 0;
    for (int s = number(1, 6); s > 0; --s) {
      if (number(0, 2) == 0) {
        time += number(0, 20);
        elements += "<S t='" + std::to_string(time) + "'";
      } else {
        elements += "<S";
      }
      const int duration = number(1, 12);
      const int repeats = number(0, 5);
      elements += " d='" + std::to_string(duration) + "' r='" + std::to_string(repeats) + "'/>";
      for (int i = 0; i <= repeats; ++i, time += duration, ++place) {
        if (time + duration > bounds.begin && time < *bounds.end)
          expected.emplace_back(time, duration, place);
      }
    }
    Warnings warnings;
    const auto spans = read(elements, bounds, warnings);
    ASSERT_TRUE(spans) << elements;
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> found;
    for (const Span& span : *spans) {
      for (std::int64_t i = 0; i < span.count; ++i) {
        found.emplace_back(span.time + i * span.duration, span.duration,
                           static_cast<std::int64_t>(span.place) + i);
      }
    }
    ASSERT_EQ(found, expected) << elements << " in " << bounds.begin << " … " << *bounds.end;
  }
}

TEST(SegmentTimelineProperties, ReadsWhatIsPlainAsTheTreeHasIt) {
  constexpr std::array kValues{"0",
                               "1",
                               "7",
                               "-1",
                               "-0",
                               "",
                               " 3 ",
                               "007",
                               "4294967295",
                               "4294967296",
                               "2147483648",
                               "999999999999999999",
                               "9999999999999999999",
                               "-99999999999999999999",
                               "+1",
                               "two"};
  constexpr std::array kNames{"t", "d", "d", "r", "n", "k", "x"};
  std::mt19937 random(43);
  const auto one_of = [&random](const auto& all) {
    return std::string(all[std::uniform_int_distribution<std::size_t>(0, all.size() - 1)(random)]);
  };
  for (int round = 0; round < 5000; ++round) {
    std::string elements;
    for (int s = std::uniform_int_distribution(1, 4)(random); s > 0; --s) {
      elements += "<S";
      for (int i = std::uniform_int_distribution(0, 3)(random); i > 0; --i)
        elements += " " + one_of(kNames) + "='" + one_of(kValues) + "'";
      elements += "/>\n";
    }
    Warnings warnings;
    // It says so where they differ.
    (void)read(elements, {.begin = 5, .end = 5000}, warnings);
  }
}

Numbers filled(const Bounds& bounds, std::int64_t duration, std::uint32_t timescale,
               std::optional<std::uint64_t> count = std::nullopt) {
  const auto spans = fill_bounds(bounds, duration, timescale, count);
  EXPECT_TRUE(spans);
  return spans ? numbers_of(*spans) : Numbers();
}

TEST(SegmentsOfOneDuration, FillThePeriodAndEndWithIt) {
  EXPECT_EQ(filled({.begin = 100, .end = 160}, 20, 10), (Numbers{{100, 20, 0, 3}}));
  EXPECT_EQ(filled({.begin = 100, .end = 165}, 20, 10), (Numbers{{100, 20, 0, 3}, {160, 5, 3, 1}}));
  EXPECT_EQ(filled({.begin = 0, .end = 5}, 20, 10), (Numbers{{0, 5, 0, 1}}));
  EXPECT_EQ(filled({.begin = 7, .end = 7}, 20, 10), Numbers{});
}

TEST(SegmentsOfOneDuration, AddNoneForLessThanAMillisecond) {
  EXPECT_EQ(filled({.begin = 0, .end = 180045}, 90000, 90000), (Numbers{{0, 90000, 0, 2}}));
  EXPECT_EQ(filled({.begin = 0, .end = 180180}, 90000, 90000),
            (Numbers{{0, 90000, 0, 2}, {180000, 180, 2, 1}}));
}

TEST(SegmentsOfOneDuration, AreLimitedByTheirNumber) {
  EXPECT_EQ(filled({.begin = 0, .end = 100}, 20, 10, 3), (Numbers{{0, 20, 0, 3}}));
  EXPECT_EQ(filled({.begin = 0, .end = 50}, 20, 10, 3), (Numbers{{0, 20, 0, 2}, {40, 10, 2, 1}}));
  EXPECT_EQ(filled({.begin = 0}, 20, 10, 3), (Numbers{{0, 20, 0, 3}}));
  EXPECT_EQ(filled({.begin = 0}, 20, 10), Numbers{});
}

TEST(SegmentsOfOneDuration, AreRefusedBeyondWhatCanBeCounted) {
  EXPECT_FALSE(fill_bounds({.begin = 0, .end = 5'000'000'000}, 1, 1, std::nullopt));
  EXPECT_FALSE(fill_bounds({.begin = 9'000'000'000'000'000'000}, 1'000'000'000'000'000'000, 1, 5));
}

}  // namespace
}  // namespace praxino::manifest::dash
