#pragma once

#include <cstdint>

#include "core/judge/hls/attributes.h"

namespace praxino::judge::hls {

/// What a variant says of its picture, its formats and who may decode them (RFC 8216bis §4.4.6.2).
void judge_video(const Values& values, Tag tag, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
