#pragma once

#include <cstddef>
#include <vector>

#include "core/base/result.h"
#include "core/judge/findings.h"
#include "core/manifest/hls/live.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/warnings.h"
#include "core/media/presentation.h"

/// What manifests say, in one piece of memory (writer.h), for a host that has no use for C++ types. Numbers
/// that are absent are NaN; ids are places in their lists; kinds and severities are numbers in the order of
/// their enums. js/src/node/flat.ts reads it.
namespace praxino::flat {

/// 1; protocol, live, duration, least buffer, start, whether it is precise; tracks, renditions, variants,
/// feeds, each behind their number; said, events, variables; warnings.
[[nodiscard]] std::vector<std::byte> flatten(const media::Presentation& presentation,
                                             const manifest::Warnings& warnings);

/// 1; the list (segments.h); said, events, dates; start, whether it is precise; warnings.
[[nodiscard]] std::vector<std::byte> flatten(const manifest::hls::Playlist& playlist,
                                             const manifest::Warnings& warnings);

/// 1; whether it was read whole, how many are gone; what is new (segments.h).
[[nodiscard]] std::vector<std::byte> flatten(const manifest::hls::LivePlaylist::Refresh& refresh);

/// 1; the rules that are broken; findings: rule, line, detail; how many of each severity there are.
[[nodiscard]] std::vector<std::byte> flatten(const judge::Findings& findings);

/// 0; fault, where, what.
[[nodiscard]] std::vector<std::byte> flatten(const Error& error);

}  // namespace praxino::flat
