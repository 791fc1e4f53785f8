#include "core/manifest/hls/playlist.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace praxino::manifest::hls {
namespace {

using media::ByteRange;
using media::Resource;
using media::Segment;
using media::SegmentList;

constexpr const char* kUrl = "https://a.example/b/c.m3u8?token=1";

/// The playlist that the lines after #EXTM3U make; they must be good.
Playlist read(const std::string& lines, Warnings& warnings) {
  auto playlist = parse_playlist("#EXTM3U\n" + lines, kUrl, warnings);
  EXPECT_TRUE(playlist) << playlist.error().what;
  return playlist ? *playlist : Playlist();
}

Playlist read(const std::string& lines) {
  Warnings warnings;
  Playlist playlist = read(lines, warnings);
  EXPECT_EQ(warnings.total(), 0u) << warnings.first().front().what;
  return playlist;
}

TEST(MediaPlaylist, CountsTimeInWholeMicroseconds) {
  std::string lines = "#EXT-X-TARGETDURATION:10\n";
  for (int i = 0; i < 1000; ++i) lines += "#EXTINF:9.009009,\n" + std::to_string(i) + ".mp4\n";
  const SegmentList list = read(lines + "#EXT-X-ENDLIST\n").segments;
  ASSERT_EQ(list.size(), 1000u);
  EXPECT_EQ(list.at(999).start, Seconds{8999.999991});
  EXPECT_EQ(list.at(999).media.url, "https://a.example/b/999.mp4");
  EXPECT_EQ(list.bounds().end, Seconds{9009.009});
  EXPECT_EQ(list.target_duration, Seconds{10});
  EXPECT_TRUE(list.ended);
  EXPECT_EQ(list.stretches().size(), 1u);
}

TEST(MediaPlaylist, EndsWithItsEndlistOrBeingOnDemand) {
  const std::string segment = "#EXTINF:1,\na\n";
  EXPECT_FALSE(read(segment).segments.ended);
  EXPECT_FALSE(read("#EXT-X-PLAYLIST-TYPE:EVENT\n" + segment).segments.ended);
  EXPECT_TRUE(read("#EXT-X-PLAYLIST-TYPE:VOD\n" + segment).segments.ended);
  EXPECT_TRUE(read(segment + "#EXT-X-ENDLIST").segments.ended);
}

TEST(MediaPlaylist, NumbersSegmentsFromItsMediaSequence) {
  const SegmentList list = read("#EXT-X-MEDIA-SEQUENCE:4294967299\n#EXTINF:1,\na\n#EXTINF:1,\nb\n").segments;
  EXPECT_EQ(list.at(1).number, 4294967300u);
}

TEST(MediaPlaylist, ContinuesByteRangesWithoutAnOffset) {
  const SegmentList list = read(
                               "#EXTINF:2,\n#EXT-X-BYTERANGE:100@20\na.mp4\n"
                               "#EXT-X-BYTERANGE:50\n#EXTINF:2,\na.mp4\n"
                               "#EXTINF:2,\nwhole.mp4\n"
                               "#EXTINF:2,\n#EXT-X-BYTERANGE:7\na.mp4\n")
                               .segments;
  EXPECT_EQ(list.at(0).media.range, (ByteRange{20, 100}));
  EXPECT_EQ(list.at(1).media.range, (ByteRange{120, 50}));
  EXPECT_FALSE(list.at(2).media.range);
  EXPECT_EQ(list.at(3).media.range, (ByteRange{170, 7}));
}

TEST(MediaPlaylist, BeginsAStretchWhereTheMapChanges) {
  const SegmentList list = read(
                               "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"700@0\"\n#EXTINF:2,\na\n"
                               "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"700\"\n#EXTINF:2,\nb\n"
                               "#EXT-X-MAP:URI=\"/j.mp4\"\n#EXTINF:2,\nc\n#EXTINF:2,\nd\n")
                               .segments;
  ASSERT_EQ(list.stretches().size(), 2u);
  EXPECT_EQ(list.stretches()[0].init, (Resource{"https://a.example/b/i.mp4", ByteRange{0, 700}}));
  EXPECT_EQ(list.stretches()[1].init, (Resource{"https://a.example/j.mp4", std::nullopt}));
  EXPECT_EQ(list.stretches()[1].start, Seconds{4});
  EXPECT_EQ(list.stretches()[1].timeline, 0u);
  EXPECT_EQ(list.at(3).stretch, 1u);
  EXPECT_EQ(list.at(3).start, Seconds{6});
}

TEST(MediaPlaylist, NamesTimelinesByTheDiscontinuitySequence) {
  const SegmentList list =
      read(
          "#EXT-X-DISCONTINUITY-SEQUENCE:5\n#EXT-X-MAP:URI=\"i\"\n"
          "#EXTINF:2,\na\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\nb\n"
          "#EXT-X-DISCONTINUITY\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"j\"\n#EXTINF:2,\nc\n")
          .segments;
  ASSERT_EQ(list.stretches().size(), 3u);
  EXPECT_EQ(list.stretches()[0].timeline, 5u);
  EXPECT_EQ(list.stretches()[1].timeline, 6u);
  EXPECT_EQ(list.stretches()[1].init, list.stretches()[0].init);
  EXPECT_EQ(list.stretches()[2].timeline, 8u);
  EXPECT_FALSE(list.stretches()[2].offset);
  EXPECT_FALSE(list.stretches()[2].window);
}

TEST(MediaPlaylist, MarksOneGapAlone) {
  const SegmentList list = read("#EXTINF:2,\n#EXT-X-GAP\na\n#EXTINF:2,\nb\n").segments;
  EXPECT_TRUE(list.at(0).gap);
  EXPECT_FALSE(list.at(1).gap);
}

TEST(MediaPlaylist, TellsWhereToStart) {
  const auto start = read("#EXT-X-START:TIME-OFFSET=-12.5,PRECISE=YES\n#EXTINF:2,\na\n").start;
  ASSERT_TRUE(start);
  EXPECT_EQ(start->offset, Seconds{-12.5});
  EXPECT_TRUE(start->precise);
  EXPECT_FALSE(read("#EXTINF:2,\na\n").start);
}

TEST(MediaPlaylist, IgnoresCommentsAndUnknownTags) {
  const SegmentList list =
      read(
          "# a comment\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-SOMETHING:NEW=1\n#EXTINFO:3\n"
          "#EXT-X-DISCONTINUITYISH\n#EXT-X-KEY:METHOD=NONE\n\n  \n#EXTINF:2,a, title\n \ta \r\n")
          .segments;
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list.at(0).media.url, "https://a.example/b/a");
}

