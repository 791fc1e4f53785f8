#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace praxino::text {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_space(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

/// Where the first line ends: at a CR, an LF or the text's end.
std::size_t line_end(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  static_assert(std::endian::native == std::endian::little);
  std::size_t at = 0;
  // Eight letters at once: the first of them that is a control character below 0x0E ends the line, or is a
  // tab.
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    const std::uint64_t below = (eight - kEach * 0x0E) & ~eight & (kEach * 0x80);
    if (below == 0) continue;
    at += static_cast<unsigned>(std::countr_zero(below)) / 8;
    break;
  }
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

/// Writes one more digit behind a number; false where it is none or the number becomes too large. Without a
/// division by what is not known before: they are slow, and there are very many digits.
bool push_digit(std::uint64_t& value, char letter) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  if (!is_digit(letter)) return false;
  const auto digit = static_cast<std::uint64_t>(letter - '0');
  if (value >= kMost / 10 && (value > kMost / 10 || digit > kMost % 10)) return false;
  value = value * 10 + digit;
  return true;
}

}  // namespace

bool Lines::next() {
  if (rest_.empty()) return false;
  line_ = take_line(rest_);
  ++number_;
  return true;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = line_end(rest);
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  rest.remove_prefix(rest.starts_with("\r\n") ? 2 : std::min<std::size_t>(rest.size(), 1));
  return line;
}

bool Attributes::next() {
  while (!rest_.empty()) {
    const std::size_t stop = rest_.find_first_of("=,");
    if (stop == std::string_view::npos) break;
    name_ = trim(rest_.substr(0, stop));
    const bool has_value = rest_[stop] == '=';
    rest_.remove_prefix(stop + 1);
    if (!has_value) continue;
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
    if (rest_.starts_with('"')) {
      rest_.remove_prefix(1);
      value_ = take(rest_, '"');
      take(rest_, ',');
    } else {
      value_ = trim(take(rest_, ','));
    }
    return true;
  }
  return false;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && starts_ignoring_case(a, b);
}

bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (lower(text[i]) != lower(prefix[i])) return false;
  }
  return true;
}

std::string_view take(std::string_view& rest, char separator) {
  // Most often it is near: a call of the library's search takes longer.
  std::size_t end = 0;
  while (end < rest.size() && rest[end] != separator) ++end;
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

std::optional<std::uint64_t> to_uint(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char letter : digits) {
    if (!push_digit(value, letter)) return std::nullopt;
  }
  return value;
}

std::optional<std::uint32_t> to_uint32(std::string_view digits) {
  const auto value = to_uint(digits);
  if (!value || *value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

std::optional<std::int64_t> take_ticks(std::string_view& rest, unsigned places) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::array<std::uint64_t, 10> kPowers = {
      1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  const char* at = rest.data();
  const char* const end = at + rest.size();
  const bool negative = at != end && *at == '-';
  if (negative || (at != end && *at == '+')) ++at;

  std::uint64_t value = 0;
  // Durations have few digits: what cannot become too large is not looked at for that.
  const auto push_digits = [&](std::size_t most) {
    const char* const from = at;
    const char* const stop = at + std::min(most, static_cast<std::size_t>(end - at));
    for (; at != stop && is_digit(*at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    return static_cast<std::size_t>(at - from);
  };
  bool any = push_digits(18) > 0;
  for (; at != end && is_digit(*at); ++at) {
    if (!push_digit(value, *at)) return std::nullopt;
  }
  if (value > kMost / kPowers[places]) return std::nullopt;
  std::size_t behind = 0;
  std::uint64_t rounded_up = 0;
  if (at != end && *at == '.') {
    ++at;
    behind = push_digits(places);
    if (at != end && *at >= '5' && *at <= '9') rounded_up = 1;
    any = any || behind > 0 || (at != end && is_digit(*at));
    while (at != end && is_digit(*at)) ++at;
  }
  value *= kPowers[places - behind];
  if (!any || value > kMost - rounded_up) return std::nullopt;
  rest = {at, end};
  const auto ticks = static_cast<std::int64_t>(value + rounded_up);
  return negative ? -ticks : ticks;
}

std::optional<std::int64_t> to_ticks(std::string_view decimal, unsigned places) {
  const auto ticks = take_ticks(decimal, places);
  return decimal.empty() ? ticks : std::nullopt;
}

void append_number(std::string& out, std::uint64_t value, unsigned width) {
  std::array<char, 20> digits{};
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  if (width > count) out.append(width - count, '0');
  while (count != 0) out.push_back(digits[--count]);
}

}  // namespace praxino::text
