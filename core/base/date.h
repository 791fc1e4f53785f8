#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace praxino {

/// Of the Gregorian calendar; `month` is 1 to 12.
[[nodiscard]] int days_in(int year, int month);
/// Days from 1970-01-01 to that day, which is there; `year` is 0 to 9999.
[[nodiscard]] std::int64_t days_since_1970(int year, int month, int day);

/// A date and time as ISO 8601 writes it ("2010-02-19T14:54:23.031+08:00"), in microseconds since 1970 began
/// in UTC; without a time zone it is UTC. Nothing where it is malformed or names no such day or time; a leap
/// second counts as the next one.
[[nodiscard]] std::optional<std::int64_t> parse_date_time(std::string_view text);

}  // namespace praxino
