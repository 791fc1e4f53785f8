#include "core/manifest/hls/live.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace praxino::manifest::hls {
namespace {

using media::Segment;
using media::SegmentList;

constexpr const char* kUrl = "https://a.example/b/c.m3u8";

/// A stream as a packager has it: what each segment is under, and what is written before it where that
/// changes.
struct Packaged {
  std::string lines;  ///< Its own: duration, range, gap, URI.
  std::string under;  ///< KEY, MAP and BITRATE that hold for it.
  bool discontinuity = false;
  std::string date;
};

struct Stream {
  std::vector<Packaged> segments;
  bool dates = false;

  /// The window [first, end) as a playlist.
  [[nodiscard]] std::string window(std::size_t first, std::size_t end, bool ended,
                                   const char* newline) const {
    std::size_t discontinuities = 0;
    for (std::size_t i = 0; i < first; ++i) discontinuities += segments[i].discontinuity ? 1 : 0;
    std::string out = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(first) +
                      "\n#EXT-X-DISCONTINUITY-SEQUENCE:" + std::to_string(discontinuities) + "\n";
    std::string under;
    for (std::size_t i = first; i < end; ++i) {
      const Packaged& one = segments[i];
      if (one.discontinuity) out += "#EXT-X-DISCONTINUITY\n";
      if (one.under != under) out += under = one.under;
      out += one.date + one.lines;
    }
    out += "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + std::to_string(end) + "\"\n";
    if (ended) out += "#EXT-X-ENDLIST\n";
    std::string text;
    for (const char letter : out) letter == '\n' ? text.append(newline) : text.append(1, letter);
    return text;
  }
};

/// `place`-th of any list, with all that is known of it.
void expect_same(const SegmentList& list, std::uint32_t place, const SegmentList& whole, std::uint32_t at,
                 double shift) {
  const Segment mine = list.at(place);
  const Segment theirs = whole.at(at);
  EXPECT_EQ(mine.number, theirs.number);
  EXPECT_EQ(mine.media, theirs.media) << mine.media.url;
  EXPECT_EQ(mine.duration, theirs.duration);
  EXPECT_NEAR(mine.start.value, theirs.start.value + shift, 1e-6) << mine.number;
  EXPECT_EQ(mine.gap, theirs.gap);
  EXPECT_EQ(mine.bitrate.bps, theirs.bitrate.bps);
  const media::Stretch& in = list.stretches()[mine.stretch];
  const media::Stretch& its = whole.stretches()[theirs.stretch];
  EXPECT_EQ(in.timeline, its.timeline);
  EXPECT_EQ(in.init, its.init);
  EXPECT_EQ(in.encryption, its.encryption);
  EXPECT_EQ(in.init_encryption, its.init_encryption);
}

Stream make_stream(std::mt19937& random) {
  const auto one_in = [&random](unsigned many) { return random() % many == 0; };
  Stream stream;
  std::string key;
  std::string map;
  std::string rate;
  unsigned end = 0;
  const bool ranged = one_in(3);
  const bool dated = one_in(2);
  const unsigned changes = one_in(2) ? 6 : 1000;
  for (unsigned i = 0; i < 60; ++i) {
    Packaged one;
    one.discontinuity = one_in(changes);
    if (one_in(changes)) key = "#EXT-X-KEY:METHOD=AES-128,URI=\"k" + std::to_string(i) + "\",IV=0x1\n";
    if (one_in(2 * changes)) key = "#EXT-X-KEY:METHOD=NONE\n";
    if (one_in(changes)) map = "#EXT-X-MAP:URI=\"i" + std::to_string(i) + "\"\n";
    if (one_in(changes)) rate = "#EXT-X-BITRATE:" + std::to_string(100 + i) + "\n";
    one.under = key + map + rate;
    if (dated && one_in(2))
      one.date = "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:" + std::to_string(10 + i % 50) + ":00Z\n";
    if (one_in(9)) one.lines += "#EXT-X-GAP\n";
    if (one_in(9))
      one.lines += "#EXT-X-DATERANGE:ID=\"d" + std::to_string(i) + "\",START-DATE=\"2026-01-01T00:00:00Z\"\n";
    one.lines +=
        "#EXTINF:" + std::to_string(1 + random() % 8) + "." + std::to_string(random() % 1000) + ",\n";
    if (ranged) {
      one.lines +=
          "#EXT-X-BYTERANGE:100" + (one_in(3) || i % 5 == 0 ? "@" + std::to_string(end += 100) : "") + "\n";
      one.lines += "file" + std::to_string(i / 5) + ".mp4\n";
    } else {
      one.lines += "s" + std::to_string(i) + ".m4s\n";
    }
    stream.segments.push_back(one);
  }
  return stream;
}

TEST(LivePlaylist, GivesInAnyWindowsWhatAWholeReadDoes) {
  std::mt19937 random(5);
  int whole = 0;
  int refreshes = 0;
  for (int round = 0; round < 300; ++round) {
    const Stream stream = make_stream(random);
    const char* newline = round % 5 == 0 ? "\r\n" : "\n";
    LivePlaylist live(kUrl);
    std::vector<double> starts(stream.segments.size(), -1);
    std::size_t first = random() % 5;
    std::size_t end = first + 1 + random() % 9;
    std::size_t before_first = first;
    std::size_t given = first;
    while (true) {
      const bool ended = end == stream.segments.size();
      const std::string text = stream.window(first, end, ended, newline);
      const auto refresh = live.refresh(text);
      ASSERT_TRUE(refresh) << refresh.error().what;
      whole += refresh->whole ? 1 : 0;
      ++refreshes;
      Warnings warnings;
      const auto expected = parse_playlist(text, kUrl, warnings);
      ASSERT_TRUE(expected);
      const SegmentList& all = expected->segments;
      EXPECT_EQ(refresh->removed, first - before_first);
      EXPECT_EQ(refresh->added.ended, ended);
      EXPECT_EQ(refresh->added.size(), end - std::max(first, given));
      for (std::uint32_t i = 0; i < refresh->added.size(); ++i)
        starts[refresh->added.at(i).number] = refresh->added.at(i).start.value;
      // The first one's start in this list says how far the two are apart.
      const double shift = starts[first] - all.at(0).start.value;
      for (std::uint32_t i = 0; i < refresh->added.size(); ++i)
        expect_same(refresh->added, i, all, all.size() - refresh->added.size() + i, shift);
      const Playlist now = live.playlist(warnings);
      ASSERT_EQ(now.segments.size(), all.size());
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        expect_same(now.segments, i, all, i, shift);
        EXPECT_NEAR(now.segments.at(i).start.value, starts[now.segments.at(i).number], 1e-6);
      }
      ASSERT_EQ(now.events.size(), expected->events.size());
      if (ended) break;
      given = end;
      before_first = first;
      end = std::min(end + random() % 4, stream.segments.size());
      first = std::min(first + random() % 4, end - 1);
      // What was in no text is put behind the rest as if all were as long: not here.
      first = std::min(first, given - 1);
    }
  }
  // Most streams go on as they were.
  EXPECT_LT(whole, refreshes / 2);
}

