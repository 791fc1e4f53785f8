#include "core/judge/judge.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/text.h"
#include "fuzz/require.h"

// Any text as a manifest: what is found lies in it, says which rule it breaks, and is counted.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto findings = judge::judge(text);
  if (!findings) return 0;

  std::uint64_t lines = 0;
  for (text::Lines each(text); each.next();) lines = each.number();
  std::uint64_t counted = 0;
  for (const auto severity : {judge::Severity::error, judge::Severity::warning, judge::Severity::note}) {
    counted += findings->count(severity);
  }
  const auto& kept = findings->kept();
  require(kept.size() == std::min<std::uint64_t>(counted, judge::Findings::most));
  for (const judge::Finding& finding : kept) {
    require(finding.rule != nullptr);
    // What an MPD lacks at its end it lacks behind its last line.
    const bool is_mpd = std::string_view(finding.rule->id).starts_with("dash-");
    require(finding.line >= 1 && finding.line <= lines + (is_mpd ? 1 : 0));
    // Bounded, however long the values are that it speaks of.
    require(finding.detail.size() < 1000);
  }
  return 0;
}
