#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/manifest/read.h"

namespace praxino::manifest {
namespace {

constexpr const char* kUrl = "https://a.example/b/c.m3u8";

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// Playlists that are made to be expensive or to be misread: what comes of each.
TEST(HostilePlaylist, EndsInAnErrorOrInWhatIsInIt) {
  const std::string head = "#EXTM3U\n";
  const std::string segment = "#EXTINF:2,\na.ts\n";
  const std::string variant = "#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n";
  const struct {
    const char* name;
    std::string text;
    std::optional<Fault> fault;
    std::uint32_t segments = 0;
  } rows[] = {
      {"more than 64 MB", head + std::string((64 << 20) + 1, 'a'), Fault::too_large},
      {"one line of 8 MB that is a URI", head + "#EXTINF:2,\n" + std::string(8 << 20, 'a'), Fault::too_large},
      {"one line of 8 MB that is a tag",
       head + "#EXT-X-" + std::string(8 << 20, 'a') + "\n" + segment,
       {},
       1},
      {"one line of 8 MB that is a comment", head + "#" + std::string(8 << 20, 'a') + "\n" + segment, {}, 1},
      {"one attribute list of 8 MB", head + "#EXT-X-A:" + repeated("A=1,", 2 << 20) + "\n" + segment, {}, 1},
      {"a title of 8 MB", head + "#EXTINF:2," + std::string(8 << 20, ' ') + "\na.ts\n", {}, 1},
      {"a number of a million digits", head + "#EXTINF:" + std::string(1 << 20, '9') + ",\na.ts\n",
       Fault::malformed},
      {"more than a million segments", head + repeated("#EXTINF:2,\na\n", 1'000'001), Fault::too_large},
      {"many discontinuities", head + repeated("#EXT-X-DISCONTINUITY\n#EXTINF:2,\na\n", 50'000), {}, 50'000},
      {"many keys",
       head + repeated("#EXT-X-KEY:METHOD=NONE\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n", 50'000) + segment,
       {},
       1},
      {"many maps", head + repeated("#EXT-X-MAP:URI=\"i\"\n", 100'000) + segment, {}, 1},
      {"many dates",
       head +
           repeated("#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z\n"
                    "#EXT-X-PROGRAM-DATE-TIME:2025-01-01T00:00:00Z\n",
                    50'000) +
           segment,
       {},
       1},
      {"a hundred thousand variants", head + repeated(variant, 100'000), Fault::too_large},
      {"thousands of media in one group",
       head + repeated("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"n\",URI=\"a\"\n", 4000) +
           repeated("#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\nv\n", 90),
       {}},
      {"a hundred thousand skipped segments", head + "#EXT-X-SKIP:SKIPPED-SEGMENTS=100000\n" + segment,
       Fault::unsupported},
      {"fewer than no skipped segments", head + "#EXT-X-SKIP:SKIPPED-SEGMENTS=-1\n" + segment,
       Fault::unsupported},
      {"NULs instead of text", head + std::string(1 << 20, '\0'), Fault::missing},
      {"NULs in a URI", head + "#EXTINF:2,\n" + std::string("a\0b.ts", 6) + "\n", {}, 1},
      {"UTF-16", std::string("\xFF\xFE#\0E\0X\0T\0", 10), Fault::unsupported},
      {"bytes that are no UTF-8", head + "#EXTINF:2,\xC3\x28\n\xFF\xFE.ts\n", {}, 1},
      {"a byte order mark", "\xEF\xBB\xBF" + head + segment, {}, 1},
      {"lines that end in CR alone", "#EXTM3U\r#EXTINF:2,\ra.ts\r#EXTINF:2,\rb.ts\r", {}, 2},
      {"a variable in itself", head + "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"{$a}\"\n#EXTINF:2,\n{$a}\n", {}, 1},
  };
  for (const auto& row : rows) {
    Warnings warnings;
    const auto out = read_presentation(row.text, kUrl, "", warnings);
    ASSERT_EQ(out.has_value(), !row.fault) << row.name << ": " << (out ? "" : out.error().what);
    if (row.fault) {
      EXPECT_EQ(out.error().fault, *row.fault) << row.name << ": " << out.error().what;
    } else if (const auto& list = out->feeds.front().segments) {
      EXPECT_EQ(list->size(), row.segments) << row.name;
    }
  }
}

}  // namespace
}  // namespace praxino::manifest
