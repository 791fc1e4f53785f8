#include "core/judge/dash/types.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/judge/dash/report.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

using text::trim;

constexpr std::string_view digits = "0123456789";
constexpr std::int64_t microseconds = 1'000'000;

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

bool is_alphanumeric(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) {
    const char small = text::lower(letter);
    return (small >= 'a' && small <= 'z') || (letter >= '0' && letter <= '9');
  });
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// Whether there is at least one word and each is as `good` says.
template <typename Good>
bool all_words(std::string_view list, Good good) {
  std::string_view word = take_word(list);
  if (word.empty()) return false;
  for (; !word.empty(); word = take_word(list)) {
    if (!good(word)) return false;
  }
  return true;
}

bool is_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto value = text::to_uint(text);
  return value && *value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}

/// xs:duration: PnYnMnDTnHnMnS; whole numbers but for the seconds, at least one of them.
bool is_duration(std::string_view text) {
  if (!manifest::dash::parse_duration(text) || text.starts_with('-')) return false;
  const std::size_t point = text.find('.');
  if (text.ends_with('T')) return false;
  if (point == std::string_view::npos) return true;
  const std::string_view fraction = text.substr(point + 1);
  return point > 0 && digits.find(text[point - 1]) != std::string_view::npos && fraction.ends_with('S') &&
         is_digits(fraction.substr(0, fraction.size() - 1));
}

bool is_frame_rate(std::string_view text) {
  const bool fraction = text.find('/') != std::string_view::npos;
  const std::string_view numerator = text::take(text, '/');
  return is_digits(numerator) && (!fraction || (is_digits(text) && !text.starts_with('0')));
}

bool is_byte_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  return dash != std::string_view::npos && text::to_uint(text.substr(0, dash)) &&
         (dash + 1 == text.size() || text::to_uint(text.substr(dash + 1)));
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return letter > ' ' && letter < 0x7F &&
           std::string_view("()<>@,;:\\\"/[]?=").find(letter) == std::string_view::npos;
  });
}

bool is_mime(std::string_view text) {
  text = text::take(text, ';');
  const std::string_view type = text::take(text, '/');
  return is_token(type) && is_token(trim(text));
}

/// Without the quotes of RFC 6381: "avc1.64001f,mp4a.40.2", or with a character set and language in front.
bool is_codecs(std::string_view text) {
  if (text.empty() || text.ends_with(',')) return false;
  while (!text.empty()) {
    const std::string_view codec = trim(text::take(text, ','));
    if (!is_token(codec) || codec.starts_with('.') || codec.ends_with('.')) return false;
  }
  return true;
}

/// Subtags of one to eight letters and digits; the first is of letters, and of at least two where it is not
/// the x or i of private and old ones.
bool is_language(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('-'));
  const bool lettered = first.find_first_of(digits) == std::string_view::npos;
  const bool singled = first.size() == 1 && (text::lower(first[0]) == 'x' || text::lower(first[0]) == 'i');
  if (!lettered || (first.size() < 2 && !singled) || text.ends_with('-')) return false;
  while (!text.empty()) {
    const std::string_view subtag = text::take(text, '-');
    if (subtag.empty() || subtag.size() > 8 || !is_alphanumeric(subtag)) return false;
  }
  return true;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) {
    if (text[dash] != '-') return false;
  }
  std::string_view rest = text;
  while (!rest.empty()) {
    if (!is_hex(text::take(rest, '-'))) return false;
  }
  return std::ranges::count(text, '-') == 4;
}

bool is_base64(std::string_view text) {
  std::size_t letters = 0;
  std::size_t padding = 0;
  for (const char letter : text) {
    if (letter == ' ' || (letter >= '\t' && letter <= '\r')) continue;
    const bool code = is_alphanumeric({&letter, 1}) || letter == '+' || letter == '/';
    if (letter != '=' && (!code || padding != 0)) return false;
    ++(letter == '=' ? padding : letters);
  }
  return letters != 0 && padding <= 2 && (letters + padding) % 4 == 0;
}

