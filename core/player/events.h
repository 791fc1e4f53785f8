#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/abr/rule.h"
#include "core/base/describe.h"
#include "core/net/types.h"
#include "core/player/ids.h"

/// What the world tells the session. Events are facts: nouns or past forms. Times are seconds; -1 (or an
/// empty text) stands for "not known" where a field says so.
namespace praxino::player {

using net::BreakReason;
using net::FetchId;
enum class OpFailure : std::uint8_t { quota, decode, type, state };

/// A person wants this URL played.
struct Load {
  std::string url;
  double start_time = -1;
  double start_bitrate = 0;
  double max_bitrate = 0;
  double buffer_goal = 0;
  double back_buffer = 0;
  abr::RuleName rule{};
  double buffer_bytes = 0;
  static constexpr std::uint16_t kind = 1;
  static constexpr const char* name = "load";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "url", &Load::url, "Absolute URL of the manifest."),
        field(2, "startTime", &Load::start_time, "Where to begin, seconds; -1: where the manifest says."),
        field(3, "startBitrate", &Load::start_bitrate,
              "Bits/s: the first rendition is the dearest not above it; 0: the engine's own guess."),
        field(4, "maxBitrate", &Load::max_bitrate,
              "Bits/s that automatic quality never exceeds; 0: no limit."),
        field(5, "bufferGoal", &Load::buffer_goal, "Seconds to hold ahead of the playhead; 0: the default."),
        field(6, "backBuffer", &Load::back_buffer, "Seconds to keep behind the playhead; 0: the default."),
        field(7, "rule", &Load::rule, "What chooses the quality."),
        field(8, "bufferBytes", &Load::buffer_bytes,
              "Bytes of picture (or of sound alone) ahead that the goal may take; 0: the default."),
    };
  }
};

/// The head of a reply.
struct Response {
  FetchId fetch{};
  std::uint32_t status = 0;
  std::string url;
  std::string type;
  double length = -1;
  double range_start = -1;
  double total = -1;
  std::string etag;
  double retry_after = -1;
  static constexpr std::uint16_t kind = 2;
  static constexpr const char* name = "response";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "fetch", &Response::fetch),
        field(2, "status", &Response::status, "HTTP status; 200 for schemes that have none."),
        field(3, "url", &Response::url, "After redirects; relative references resolve against it."),
        field(4, "type", &Response::type, "Content-Type, or empty."),
        field(5, "length", &Response::length, "Bytes of this body as it will arrive, or -1."),
        field(6, "rangeStart", &Response::range_start, "First byte's place from Content-Range, or -1."),
        field(7, "total", &Response::total, "Size of the whole resource from Content-Range, or -1."),
        field(8, "etag", &Response::etag),
        field(9, "retryAfter", &Response::retry_after, "Seconds that the server asks to wait, or -1."),
    };
  }
};

/// Some bytes of a body, in order.
struct Body {
  FetchId fetch{};
  Blob bytes;
  static constexpr std::uint16_t kind = 3;
  static constexpr const char* name = "body";
  static constexpr auto fields() {
    return std::tuple{field(1, "fetch", &Body::fetch), field(2, "bytes", &Body::bytes)};
  }
};

/// A body came to its end.
struct BodyEnded {
  FetchId fetch{};
  static constexpr std::uint16_t kind = 4;
  static constexpr const char* name = "bodyEnded";
  static constexpr auto fields() { return std::tuple{field(1, "fetch", &BodyEnded::fetch)}; }
};

/// A request or its body broke off. A reply with an error status is a Response, not this. Never follows
/// Cancel.
struct Broken {
  FetchId fetch{};
  BreakReason reason{};
  std::string message;
  static constexpr std::uint16_t kind = 5;
  static constexpr const char* name = "broken";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "fetch", &Broken::fetch),
        field(2, "reason", &Broken::reason, "refused: a filter, or a policy such as CORS, said no."),
        field(3, "message", &Broken::message)};
  }
};

/// The media source is open and takes sinks.
struct SourceOpened {
  std::uint32_t generation = 0;
  static constexpr std::uint16_t kind = 6;
  static constexpr const char* name = "sourceOpened";
  static constexpr auto fields() { return std::tuple{field(1, "generation", &SourceOpened::generation)}; }
};

/// The media source was closed by the browser or could not be made.
struct SourceClosed {
  std::uint32_t generation = 0;
  std::string message;
  static constexpr std::uint16_t kind = 7;
  static constexpr const char* name = "sourceClosed";
  static constexpr auto fields() {
    return std::tuple{field(1, "generation", &SourceClosed::generation),
                      field(2, "message", &SourceClosed::message)};
  }
};

/// Append or Remove is over and the sink idle.
struct Done {
  OpId op{};
  SinkId sink{};
  std::vector<double> buffered;
  static constexpr std::uint16_t kind = 8;
  static constexpr const char* name = "done";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "op", &Done::op), field(2, "sink", &Done::sink),
        field(3, "buffered", &Done::buffered, "SourceBuffer.buffered: start, end, start, end, …")};
  }
};