std::string plain(unsigned first, unsigned end, const char* name = "s") {
  std::string text =
      "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(first) + "\n";
  for (unsigned i = first; i < end; ++i)
    text += "#EXTINF:4,\n" + std::string(name) + std::to_string(i) + ".ts\n";
  return text;
}

TEST(LivePlaylist, ReadsOnlyWhatIsNewWhereItCan) {
  struct Case {
    const char* what;
    std::string before;
    std::string after;
    bool whole;
    std::uint32_t removed;
    std::uint32_t added;
  };
  const Case cases[] = {
      {"nothing", plain(3, 9), plain(3, 9), false, 0, 0},
      {"one more", plain(3, 9), plain(3, 10), false, 0, 1},
      {"one moved", plain(3, 9), plain(4, 10), false, 1, 1},
      {"one gone", plain(3, 9), plain(4, 9), false, 1, 0},
      {"all but one gone", plain(3, 9), plain(8, 20), false, 5, 11},
      {"all gone", plain(3, 9), plain(9, 12), true, 6, 3},
      {"some missed", plain(3, 9), plain(20, 22), true, 6, 2},
      {"other names", plain(3, 9), plain(4, 10, "t"), true, 1, 1},
      {"an older one", plain(3, 9), plain(2, 8), true, 0, 0},
      {"one that goes further back", plain(3, 9), plain(1, 10), true, 0, 1},
      {"one that begins again", plain(30, 39), plain(0, 2), true, 9, 2},
      {"the end", plain(3, 9), plain(3, 9) + "#EXT-X-ENDLIST\n", false, 0, 0},
      {"a line that goes on", plain(3, 9).substr(0, plain(3, 9).size() - 1), plain(3, 9), true, 0, 0},
      {"none, and then some", plain(0, 0), plain(0, 3), true, 0, 3},
      {"some, and then none", plain(0, 3), plain(3, 3), true, 3, 0},
  };
  for (const Case& it : cases) {
    LivePlaylist live(kUrl);
    ASSERT_TRUE(live.refresh(it.before)) << it.what;
    const auto refresh = live.refresh(it.after);
    ASSERT_TRUE(refresh) << it.what;
    EXPECT_EQ(refresh->whole, it.whole) << it.what;
    EXPECT_EQ(refresh->removed, it.removed) << it.what;
    EXPECT_EQ(refresh->added.size(), it.added) << it.what;
  }
}

