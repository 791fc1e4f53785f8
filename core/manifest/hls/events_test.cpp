#include "core/manifest/hls/events.h"

#include <gtest/gtest.h>

#include <string>

#include "core/manifest/hls/playlist.h"

namespace praxino::manifest::hls {
namespace {

using media::TimedEvent;

/// Of a playlist of ten segments of four seconds, the first of which is dated.
Playlist read(const std::string& lines, Warnings& warnings) {
  std::string text = "#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:10Z\n" + lines;
  for (int i = 0; i < 10; ++i) text += "#EXTINF:4,\n" + std::to_string(i) + ".mp4\n";
  auto playlist = parse_playlist(text + "#EXT-X-ENDLIST\n", "https://a.example/v.m3u8", warnings);
  EXPECT_TRUE(playlist);
  return playlist ? *std::move(playlist) : Playlist();
}

std::vector<TimedEvent> events_of(const std::string& lines) {
  Warnings warnings;
  std::vector<TimedEvent> events = read(lines, warnings).events;
  EXPECT_EQ(warnings.total(), 0U) << warnings.first().front().what;
  return events;
}

TEST(DateRange, LiesByTheDatesOfThePlaylist) {
  const struct {
    const char* attributes;
    double start;
    std::optional<double> duration;
  } rows[] = {
      {"ID=\"a\",START-DATE=\"2026-01-01T00:00:10Z\"", 0, std::nullopt},
      {"ID=\"a\",START-DATE=\"2026-01-01T01:00:22.5+01:00\",DURATION=3.25", 12.5, 3.25},
      {"ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",END-DATE=\"2026-01-01T00:00:16Z\"", -10, 16},
      {"ID=\"a\",START-DATE=\"2026-01-01T00:00:12Z\",END-DATE=\"2026-01-01T00:00:10Z\"", 2, std::nullopt},
      {"ID=\"a\",START-DATE=\"2026-01-01T00:00:12Z\",DURATION=-1", 2, std::nullopt},
      {"ID=\"a\",START-DATE=\"2026-01-01T00:00:12Z\",PLANNED-DURATION=5", 2, std::nullopt},
      {"ID=\"a\",CLASS=\"c\",START-DATE=\"2026-01-01T00:00:12Z\",END-ON-NEXT=YES", 2, std::nullopt},
  };
  for (const auto& row : rows) {
    const auto events = events_of(std::string("#EXT-X-DATERANGE:") + row.attributes + "\n");
    ASSERT_EQ(events.size(), 1U) << row.attributes;
    EXPECT_EQ(events[0].id, "a");
    EXPECT_EQ(events[0].start.value, row.start) << row.attributes;
    EXPECT_EQ(events[0].duration.has_value(), row.duration.has_value()) << row.attributes;
    if (row.duration && events[0].duration) {
      EXPECT_EQ(events[0].duration->value, *row.duration);
    }
  }
}

TEST(DateRange, KeepsWhatIsWrittenOfIt) {
  const auto events = events_of(
      "#EXT-X-DATERANGE:ID=\"splice-1\",CLASS=\"com.example.ad\",START-DATE=\"2026-01-01T00:00:12Z\","
      "PLANNED-DURATION=5,SCTE35-OUT=0xFC30,X-COM-EXAMPLE=\"a, b\",CUE=\"PRE,ONCE\"\n");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].scheme, "com.example.ad");
  ASSERT_EQ(events[0].attributes.size(), 7U);
  EXPECT_EQ(events[0].attributes[4], (media::Attribute{"SCTE35-OUT", "0xFC30"}));
  EXPECT_EQ(events[0].attributes[5], (media::Attribute{"X-COM-EXAMPLE", "a, b"}));
  EXPECT_EQ(events[0].attributes[6], (media::Attribute{"CUE", "PRE,ONCE"}));
}

