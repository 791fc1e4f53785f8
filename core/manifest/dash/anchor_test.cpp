#include "core/manifest/dash/anchor.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "core/manifest/dash/testing/mpd_text.h"

namespace praxino::manifest {
namespace {

using namespace testing_mpd;

TEST(Npt, IsSecondsOrATimeOfDay) {
  struct Row {
    const char* text;
    std::optional<Seconds> time;
  };
  constexpr std::array<Row, 17> kRows{{
      {"0", Seconds{0}},
      {"90.5", Seconds{90.5}},
      {"npt:90", Seconds{90}},
      {"1:30", Seconds{90}},
      {"01:01:01.25", Seconds{3661.25}},
      {"90,120", Seconds{90}},
      {",120", Seconds{0}},
      {"", Seconds{0}},
      {"posix:1700000000", std::nullopt},
      {"-1", std::nullopt},
      {"1.5:30", std::nullopt},
      {"1:2:3:4", std::nullopt},
      {"1:", std::nullopt},
      {"::", std::nullopt},
      {"9223372036854", Seconds{9223372036854}},
      {"9223372036854:0", std::nullopt},
      {"99999999999999999999", std::nullopt},
  }};
  for (const Row& row : kRows) EXPECT_EQ(dash::parse_npt(row.text), row.time) << row.text;
}

TEST(MpdAnchor, SaysWherePlaybackStarts) {
  struct Row {
    const char* fragment;
    std::optional<Seconds> start;
    std::uint64_t warnings;
  };
  const std::array<Row, 11> rows{{
      {"", std::nullopt, 0},
      {"#", std::nullopt, 0},
      {"#top", std::nullopt, 0},
      {"#t=12.5", Seconds{15.5}, 0},
      {"#period=b", Seconds{13}, 0},
      {"#t=0:05&period=b", Seconds{18}, 0},
      {"#period=b&t=npt%3A0%3a05,9&track=7", Seconds{18}, 0},
      {"#period=c%20d", Seconds{23}, 0},
      {"#period=none&t=1", std::nullopt, 1},
      {"#t=posix:now", std::nullopt, 1},
      {"#track=7", std::nullopt, 0},
  }};
  const std::string set = set_of("contentType='video'", plain("v", 1));
  const std::string mpd = mpd_of("<Period id='a' start='PT3S' duration='PT10S'>" + set +
                                 "</Period><Period id='b' duration='PT10S'>" + set +
                                 "</Period><Period id='c d'>" + set + "</Period>");
  for (const Row& row : rows) {
    Warnings warnings;
    const auto out =
        read_presentation(mpd, std::string("https://a.example/b/c.mpd") + row.fragment, "", warnings);
    ASSERT_TRUE(out);
    EXPECT_EQ(out->start, row.start) << row.fragment;
    EXPECT_EQ(warnings.total(), row.warnings) << row.fragment;
    EXPECT_EQ(out->feeds[0].segments->at(0).media.url, "https://a.example/b/v-1.m4s");
  }
}

TEST(MpdAnchor, IsNoPartOfAnAddress) {
  Warnings warnings;
  const auto out =
      read_presentation(one("<SegmentBase indexRange='9-19'/>"), "https://a.example/b#t=1", "", warnings);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->feeds[0].indexes[0].url, "https://a.example/b");
}

}  // namespace
}  // namespace praxino::manifest
