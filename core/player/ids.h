#pragma once

#include <cstdint>

namespace praxino::player {

/// One operation on the media source. Counts up over a session.
enum class OpId : std::uint32_t {};
/// One SourceBuffer: its place among the session's sinks.
enum class SinkId : std::uint32_t {};

}  // namespace praxino::player
