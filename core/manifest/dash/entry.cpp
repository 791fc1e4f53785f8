#include "core/manifest/dash/entry.h"

#include <limits>

namespace praxino::manifest::dash {

std::size_t behind_space(std::string_view text, std::size_t at) {
  const auto is_space = [](char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  };
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

bool take_plain(std::string_view text, std::size_t& at, PlainEntry& entry) {
  /// Of more digits a number may be too large.
  constexpr std::size_t kMostDigits = 18;
  constexpr std::int64_t kMostDuration = std::numeric_limits<std::uint32_t>::max();
  constexpr std::int64_t kMostRepeats = std::numeric_limits<std::int32_t>::max();
  const auto letter = [text](std::size_t place) { return place < text.size() ? text[place] : '\0'; };
  std::size_t place = at;
  if (letter(place) != '<' || letter(place + 1) != 'S') return false;
  entry = {.at = static_cast<std::uint32_t>(place)};
  place += 2;
  for (std::uint32_t seen = 0;;) {
    const std::size_t name = behind_space(text, place);
    if (letter(name) == '/' && letter(name + 1) == '>') {
      at = name + 2;
      return true;
    }
    const char quote = letter(name + 2);
    const char attribute = letter(name);
    if (name == place || letter(name + 1) != '=' || (quote != '"' && quote != '\'')) return false;
    const std::uint32_t bit = 1U << (static_cast<unsigned>(attribute) % 32U);
    if ((seen & bit) != 0) return false;
    seen |= bit;
    place = name + 3;
    const bool negative = letter(place) == '-';
    if (negative) ++place;
    const std::size_t digits = place;
    std::int64_t value = 0;
    for (; letter(place) >= '0' && letter(place) <= '9' && place - digits < kMostDigits; ++place)
      value = value * 10 + (letter(place) - '0');
    if (place == digits || letter(place) != quote) return false;
    ++place;
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
