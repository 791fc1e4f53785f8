#pragma once

#include "core/base/result.h"
#include "core/manifest/dash/parse.h"
#include "core/manifest/warnings.h"
#include "core/media/presentation.h"

namespace praxino::manifest::dash {

/// An MPD as a Presentation: one Track for what is one choice over all Periods, one Rendition and Feed for
/// what goes on as one encoding, one Stretch a Period in each feed's list. A Period that lacks a track is a
/// hole in its feeds. Where Periods differ in how many Representations they have, the one with the most gives
/// the Renditions.
[[nodiscard]] Result<media::Presentation> normalize(const Document& document, const Mpd& mpd,
                                                    Warnings& warnings);

}  // namespace praxino::manifest::dash
