#include "core/judge/hls/dates.h"

#include <array>

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-date-form", "RFC 8216bis §4.4.4.6", Severity::error, "a date that is none of ISO 8601",
         "Write it as YYYY-MM-DDThh:mm:ss.sssZ."},
    Rule{"hls-date-zone", "RFC 8216bis §4.4.4.6", Severity::warning, "a date without a time zone",
         "Add Z or an offset: clients take it for UTC, or for their own time."},
    Rule{"hls-date-fraction", "RFC 8216bis §4.4.4.6", Severity::warning, "a date without milliseconds",
         "Write three digits of the second's fraction, for seeking is as exact as dates are."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

/// Takes `count` digits off the front; nothing where there are fewer.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  const std::string_view head = text.substr(0, count);
  if (head.size() != count || !consists_of(head, digits)) return std::nullopt;
  text.remove_prefix(count);
  return static_cast<int>(*text::to_uint(head));
}

bool take_letter(std::string_view& text, std::string_view letters) {
  if (text.empty() || letters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// "Z", "+hh:mm", "+hhmm" or "+hh", in minutes; all of `text`.
std::optional<int> parse_zone(std::string_view text) {
  if (text == "Z") return 0;
  const bool west = text.starts_with('-');
  if (!take_letter(text, "+-")) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  int minutes = *hours * 60;
  if (!text.empty()) {
    take_letter(text, ":");
    const auto rest = take_digits(text, 2);
    if (!rest || *rest > 59 || !text.empty()) return std::nullopt;
    minutes += *rest;
  }
  return west ? -minutes : minutes;
}

/// "hh:mm:ss[.s…]" off the front. The 60th second is a leap second, and 24:00:00 the end of the day.
bool take_time(std::string_view& text, Date& date) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take_letter(text, ":")) return false;
  const auto minute = take_digits(text, 2);
  if (!minute || !take_letter(text, ":")) return false;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *hour > 24 || *minute > 59 || *seconds > 60) return false;
  if (*hour == 24 && (*minute != 0 || *seconds != 0)) return false;
  date.time += (*hour * 3600 + *minute * 60 + *seconds) * second;
  if (!take_letter(text, ".,")) return true;
  Micros unit = second;
  while (!text.empty() && consists_of(text.substr(0, 1), digits)) {
    unit /= 10;
    date.time += (text.front() - '0') * unit;
    if (date.places < 9) ++date.places;
    text.remove_prefix(1);
  }
  return date.places > 0;
}

}  // namespace

std::span<const Rule> date_rules() { return table; }

std::optional<Date> parse_date(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_letter(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || *month < 1 || *month > 12 || !take_letter(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *day < 1 || *day > days_in(*year, *month) || !take_letter(text, "T")) return std::nullopt;
  Date date{days_since_1970(*year, *month, *day) * 86'400 * second};
  if (!take_time(text, date)) return std::nullopt;
  if (text.empty()) return date;
  const auto zone = parse_zone(text);
  if (!zone) return std::nullopt;
  date.has_zone = true;
  date.time -= *zone * 60 * second;
  return date;
}

std::optional<Micros> judge_date(std::string_view text, std::string_view of, std::uint64_t line,
                                 Context& context) {
  const auto date = parse_date(text);
  if (!date) {
    context.tell(rule("hls-date-form"), line, {of, ": ", text});
    return std::nullopt;
  }
  if (!date->has_zone) context.tell(rule("hls-date-zone"), line, {of, ": ", text});
  if (date->places < 3) context.tell(rule("hls-date-fraction"), line, {of, ": ", text});
  return date->time;
}

}  // namespace praxino::judge::hls
