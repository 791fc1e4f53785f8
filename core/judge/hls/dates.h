#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/judge/hls/context.h"
#include "core/judge/hls/values.h"

namespace praxino::judge::hls {

struct Date {
  Micros time = 0;  ///< Since 1970, UTC where no zone is said.
  bool has_zone = false;
  int places = 0;  ///< Digits of the second's fraction.
};

/// ISO 8601's extended form of a whole date and time: "2026-02-19T14:54:23.031+08:00". The zone may be
/// written as Z, ±hh:mm, ±hhmm, ±hh or not at all. Nothing where it is malformed or there is no such day.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The time of a date in a playlist, all that is wrong with it told.
std::optional<Micros> judge_date(std::string_view text, std::string_view of, std::uint64_t line,
                                 Context& context);

}  // namespace praxino::judge::hls
