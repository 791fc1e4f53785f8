#include "core/base/text.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace praxino::text {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (Lines lines(text); lines.next();) out.emplace_back(lines.line());
  return out;
}

using Strings = std::vector<std::string>;

TEST(Lines, EndWithAnyOfTheThreeLineEnds) {
  EXPECT_EQ(lines_of("a\nb\r\nc\rd"), (Strings{"a", "b", "c", "d"}));
}

TEST(Lines, KeepEmptyLinesAndNeedNoLastEnd) {
  EXPECT_EQ(lines_of("\n\r\n\r"), (Strings{"", "", ""}));
  EXPECT_EQ(lines_of("a\n"), (Strings{"a"}));
  EXPECT_EQ(lines_of(""), Strings{});
}

TEST(Lines, AreCountedFromOne) {
  Lines lines("a\r\nb");
  EXPECT_EQ(lines.number(), 0u);
  ASSERT_TRUE(lines.next());
  EXPECT_EQ(lines.number(), 1u);
  ASSERT_TRUE(lines.next());
  EXPECT_EQ(lines.number(), 2u);
  EXPECT_FALSE(lines.next());
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs attributes_of(std::string_view text) {
  Pairs out;
  for (Attributes list(text); list.next();) out.emplace_back(list.name(), list.value());
  return out;
}

TEST(AttributeList, KeepsCommasAndEqualsSignsInQuotes) {
  EXPECT_EQ(attributes_of("URI=\"a,b=c\",BANDWIDTH=5,CODECS=\"\""),
            (Pairs{{"URI", "a,b=c"}, {"BANDWIDTH", "5"}, {"CODECS", ""}}));
}

TEST(AttributeList, DropsWhiteSpaceAroundItems) {
  EXPECT_EQ(attributes_of(" A = 1 , B = \"x\" "), (Pairs{{"A", "1"}, {"B", "x"}}));
}

TEST(AttributeList, LeavesOutItemsWithoutAValueAndEndsAnOpenQuoteWithTheText) {
  EXPECT_EQ(attributes_of("A,,B=1,C=\"x,y"), (Pairs{{"B", "1"}, {"C", "x,y"}}));
  EXPECT_EQ(attributes_of("A"), Pairs{});
  EXPECT_EQ(attributes_of(""), Pairs{});
}

TEST(Trim, TakesSpacesTabsAndLineEnds) {
  EXPECT_EQ(trim(" \t\r\na b\v\f "), "a b");
  EXPECT_EQ(trim("  "), "");
}

TEST(Take, LeavesTheRestBehindTheSeparator) {
  std::string_view rest = "a,b,";
  EXPECT_EQ(take(rest, ','), "a");
  EXPECT_EQ(take(rest, ','), "b");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(take(rest, ','), "");
}

TEST(Compare, IgnoresCaseInAsciiAlone) {
  EXPECT_TRUE(equal_ignoring_case("HtTp", "hTtP"));
  EXPECT_FALSE(equal_ignoring_case("\xC4", "\xE4"));
  EXPECT_FALSE(equal_ignoring_case("http", "https"));
  EXPECT_FALSE(starts_ignoring_case("h", "http"));
}

TEST(UnsignedNumber, IsDigitsThatFit) {
  EXPECT_EQ(to_uint("0"), 0u);
  EXPECT_EQ(to_uint("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  for (const char* bad :
       {"", "18446744073709551616", "-1", "+1", " 1", "1 ", "0x1", "1.0", "99999999999999999999999"}) {
    EXPECT_FALSE(to_uint(bad)) << bad;
  }
  EXPECT_EQ(to_uint32("4294967295"), 4294967295u);
  EXPECT_FALSE(to_uint32("4294967296"));
}

TEST(Decimal, IsExactInItsPlaces) {
  struct Row {
    const char* text;
    unsigned places;
    std::int64_t ticks;
  };
  constexpr std::array<Row, 14> kRows{{{"9.009", 6, 9009000},
                                       {"6.006", 6, 6006000},
                                       {"10", 6, 10000000},
                                       {"10.", 3, 10000},
                                       {".5", 3, 500},
                                       {"-1.25", 2, -125},
                                       {"+3", 0, 3},
                                       {"0.1", 9, 100000000},
                                       {"1.9999995", 6, 2000000},
                                       {"1.99999949", 6, 1999999},
                                       {"-0.0000005", 6, -1},
                                       {"2.5", 0, 3},
                                       {"9223372036854775807", 0, std::numeric_limits<std::int64_t>::max()},
                                       {"0.000000000000000000000000001", 6, 0}}};
  for (const Row& row : kRows) EXPECT_EQ(to_ticks(row.text, row.places), row.ticks) << row.text;
}

TEST(Decimal, IsNothingWhereItIsNoNumberOrDoesNotFit) {
  for (const char* bad : {"", ".", "-", "1e3", "1,5", "1.5.5", "1.2x", "x", "nan", "1.23456789x", "- 1"}) {
    EXPECT_FALSE(to_ticks(bad, 6)) << bad;
  }
  EXPECT_FALSE(to_ticks("9223372036854775808", 0));
  EXPECT_FALSE(to_ticks("9223372036854.775808", 6));
  EXPECT_FALSE(to_ticks("9223372036854775807.5", 0));
}

TEST(Decimal, IsTakenOffTheFrontOfMore) {
  struct Row {
    std::string_view text;
    std::int64_t ticks;
    std::string_view rest;
  };
  constexpr Row kRows[] = {
      {"5.98000,title", 5'980'000, ",title"}, {"4.,", 4'000'000, ","},    {".5s", 500'000, "s"},
      {"1.23456789x", 1'234'568, "x"},        {"-2 3", -2'000'000, " 3"}, {"1.5.5", 1'500'000, ".5"}};
  for (const Row& row : kRows) {
    std::string_view rest = row.text;
    EXPECT_EQ(take_ticks(rest, 6), row.ticks) << row.text;
    EXPECT_EQ(rest, row.rest);
  }
  for (std::string_view bad : {"", ".x", "-,", "x1", "9223372036854.775808,"}) {
    const std::string_view before = bad;
    EXPECT_FALSE(take_ticks(bad, 6)) << before;
    EXPECT_EQ(bad, before);
  }
}

TEST(AppendedNumber, IsPaddedToItsWidth) {
  std::string out = "s";
  append_number(out, 7, 5);
  append_number(out, 123456, 3);
  append_number(out, 0);
  append_number(out, std::numeric_limits<std::uint64_t>::max(), 22);
  EXPECT_EQ(out,
            "s00007123456"
            "0"
            "0018446744073709551615");
}

}  // namespace
}  // namespace praxino::text