bool is_profiles(std::string_view text) {
  if (text.empty() || text.ends_with(',')) return false;
  while (!text.empty()) {
    const std::string_view profile = trim(text::take(text, ','));
    if (profile.empty() || profile.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  }
  return true;
}

/// What is not allowed in a URI even where it is written for people (RFC 3987).
bool is_url(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\r\n<>\"{}|\\^`") == std::string_view::npos;
}

bool is_boolean(std::string_view text) {
  return text == "true" || text == "false" || text == "1" || text == "0";
}

bool is_ratio(std::string_view text) { return is_digits(text::take(text, ':')) && is_digits(text); }

bool is_one_of(std::string_view value, std::string_view words) {
  for (std::string_view word = take_word(words); !word.empty(); word = take_word(words)) {
    if (word == value) return true;
  }
  return false;
}

/// Reads the fields of an xs:dateTime one after another; the first that is none spoils it all.
struct Clock {
  std::string_view rest;
  bool good = true;

  void expect(char letter) {
    good = good && rest.starts_with(letter);
    if (good) rest.remove_prefix(1);
  }
  int take(std::size_t width, std::uint64_t most) {
    const auto value = text::to_uint(rest.substr(0, width));
    good = good && rest.size() >= width && value && *value <= most;
    if (!good) return 0;
    rest.remove_prefix(width);
    return static_cast<int>(*value);
  }
  /// Microseconds.
  std::int64_t take_fraction() {
    if (!good || !rest.starts_with('.')) return 0;
    const std::size_t end = std::min(rest.find_first_not_of(digits, 1), rest.size());
    good = end > 1;
    std::int64_t value = 0;
    for (std::size_t i = 1; i <= 6; ++i) value = value * 10 + (i < end ? rest[i] - '0' : 0);
    rest.remove_prefix(end);
    return value;
  }
  /// Minutes ahead of UTC.
  std::int64_t take_zone() {
    if (!good || rest.empty()) return 0;
    const char sign = rest.front();
    rest.remove_prefix(1);
    if (sign == 'Z') return 0;
    good = sign == '+' || sign == '-';
    const std::int64_t hours = take(2, 14);
    expect(':');
    const std::int64_t minutes = hours * 60 + take(2, 59);
    return sign == '-' ? -minutes : minutes;
  }
};

constexpr std::array<const char*, 29> misfits{
    "",
    "no text that stands here",
    "not one of the words that the schema lists",
    "not without white space",
    "no list of names",
    "no unsigned integer of 32 bits",
    "no unsigned integer of 64 bits",
    "no list of unsigned integers",
    "no integer of 64 bits",
    "no number",
    "no number of seconds, nor INF",
    "neither true nor false",
    "neither an unsigned integer nor a boolean",
    "no duration such as PT1M4.5S",
    "no time such as 2026-01-31T12:00:00Z",
    "no URL",
    "no list of URNs parted by commas",
    "no ratio such as 16:9",
    "no frame rate such as 25 or 30000/1001",
    "neither one nor two sampling rates",
    "no type of stream access point, 0 to 6",
    "no percentage, 1 to 100",
    "no byte range such as 0-499",
    "no list of codes of four characters",
    "no MIME type such as video/mp4",
    "no list of codecs such as avc1.64001f,mp4a.40.2",
    "no language tag such as pt-BR",
    "no list of UUIDs",
    "no base64",
};
static_assert(misfits.size() == static_cast<std::size_t>(Type::base64) + 1);

}  // namespace

