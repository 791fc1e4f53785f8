#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace praxino {

/// A date and time as ISO 8601 writes it ("2010-02-19T14:54:23.031+08:00"), in microseconds since 1970 began
/// in UTC; without a time zone it is UTC. Nothing where it is malformed or names no such day or time; a leap
/// second counts as the next one.
[[nodiscard]] std::optional<std::int64_t> parse_date_time(std::string_view text);

}  // namespace praxino
