#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/judge/findings.h"

namespace praxino::judge {

/// Holds an HLS playlist, multivariant or media (draft-pantos-hls-rfc8216bis), or a DASH MPD (ISO/IEC
/// 23009-1) against its standard; which of them it is its text tells. An Error where it is neither, or too
/// long to be read (64 MB).
[[nodiscard]] Result<Findings> judge(std::string_view text);

}  // namespace praxino::judge
