#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge/hls/playlist.h"

/// Playlists that break one rule, each beside its nearest neighbour that breaks none.
namespace praxino::judge::hls {

struct Case {
  std::string_view id;
  std::uint64_t line = 0;
  std::string broken;
  std::string mended;
  /// Rules that cannot but be broken as well.
  std::vector<std::string_view> also = {};
};

// The tables of all tests: together they have every rule.
[[nodiscard]] std::vector<Case> text_cases();
[[nodiscard]] std::vector<Case> attribute_cases();
[[nodiscard]] std::vector<Case> media_cases();
[[nodiscard]] std::vector<Case> live_cases();
[[nodiscard]] std::vector<Case> daterange_cases();
[[nodiscard]] std::vector<Case> multivariant_cases();

using Text = std::initializer_list<std::string_view>;

inline std::string joined(Text lines) {
  std::string text;
  for (const std::string_view line : lines) text.append(line).append("\n");
  return text;
}

/// A Media Playlist that has ended; its lines begin with the third.
inline std::string media(Text lines) {
  return "#EXTM3U\n#EXT-X-TARGETDURATION:10\n" + joined(lines) + "#EXTINF:10,\nlast.ts\n#EXT-X-ENDLIST\n";
}

/// A live Media Playlist; its lines begin with the third.
inline std::string live(Text lines) { return "#EXTM3U\n#EXT-X-TARGETDURATION:10\n" + joined(lines); }

/// A Multivariant Playlist; its lines begin with the second.
inline std::string multivariant(Text lines) {
  return "#EXTM3U\n" + joined(lines) + "#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS=\"mp4a.40.2\"\nlast.m3u8\n";
}

inline Findings judged(std::string_view text) {
  Findings findings;
  judge(text, findings);
  return findings;
}

/// Every finding in a line of its own, for messages.
inline std::string told(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings.kept()) {
    text += std::to_string(finding.line) + " " + finding.rule->id + " " + finding.detail + "\n";
  }
  return text;
}

inline void check(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    const Findings broken = judged(each.broken);
    std::vector<std::string_view> ids;
    bool at_its_line = false;
    for (const Finding& finding : broken.kept()) {
      ids.emplace_back(finding.rule->id);
      at_its_line = at_its_line || (finding.rule->id == each.id && finding.line == each.line);
    }
    std::vector<std::string_view> expected = each.also;
    expected.push_back(each.id);
    std::sort(ids.begin(), ids.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(ids, expected) << each.broken << told(broken);
    EXPECT_TRUE(at_its_line) << each.id << " at " << each.line << " of\n" << each.broken << told(broken);
    const Findings mended = judged(each.mended);
    EXPECT_EQ(told(mended), "") << each.id << " in\n" << each.mended;
  }
}

}  // namespace praxino::judge::hls
