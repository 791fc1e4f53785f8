#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <span>
#include <string>

#include "core/manifest/dash/testing/mpd_text.h"
#include "core/manifest/read.h"

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::ByteRange;
using media::Feed;
using media::Presentation;
using media::Resource;
using media::SegmentList;

TEST(Periods, BeginWhereTheOneBeforeEnds) {
  const std::string set = set_of("contentType='video'", plain("v", 1));
  const Presentation out = read(mpd_of("<Period duration='PT10S'>" + set + "</Period><Period>" + set +
                                       "</Period><Period start='PT30S'>" + set + "</Period>"));
  const auto& stretches = out.feeds[0].segments->stretches();
  ASSERT_EQ(stretches.size(), 3u);
  EXPECT_EQ(stretches[0].window, (TimeRange{Seconds{0}, Seconds{10}}));
  EXPECT_EQ(stretches[1].window, (TimeRange{Seconds{10}, Seconds{30}}));
  EXPECT_EQ(stretches[2].window, (TimeRange{Seconds{30}, Seconds{60}}));
  EXPECT_EQ(stretches[2].timeline, 2u);
  EXPECT_EQ(stretches[2].offset, Seconds{30});
  EXPECT_EQ(out.feeds[0].segments->find(Seconds{30}), 15u);
  EXPECT_EQ(out.feeds[0].segments->at(15).number, 1u);
  EXPECT_EQ(out.tracks.size(), 1u);
}

TEST(Periods, GiveTheDurationThatTheMpdLacks) {
  const Presentation out = read(mpd_of(
      "<Period start='PT5S' duration='PT10S'>" + set_of("contentType='video'", plain("v", 1)) + "</Period>",
      "minBufferTime='PT1.5S' maxSegmentDuration='PT3S'"));
  EXPECT_EQ(out.duration, Seconds{15});
  EXPECT_EQ(out.min_buffer, Seconds{1.5});
  EXPECT_EQ(out.feeds[0].segments->target_duration, Seconds{3});
}

TEST(Periods, TakeTheDurationOfTheirLongestFeedWhereNothingIsSaid) {
  const Presentation out = read(mpd_of(
      "<Period><AdaptationSet contentType='video'><Representation id='v' bandwidth='1'>"
      "<SegmentTemplate media='$Time$'><SegmentTimeline><S d='7' r='1'/></SegmentTimeline></SegmentTemplate>"
      "</Representation></AdaptationSet></Period>",
      ""));
  EXPECT_EQ(out.duration, Seconds{14});
  EXPECT_EQ(out.feeds[0].segments->stretches()[0].window->end.value, std::numeric_limits<double>::infinity());
}

TEST(Periods, GoOnWithTheRepresentationOfTheSameIdOrPlace) {
  const std::string main = set_of("contentType='video'", plain("a", 1) + plain("b", 2) + plain("c", 3));
  const std::string same_ids = set_of("contentType='video'", plain("c", 7) + plain("b", 8) + plain("a", 9));
  const std::string fewer = set_of("contentType='video'", plain("x", 1) + plain("y", 2));
  const Presentation out =
      read(mpd_of("<Period duration='PT20S'>" + fewer + "</Period><Period duration='PT20S'>" + main +
                  "</Period><Period>" + same_ids + "</Period>"));
  ASSERT_EQ(out.renditions.size(), 3u);
  const std::array<std::array<const char*, 3>, 3> kAddresses{
      {{"x-1", "a-1", "a-1"}, {"y-1", "b-1", "b-1"}, {"y-1", "c-1", "c-1"}}};
  for (std::size_t rendition = 0; rendition < 3; ++rendition) {
    const SegmentList& list = *out.feeds[rendition].segments;
    ASSERT_EQ(list.size(), 30u);
    for (std::uint32_t period = 0; period < 3; ++period) {
      EXPECT_EQ(list.at(period * 10).media.url,
                std::string("https://a.example/b/") + kAddresses[rendition][period] + ".m4s");
    }
  }
}

TEST(Periods, MatchTracksByLanguageAndRoleBeforeAnythingElse) {
  const std::string role = "<Role schemeIdUri='urn:mpeg:dash:role:2011' value='commentary'/>";
  const std::string video = set_of("contentType='video'", plain("v", 1));
  const std::string english = set_of("contentType='audio' lang='en'", plain("en", 1, "codecs='mp4a.40.2'"));
  const std::string talk =
      set_of("contentType='audio' lang='en'", plain("talk", 1, "codecs='mp4a.40.2'"), role);
  const std::string opus = set_of("contentType='audio' lang='en'", plain("opus", 1, "codecs='opus'"), role);
  const std::string hevc = set_of("contentType='video'", plain("h", 1, "codecs='hvc1.1'"));
  const Presentation out =
      read(mpd_of("<Period duration='PT20S'>" + video + english + talk +
                  "</Period><Period duration='PT20S'>" + opus + english + hevc + "</Period>"));
  ASSERT_EQ(out.tracks.size(), 3u);
  const std::array<const char*, 3> second{"h-1", "en-1", "opus-1"};
  for (std::size_t i = 0; i < 3; ++i) {
    const SegmentList& list = *out.feeds[i].segments;
    EXPECT_EQ(list.at(10).media.url, std::string("https://a.example/b/") + second[i] + ".m4s");
  }
}

