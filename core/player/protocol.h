#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/player/effects.h"
#include "core/player/events.h"
#include "core/player/reports.h"
#include "core/player/said.h"

/// The whole interface of the engine, composed: what may happen to it, what it may wish. Encoded by wire.h;
/// the TypeScript side (js/src/protocol.ts) is printed from these lists by tools/protocol_ts.
namespace praxino::player {

/// Raised when an old decoder would misread a new message. New fields and new kinds do not raise it: decoders
/// skip what they do not know.
inline constexpr std::uint16_t protocol_version = 1;

using Event =
    std::variant<Load, Response, Body, BodyEnded, Broken, SourceOpened, SourceClosed, Done, Failed, Playhead,
                 Support, Tick, Seek, QualityChosen, TrackChosen, Streaming, Evicted, ElementFailed, Stopped>;

using Effect =
    std::variant<Fetch, Cancel, Hold, Resume, OpenSource, AddSink, Append, Remove, AbortSink, ChangeType,
                 SetOffset, SetWindow, SetDuration, EndOfStream, AskSupport, Present, Decide, ShowState,
                 ShowQuality, ShowStats, MovePlayhead, Warn, GiveUp, ShowManifest>;

using Effects = std::vector<Effect>;

}  // namespace praxino::player