TEST(MediaPlaylist, SaysHowSegmentsAreEncrypted) {
  const media::SegmentList list = read(
                                      "#EXT-X-MEDIA-SEQUENCE:7\n"
                                      "#EXT-X-MAP:URI=\"i\"\n"
                                      "#EXTINF:2,\nclear\n"
                                      "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n"
                                      "#EXTINF:2,\none\n"
                                      "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"identity\"\n"
                                      "#EXTINF:2,\ntwo\n"
                                      "#EXT-X-KEY:METHOD=AES-128,URI=\"/l\",IV=0XaBc\n"
                                      "#EXT-X-MAP:URI=\"i\"\n"
                                      "#EXTINF:2,\nthree\n"
                                      "#EXT-X-KEY:METHOD=NONE\n"
                                      "#EXTINF:2,\nclear\n")
                                      .segments;
  ASSERT_EQ(list.size(), 5U);
  const auto of = [&](std::uint32_t i) { return list.stretches()[list.at(i).stretch]; };
  EXPECT_FALSE(of(0).encryption || of(4).encryption);
  const media::Encryption by_number{"https://a.example/b/k", std::nullopt};
  EXPECT_EQ(of(1).encryption, by_number);
  EXPECT_EQ(list.at(1).stretch, list.at(2).stretch) << "the same key again";
  EXPECT_EQ(list.at(2).number, 9U);
  std::array<std::byte, 16> iv{};
  iv[14] = std::byte{0x0A};
  iv[15] = std::byte{0xBC};
  const media::Encryption by_iv{"https://a.example/l", iv};
  EXPECT_EQ(of(3).encryption, by_iv);
  EXPECT_EQ(of(3).init_encryption, by_iv);
  EXPECT_FALSE(of(1).init_encryption) << "the init came before the key";
  EXPECT_EQ(of(4).init_encryption, by_iv) << "and this one after it";
}

TEST(MediaPlaylist, TakesThePlainKeyOfThoseThatStandTogether) {
  const std::string fairplay =
      "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"\n";
  const std::string plain = "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n";
  const struct {
    std::string lines;
    bool otherwise;
  } rows[] = {
      {plain, false},
      {fairplay, true},
      {fairplay + plain, false},
      {plain + fairplay, false},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"com.example\"\n", true},
      {plain + "#EXTINF:1,\na\n" + fairplay, true},
      {fairplay + "#EXTINF:1,\na\n" + plain, false},
      {plain + "#EXTINF:1,\na\n" + plain + fairplay, false},
      {plain + fairplay + "#EXTINF:1,\na\n" + fairplay, true},
      {fairplay + plain + "#EXTINF:1,\na\n" + fairplay + plain, false},
      {plain + "#EXT-X-KEY:METHOD=NONE\n" + plain, false},
  };
  for (const auto& row : rows) {
    const SegmentList list = read(row.lines + "#EXTINF:1,\nlast\n").segments;
    const auto& encryption = list.stretches().back().encryption;
    ASSERT_TRUE(encryption) << row.lines;
    EXPECT_EQ(encryption->otherwise, row.otherwise) << row.lines;
    if (!row.otherwise) {
      EXPECT_EQ(encryption->key_url, "https://a.example/b/k");
    }
  }
}

