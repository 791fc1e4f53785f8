#include "core/manifest/dash/bases.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "core/manifest/dash/testing/mpd_text.h"

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::Presentation;
using Urls = std::vector<std::string>;

Urls places_of_first(const Presentation& presentation) {
  Urls urls;
  for (const auto& place : presentation.mirrors.of(presentation.feeds[0].segments->at(0).media.url))
    urls.push_back(place.url);
  return urls;
}

TEST(BaseUrls, AreMirrorsInTheOrderThatTheySay) {
  struct Row {
    const char* what;
    const char* bases;
    Urls urls;
  };
  const std::array<Row, 6> rows{{
      {"as they are written",
       "<BaseURL>https://a/</BaseURL><BaseURL>https://b/</BaseURL>",
       {"https://a/v-1.m4s", "https://b/v-1.m4s"}},
      {"the lowest priority first",
       "<BaseURL dvb:priority='2'>https://a/</BaseURL><BaseURL dvb:priority='1'>https://b/</BaseURL>"
       "<BaseURL>https://c/</BaseURL>",
       {"https://b/v-1.m4s", "https://c/v-1.m4s", "https://a/v-1.m4s"}},
      {"of one priority the heaviest first",
       "<BaseURL dvb:weight='10'>https://a/</BaseURL><BaseURL dvb:weight='90'>https://b/</BaseURL>"
       "<BaseURL dvb:priority='0' dvb:weight='1'>https://c/</BaseURL>",
       {"https://c/v-1.m4s", "https://b/v-1.m4s", "https://a/v-1.m4s"}},
      {"by any prefix",
       "<BaseURL>https://a/</BaseURL><BaseURL d:priority='0' xmlns:d='urn:d'>https://b/</BaseURL>",
       {"https://b/v-1.m4s", "https://a/v-1.m4s"}},
      {"no number counts as 1",
       "<BaseURL dvb:priority='x'>https://a/</BaseURL><BaseURL>https://b/</BaseURL>",
       {"https://a/v-1.m4s", "https://b/v-1.m4s"}},
      {"relative ones",
       "<BaseURL>x/</BaseURL><BaseURL>y/</BaseURL>",
       {"https://a.example/b/x/v-1.m4s", "https://a.example/b/y/v-1.m4s"}},
  }};
  for (const Row& row : rows) {
    const Presentation out =
        read(mpd_of(row.bases + ("<Period>" + set_of("contentType='video'", plain("v", 1)) + "</Period>")));
    EXPECT_EQ(places_of_first(out), row.urls) << row.what;
  }
}

TEST(BaseUrls, AreConsideredUpToALimit) {
  std::string many;
  for (int i = 0; i < 40; ++i) many += "<BaseURL>" + std::to_string(i) + "/</BaseURL>";
  const Presentation out = read(
      mpd_of(many + "<Period>" + many + "<AdaptationSet contentType='video'>" + many +
             "<Representation id='v' bandwidth='1'>" + many +
             "<SegmentTemplate media='$Number$' duration='2'/></Representation></AdaptationSet></Period>"));
  const Urls places = places_of_first(out);
  EXPECT_EQ(places.size(), media::Mirrors::most_places);
  EXPECT_EQ(places[0], "https://a.example/b/0/0/0/0/1");
  EXPECT_EQ(places[7], "https://a.example/b/0/0/0/7/1");
}

TEST(BaseUrls, TakeNoMoreThanSixteenMegabytesInAll) {
  const std::string longest(dash::Bases::longest - 100, 'x');
  std::string text = "<BaseURL>" + longest + "/</BaseURL><Period>";
  for (int set = 0; set < 3; ++set) {
    text += "<AdaptationSet contentType='video'>";
    for (int i = 0; i < 400; ++i) {
      text +=
          "<Representation id='v' bandwidth='1'><BaseURL>a</BaseURL>"
          "<SegmentTemplate media='$Number$' duration='2'/></Representation>";
    }
    text += "</AdaptationSet>";
  }
  Warnings warnings;
  const auto out = try_read(mpd_of(text + "</Period>"), warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().fault, Fault::too_large);
  EXPECT_STREQ(out.error().what, "BaseURLs of more than 16 MB in all");
}

}  // namespace
}  // namespace praxino::manifest
