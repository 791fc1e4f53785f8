#include "core/judge/dash/testing/rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/judge/dash/mpd.h"

namespace praxino::judge::dash::testing_rows {

std::string describe(const Findings& findings) {
  constexpr std::array names{"error", "warning", "note"};
  std::string out;
  for (const Finding& finding : findings.kept()) {
    out += std::string(names[static_cast<std::size_t>(finding.rule->severity)]) + " " + finding.rule->id +
           " " + std::to_string(finding.line) + " " + finding.detail + "\n";
  }
  return out;
}

void expect(const Rows& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.rule) + " of\n" + row.broken.substr(0, 2000));
    Findings broken;
    judge(row.broken, broken);
    const auto is = [&](const Finding& finding) { return finding.rule->id == std::string_view(row.rule); };
    const auto is_beside = [&](const Finding& finding) {
      return finding.rule->id == std::string_view(row.beside);
    };
    EXPECT_EQ(std::ranges::count_if(broken.kept(), is), 1) << describe(broken);
    EXPECT_TRUE(std::ranges::all_of(broken.kept(), [&](const Finding& it) {
      return is(it) || is_beside(it);
    })) << describe(broken);
    const auto found = std::ranges::find_if(broken.kept(), is);
    if (found != broken.kept().end()) {
      EXPECT_EQ(found->line, row.line) << describe(broken);
    }

    Findings sound;
    judge(row.sound, sound);
    EXPECT_TRUE(sound.kept().empty()) << row.sound.substr(0, 2000) << "\n" << describe(sound);
  }
}

}  // namespace praxino::judge::dash::testing_rows