TEST(MediaPlaylist, SaysWhatNothingElseComesOf) {
  const Playlist playlist = read(
      "#EXT-X-VERSION:9\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n"
      "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.0\n#EXT-X-PART-INF:PART-TARGET=0.33334\n"
      "#EXT-X-KEY:METHOD=NONE\n#EXTINF:1,\na\n#EXT-X-KEY:METHOD=NONE\n#EXTINF:1,\nb\n"
      "#EXT-X-PART:DURATION=0.33334,URI=\"p.0\",INDEPENDENT=YES\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p.1\"\n"
      "#EXT-X-RENDITION-REPORT:URI=\"../o.m3u8\",LAST-MSN=2\n#EXT-X-I-FRAMES-ONLY\n#EXT-X-OF-A-VENDOR:1,2\n");
  std::string names;
  for (const media::Said& said : playlist.said) names += said.name.substr(6) + " ";
  EXPECT_EQ(names,
            "VERSION PLAYLIST-TYPE INDEPENDENT-SEGMENTS SERVER-CONTROL PART-INF KEY PART PRELOAD-HINT "
            "RENDITION-REPORT I-FRAMES-ONLY OF-A-VENDOR ");
  EXPECT_EQ(playlist.said[0].text, "9");
  EXPECT_EQ(playlist.said[3].attributes,
            (std::vector<media::Attribute>{{"CAN-BLOCK-RELOAD", "YES"}, {"PART-HOLD-BACK", "1.0"}}));
  EXPECT_EQ(playlist.said.back().text, "1,2");
}

TEST(MediaPlaylist, IsDatedWhereADateSaysMoreThanTheOneBefore) {
  const std::string day = "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:";
  const Playlist playlist =
      read(day + "10Z\n#EXTINF:4,\na\n" + day + "14.0005Z\n#EXTINF:4,\nb\n#EXT-X-DISCONTINUITY\n" + day +
           "30Z\n#EXTINF:4,\nc\n");
  constexpr std::int64_t kMidnight = 1'767'225'600'000'000;
  EXPECT_EQ(playlist.dates, (std::vector<media::DatePoint>{{Seconds{0}, kMidnight + 10'000'000},
                                                           {Seconds{8}, kMidnight + 30'000'000}}));
}