TEST(Periods, GoOnWithWhatTheySayThatTheyGoOnWith) {
  struct Row {
    const char* scheme;
    const char* value;
    std::array<const char*, 2> third;  // in the order of the first Period's sets
  };
  constexpr std::array<Row, 4> kRows{{
      {"urn:mpeg:dash:period-continuity:2015", "film", {"x-1", "y-1"}},
      {"urn:mpeg:dash:period-connectivity:2015", "film", {"x-1", "y-1"}},
      {"urn:mpeg:dash:period-continuity:2015", "nowhere", {"y-1", "x-1"}},
      {"urn:unknown", "film", {"y-1", "x-1"}},
  }};
  const auto audio = [](const std::string& id, const std::string& name, const std::string& inside) {
    return set_of("contentType='audio' lang='en' id='" + id + "'", plain(name, 1, ""), inside);
  };
  for (const Row& row : kRows) {
    const std::string property =
        std::string("<SupplementalProperty schemeIdUri='") + row.scheme + "' value='" + row.value + "'/>";
    // Nothing but the property tells which of the two sounds is which, and an advertisement is between them.
    const Presentation out =
        read(mpd_of("<Period id='film' duration='PT20S'>" + audio("1", "a", "") + audio("2", "b", "") +
                    "</Period><Period id='ad' duration='PT20S'>" + audio("9", "ad", "") +
                    "</Period><Period id='rest' duration='PT20S'>" + audio("2", "y", property) +
                    audio("1", "x", property) + "</Period>"));
    ASSERT_EQ(out.tracks.size(), 2u) << row.scheme << row.value;
    for (std::size_t i = 0; i < 2; ++i) {
      const SegmentList& list = *out.feeds[i].segments;
      EXPECT_EQ(list.at(list.size() - 1).media.url.substr(0, 21),
                std::string("https://a.example/b/") + row.third[i][0])
          << row.scheme << row.value;
    }
  }
}

TEST(Periods, ThatLackATrackLeaveAHole) {
  const std::string video = set_of("contentType='video'", plain("v", 1));
  const std::string german = set_of("contentType='audio' lang='de'", plain("de", 1, ""));
  const Presentation out =
      read(mpd_of("<Period duration='PT20S'>" + video + german + "</Period><Period duration='PT20S'>" +
                  video + "</Period><Period duration='PT20S'>" + video + german + "</Period>"));
  ASSERT_EQ(out.feeds.size(), 2u);
  const SegmentList& list = *out.feeds[1].segments;
  ASSERT_EQ(list.stretches().size(), 2u);
  EXPECT_EQ(list.stretches()[1].timeline, 2u);
  EXPECT_EQ(list.find(Seconds{25}), 10u);
  EXPECT_EQ(list.at(10).start, Seconds{40});
}

TEST(Periods, WithIndexesAndWithoutAreJoinedInOrder) {
  const std::string indexed = set_of("contentType='video'",
                                     "<Representation id='v' bandwidth='1'><BaseURL>v.mp4</BaseURL>"
                                     "<SegmentBase indexRange='10-19'/></Representation>");
  const std::string numbered = set_of("contentType='video'", plain("v", 1));
  const Presentation out =
      read(mpd_of("<Period duration='PT4S'>" + numbered + "</Period><Period duration='PT4S'>" + indexed +
                  "</Period><Period duration='PT4S'>" + numbered + "</Period>"));
  const Feed& feed = out.feeds[0];
  ASSERT_EQ(feed.indexes.size(), 1u);
  ASSERT_TRUE(feed.declared);
  media::SegmentIndex index;
  index.timescale = 10;
  index.entries = {{.offset = 20, .size = 5, .duration = 25}, {.offset = 25, .size = 5, .duration = 15}};
  const auto list = list_of(feed.indexes[0], index);
  ASSERT_TRUE(list);
  const SegmentList joined = join(feed, std::span(&*list, 1));
  ASSERT_EQ(joined.size(), 6u);
  EXPECT_EQ(joined.at(2).media, (Resource{"https://a.example/b/v.mp4", ByteRange{20, 5}}));
  EXPECT_EQ(joined.at(3).start, Seconds{6.5});
  EXPECT_EQ(joined.at(4).media.url, "https://a.example/b/v-1.m4s");
  EXPECT_EQ(joined.at(4).start, Seconds{8});
  EXPECT_EQ(joined.stretches()[1].timeline, 1u);
}

TEST(DynamicMpd, IsReadForWhatIsThere) {
  const Presentation out = read(
      "<MPD type='dynamic' minimumUpdatePeriod='PT2S'><Period start='PT100S'><AdaptationSet "
      "contentType='video'>"
      "<Representation id='v' bandwidth='1'><SegmentTemplate media='$Time$' presentationTimeOffset='100'>"
      "<SegmentTimeline><S t='500' d='2' r='4'/></SegmentTimeline></SegmentTemplate></Representation>"
      "</AdaptationSet></Period></MPD>");
  EXPECT_TRUE(out.live);
  EXPECT_FALSE(out.duration);
  EXPECT_FALSE(out.feeds[0].segments->ended);
  EXPECT_EQ(out.feeds[0].segments->bounds(), (TimeRange{Seconds{500}, Seconds{510}}));
}

}  // namespace
}  // namespace praxino::manifest
