#pragma once

#include <string_view>

#include "core/judge/findings.h"

namespace praxino::judge::hls {

/// An HLS playlist of either kind against draft-pantos-hls-rfc8216bis. `text` begins with #EXTM3U, but for
/// what manifest::hls::is_playlist lets pass.
void judge(std::string_view text, Findings& findings);

}  // namespace praxino::judge::hls
