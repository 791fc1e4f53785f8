#include <gtest/gtest.h>

#include <array>
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

TEST(SegmentTemplate, NumbersSegmentsOfOneDuration) {
  const SegmentList list = list_in(
      "<SegmentTemplate timescale='1000' duration='8000' startNumber='5' presentationTimeOffset='2000'"
      " initialization='$RepresentationID$/$Bandwidth$/init.mp4' "
      "media='$RepresentationID$/$Number%03d$.m4s'/>");
  ASSERT_EQ(list.size(), 8u);
  EXPECT_EQ(list.at(0).media.url, "https://a.example/b/v/005.m4s");
  EXPECT_EQ(list.at(7).media.url, "https://a.example/b/v/012.m4s");
  EXPECT_EQ(list.at(7).number, 12u);
  EXPECT_EQ(list.at(7).start, Seconds{56});
  EXPECT_EQ(list.at(7).duration, Seconds{4});
  EXPECT_EQ(list.target_duration, Seconds{8});
  const media::Stretch& stretch = list.stretches().front();
  EXPECT_EQ(stretch.offset, Seconds{-2});
  EXPECT_EQ(stretch.timescale, 1000u);
  EXPECT_EQ(stretch.init, (Resource{"https://a.example/b/v/1000/init.mp4", std::nullopt}));
  EXPECT_EQ(stretch.window, (TimeRange{Seconds{0}, Seconds{60}}));
}

TEST(SegmentTemplate, NamesSegmentsByTheTimesOfATimeline) {
  const SegmentList list = list_in(
      "<SegmentTemplate timescale='10' presentationTimeOffset='1000' media='$Time$.m4s'>"
      "<Initialization sourceURL='i.mp4' range='0-9'/>"
      "<SegmentTimeline><S t='1000' d='20' r='4'/><S t='1120' d='30' "
      "r='-1'/></SegmentTimeline></SegmentTemplate>");
  ASSERT_EQ(list.size(), 5u + 16u);
  EXPECT_EQ(list.at(4).media.url, "https://a.example/b/1080.m4s");
  EXPECT_EQ(list.at(5).media.url, "https://a.example/b/1120.m4s");
  EXPECT_EQ(list.at(5).start, Seconds{12});
  EXPECT_EQ(list.at(5).number, 6u);
  EXPECT_EQ(list.find(Seconds{11}), 5u);
  EXPECT_EQ(list.stretches().front().init, (Resource{"https://a.example/b/i.mp4", ByteRange{0, 10}}));
}

TEST(SegmentTemplate, StopsAtItsEndNumber) {
  EXPECT_EQ(list_in("<SegmentTemplate duration='2' endNumber='4' media='$Number$'/>").size(), 4u);
  EXPECT_EQ(list_in("<SegmentTemplate startNumber='3' endNumber='4' media='$Number$'>"
                    "<SegmentTimeline><S d='2' r='9'/></SegmentTimeline></SegmentTemplate>")
                .size(),
            2u);
}

TEST(SegmentTemplate, StopsAtTheLastSegmentNumberOfANearerProperty) {
  const auto property = [](const char* value) {
    return "<SupplementalProperty schemeIdUri='http://dashif.org/guidelines/last-segment-number' value='" +
           std::string(value) + "'/>";
  };
  struct Row {
    std::string period;
    std::string set;
    std::string representation;
    std::uint32_t size;
  };
  const std::array<Row, 5> rows{{
      {"", "", "", 9},
      {property("5"), "", "", 5},
      {property("5"), property("6"), "", 6},
      {property("5"), property("6"), property("7"), 7},
      {"", "", property("20"), 9},
  }};
  for (const Row& row : rows) {
    const Presentation out =
        read(mpd_of("<Period>" + row.period + "<AdaptationSet contentType='video'>" + row.set +
                    "<Representation id='v' bandwidth='1'>" + row.representation +
                    "<SegmentTemplate duration='2' endNumber='9' "
                    "media='$Number$'/></Representation></AdaptationSet></Period>"));
    EXPECT_EQ(out.feeds[0].segments->size(), row.size);
  }
}

