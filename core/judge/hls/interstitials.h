#pragma once

#include <cstdint>

#include "core/judge/hls/attributes.h"

namespace praxino::judge::hls {

/// The attributes beginning with "X-" of an EXT-X-DATERANGE, and what its class asks for: interstitials
/// (RFC 8216bis Appendix D.2 and D.3) and preloads (Appendix F).
void judge_class(const Values& values, std::uint64_t line, Context& context);

/// What the first tag of a Date Range must have.
void judge_first_of_class(std::string_view list, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
