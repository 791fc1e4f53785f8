#include "core/judge/judge.h"

#include <gtest/gtest.h>

#include <string>

namespace praxino::judge {
namespace {

TEST(Judge, TellsTheFormatsApart) {
  const auto playlist = judge("\xEF\xBB\xBF#EXTM3U\n");
  ASSERT_TRUE(playlist.has_value());
  EXPECT_EQ(playlist->count(Severity::error), 1U);
  EXPECT_STREQ(playlist->kept().front().rule->id, "hls-byte-order-mark");

  const auto mpd = judge("<?xml version=\"1.0\"?>\n<MPD>\n<Period></MPD>");
  ASSERT_TRUE(mpd.has_value());
  ASSERT_FALSE(mpd->kept().empty());
  EXPECT_STREQ(mpd->kept().front().rule->id, "dash-not-an-mpd");
  EXPECT_EQ(mpd->kept().front().line, 3U);

  const auto page = judge("404 not found");
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().fault, Fault::malformed);
}

TEST(Judge, CountsWhatItDoesNotKeep) {
  const Rule rule{"a-rule", "§1", Severity::note, "something", "nothing"};
  Findings findings;
  for (std::size_t i = 0; i <= Findings::most; ++i) findings.add(rule, i);
  EXPECT_EQ(findings.count(Severity::note), Findings::most + 1);
  EXPECT_EQ(findings.kept().size(), Findings::most);
  EXPECT_FALSE(findings.has_room());
}

}  // namespace
}  // namespace praxino::judge
