#include "core/manifest/dash/entry.h"

#include <algorithm>
#include <limits>

namespace praxino::manifest::dash {

namespace {

bool is_space(char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::size_t behind_space(std::string_view text, std::size_t at) {
  const char* letter = text.data() + at;
  const char* const end = text.data() + text.size();
  while (letter < end && is_space(*letter)) ++letter;
  return static_cast<std::size_t>(letter - text.data());
}

bool take_plain(std::string_view text, std::size_t& at, PlainEntry& entry) {
  /// Of more digits a number may be too large.
  constexpr std::ptrdiff_t kMostDigits = 18;
  constexpr std::int64_t kMostDuration = std::numeric_limits<std::uint32_t>::max();
  constexpr std::int64_t kMostRepeats = std::numeric_limits<std::int32_t>::max();
  const char* next = text.data() + at;
  const char* const end = text.data() + text.size();
  const auto is = [&next, end](std::ptrdiff_t further, char letter) {
    return end - next > further && next[further] == letter;
  };
  if (!is(0, '<') || !is(1, 'S')) return false;
  entry = {.at = static_cast<std::uint32_t>(at)};
  next += 2;
  for (std::uint32_t seen = 0;;) {
    const char* const behind = next;
    while (next != end && is_space(*next)) ++next;
    if (is(0, '/') && is(1, '>')) {
      at = static_cast<std::size_t>(next + 2 - text.data());
      return true;
    }
    if (next == behind || !is(1, '=') || (!is(2, '"') && !is(2, '\''))) return false;
    const char attribute = next[0];
    const char quote = next[2];
    const std::uint32_t bit = 1U << (static_cast<unsigned>(attribute) % 32U);
    if ((seen & bit) != 0) return false;
    seen |= bit;
    next += 3;
    const bool negative = is(0, '-');
    if (negative) ++next;
    const char* const digits = next;
    const char* const stop = digits + std::min(end - digits, kMostDigits);
    std::int64_t value = 0;
    for (; next != stop && is_digit(*next); ++next) value = value * 10 + (*next - '0');
    if (next == digits || !is(0, quote)) return false;
    ++next;
    if (attribute == 't' && !negative) {
      entry.t = value;
    } else if (attribute == 'd' && !negative && value <= kMostDuration) {
      entry.d = static_cast<std::uint32_t>(value);
    } else if (attribute == 'r' && value <= kMostRepeats) {
      entry.r = negative ? -1 : static_cast<std::int32_t>(value);
    } else {
      return false;
    }
  }
}

}  // namespace praxino::manifest::dash
