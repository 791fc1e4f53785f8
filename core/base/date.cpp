#include "core/base/date.h"

#include <array>
#include <cstddef>

#include "core/base/text.h"

namespace praxino {
namespace {

/// Takes so many digits off the front.
std::optional<int> take_number(std::string_view& rest, std::size_t digits) {
  const auto number = text::to_uint(rest.substr(0, digits));
  if (rest.size() < digits || !number) return std::nullopt;
  rest.remove_prefix(digits);
  return static_cast<int>(*number);
}

bool take_one(std::string_view& rest, char letter) {
  if (!rest.starts_with(letter)) return false;
  rest.remove_prefix(1);
  return true;
}

/// Minutes; nothing where it is malformed.
std::optional<int> read_zone(std::string_view zone) {
  if (zone.empty() || zone == "Z" || zone == "z") return 0;
  const int sign = zone.starts_with('-') ? -1 : 1;
  if (!take_one(zone, '+') && !take_one(zone, '-')) return std::nullopt;
  const auto hours = take_number(zone, 2);
  take_one(zone, ':');
  const auto minutes = zone.empty() ? std::optional(0) : take_number(zone, 2);
  if (!hours || !minutes || !zone.empty() || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

}  // namespace

int days_in(int year, int month) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return lengths[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

/// Years are counted from March, so that a leap day ends one; and from a whole cycle of 400 before year 0, so
/// that none is negative.
std::int64_t days_since_1970(int year, int month, int day) {
  const std::int64_t years = std::int64_t{year} + 400 - (month <= 2 ? 1 : 0);
  const std::int64_t months = (month + 9) % 12;
  return years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 - 719'468 -
         146'097;
}

std::optional<std::int64_t> parse_date_time(std::string_view text) {
  text = text::trim(text);
  const auto year = take_number(text, 4);
  if (!year || !take_one(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || *month < 1 || *month > 12 || !take_one(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || *day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  std::int64_t seconds = days_since_1970(*year, *month, *day) * 86'400;
  if (text.empty()) return seconds * 1'000'000;

  if (!take_one(text, 'T') && !take_one(text, 't') && !take_one(text, ' ')) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 24 || !take_one(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  seconds += *hours * 3600 + *minutes * 60;
  std::int64_t fraction = 0;
  if (take_one(text, ':')) {
    const std::size_t end = text.find_first_not_of("0123456789.");
    const auto exact = text::to_ticks(text.substr(0, end), 6);
    if (!exact || *exact >= 61'000'000) return std::nullopt;
    fraction = *exact;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  }
  const auto zone = read_zone(text);
  if (!zone) return std::nullopt;
  return (seconds - *zone * 60) * 1'000'000 + fraction;
}

}  // namespace praxino
