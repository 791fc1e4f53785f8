#pragma once

#include <optional>
#include <string_view>

#include "core/base/time.h"
#include "core/manifest/dash/parse.h"

namespace praxino::manifest::dash {

/// A time of W3C Media Fragments §4.2.1, "90.5", "npt:1:30" or "0:01:30.5", from its start "90,120" alone;
/// nothing where it is none.
[[nodiscard]] std::optional<Seconds> parse_npt(std::string_view text);

/// Where the fragment of an MPD's URL, "t=90&period=ad" (ISO/IEC 23009-1 Annex C.4), has playback start on
/// the presentation's timeline: `t` into the Period of the id `period`, by default the first one. Nothing
/// where it does not say; what cannot be obeyed is a warning.
[[nodiscard]] std::optional<Seconds> start_of(std::string_view fragment, const Document& document,
                                              const Mpd& mpd, Warnings& warnings);

}  // namespace praxino::manifest::dash