TEST(SegmentTemplate, NumbersThePartsOfSequences) {
  const std::string timeline =
      "<SegmentTimeline><S t='0' d='8' k='4' r='1'/><S d='4'/></SegmentTimeline></SegmentTemplate>";
  const SegmentList list =
      list_in("<SegmentTemplate timescale='2' media='$Number$.$SubNumber%02d$' startNumber='3'>" + timeline);
  ASSERT_EQ(list.size(), 9u);
  EXPECT_EQ(list.at(0).media.url, "https://a.example/b/3.01");
  EXPECT_EQ(list.at(7).media.url, "https://a.example/b/4.04");
  EXPECT_EQ(list.at(7).start, Seconds{7});
  EXPECT_EQ(list.at(8).media.url, "https://a.example/b/5.01");
  EXPECT_EQ(list.target_duration, Seconds{2});
  EXPECT_EQ(list_in("<SegmentTemplate timescale='2' media='$Time$'>" + timeline).size(), 3u)
      << "what cannot be asked for in parts is asked for as one";
}

TEST(SegmentTemplate, SkipsTheNumbersThatItsTimelineSkips) {
  const SegmentList list = list_in(
      "<SegmentTemplate media='$Number$' startNumber='3' endNumber='8'><SegmentTimeline><S t='0' d='2'/>"
      "<S t='8' n='7' d='2' r='5'/></SegmentTimeline></SegmentTemplate>");
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list.at(1).media.url, "https://a.example/b/7");
  EXPECT_EQ(list.at(1).number, 7u);
  EXPECT_EQ(list.find(Seconds{5}), 1u);
}

TEST(SegmentTemplate, FillsEveryIdentifier) {
  const SegmentList list = list_in(
      "<SegmentTemplate timescale='10' media='$$-$RepresentationID$-$Bandwidth%06d$-$Number%03d$-$Time$'>"
      "<SegmentTimeline><S t='0' d='20' r='1'/></SegmentTimeline></SegmentTemplate>");
  EXPECT_EQ(list.at(1).media.url, "https://a.example/b/$-v-001000-002-20");
}

TEST(SegmentTemplate, WithoutDurationIsOneSegment) {
  const SegmentList list = list_in("<SegmentTemplate media='whole.mp4'/>");
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list.at(0).duration, Seconds{60});
}

TEST(SegmentTemplate, InheritsFromTheSetAndThePeriodWhatItLacks) {
  const Presentation out = read(mpd_of(
      "<Period><SegmentTemplate timescale='1000' duration='4000' startNumber='7'/>"
      "<AdaptationSet mimeType='video/mp4'><SegmentTemplate duration='2000' media='$Number$-$Bandwidth$.m4s'>"
      "<Initialization sourceURL='i.mp4'/></SegmentTemplate>"
      "<Representation id='1' bandwidth='1' codecs='avc1.1'/>"
      "<Representation id='2' bandwidth='2' codecs='avc1.1'><SegmentTemplate "
      "startNumber='0'/></Representation>"
      "</AdaptationSet></Period>"));
  const SegmentList& first = *out.feeds[0].segments;
  const SegmentList& second = *out.feeds[1].segments;
  EXPECT_EQ(first.size(), 30u);
  EXPECT_EQ(first.at(0).media.url, "https://a.example/b/7-1.m4s");
  EXPECT_EQ(second.at(0).media.url, "https://a.example/b/0-2.m4s");
  EXPECT_EQ(second.stretches()[0].init->url, "https://a.example/b/i.mp4");
}

TEST(SegmentTemplate, HoldsTenDaysInTwoRuns) {
  const Presentation out =
      read(mpd_of("<Period>" + set_of("contentType='video'", plain("v", 1)) + "</Period>",
                  "mediaPresentationDuration='P10DT1S'"));
  EXPECT_EQ(out.feeds[0].segments->size(), 432001u);
  EXPECT_EQ(out.feeds[0].segments->at(432000).media.url, "https://a.example/b/v-432001.m4s");
  EXPECT_EQ(out.feeds[0].segments->at(432000).duration, Seconds{1});
}

