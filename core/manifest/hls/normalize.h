#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/manifest/hls/multivariant.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/warnings.h"
#include "core/media/presentation.h"

namespace praxino::manifest::hls {

/// A multivariant playlist as a Presentation. Media of one language and name are one Track over all groups;
/// variants of one URI share a Rendition; variants that differ in their URI alone are fallbacks of the first
/// one's feed.
[[nodiscard]] Result<media::Presentation> normalize(const Multivariant& playlist, Warnings& warnings);

/// A media playlist played by itself: one variant of one rendition, of which nothing is known before its
/// bytes are.
[[nodiscard]] media::Presentation normalize(Playlist playlist, std::string_view url);

/// Makes it the feed's; it says where to start unless the presentation does.
void take(media::Presentation& presentation, media::FeedId feed, Playlist playlist);

}  // namespace praxino::manifest::hls
