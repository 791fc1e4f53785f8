#include "core/base/date.h"

#include <gtest/gtest.h>

namespace praxino {
namespace {

TEST(DateTime, IsCountedFrom1970InUtc) {
  const struct {
    const char* text;
    std::int64_t microseconds;
  } rows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1970-01-01", 0},
      {"1969-12-31T23:59:59.999999Z", -1},
      {"2010-02-19T14:54:23.031+08:00", 1'266'562'463'031'000},
      {"2010-02-19T14:54:23.031+0800", 1'266'562'463'031'000},
      {"2010-02-19T06:54:23.031", 1'266'562'463'031'000},
      {"2010-02-18T22:54:23.0310004-08", 1'266'562'463'031'000},
      {" 2010-02-19t06:54:23.031z ", 1'266'562'463'031'000},
      {"2000-02-29T12:00:00Z", 951'825'600'000'000},
      {"2024-02-29T00:00Z", 1'709'164'800'000'000},
      {"2016-12-31T23:59:60Z", 1'483'228'800'000'000},
      {"2016-12-31T24:00:00Z", 1'483'228'800'000'000},
      {"9999-12-31T23:59:59Z", 253'402'300'799'000'000},
      {"0001-01-01T00:00:00Z", -62'135'596'800'000'000},
  };
  for (const auto& row : rows) EXPECT_EQ(parse_date_time(row.text), row.microseconds) << row.text;
}

TEST(Calendar, CountsEveryDayOfItsYearsOnce) {
  std::int64_t expected = days_since_1970(0, 1, 1);
  EXPECT_EQ(expected, -719'528);
  for (int year = 0; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      ASSERT_EQ(days_since_1970(year, month, 1), expected) << year << '-' << month;
      ASSERT_EQ(days_since_1970(year, month, days_in(year, month)), expected + days_in(year, month) - 1);
      expected += days_in(year, month);
    }
  }
  EXPECT_EQ(days_since_1970(1970, 1, 1), 0);
}

TEST(DateTime, IsNothingWhereThereIsNoSuchDayOrTime) {
  for (const char* text : {"",
                           "2010",
                           "2010-02",
                           "2010-02-30",
                           "2023-02-29",
                           "1900-02-29",
                           "2010-13-01",
                           "2010-00-01",
                           "2010-01-00",
                           "2010-01-01T",
                           "2010-01-01T1",
                           "2010-01-01T25:00:00Z",
                           "2010-01-01T00:60:00Z",
                           "2010-01-01T00:00:61Z",
                           "2010-01-01T00:00:-1Z",
                           "2010-01-01T00:00:00+",
                           "2010-01-01T00:00:00+1",
                           "2010-01-01T00:00:00+01:6",
                           "2010-01-01T00:00:00+24:00",
                           "2010-01-01T00:00:00Zx",
                           "20100101T000000Z",
                           "+010-01-01T00:00:00Z",
                           "2010/01/01"}) {
    EXPECT_EQ(parse_date_time(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace praxino
