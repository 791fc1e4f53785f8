#include "core/manifest/dash/anchor.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/base/url.h"

namespace praxino::manifest::dash {

std::optional<Seconds> parse_npt(std::string_view text) {
  constexpr std::string_view kPrefix = "npt:";
  if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
  text = text::take(text, ',');
  if (text.empty()) return Seconds{};
  std::int64_t total = 0;
  for (int unit = 0; unit < 3; ++unit) {
    const bool last = text.find(':') == std::string_view::npos;
    // Seconds may have a fraction, hours and minutes may not.
    const auto part = text::to_ticks(text::take(text, ':'), 6);
    if (!part || *part < 0 || (!last && *part % kMicroseconds != 0) ||
        __builtin_mul_overflow(total, 60, &total) || __builtin_add_overflow(total, *part, &total)) {
      return std::nullopt;
    }
    if (last) return seconds_of(total);
  }
  return std::nullopt;
}

std::optional<Seconds> start_of(std::string_view fragment, const Document& document, const Mpd& mpd,
                                Warnings& warnings) {
  if (fragment.empty()) return std::nullopt;
  // It is written as a query is.
  const std::string query = '?' + std::string(fragment);
  const std::string time = url::query_parameter(query, "t").value_or("");
  const std::string id = url::query_parameter(query, "period").value_or("");
  if (time.empty() && id.empty()) return std::nullopt;
  const auto period = id.empty() ? mpd.periods.begin() : std::ranges::find(mpd.periods, id, &Period::id);
  const auto into = parse_npt(time);
  if (period == mpd.periods.end() || !into) {
    document.warn(warnings, document.root(), "an MPD anchor that cannot be found is ignored");
    return std::nullopt;
  }
  return seconds_of(period->start) + *into;
}

}  // namespace praxino::manifest::dash
