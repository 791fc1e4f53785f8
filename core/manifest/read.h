#pragma once

#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/warnings.h"
#include "core/media/presentation.h"
#include "core/media/segment_index.h"

/// Manifests as text to media::Presentation. `where` of an Error is the line, from 1. Text of up to 64 MB is
/// taken; what can be computed is not expanded, so that a window of days costs no more than what is written
/// of it.
namespace praxino::manifest {

/// An HLS playlist (RFC 8216) or a DASH MPD (ISO/IEC 23009-1), told apart by their text. An HLS media
/// playlist becomes a Presentation of one variant whose only feed has its segments. `url` is where the text
/// came from after redirects, with the fragment that was asked for: it may be an MPD anchor (ISO/IEC 23009-1
/// Annex C.4). `content_type` only helps to say what else it was.
[[nodiscard]] Result<media::Presentation> read_presentation(std::string_view text, std::string_view url,
                                                            std::string_view content_type,
                                                            Warnings& warnings);

/// An HLS media playlist. `variables` are those of the multivariant playlist that names it.
[[nodiscard]] Result<hls::Playlist> read_playlist(std::string_view text, std::string_view url,
                                                  const media::Variables& variables, Warnings& warnings);

/// The segments that a file's index announces, cut to their Period. `where` of an Error is the entry.
[[nodiscard]] Result<media::SegmentList> list_of(const media::PendingIndex& pending,
                                                 const media::SegmentIndex& index);

/// All of a feed's Periods: `lists` of its indexes, in their order, and what the feed declared beside them.
[[nodiscard]] media::SegmentList join(const media::Feed& feed, std::span<const media::SegmentList> lists);

}  // namespace praxino::manifest
