#include "core/judge/hls/dates.h"

#include <gtest/gtest.h>

namespace praxino::judge::hls {
namespace {

TEST(Dates, AreTimesSince1970) {
  struct Row {
    const char* text;
    Micros time;
    bool has_zone;
    int places;
  };
  const std::vector<Row> rows{
      {"1970-01-01T00:00:00Z", 0, true, 0},
      {"1970-01-01T00:00:00", 0, false, 0},
      {"1969-12-31T23:59:59.999Z", -1000, true, 3},
      {"2010-02-19T14:54:23.031+08:00", 1'266'562'463'031'000, true, 3},
      {"2010-02-19T14:54:23.031+0800", 1'266'562'463'031'000, true, 3},
      {"2010-02-19T14:54:23,031+08", 1'266'562'463'031'000, true, 3},
      {"2000-02-29T24:00:00.0-00:30", 951'870'600'000'000, true, 1},
      {"2016-12-31T23:59:60Z", 1'483'228'800'000'000, true, 0},
      {"2100-03-01T00:00:00.1234567Z", 4'107'542'400'123'456, true, 7},
      {"0000-01-01T00:00:00Z", -62'167'219'200'000'000, true, 0},
      {"9999-12-31T23:59:59.999999Z", 253'402'300'799'999'999, true, 6},
  };
  for (const Row& row : rows) {
    const auto date = parse_date(row.text);
    ASSERT_TRUE(date) << row.text;
    EXPECT_EQ(date->time, row.time) << row.text;
    EXPECT_EQ(date->has_zone, row.has_zone) << row.text;
    EXPECT_EQ(date->places, row.places) << row.text;
  }
}

TEST(Dates, OfNoSuchDayOrFormAreNone) {
  for (const char* text : {"",
                           "2026",
                           "2026-02-19",
                           "2026-02-19T14:54",
                           "2026-02-19 14:54:23Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-02-29T00:00:00Z",
                           "2100-02-29T00:00:00Z",
                           "2026-04-31T00:00:00Z",
                           "2026-04-00T00:00:00Z",
                           "2026-04-01T25:00:00Z",
                           "2026-04-01T24:00:01Z",
                           "2026-04-01T00:60:00Z",
                           "2026-04-01T00:00:61Z",
                           "2026-04-01T00:00:00.Z",
                           "2026-04-01T00:00:00+24:00",
                           "2026-04-01T00:00:00+01:60",
                           "2026-04-01T00:00:00+1",
                           "2026-04-01T00:00:00z",
                           "2026-04-01T00:00:00Zx",
                           "2026-4-1T00:00:00Z",
                           "+2026-04-01T00:00:00Z",
                           "20260401T000000Z",
                           "-026-04-01T00:00:00Z"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

}  // namespace
}  // namespace praxino::judge::hls
