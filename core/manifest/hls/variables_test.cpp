#include "core/manifest/hls/variables.h"

#include <gtest/gtest.h>

#include <string>

#include "core/manifest/read.h"

namespace praxino::manifest::hls {
namespace {

using media::Variables;

constexpr const char* kUrl = "https://a.example/b/c.m3u8?token=x%2By&quote=%22";
const Variables kImported{{"host", "https://h.example"}, {"empty", ""}};

TEST(Variables, AreFilledInLineForLine) {
  const struct {
    const char* lines;
    const char* filled;
  } rows[] = {
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v/1\"\n{$p}/a.ts\n", "\nv/1/a.ts\n"},
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v\"\r\n\r\na{$p}{$p}b\r\n", "\n\navvb\n"},
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v\"\n#EXT-X-MAP:URI=\"{$p}.mp4\"\n", "\n#EXT-X-MAP:URI=\"v.mp4\"\n"},
      {"#EXT-X-DEFINE:NAME=\"iv\",VALUE=\"0x1\"\n#EXT-X-KEY:IV={$iv}\n", "\n#EXT-X-KEY:IV=0x1\n"},
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v\"\n#EXTINF:4,{$p} {$q}\n# {$q}\n",
       "\n#EXTINF:4,{$p} {$q}\n# {$q}\n"},
      {"#EXT-X-DEFINE:QUERYPARAM=\"token\"\na?{$token}\n", "\na?x+y\n"},
      {"#EXT-X-DEFINE:IMPORT=\"host\"\n{$host}/a\n", "\nhttps://h.example/a\n"},
      {"#EXT-X-DEFINE:IMPORT=\"empty\"\n{$empty}a\n", "\na\n"},
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"{$q}\"\n{$p}\n", "\n{$q}\n"},
      {"#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v\"\n{p} $p {$p}\n", "\n{p} $p v\n"},
  };
  for (const auto& row : rows) {
    Variables defined;
    Warnings warnings;
    const auto filled = fill_variables(row.lines, kUrl, &kImported, defined, warnings);
    ASSERT_TRUE(filled && *filled) << row.lines;
    EXPECT_EQ(**filled, row.filled);
    EXPECT_EQ(defined.size(), 1U) << row.lines;
    EXPECT_EQ(warnings.total(), 0U) << row.lines;
  }
}

TEST(Variables, AreNotLookedForWhereNoneIsDefined) {
  Variables defined;
  Warnings warnings;
  const auto filled = fill_variables("#EXTM3U\n{$p}/a.ts\n", kUrl, nullptr, defined, warnings);
  ASSERT_TRUE(filled);
  EXPECT_FALSE(*filled);
}

TEST(Variables, KeepTheirFirstValue) {
  Variables defined;
  Warnings warnings;
  const auto filled =
      fill_variables("#EXT-X-DEFINE:NAME=\"p\",VALUE=\"1\"\n#EXT-X-DEFINE:NAME=\"p\",VALUE=\"2\"\n{$p}\n",
                     kUrl, nullptr, defined, warnings);
  ASSERT_TRUE(filled && *filled);
  EXPECT_EQ(**filled, "\n\n1\n");
  ASSERT_EQ(warnings.total(), 1U);
  EXPECT_EQ(warnings.first().front().line, 2U);
}

TEST(Variables, ThatCannotBeFilledInAreRefusedWithTheLine) {
  const std::string define = "#EXT-X-DEFINE:NAME=\"p\",VALUE=\"v\"\n";
  const struct {
    std::string lines;
    std::uint64_t line;
  } rows[] = {
      {define + "{$q}\n", 2},
      {define + "{$p\n", 2},
      {"{$p}\n" + define, 1},
      {"#EXT-X-DEFINE:NAME=\"p\"\n", 1},
      {"#EXT-X-DEFINE:VALUE=\"p\"\n", 1},
      {"#EXT-X-DEFINE\n", 1},
      {"\n#EXT-X-DEFINE:QUERYPARAM=\"none\"\n", 2},
      {"#EXT-X-DEFINE:QUERYPARAM=\"quote\"\n", 1},
      {"#EXT-X-DEFINE:IMPORT=\"none\"\n", 1},
  };
  for (const auto& row : rows) {
    Variables defined;
    Warnings warnings;
    const auto filled = fill_variables(row.lines, kUrl, &kImported, defined, warnings);
    ASSERT_FALSE(filled) << row.lines;
    EXPECT_EQ(filled.error().fault, Fault::missing) << row.lines;
    EXPECT_EQ(filled.error().where, row.line) << row.lines;
  }
  Variables defined;
  Warnings warnings;
  EXPECT_FALSE(fill_variables("#EXT-X-DEFINE:IMPORT=\"host\"\n", kUrl, nullptr, defined, warnings));
}

TEST(Variables, DoNotMakeTextWithoutEnd) {
  std::string lines = "#EXT-X-DEFINE:NAME=\"p\",VALUE=\"" + std::string(100'000, 'v') + "\"\n";
  for (int i = 0; i < 1000; ++i) lines += "{$p}\n";
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "#EXT-X-DEFINE:NAME=\"" + std::to_string(i) + "\",VALUE=\"\"\n";
  for (const std::string& text : {lines, many}) {
    Variables defined;
    Warnings warnings;
    const auto filled = fill_variables(text, kUrl, nullptr, defined, warnings);
    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().fault, Fault::too_large);
  }
}

TEST(Variables, OfAMultivariantPlaylistCanBeImported) {
  Warnings warnings;
  const auto main = read_presentation(
      "#EXTM3U\n#EXT-X-DEFINE:NAME=\"host\",VALUE=\"https://h.example\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1\n{$host}/v.m3u8\n",
      kUrl, "", warnings);
  ASSERT_TRUE(main);
  EXPECT_EQ(main->feeds.front().playlist, "https://h.example/v.m3u8");
  const auto playlist =
      read_playlist("#EXTM3U\n#EXT-X-DEFINE:IMPORT=\"host\"\n#EXTINF:4,\n{$host}/1.mp4\n#EXT-X-ENDLIST\n",
                    kUrl, main->variables, warnings);
  ASSERT_TRUE(playlist);
  EXPECT_EQ(playlist->segments.at(0).media.url, "https://h.example/1.mp4");
}

}  // namespace
}  // namespace praxino::manifest::hls
