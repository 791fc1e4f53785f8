#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/describe.h"
#include "core/net/types.h"
#include "core/player/ids.h"

/// What the session wishes of the world. Effects are verbs, and every one names the hand that obeys it:
///   net   fetches, in the engine's own thread;
///   mse   the media source, in the thread where it lives;
///   page  the element and whoever listens.
namespace praxino::player {

enum class Hand : std::uint8_t { net, mse, page };

using net::FetchId;
using net::FetchKind;
using net::FetchPriority;

// ---- net
// ------------------------------------------------------------------------------------------------------

/// Answered by Response, Body…, then BodyEnded; or by Broken at any time; or by nothing after Cancel.
struct Fetch {
  FetchId fetch{};
  FetchKind what{};
  FetchPriority priority{};
  std::string url;
  double from = -1;
  double to = -1;
  static constexpr std::uint16_t kind = 1;
  static constexpr Hand hand = Hand::net;
  static constexpr const char* name = "fetch";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "fetch", &Fetch::fetch),
        field(2, "what", &Fetch::what),
        field(3, "priority", &Fetch::priority),
        field(4, "url", &Fetch::url),
        field(5, "from", &Fetch::from, "First byte of a Range request; -1: the whole resource."),
        field(6, "to", &Fetch::to, "Last byte, inclusive; -1: to the end.")};
  }
};

struct Cancel {
  FetchId fetch{};
  static constexpr std::uint16_t kind = 2;
  static constexpr Hand hand = Hand::net;
  static constexpr const char* name = "cancel";
  static constexpr auto fields() { return std::tuple{field(1, "fetch", &Cancel::fetch)}; }
};

/// Stop reading this body until Resume: back-pressure.
struct Hold {
  FetchId fetch{};
  static constexpr std::uint16_t kind = 3;
  static constexpr Hand hand = Hand::net;
  static constexpr const char* name = "hold";
  static constexpr auto fields() { return std::tuple{field(1, "fetch", &Hold::fetch)}; }
};

struct Resume {
  FetchId fetch{};
  static constexpr std::uint16_t kind = 4;
  static constexpr Hand hand = Hand::net;
  static constexpr const char* name = "resume";
  static constexpr auto fields() { return std::tuple{field(1, "fetch", &Resume::fetch)}; }
};

// ---- mse
// ------------------------------------------------------------------------------------------------------
// Append and Remove are answered by Done or Failed. The others take effect at once and are answered only when
// they fail, by Failed; the host then skips what is left for that sink in the same batch.

/// Answered by SourceOpened or SourceClosed. Whatever was open before is dropped with its sinks, unanswered.
struct OpenSource {
  std::uint32_t generation = 0;
  static constexpr std::uint16_t kind = 5;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "openSource";
  static constexpr auto fields() { return std::tuple{field(1, "generation", &OpenSource::generation)}; }
};

struct AddSink {
  OpId op{};
  SinkId sink{};
  std::string type;
  static constexpr std::uint16_t kind = 6;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "addSink";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &AddSink::op), field(2, "sink", &AddSink::sink),
                      field(3, "type", &AddSink::type, "MIME type with codecs, for addSourceBuffer.")};
  }
};

/// The bytes are valid until the host's next call into the engine.
struct Append {
  OpId op{};
  SinkId sink{};
  Blob bytes;
  static constexpr std::uint16_t kind = 7;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "append";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &Append::op), field(2, "sink", &Append::sink),
                      field(3, "bytes", &Append::bytes)};
  }
};

struct Remove {
  OpId op{};
  SinkId sink{};
  double from = 0;
  double to = 0;
  static constexpr std::uint16_t kind = 8;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "remove";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &Remove::op), field(2, "sink", &Remove::sink),
                      field(3, "from", &Remove::from), field(4, "to", &Remove::to)};
  }
};

/// SourceBuffer.abort(): forget a half-appended segment. Resets the append window: SetWindow follows.
struct AbortSink {
  OpId op{};
  SinkId sink{};
  static constexpr std::uint16_t kind = 9;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "abortSink";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &AbortSink::op), field(2, "sink", &AbortSink::sink)};
  }
};

struct ChangeType {
  OpId op{};
  SinkId sink{};
  std::string type;
  static constexpr std::uint16_t kind = 10;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "changeType";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &ChangeType::op), field(2, "sink", &ChangeType::sink),
                      field(3, "type", &ChangeType::type)};
  }
};

struct SetOffset {
  OpId op{};
  SinkId sink{};
  double offset = 0;
  static constexpr std::uint16_t kind = 11;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "setOffset";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &SetOffset::op), field(2, "sink", &SetOffset::sink),
                      field(3, "offset", &SetOffset::offset, "timestampOffset.")};
  }
};

struct SetWindow {
  OpId op{};
  SinkId sink{};
  double from = 0;
  double to = -1;
  static constexpr std::uint16_t kind = 12;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "setWindow";
  static constexpr auto fields() {
    return std::tuple{field(1, "op", &SetWindow::op), field(2, "sink", &SetWindow::sink),
                      field(3, "from", &SetWindow::from, "appendWindowStart."),
                      field(4, "to", &SetWindow::to, "appendWindowEnd; -1: unbounded.")};
  }
};

/// All sinks are idle when this comes.
struct SetDuration {
  double duration = -1;
  static constexpr std::uint16_t kind = 13;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "setDuration";
  static constexpr auto fields() {
    return std::tuple{field(1, "duration", &SetDuration::duration, "Seconds; -1: unbounded (live).")};
  }
};

/// All sinks are idle when this comes.
struct EndOfStream {
  static constexpr std::uint16_t kind = 14;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "endOfStream";
  static constexpr auto fields() { return std::tuple{}; }
};

/// Answered at once by Support.
struct AskSupport {
  std::vector<std::string> types;
  static constexpr std::uint16_t kind = 15;
  static constexpr Hand hand = Hand::mse;
  static constexpr const char* name = "askSupport";
  static constexpr auto fields() {
    return std::tuple{field(1, "types", &AskSupport::types, "MIME types for MediaSource.isTypeSupported.")};
  }
};

}  // namespace praxino::player

namespace praxino {
template <>
struct EnumNames<player::FetchKind> {
  static constexpr const char* name = "FetchKind";
  static constexpr const char* values[] = {"manifest", "playlist", "index",   "init",
                                           "segment",  "key",      "licence", "steering"};
};
template <>
struct EnumNames<player::FetchPriority> {
  static constexpr const char* name = "FetchPriority";
  static constexpr const char* values[] = {"high", "normal", "low"};
};
template <>
struct EnumNames<player::Hand> {
  static constexpr const char* name = "Hand";
  static constexpr const char* values[] = {"net", "mse", "page"};
};
}  // namespace praxino