TEST(SegmentListElement, NamesEachSegment) {
  const SegmentList list = list_in(
      "<SegmentList timescale='10' duration='250' startNumber='3'><Initialization range='0-99'/>"
      "<SegmentURL mediaRange='100-199'/><SegmentURL media='b.mp4'/><SegmentURL media='c.mp4'/>"
      "<SegmentURL media='late.mp4'/></SegmentList>");
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list.at(0).media, (Resource{"https://a.example/b/main.mpd?token=1", ByteRange{100, 100}}));
  EXPECT_EQ(list.at(1).media, (Resource{"https://a.example/b/b.mp4", std::nullopt}));
  EXPECT_EQ(list.at(2).start, Seconds{50});
  EXPECT_EQ(list.at(2).duration, Seconds{10});
  EXPECT_EQ(list.at(2).number, 5u);
  EXPECT_EQ(list.stretches()[0].init->range, (ByteRange{0, 100}));
}

TEST(SegmentListElement, TakesTimesFromATimeline) {
  const SegmentList list = list_in(
      "<SegmentList><SegmentTimeline><S t='0' d='5' r='1'/><S t='20' d='7'/></SegmentTimeline>"
      "<SegmentURL media='a'/><SegmentURL media='b'/><SegmentURL media='c'/></SegmentList>");
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list.at(2).start, Seconds{20});
  EXPECT_EQ(list.at(2).media.url, "https://a.example/b/c");
}

TEST(SegmentBase, LeavesAnIndexToBeRead) {
  const Presentation out =
      read(one("<BaseURL>v.mp4</BaseURL><SegmentBase timescale='1000' presentationTimeOffset='500' "
               "indexRange='700-899'>"
               "<Initialization range='0-699'/></SegmentBase>"));
  const Feed& feed = out.feeds[0];
  EXPECT_FALSE(feed.segments);
  EXPECT_FALSE(feed.declared);
  ASSERT_EQ(feed.indexes.size(), 1u);
  EXPECT_EQ(feed.indexes[0].index, (Resource{"https://a.example/b/v.mp4", ByteRange{700, 200}}));
  EXPECT_EQ(feed.indexes[0].url, "https://a.example/b/v.mp4");
  EXPECT_EQ(feed.indexes[0].stretch.init, (Resource{"https://a.example/b/v.mp4", ByteRange{0, 700}}));
  EXPECT_EQ(feed.indexes[0].stretch.offset, Seconds{-0.5});
}

TEST(SegmentBase, TakesWhatStandsBeforeTheIndexAsInit) {
  const Presentation out = read(one("<BaseURL>v.mp4</BaseURL><SegmentBase indexRange='700-899'/>"));
  EXPECT_EQ(out.feeds[0].indexes[0].stretch.init, (Resource{"https://a.example/b/v.mp4", ByteRange{0, 700}}));
}

TEST(Representation, WithoutAddressesIsOneFile) {
  for (const char* inside :
       {"<BaseURL>v.mp4</BaseURL>", "<BaseURL>v.mp4</BaseURL><SegmentBase timescale='5'/>"}) {
    const SegmentList list = list_in(inside);
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list.at(0).media.url, "https://a.example/b/v.mp4");
    EXPECT_EQ(list.at(0).duration, Seconds{60});
    EXPECT_FALSE(list.stretches()[0].init);
  }
}

TEST(BaseUrl, IsResolvedLevelByLevel) {
  const Presentation out = read(
      mpd_of("<BaseURL>https://cdn.example/x/y/</BaseURL><BaseURL>https://other.example/</BaseURL>"
             "<Period><BaseURL>../p/</BaseURL><AdaptationSet contentType='video'><BaseURL> s/\n</BaseURL>"
             "<Representation id='v' bandwidth='1'><BaseURL><![CDATA[r/?a=1&b=2]]></BaseURL>"
             "<SegmentTemplate media='$Number$' duration='2'/></Representation></AdaptationSet></Period>"));
  EXPECT_EQ(out.feeds[0].segments->at(0).media.url, "https://cdn.example/x/p/s/r/1");
}

}  // namespace
}  // namespace praxino::manifest
