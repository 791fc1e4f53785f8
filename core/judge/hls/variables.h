#pragma once

#include <cstdint>
#include <string_view>

#include "core/judge/hls/attributes.h"

/// Variables, "{$name}" (RFC 8216bis §4.3).
namespace praxino::judge::hls {

/// An EXT-X-DEFINE; what it defines is known from here on.
void judge_define(const Values& values, std::uint64_t line, Context& context);

/// Whether a text refers to variables; tells those that are not defined.
bool judge_references(std::string_view text, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
