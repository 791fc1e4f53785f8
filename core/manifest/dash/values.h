#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/media/types.h"

/// The lexical forms of MPD attributes (ISO/IEC 23009-1 Annex B, XML Schema Part 2). Nothing where malformed.
namespace praxino::manifest::dash {

/// xs:duration in microseconds; a year counts 365 days, a month 30.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);

/// "first-last" or "first-", as in an HTTP Range.
[[nodiscard]] std::optional<media::ByteRange> parse_range(std::string_view text);

/// "30", "30000/1001" or, leniently, "29.97".
[[nodiscard]] std::optional<double> parse_frame_rate(std::string_view text);

/// An AudioChannelConfiguration's number of channels; 0 where the scheme is unknown.
[[nodiscard]] std::uint32_t channels_of(std::string_view scheme, std::string_view value);

/// Microseconds in ticks of a timescale, rounded; nothing where they do not fit.
[[nodiscard]] std::optional<std::int64_t> to_timescale(std::int64_t microseconds, std::uint32_t timescale);

}  // namespace praxino::manifest::dash