TEST(MediaPlaylist, SaysTheBitratesOfWholeFiles) {
  const SegmentList list = read(
                               "#EXTINF:1,\na\n#EXT-X-BITRATE:800\n#EXTINF:1,\nb\n#EXTINF:1,\n"
                               "#EXT-X-BYTERANGE:5@0\nc\n#EXT-X-BITRATE:900\n#EXTINF:1,\nd\n")
                               .segments;
  EXPECT_EQ(list.at(0).bitrate.bps, 0U);
  EXPECT_EQ(list.at(1).bitrate.bps, 800'000U);
  EXPECT_EQ(list.at(2).bitrate.bps, 0U);
  EXPECT_EQ(list.at(3).bitrate.bps, 900'000U);
}

TEST(MediaPlaylist, HoldsInlineData) {
  const std::string data = "data:video/mp4;base64," + std::string(100'000, 'A');
  EXPECT_EQ(read("#EXTINF:2,\n" + data + "\n").segments.at(0).media.url, data);
}

struct Leniency {
  const char* lines;
  std::uint64_t line;
  const char* what;
  std::uint32_t segments;
};

TEST(MediaPlaylist, PutsRightWithAWarning) {
  constexpr std::array<Leniency, 9> kRows{
      {{"a\n#EXTINF:2,\nb\n", 2, "a URI without EXTINF is ignored", 1},
       {"#EXTINF:2,\n#EXTINF:3,\na\n", 3, "an EXTINF without a URI is ignored", 1},
       {"#EXTINF:2,\na\n#EXTINF:2,\n", 4, "the last EXTINF has no URI", 1},
       {"#EXTINF:0,\na\n", 3, "a segment of no duration", 1},
       {"#EXTINF:2,\na\n#EXT-X-MEDIA-SEQUENCE:5\n", 4, "EXT-X-MEDIA-SEQUENCE after a segment is ignored", 1},
       {"#EXTINF:2,\na\n#EXT-X-DISCONTINUITY-SEQUENCE:5\n#EXTINF:2,\nb\n", 4,
        "EXT-X-DISCONTINUITY-SEQUENCE after a segment is ignored", 2},
       {"#EXT-X-PROGRAM-DATE-TIME:today\n", 2, "EXT-X-PROGRAM-DATE-TIME is malformed", 0},
       {"#EXT-X-START:PRECISE=YES\n", 2, "EXT-X-START has no TIME-OFFSET", 0},
       {"#EXTINF:2,\n#EXT-X-BYTERANGE:5\na\n", 4,
        "EXT-X-BYTERANGE without an offset, where no range of the same file came before, begins at 0", 1}}};
  for (const Leniency& row : kRows) {
    Warnings warnings;
    const SegmentList list = read(row.lines, warnings).segments;
    ASSERT_EQ(warnings.total(), 1u) << row.lines;
    EXPECT_EQ(warnings.first().front().line, row.line) << row.lines;
    EXPECT_STREQ(warnings.first().front().what, row.what);
    EXPECT_EQ(list.size(), row.segments) << row.lines;
  }
}

TEST(MediaPlaylist, GivesASegmentOfNoDurationTheLeastOne) {
  Warnings warnings;
  EXPECT_EQ(read("#EXTINF:0,\na\n#EXTINF:1,\nb\n", warnings).segments.at(1).start, Seconds{0.000001});
}

struct Refusal {
  const char* lines;
  Fault fault;
  std::uint64_t line;
};

TEST(MediaPlaylist, IsRefusedWithTheLine) {
  constexpr std::array<Refusal, 24> kRows{{
      {"#EXTINF:\na\n", Fault::malformed, 2},
      {"#EXTINF:two,\na\n", Fault::malformed, 2},
      {"\n#EXTINF:-1,\na\n", Fault::malformed, 3},
      {"#EXTINF:1e3,\na\n", Fault::malformed, 2},
      {"#EXTINF:99999999999999999999,\na\n", Fault::malformed, 2},
      {"#EXTINF:90000000000,\na\n#EXTINF:90000000000,\nb\n", Fault::too_large, 4},
      {"#EXT-X-TARGETDURATION:x\n", Fault::malformed, 2},
      {"#EXT-X-MEDIA-SEQUENCE:-1\n", Fault::malformed, 2},
      {"#EXT-X-MEDIA-SEQUENCE:18446744073709551615\n", Fault::malformed, 2},
      {"#EXT-X-MAP:BYTERANGE=\"1@1\"\n", Fault::malformed, 2},
      {"#EXT-X-MAP:URI=\"i\",BYTERANGE=\"1@x\"\n", Fault::malformed, 2},
      {"#EXTINF:1,\n#EXT-X-BYTERANGE:0@5\na\n", Fault::malformed, 4},
      {"#EXTINF:1,\n#EXT-X-BYTERANGE:5@18446744073709551615\na\n", Fault::malformed, 4},
      {"#EXTINF:1,\n#EXT-X-BYTERANGE:\na\n", Fault::malformed, 4},
      {"#EXT-X-KEY:METHOD=AES-128\n", Fault::malformed, 2},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXT-X-KEY:\n", Fault::malformed, 3},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=12\n", Fault::malformed, 2},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x\n", Fault::malformed, 2},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x0g\n", Fault::malformed, 2},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x012345678901234567890123456789012\n", Fault::malformed, 2},
      {"#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXT-X-MAP:URI=\"i\"\n", Fault::malformed, 3},
      {"#EXT-X-KEY:URI=\"k\"\n", Fault::malformed, 2},
      {"#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n", Fault::unsupported, 2},
      {"#EXTINF:1,\na\n#EXT-X-STREAM-INF:BANDWIDTH=1\nb\n", Fault::malformed, 4},
  }};
  for (const Refusal& row : kRows) {
    Warnings warnings;
    const auto playlist = parse_playlist("#EXTM3U\n" + std::string(row.lines), kUrl, warnings);
    ASSERT_FALSE(playlist) << row.lines;
    EXPECT_EQ(playlist.error().fault, row.fault) << row.lines;
    EXPECT_EQ(playlist.error().where, row.line) << row.lines;
  }
}

TEST(MediaPlaylist, IsRefusedForEndlessUris) {
  Warnings warnings;
  const std::string uri(70'000, 'u');
  const auto playlist = parse_playlist("#EXTM3U\n#EXTINF:1,\n" + uri + "\n", kUrl, warnings);
  ASSERT_FALSE(playlist);
  EXPECT_EQ(playlist.error().fault, Fault::too_large);
  EXPECT_EQ(playlist.error().where, 3u);
}

TEST(MediaPlaylist, KeepsAHundredWarningsAndCountsTheRest) {
  std::string lines;
  for (int i = 0; i < 150; ++i) lines += "a\n";
  Warnings warnings;
  read(lines, warnings);
  EXPECT_EQ(warnings.total(), 150u);
  EXPECT_EQ(warnings.first().size(), 100u);
}

}  // namespace
}  // namespace praxino::manifest::hls
