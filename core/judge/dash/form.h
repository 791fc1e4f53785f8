#pragma once

#include <string_view>

#include "core/judge/dash/report.h"

namespace praxino::judge::dash {

/// Whether the text begins as an XML document does, in UTF-8 or in UTF-16 with or without its mark.
[[nodiscard]] bool is_xml(std::string_view text);

/// Holds the text against XML 1.0, more strictly than a player's parser does, in one pass and without
/// recursion. False where it cannot be parsed, or is larger than a tree of it should be.
[[nodiscard]] bool check_form(std::string_view text, Report& report);

}  // namespace praxino::judge::dash