TEST(DateRange, IsOneOverAllTagsOfItsId) {
  const auto events = events_of(
      "#EXT-X-DATERANGE:ID=\"b\",START-DATE=\"2026-01-01T00:00:30Z\"\n"
      "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:20Z\",SCTE35-OUT=0x1\n"
      "#EXT-X-DATERANGE:ID=\"a\",END-DATE=\"2026-01-01T00:00:25Z\",SCTE35-IN=0x2,SCTE35-OUT=0x3\n");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].id, "a");
  EXPECT_EQ(events[0].duration, Seconds{5});
  ASSERT_EQ(events[0].attributes.size(), 5U);
  EXPECT_EQ(events[0].attributes[2], (media::Attribute{"SCTE35-OUT", "0x1"}));
  EXPECT_EQ(events[1].start, Seconds{20});
}

TEST(DateRange, EndsOnTheNextOfItsClassWhereItSaysSo) {
  const auto events = events_of(
      "#EXT-X-DATERANGE:ID=\"2\",CLASS=\"c\",START-DATE=\"2026-01-01T00:00:20Z\",END-ON-NEXT=YES\n"
      "#EXT-X-DATERANGE:ID=\"1\",CLASS=\"c\",START-DATE=\"2026-01-01T00:00:12Z\",END-ON-NEXT=YES\n"
      "#EXT-X-DATERANGE:ID=\"3\",CLASS=\"d\",START-DATE=\"2026-01-01T00:00:14Z\"\n");
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].id, "1");
  EXPECT_EQ(events[0].duration, Seconds{8});
  EXPECT_EQ(events[2].id, "2");
  EXPECT_FALSE(events[2].duration);
}

TEST(DateRange, IsLeftOutWithAWarningWhereItHasNoPlace) {
  for (const char* tag :
       {"#EXT-X-DATERANGE:START-DATE=\"2026-01-01T00:00:12Z\"\n", "#EXT-X-DATERANGE:ID=\"a\"\n",
        "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"soon\"\n", "#EXT-X-DATERANGE\n"}) {
    Warnings warnings;
    EXPECT_TRUE(read(tag, warnings).events.empty()) << tag;
    ASSERT_EQ(warnings.total(), 1U) << tag;
    EXPECT_EQ(warnings.first().front().line, 3U) << tag;
  }
  Warnings warnings;
  const auto undated = parse_playlist(
      "#EXTM3U\n#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:12Z\"\n#EXTINF:4,\na\n", "https://a/",
      warnings);
  ASSERT_TRUE(undated);
  EXPECT_TRUE(undated->events.empty());
  EXPECT_EQ(warnings.total(), 1U);
}

TEST(DateRange, OfAThousandTagsOfOneIdStaysBounded) {
  std::string lines;
  for (int i = 0; i < 20'000; ++i) {
    lines +=
        "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:12Z\",X-" + std::to_string(i) + "=\"\"\n";
  }
  Warnings warnings;
  const auto events = read(lines, warnings).events;
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].attributes.size(), 256U);
  EXPECT_EQ(warnings.total(), 20'000 - EventReader::most);
}

TEST(Cue, LastsFromCueOutToCueIn) {
  Warnings warnings;
  const auto playlist = parse_playlist(
      "#EXTM3U\n#EXTINF:4,\na\n#EXT-X-CUE-OUT:30\n#EXTINF:4,\nb\n#EXT-X-CUE-OUT-CONT:4/30\n#EXTINF:4,\nc\n"
      "#EXT-X-CUE-IN\n#EXTINF:4,\nd\n#EXT-X-CUE-IN\n#EXT-X-CUE-OUT:DURATION=8.5,BREAKID=7\n#EXTINF:4,\ne\n",
      "https://a/", warnings);
  ASSERT_TRUE(playlist);
  ASSERT_EQ(playlist->events.size(), 2U);
  EXPECT_EQ(playlist->events[0].scheme, "EXT-X-CUE-OUT");
  EXPECT_EQ(playlist->events[0].start, Seconds{4});
  EXPECT_EQ(playlist->events[0].duration, Seconds{8});
  EXPECT_EQ(playlist->events[0].message, "30");
  EXPECT_EQ(playlist->events[1].start, Seconds{16});
  EXPECT_EQ(playlist->events[1].duration, Seconds{8.5});
  EXPECT_EQ(playlist->events[1].attributes[1], (media::Attribute{"BREAKID", "7"}));
}

}  // namespace
}  // namespace praxino::manifest::hls
