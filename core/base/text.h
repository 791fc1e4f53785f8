#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

/// Reading of plain text without locales: everything here means ASCII and leaves other bytes alone.
namespace praxino::text {

/// The lines of a text, each ended by LF, CRLF or CR; the last one may lack its end.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// Goes to the next line; false at the end.
  bool next();
  [[nodiscard]] std::string_view line() const { return line_; }
  /// Of the line that next() went to; the first is 1.
  [[nodiscard]] std::uint64_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::uint64_t number_ = 0;
};

/// An HLS attribute list (RFC 8216 §4.2): NAME=value,NAME="quoted, value". Lenient: white space around names,
/// values and commas is dropped, a missing closing quote ends with the text, items without '=' are left out.
class Attributes {
 public:
  explicit Attributes(std::string_view list) : rest_(list) {}

  bool next();
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view value() const { return value_; }  ///< Without its quotes.

 private:
  std::string_view rest_;
  std::string_view name_;
  std::string_view value_;
};

/// Without leading and trailing spaces, tabs and line ends.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] char lower(char letter);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_ignoring_case(std::string_view text, std::string_view prefix);

/// Takes the first line off the front of `rest`, and its end too; gives it without that.
std::string_view take_line(std::string_view& rest);
/// Takes what stands before the first `separator` off the front of `rest`, and the separator too.
std::string_view take(std::string_view& rest, char separator);

/// Decimal digits and nothing else; nothing where there are none or the value does not fit.
[[nodiscard]] std::optional<std::uint64_t> to_uint(std::string_view digits);
[[nodiscard]] std::optional<std::uint32_t> to_uint32(std::string_view digits);
/// A decimal number such as "-9.009" in units of 10^-places, exactly; digits beyond are rounded, halves away
/// from zero. Nothing where it is no such number or does not fit. `places` is at most 9.
[[nodiscard]] std::optional<std::int64_t> to_ticks(std::string_view decimal, unsigned places);
/// The same of a number that more may follow, and takes it off the front of `rest`.
[[nodiscard]] std::optional<std::int64_t> take_ticks(std::string_view& rest, unsigned places);

/// Appends a short text without a call of the library's copying, which in wasm leaves the program and comes
/// back.
inline void append(std::string& out, std::string_view more) {
  const std::size_t size = out.size();
  // libstdc++ 12 tells how much room there is, not how much was asked for.
  out.resize_and_overwrite(size + more.size(), [size, more](char* all, std::size_t /*whole*/) {
    char* to = all + size;
    const char* from = more.data();
    const char* const end = from + more.size();
    for (; end - from >= 8; from += 8, to += 8) std::memcpy(to, from, 8);
    while (from != end) *to++ = *from++;
    return size + more.size();
  });
}
/// As ==, for short texts; the same is to be said of it.
inline bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const char* one = a.data();
  const char* other = b.data();
  const char* const end = one + a.size();
  for (; end - one >= 8; one += 8, other += 8) {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, one, 8);
    std::memcpy(&right, other, 8);
    if (left != right) return false;
  }
  while (one != end) {
    if (*one++ != *other++) return false;
  }
  return true;
}
/// Appends `value` in decimal, with leading zeros up to `width` digits.
void append_number(std::string& out, std::uint64_t value, unsigned width = 0);

}  // namespace praxino::text
