#include "core/manifest/read.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>

namespace praxino::manifest {
namespace {

using media::ByteRange;
using media::PendingIndex;
using media::Presentation;
using media::SegmentIndex;
using media::SegmentList;

constexpr const char* kUrl = "https://a.example/b/c";

TEST(ReadPresentation, TellsHlsFromDashByTheText) {
  Warnings warnings;
  const std::string hls = "\xEF\xBB\xBF \r\n#EXTM3U\r\n#EXT-X-STREAM-INF:BANDWIDTH=1\r\nv.m3u8\r\n";
  const auto first = read_presentation(hls, kUrl, "application/dash+xml", warnings);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->protocol, media::Protocol::hls);

  const std::string dash =
      "\xEF\xBB\xBF\n<!-- x --><MPD mediaPresentationDuration='PT4S'><Period><AdaptationSet "
      "contentType='video'>"
      "<Representation id='v' bandwidth='1'/></AdaptationSet></Period></MPD>";
  const auto second = read_presentation(dash, kUrl, "application/vnd.apple.mpegurl", warnings);
  ASSERT_TRUE(second) << second.error().what;
  EXPECT_EQ(second->protocol, media::Protocol::dash);
  EXPECT_EQ(warnings.total(), 0u);
}

TEST(ReadPresentation, MakesAPresentationOfAMediaPlaylist) {
  Warnings warnings;
  const std::string text = "\xEF\xBB\xBF#EXTM3U\n#EXT-X-START:TIME-OFFSET=3\n#EXTINF:4,\na.mp4\n";
  const auto ended = read_presentation(text + "#EXT-X-ENDLIST\n", kUrl, "", warnings);
  ASSERT_TRUE(ended);
  EXPECT_FALSE(ended->live);
  EXPECT_EQ(ended->duration, Seconds{4});
  EXPECT_EQ(ended->start, Seconds{3});
  ASSERT_EQ(ended->variants.size(), 1u);
  ASSERT_EQ(ended->feeds.size(), 1u);
  const media::Rendition& rendition = (*ended)[*ended->variants[0].video];
  EXPECT_EQ(rendition.codecs, "");
  EXPECT_EQ((*ended)[rendition.track].renditions.size(), 1u);
  EXPECT_EQ(ended->feeds[0].playlist, kUrl);
  EXPECT_EQ(ended->feeds[0].segments->at(0).media.url, "https://a.example/b/a.mp4");

  const auto live = read_presentation(text, kUrl, "", warnings);
  ASSERT_TRUE(live);
  EXPECT_TRUE(live->live);
  EXPECT_FALSE(live->duration);
  EXPECT_EQ(warnings.total(), 0u);
}

TEST(ReadPresentation, CallsWhatIsNoManifestByItsName) {
  struct Row {
    const char* text;
    const char* type;
    Fault fault;
    const char* what;
  };
  constexpr std::array<Row, 9> kRows{{
      {"\xFF\xFE<", "", Fault::unsupported, "a manifest in UTF-16"},
      {"", "", Fault::truncated, "an empty manifest"},
      {" \r\n", "", Fault::truncated, "an empty manifest"},
      {"<!DOCTYPE html><html>", "", Fault::malformed, "an HTML page instead of a manifest"},
      {"\n<HTML><body/>", "", Fault::malformed, "an HTML page instead of a manifest"},
      {"<head/>", "text/html; charset=utf-8", Fault::malformed, "an HTML page instead of a manifest"},
      {"<rss/>", "", Fault::malformed, "an XML document that is no MPD"},
      {"404", "", Fault::malformed, "neither an HLS playlist (#EXTM3U) nor a DASH MPD"},
      {"#EXTINF:4,\na.ts\n", "", Fault::malformed, "neither an HLS playlist (#EXTM3U) nor a DASH MPD"},
  }};
  for (const Row& row : kRows) {
    Warnings warnings;
    const auto out = read_presentation(row.text, kUrl, row.type, warnings);
    ASSERT_FALSE(out) << row.text;
    EXPECT_EQ(out.error().fault, row.fault) << row.text;
    EXPECT_STREQ(out.error().what, row.what);
    EXPECT_EQ(out.error().where, 1u) << row.text;
  }
}

TEST(ReadPresentation, RefusesMoreThanSixtyFourMegabytes) {
  Warnings warnings;
  const auto out = read_presentation(std::string((64 << 20) + 1, '\n'), kUrl, "", warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().fault, Fault::too_large);
}

TEST(ReadPlaylist, WantsAMediaPlaylist) {
  Warnings warnings;
  EXPECT_EQ(read_playlist("#EXTM3U\n#EXTINF:4,\na\n", kUrl, {}, warnings)->segments.size(), 1u);
  EXPECT_EQ(read_playlist("<html>", kUrl, {}, warnings).error().fault, Fault::malformed);
  EXPECT_EQ(read_playlist("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n", kUrl, {}, warnings).error().where,
            2u);
}

PendingIndex pending_at(double start, double end, double offset) {
  PendingIndex pending;
  pending.url = "https://a.example/v.mp4";
  pending.stretch.timeline = 3;
  pending.stretch.start = Seconds{start};
  pending.stretch.window = TimeRange{Seconds{start}, Seconds{end}};
  pending.stretch.offset = Seconds{offset};
  return pending;
}

TEST(ListOfAnIndex, PlacesItsSegmentsInThePeriod) {
  SegmentIndex index;
  index.timescale = 1000;
  index.earliest_time = 5000;
  index.entries = {{.offset = 100, .size = 10, .duration = 2000},
                   {.offset = 110, .size = 20, .duration = 2000},
                   {.offset = 130, .size = 30, .duration = 1500}};
  // Media time 5 s is where the Period begins, at 30 s.
  const auto list = list_of(pending_at(30, 90, 25), index);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 3u);
  EXPECT_EQ(list->at(0).start, Seconds{30});
  EXPECT_EQ(list->at(2).start, Seconds{34});
  EXPECT_EQ(list->at(2).duration, Seconds{1.5});
  EXPECT_EQ(list->at(1).media, (media::Resource{"https://a.example/v.mp4", ByteRange{110, 20}}));
  EXPECT_EQ(list->stretches()[0].timeline, 3u);
  EXPECT_EQ(list->stretches()[0].timescale, 1000u);
  EXPECT_EQ(list->target_duration, Seconds{2});
}