bool fits(Type type, std::string_view value, std::string_view words) {
  // Types that restrict xs:string keep the white space around them; the others lose it.
  const std::string_view inner = trim(value);
  switch (type) {
    case Type::text:
      return true;
    case Type::none:
      return inner.empty();
    case Type::word:
      return is_one_of(value, words);
    case Type::no_space:
      return value.find_first_of(" \t\r\n") == std::string_view::npos;
    case Type::names:
      return all_words(value, [](std::string_view) { return true; });
    case Type::uint32:
      return text::to_uint32(inner).has_value();
    case Type::uint64:
      return text::to_uint(inner).has_value();
    case Type::uint32s:
      return all_words(value, [](auto word) { return text::to_uint32(word).has_value(); });
    case Type::integer:
      return is_integer(inner);
    case Type::real:
      return to_real(inner).has_value();
    case Type::offset:
      return to_real(inner).value_or(-1) >= 0;
    case Type::boolean:
      return is_boolean(inner);
    case Type::uint_or_bool:
      return is_boolean(inner) || text::to_uint32(inner);
    case Type::duration:
      return is_duration(inner);
    case Type::date_time:
      return to_time(inner).has_value();
    case Type::url:
      return is_url(inner);
    case Type::profiles:
      return is_profiles(inner);
    case Type::ratio:
      return is_ratio(value);
    case Type::frame_rate:
      return is_frame_rate(value);
    case Type::sampling_rates: {
      std::size_t left = 2;
      return all_words(value, [&](auto word) { return left-- != 0 && text::to_uint32(word); });
    }
    case Type::stream_access:
      return to_number(inner, 7) <= 6;
    case Type::percent:
      return to_number(inner, 0) - 1 < 100;
    case Type::byte_range:
      return is_byte_range(value);
    case Type::four_ccs:
      return all_words(value, [](std::string_view word) { return word.size() == 4; });
    case Type::mime:
      return is_mime(value);
    case Type::codecs:
      return is_codecs(value);
    case Type::language:
      return is_language(inner);
    case Type::key_ids:
      return all_words(value, is_uuid);
    case Type::base64:
      return is_base64(value);
  }
  return false;
}

const char* misfit(Type type) { return misfits[static_cast<std::size_t>(type)]; }

std::optional<std::int64_t> to_time(std::string_view text) {
  Clock clock{trim(text)};
  const int year = clock.take(4, 9999);
  clock.expect('-');
  const int month = clock.take(2, 12);
  clock.expect('-');
  const int day = clock.take(2, 31);
  clock.expect('T');
  const std::int64_t hour = clock.take(2, 24);
  clock.expect(':');
  const std::int64_t minute = clock.take(2, 59);
  clock.expect(':');
  const std::int64_t second = clock.take(2, 59);
  const std::int64_t fraction = clock.take_fraction();
  const std::int64_t zone = clock.take_zone();
  if (!clock.good || !clock.rest.empty() || year == 0 || month == 0 || day == 0) return std::nullopt;
  if (day > days_in(year, month) || (hour == 24 && minute + second + fraction != 0)) return std::nullopt;

  const std::int64_t days = days_since_1970(year, month, day);
  return ((days * 24 + hour) * 3600 + (minute - zone) * 60 + second) * microseconds + fraction;
}

std::uint64_t to_number(std::string_view value, std::uint64_t otherwise) {
  return text::to_uint(trim(value)).value_or(otherwise);
}

std::optional<double> to_real(std::string_view value) {
  std::string_view mantissa = trim(value);
  if (mantissa == "INF") return std::numeric_limits<double>::max();
  if (mantissa.starts_with('+')) mantissa.remove_prefix(1);
  std::int64_t exponent = 0;
  if (const std::size_t e = mantissa.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view power = mantissa.substr(e + 1);
    mantissa = mantissa.substr(0, e);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto number = text::to_ticks(power, 0);
    if (!number || *number > 300 || *number < -300 || power.find('.') != std::string_view::npos)
      return std::nullopt;
    exponent = *number;
  }
  const auto parts = text::to_ticks(mantissa, 6);
  if (!parts) return std::nullopt;
  double out = static_cast<double>(*parts) / microseconds;
  for (; exponent > 0; --exponent) out *= 10;
  for (; exponent < 0; ++exponent) out /= 10;
  return out;
}

}  // namespace praxino::judge::dash
