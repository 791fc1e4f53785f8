#include "core/judge/hls/values.h"

#include <algorithm>
#include <limits>

#include "core/base/text.h"

namespace praxino::judge::hls {
namespace {

constexpr Micros longest = 100'000'000'000 * second;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_hex_digit(char letter) {
  return is_digit(letter) || (text::lower(letter) >= 'a' && text::lower(letter) <= 'f');
}

}  // namespace

bool is_integer(std::string_view text) { return text.size() <= 20 && text::to_uint(text).has_value(); }

bool is_decimal(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') <= 1 && consists_of(text, digits, ".") &&
         std::any_of(text.begin(), text.end(), is_digit);
}

bool is_signed_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return is_decimal(text);
}

bool is_hexadecimal(std::string_view text) {
  return text.size() > 2 && text::starts_ignoring_case(text, "0x") &&
         std::all_of(text.begin() + 2, text.end(), is_hex_digit);
}

bool is_resolution(std::string_view text) {
  const std::string_view width = text.substr(0, text.find('x'));
  return width.size() < text.size() && is_integer(width) && is_integer(text.substr(width.size() + 1));
}

std::optional<Micros> to_micros(std::string_view decimal) {
  if (!is_signed_decimal(decimal)) return std::nullopt;
  const Micros bound = decimal.starts_with('-') ? -longest : longest;
  return std::clamp(text::to_ticks(decimal, 6).value_or(bound), -longest, longest);
}

std::optional<std::uint64_t> to_rounded(std::string_view decimal) {
  if (!is_decimal(decimal)) return std::nullopt;
  std::string_view fraction = decimal;
  const std::string_view whole = text::take(fraction, '.');
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t seconds = whole.empty() ? 0 : text::to_uint(whole).value_or(most);
  return !fraction.empty() && fraction.front() >= '5' && seconds != most ? seconds + 1 : seconds;
}

Micros sum(Micros a, Micros b) {
  Micros result = 0;
  if (!__builtin_add_overflow(a, b, &result)) return result;
  return b < 0 ? std::numeric_limits<Micros>::min() : std::numeric_limits<Micros>::max();
}

std::optional<Range> parse_range(std::string_view text) {
  const bool has_offset = text.find('@') != std::string_view::npos;
  const std::string_view length = text::take(text, '@');
  if (!is_integer(length) || (has_offset && !is_integer(text))) return std::nullopt;
  Range range{*text::to_uint(length), std::nullopt};
  if (has_offset) range.offset = text::to_uint(text);
  if (range.offset.value_or(0) + range.length < range.length) return std::nullopt;
  return range;
}

bool consists_of(std::string_view text, unsigned classes, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char letter) {
    if (letter >= 'A' && letter <= 'Z') return (classes & capitals) != 0;
    if (letter >= 'a' && letter <= 'z') return (classes & smalls) != 0;
    if (is_digit(letter)) return (classes & digits) != 0;
    return others.find(letter) != std::string_view::npos;
  });
}

bool has_uri_characters(std::string_view text) {
  if (!consists_of(text, alphanumeric, "-._~:/?#[]@!$&'()*+,;=%")) return false;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (text.size() - at < 3 || !is_hex_digit(text[at + 1]) || !is_hex_digit(text[at + 2])) return false;
  }
  return true;
}

bool is_language(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('-'));
  // Grandfathered "i-…" and private "x-…" begin with one letter.
  const bool is_prefix = first.size() < text.size() && is_among("i x I X", first);
  if (!consists_of(first, capitals | smalls) || (first.size() < 2 && !is_prefix)) return false;
  return each(text, '-', [](std::string_view subtag) {
    return !subtag.empty() && subtag.size() <= 8 && consists_of(subtag, alphanumeric);
  });
}

}  // namespace praxino::judge::hls