TEST(ListOfAnIndex, IsCutToThePeriod) {
  SegmentIndex index;
  index.timescale = 1;
  for (std::uint32_t i = 0; i < 10; ++i) index.entries.push_back({.offset = i, .size = 1, .duration = 10});
  const auto list = list_of(pending_at(100, 145, 75), index);  // Media time 25 … 70.
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 5u);
  EXPECT_EQ(list->at(0).media.range->offset, 2u);
  EXPECT_EQ(list->at(0).start, Seconds{95});
  EXPECT_EQ(list->find(Seconds{100}), 0u);
}

TEST(ListOfAnIndex, SkipsEmptyEntriesAndKeepsTheirTime) {
  SegmentIndex index;
  index.timescale = 1;
  index.entries = {{.offset = 0, .size = 0, .duration = 5}, {.offset = 0, .size = 9, .duration = 5}};
  const auto list = list_of(pending_at(0, 60, 0), index);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ(list->at(0).start, Seconds{5});
}

TEST(ListOfAnIndex, IsRefusedWithTheEntry) {
  SegmentIndex nested;
  nested.entries = {{.size = 1, .duration = 1}, {.size = 1, .duration = 1, .nested = true}};
  EXPECT_EQ(list_of(pending_at(0, 1, 0), nested).error().where, 1u);
  EXPECT_EQ(list_of(pending_at(0, 1, 0), nested).error().fault, Fault::unsupported);

  SegmentIndex late;
  late.earliest_time = std::numeric_limits<std::int64_t>::max() - 5;
  late.entries = {{.size = 1, .duration = 1}, {.size = 1, .duration = 10}};
  EXPECT_EQ(list_of(pending_at(0, 1, 0), late).error().fault, Fault::too_large);
  EXPECT_EQ(list_of(pending_at(0, 1, 1e300), late).error().fault, Fault::too_large);
  SegmentIndex timeless;
  timeless.timescale = 0;
  EXPECT_EQ(list_of(pending_at(0, 1, 0), timeless).error().fault, Fault::malformed);
}

}  // namespace
}  // namespace praxino::manifest
