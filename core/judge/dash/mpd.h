#pragma once

#include <string_view>

#include "core/judge/findings.h"

namespace praxino::judge::dash {

/// An MPD against ISO/IEC 23009-1. What is no XML, or XML that is no MPD, is a finding too.
void judge(std::string_view text, Findings& findings);

}  // namespace praxino::judge::dash
