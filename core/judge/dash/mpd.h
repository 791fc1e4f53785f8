#pragma once

#include <string_view>

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// Whether the text begins as XML does, which is all that tells an MPD from anything else.
[[nodiscard]] bool is_mpd(std::string_view text);

/// An MPD against ISO/IEC 23009-1. What is no XML, or XML that is no MPD, is a finding too. Takes memory and
/// time in proportion to the text, whatever stands in it.
void judge(std::string_view text, Findings& findings);

}  // namespace praxino::judge::dash