/// An operation was refused or failed; the sink is idle. Later operations of the same batch on it were not
/// begun.
struct Failed {
  OpId op{};
  SinkId sink{};
  OpFailure reason{};
  std::string message;
  std::vector<double> buffered;
  static constexpr std::uint16_t kind = 9;
  static constexpr const char* name = "failed";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &Failed::op), field(2, "sink", &Failed::sink),
                      field(3, "reason", &Failed::reason,
                            "quota: full; decode: the media was refused; type: the "
                            "SourceBuffer's type; state: anything else."),
                      field(4, "message", &Failed::message), field(5, "buffered", &Failed::buffered)};
  }
};

/// What the media element says of itself: at every change and four times a second while it plays.
struct Playhead {
  double at = 0;
  double rate = 1;
  bool paused = true;
  bool seeking = false;
  bool ended = false;
  std::uint32_t ready_state = 0;
  std::uint32_t frames = 0;
  std::uint32_t dropped = 0;
  bool hidden = false;
  static constexpr std::uint16_t kind = 10;
  static constexpr const char* name = "playhead";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "at", &Playhead::at, "currentTime."),
        field(2, "rate", &Playhead::rate),
        field(3, "paused", &Playhead::paused),
        field(4, "seeking", &Playhead::seeking),
        field(5, "ended", &Playhead::ended),
        field(6, "readyState", &Playhead::ready_state),
        field(7, "frames", &Playhead::frames, "Video frames shown so far, dropped ones included."),
        field(8, "dropped", &Playhead::dropped),
        field(9, "hidden", &Playhead::hidden, "Whether the page is in the background.")};
  }
};

/// The answer to AskSupport: 1 or 0 for each type asked, in order.
struct Support {
  std::vector<double> verdicts;
  bool changes_type = true;
  static constexpr std::uint16_t kind = 11;
  static constexpr const char* name = "support";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "verdicts", &Support::verdicts),
        field(2, "changesType", &Support::changes_type, "Whether there is SourceBuffer.changeType().")};
  }
};

/// The deadline has come.
struct Tick {
  static constexpr std::uint16_t kind = 12;
  static constexpr const char* name = "tick";
  static constexpr auto fields() { return std::tuple{}; }
};

/// A person seeks while the element cannot yet: once it has metadata, setting currentTime and the Playhead
/// fact do.
struct Seek {
  double to = 0;
  static constexpr std::uint16_t kind = 13;
  static constexpr const char* name = "seek";
  static constexpr auto fields() { return std::tuple{field(1, "to", &Seek::to)}; }
};

/// A person pins a rendition, or gives the choice back.
struct QualityChosen {
  bool automatic = true;
  std::uint32_t rendition = 0;
  static constexpr std::uint16_t kind = 14;
  static constexpr const char* name = "qualityChosen";
  static constexpr auto fields() {
    return std::tuple{field(1, "automatic", &QualityChosen::automatic),
                      field(2, "rendition", &QualityChosen::rendition, "Ignored where automatic.")};
  }
};

/// A person picks a track (a language, a commentary).
struct TrackChosen {
  std::uint32_t track = 0;
  static constexpr std::uint16_t kind = 15;
  static constexpr const char* name = "trackChosen";
  static constexpr auto fields() { return std::tuple{field(1, "track", &TrackChosen::track)}; }
};

/// ManagedMediaSource: the browser wants data (startstreaming) or would rather have none now (endstreaming).
struct Streaming {
  bool wanted = true;
  static constexpr std::uint16_t kind = 16;
  static constexpr const char* name = "streaming";
  static constexpr auto fields() { return std::tuple{field(1, "wanted", &Streaming::wanted)}; }
};

/// ManagedMediaSource took data away by itself.
struct Evicted {
  SinkId sink{};
  std::vector<double> buffered;
  static constexpr std::uint16_t kind = 17;
  static constexpr const char* name = "evicted";
  static constexpr auto fields() {
    return std::tuple{field(1, "sink", &Evicted::sink),
                      field(2, "buffered", &Evicted::buffered, "What is left.")};
  }
};

/// The element's own error (MediaError).
struct ElementFailed {
  std::uint32_t code = 0;
  std::string message;
  static constexpr std::uint16_t kind = 18;
  static constexpr const char* name = "elementFailed";
  static constexpr auto fields() {
    return std::tuple{field(1, "code", &ElementFailed::code, "MediaError.code."),
                      field(2, "message", &ElementFailed::message)};
  }
};

/// The person is done with it: every fetch is to be cancelled. Nothing follows.
struct Stopped {
  static constexpr std::uint16_t kind = 19;
  static constexpr const char* name = "stopped";
  static constexpr auto fields() { return std::tuple{}; }
};

}  // namespace praxino::player

namespace praxino {
template <>
struct EnumNames<player::BreakReason> {
  static constexpr const char* name = "BreakReason";
  static constexpr const char* values[] = {"network", "refused", "timeout"};
};
template <>
struct EnumNames<abr::RuleName> {
  static constexpr const char* name = "RuleName";
  static constexpr const char* values[] = {"dynamic", "throughput", "bola"};
};
template <>
struct EnumNames<player::OpFailure> {
  static constexpr const char* name = "OpFailure";
  static constexpr const char* values[] = {"quota", "decode", "type", "state"};
};
}  // namespace praxino
