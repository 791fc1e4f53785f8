#pragma once

#include <cstdint>
#include <string_view>

#include "core/judge/hls/context.h"

namespace praxino::judge::hls {

/// The text's encoding (RFC 8216bis §4.1), line by line: UTF-8 without control characters.
void judge_characters(std::string_view line, std::uint64_t number, Context& context);

/// Takes a byte order mark off the text's front and tells it.
void take_byte_order_mark(std::string_view& text, Findings& findings);

/// A line that a CR alone ends. `line` lies in `text`.
void judge_line_end(std::string_view text, std::string_view line, std::uint64_t number, Context& context);

}  // namespace praxino::judge::hls
