#include "core/manifest/dash/values.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace praxino::manifest::dash {
namespace {

TEST(Duration, CountsMicroseconds) {
  struct Row {
    const char* text;
    std::int64_t microseconds;
  };
  constexpr std::array<Row, 10> kRows{{{"PT60S", 60'000'000},
                                       {"PT1M0.5S", 60'500'000},
                                       {"PT1H2M3.000001S", 3723'000'001},
                                       {"P1DT0.1S", 86400'100'000},
                                       {"P1Y2M3D", (365LL + 60 + 3) * 86400'000'000},
                                       {" PT1S ", 1'000'000},
                                       {"PT0S", 0},
                                       {"PT0.0000004S", 0},
                                       {"-PT1.5S", -1'500'000},
                                       {"PT1.5H", 5400'000'000}}};
  for (const Row& row : kRows) EXPECT_EQ(parse_duration(row.text), row.microseconds) << row.text;
}

TEST(Duration, IsNothingWhereMalformed) {
  for (const char* bad : {"", "P", "60", "T5S", "PT5", "PT5X", "PTS", "PT1S2M", "PT1S1S", "P1H", "PT-1S",
                          "PT1,5S", "PT9223372036854775807S", "P99999999999Y"}) {
    EXPECT_FALSE(parse_duration(bad)) << bad;
  }
}

TEST(Range, IncludesItsLastByte) {
  EXPECT_EQ(parse_range("0-99"), (media::ByteRange{0, 100}));
  EXPECT_EQ(parse_range("7-7"), (media::ByteRange{7, 1}));
  EXPECT_EQ(parse_range("7-"), (media::ByteRange{7, std::nullopt}));
  for (const char* bad : {"", "-", "-5", "5", "9-8", "a-b", "1-2-3", "0-18446744073709551615"}) {
    EXPECT_FALSE(parse_range(bad)) << bad;
  }
}

TEST(FrameRate, IsAFractionOrADecimal) {
  EXPECT_EQ(parse_frame_rate("25"), 25.0);
  EXPECT_EQ(parse_frame_rate("30000/1001"), 30000.0 / 1001);
  EXPECT_EQ(parse_frame_rate("29.97"), 29.97);
  for (const char* bad : {"", "30/0", "/1001", "fast", "-25", "30/x"})
    EXPECT_FALSE(parse_frame_rate(bad)) << bad;
}

TEST(Channels, AreCountedByEachScheme) {
  EXPECT_EQ(channels_of("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "6"), 6u);
  EXPECT_EQ(channels_of("urn:mpeg:mpegB:cicp:ChannelConfiguration", "7"), 8u);
  EXPECT_EQ(channels_of("urn:mpeg:mpegB:cicp:ChannelConfiguration", "99"), 0u);
  EXPECT_EQ(channels_of("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "F801"), 6u);
  EXPECT_EQ(channels_of("urn:dolby:dash:audio_channel_configuration:2011", "a000"), 2u);
  EXPECT_EQ(channels_of("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "FA01"), 8u);
  EXPECT_EQ(channels_of("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "F8 1"), 0u);
  EXPECT_EQ(channels_of("urn:unknown", "2"), 0u);
}

TEST(Timescale, IsReachedByRounding) {
  EXPECT_EQ(to_timescale(1'000'000, 90000), 90000);
  EXPECT_EQ(to_timescale(33'367, 30000), 1001);
  EXPECT_EQ(to_timescale(-500'000, 3), -2);
  EXPECT_EQ(to_timescale(0, 1), 0);
  EXPECT_FALSE(to_timescale(std::numeric_limits<std::int64_t>::max(), 4294967295u));
}

}  // namespace
}  // namespace praxino::manifest::dash
