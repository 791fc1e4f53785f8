#include "core/manifest/dash/values.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/base/text.h"
#include "core/base/time.h"

namespace praxino::manifest::dash {
namespace {

struct Unit {
  char designator;
  std::int64_t seconds;
};

constexpr std::array<Unit, 3> kDateUnits{{{'Y', 365 * 86400}, {'M', 30 * 86400}, {'D', 86400}}};
constexpr std::array<Unit, 3> kTimeUnits{{{'H', 3600}, {'M', 60}, {'S', 1}}};

bool add_units(std::string_view text, const std::array<Unit, 3>& units, std::int64_t& total) {
  std::size_t place = 0;  // Units come in their order, each at most once.
  while (!text.empty()) {
    const std::size_t end = text.find_first_not_of("0123456789.");
    if (end == std::string_view::npos || end == 0) return false;
    while (place < units.size() && units[place].designator != text[end]) ++place;
    const auto count = text::to_ticks(text.substr(0, end), 6);
    std::int64_t length = 0;
    if (place == units.size() || !count || __builtin_mul_overflow(*count, units[place].seconds, &length) ||
        __builtin_add_overflow(total, length, &total)) {
      return false;
    }
    ++place;
    text.remove_prefix(end + 1);
  }
  return true;
}

/// ISO/IEC 23091-3 ChannelConfiguration: how many channels each index stands for.
constexpr std::array<std::uint8_t, 21> kCicpChannels{0, 1, 2,  3, 4,  5,  6,  8,  2,  3, 4,
                                                     7, 8, 24, 8, 12, 10, 12, 14, 12, 14};

/// Dolby's channel map (ETSI TS 102 366 §E.1.3.1.8): the speakers that come as pairs: Lc/Rc, Lrs/Rrs,
/// Lsd/Rsd, Lw/Rw, Lvh/Rvh.
constexpr std::uint32_t kDolbyPairs = 0x0670;

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  text = text::trim(text);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 2) return std::nullopt;
  text.remove_prefix(1);
  std::int64_t total = 0;
  const std::string_view date = text::take(text, 'T');
  if (!add_units(date, kDateUnits, total) || !add_units(text, kTimeUnits, total)) return std::nullopt;
  return negative ? -total : total;
}

std::optional<media::ByteRange> parse_range(std::string_view text) {
  text = text::trim(text);
  const bool has_dash = text.find('-') != std::string_view::npos;
  const auto first = text::to_uint(text::take(text, '-'));
  if (!first || !has_dash) return std::nullopt;
  if (text.empty()) return media::ByteRange{*first, std::nullopt};
  const auto last = text::to_uint(text);
  if (!last || *last < *first || *last == UINT64_MAX) return std::nullopt;
  return media::ByteRange{*first, *last - *first + 1};
}

std::optional<double> parse_frame_rate(std::string_view text) {
  text = text::trim(text);
  const auto numerator = text::to_ticks(text::take(text, '/'), 6);
  const auto denominator = text.empty() ? std::optional<std::uint32_t>(1) : text::to_uint32(text);
  if (!numerator || *numerator < 0 || !denominator || *denominator == 0) return std::nullopt;
  return static_cast<double>(*numerator) / static_cast<double>(kMicroseconds) / *denominator;
}

std::uint32_t channels_of(std::string_view scheme, std::string_view value) {
  value = text::trim(value);
  const std::uint32_t number = text::to_uint32(value).value_or(0);
  if (scheme.starts_with("urn:mpeg:dash:23003:3:") || scheme.starts_with("urn:dts:dash:audio_channel_"))
    return number;
  if (scheme == "urn:mpeg:mpegB:cicp:ChannelConfiguration") {
    return number < kCicpChannels.size() ? kCicpChannels[number] : 0;
  }
  if (scheme.starts_with("tag:dolby.com,2014:dash:audio_channel_") ||
      scheme.starts_with("urn:dolby:dash:audio_channel_")) {
    std::uint32_t mask = 0;
    for (const char letter : value.substr(0, 4)) {
      const char small = text::lower(letter);
      const bool hex = small >= 'a' && small <= 'f';
      if (!hex && (small < '0' || small > '9')) return 0;
      mask = mask * 16 + static_cast<std::uint32_t>(hex ? small - 'a' + 10 : small - '0');
    }
    return static_cast<std::uint32_t>(std::popcount(mask) + std::popcount(mask & kDolbyPairs));
  }
  return 0;
}

std::optional<std::int64_t> to_timescale(std::int64_t microseconds, std::uint32_t timescale) {
  const std::int64_t seconds = microseconds / kMicroseconds;
  const std::int64_t rest = microseconds % kMicroseconds;
  const std::int64_t half = rest < 0 ? -kMicroseconds / 2 : kMicroseconds / 2;
  std::int64_t ticks = 0;
  if (__builtin_mul_overflow(seconds, static_cast<std::int64_t>(timescale), &ticks) ||
      __builtin_add_overflow(ticks, (rest * timescale + half) / kMicroseconds, &ticks)) {
    return std::nullopt;
  }
  return ticks;
}

}  // namespace praxino::manifest::dash
