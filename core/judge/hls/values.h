#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The lexical forms of RFC 8216bis §4.2 and of the values inside strings, taken strictly.
namespace praxino::judge::hls {

/// Time as it is written in decimals, in millionths of a second.
using Micros = std::int64_t;
constexpr Micros second = 1'000'000;

/// 1 to 20 digits, up to 2^64 - 1.
[[nodiscard]] bool is_integer(std::string_view text);
[[nodiscard]] bool is_decimal(std::string_view text);
[[nodiscard]] bool is_signed_decimal(std::string_view text);
/// "0x" and hexadecimal digits, the small ones too.
[[nodiscard]] bool is_hexadecimal(std::string_view text);
[[nodiscard]] bool is_resolution(std::string_view text);

/// A decimal number of seconds; what is beyond 3000 years counts as that. Nothing where it is malformed.
[[nodiscard]] std::optional<Micros> to_micros(std::string_view decimal);
/// The nearest whole number to a decimal that is not negative, halves up.
[[nodiscard]] std::optional<std::uint64_t> to_rounded(std::string_view decimal);
/// The sum, or the nearest number that fits.
[[nodiscard]] Micros sum(Micros a, Micros b);

/// "<n>[@<o>]" (§4.4.4.2).
struct Range {
  std::uint64_t length = 0;
  std::optional<std::uint64_t> offset;
};
/// Nothing where it is malformed or ends beyond 2^64 - 1.
[[nodiscard]] std::optional<Range> parse_range(std::string_view text);

/// Whether all characters are in the given classes or among `others`. True of nothing at all.
enum : unsigned { capitals = 1, smalls = 2, digits = 4, alphanumeric = 7 };
[[nodiscard]] bool consists_of(std::string_view text, unsigned classes, std::string_view others = {});

/// Whether a URI has only characters that RFC 3986 lets it have, and '%' only before two hexadecimal digits.
[[nodiscard]] bool has_uri_characters(std::string_view text);
/// Whether subtags are of a language tag's lengths and characters (RFC 5646 §2.1); not whether they exist.
[[nodiscard]] bool is_language(std::string_view text);

/// Calls `visit` with all that stands between separators, until it says false; whether it never did.
template <typename Visit>
bool each(std::string_view list, char separator, Visit visit) {
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = list.find(separator);
    if (!visit(list.substr(0, end))) return false;
    if (end != std::string_view::npos) list.remove_prefix(end + 1);
  }
  return true;
}

/// Whether `word` is one of the words that `list` has between separators.
[[nodiscard]] inline bool is_among(std::string_view list, std::string_view word, char separator = ' ') {
  return !each(list, separator, [&](std::string_view each_word) { return each_word != word; });
}
}  // namespace praxino::judge::hls