TEST(LivePlaylist, KeepsTimeWhereSegmentsWereMissedOrTheCountBeginsAgain) {
  LivePlaylist live(kUrl);
  ASSERT_TRUE(live.refresh(plain(10, 13)));
  auto refresh = live.refresh(plain(20, 22));
  ASSERT_TRUE(refresh);
  EXPECT_EQ(refresh->added.at(0).start, Seconds{40});
  refresh = live.refresh(plain(0, 2));
  ASSERT_TRUE(refresh);
  EXPECT_EQ(refresh->added.at(0).start, Seconds{48});
}

TEST(LivePlaylist, IsAsItWasAfterAnError) {
  LivePlaylist live(kUrl);
  EXPECT_FALSE(live.refresh("<html>"));
  ASSERT_TRUE(live.refresh(plain(3, 9)));
  const auto bad = live.refresh(plain(3, 9) + "#EXTINF:x,\na\n");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, 16U);
  EXPECT_FALSE(live.refresh("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,IV=1\n"));
  const auto refresh = live.refresh(plain(4, 10));
  ASSERT_TRUE(refresh);
  EXPECT_FALSE(refresh->whole);
  EXPECT_EQ(refresh->added.at(0).start, Seconds{24});
}

TEST(LivePlaylist, KeepsWhatWaitsBehindAUriThatHadNoDuration) {
  const std::string text = "#EXTM3U\n#EXTINF:1,\na\n#EXT-X-BYTERANGE:7@5\n#EXT-X-GAP\nignored\n";
  LivePlaylist live(kUrl);
  ASSERT_TRUE(live.refresh(std::string(text)));
  const auto refresh = live.refresh(text + "#EXTINF:2,\nb\n");
  ASSERT_TRUE(refresh);
  ASSERT_EQ(refresh->added.size(), 1u);
  EXPECT_FALSE(refresh->whole);
  EXPECT_EQ(refresh->added.at(0).media.range, (media::ByteRange{5, 7}));
  EXPECT_TRUE(refresh->added.at(0).gap);
}

TEST(LivePlaylist, FillsVariablesIn) {
  const auto text = [](unsigned end) {
    std::string all = "#EXTM3U\n#EXT-X-DEFINE:IMPORT=\"v\"\n";
    for (unsigned i = 0; i < end; ++i) all += "#EXTINF:4,\n{$v}" + std::to_string(i) + ".ts\n";
    return all;
  };
  LivePlaylist live(kUrl, {{.name = "v", .value = "x/"}});
  ASSERT_TRUE(live.refresh(text(2)));
  const auto refresh = live.refresh(text(3));
  ASSERT_TRUE(refresh);
  EXPECT_FALSE(refresh->whole);
  EXPECT_EQ(refresh->added.at(0).media.url, "https://a.example/b/x/2.ts");
}

}  // namespace
}  // namespace praxino::manifest::hls
