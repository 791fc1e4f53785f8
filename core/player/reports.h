#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/describe.h"
#include "core/media/decision.h"
#include "core/media/types.h"
#include "core/player/effects.h"

/// The effects that tell: what a person sees, what an application listens to, why the engine did what it did.
namespace praxino::player {

enum class State : std::uint8_t { idle, loading, ready, buffering, ended, failed };
using media::Subject;
using media::Why;
enum class Code : std::uint8_t {
  manifest_load,
  manifest_parse,
  playlist_load,
  playlist_parse,
  index_load,
  index_parse,
  init_load,
  segment_load,
  segment_parse,
  unsupported,
  source,
  append,
  element,
  engine_fault,
  key_load,
};

/// A rendition as an application sees it.
struct RenditionInfo {
  std::uint32_t id = 0;
  std::uint32_t track = 0;
  double bitrate = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double frame_rate = 0;
  std::string codecs;
  std::string label;
  bool playable = true;
  std::uint32_t channels = 0;
  std::uint32_t sample_rate = 0;
  static constexpr const char* name = "RenditionInfo";
  static constexpr auto fields() {
    return std::tuple{field(1, "id", &RenditionInfo::id),
                      field(2, "track", &RenditionInfo::track),
                      field(3, "bitrate", &RenditionInfo::bitrate, "Bits/s, as announced."),
                      field(4, "width", &RenditionInfo::width),
                      field(5, "height", &RenditionInfo::height),
                      field(6, "frameRate", &RenditionInfo::frame_rate),
                      field(7, "codecs", &RenditionInfo::codecs),
                      field(8, "label", &RenditionInfo::label),
                      field(9, "playable", &RenditionInfo::playable, "Whether this browser can decode it."),
                      field(10, "channels", &RenditionInfo::channels, "Of sound; 0: unsaid."),
                      field(11, "sampleRate", &RenditionInfo::sample_rate, "Hz; 0: unsaid.")};
  }
};

struct TrackInfo {
  std::uint32_t id = 0;
  media::TrackKind media_kind{};
  std::string language;
  std::string label;
  bool is_default = false;
  bool active = false;
  bool forced = false;
  std::vector<std::string> roles;
  bool trick = false;
  static constexpr const char* name = "TrackInfo";
  static constexpr auto fields() {
    return std::tuple{field(1, "id", &TrackInfo::id),
                      field(2, "kind", &TrackInfo::media_kind),
                      field(3, "language", &TrackInfo::language, "BCP 47, or empty."),
                      field(4, "label", &TrackInfo::label),
                      field(5, "default", &TrackInfo::is_default),
                      field(6, "active", &TrackInfo::active),
                      field(7, "forced", &TrackInfo::forced, "HLS FORCED: text that is not to be missed."),
                      field(8, "roles", &TrackInfo::roles, "HLS CHARACTERISTICS, DASH Role values."),
                      field(9, "trick", &TrackInfo::trick, "Pictures for winding, which are not played.")};
  }
};

/// The presentation is known.
struct Present {
  double duration = -1;
  bool live = false;
  media::Protocol protocol{};
  double start = 0;
  std::vector<TrackInfo> tracks;
  std::vector<RenditionInfo> renditions;
  static constexpr std::uint16_t kind = 20;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "present";
  static constexpr auto fields() {
    return std::tuple{field(1, "duration", &Present::duration, "Seconds, or -1 where it has no end."),
                      field(2, "live", &Present::live),
                      field(3, "protocol", &Present::protocol),
                      field(4, "start", &Present::start, "Where playback begins."),
                      field(5, "tracks", &Present::tracks),
                      field(6, "renditions", &Present::renditions)};
  }
};

/// A decision and its reason.
struct Decide {
  Subject subject{};
  Why why{};
  std::uint32_t sink = 0;
  std::uint32_t rendition = 0;
  double estimate = 0;
  double buffer = 0;
  double at = 0;
  static constexpr std::uint16_t kind = 21;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "decide";
  static constexpr auto fields() {
    return std::tuple{field(1, "subject", &Decide::subject),
                      field(2, "why", &Decide::why),
                      field(3, "sink", &Decide::sink),
                      field(4, "rendition", &Decide::rendition, "Chosen, or concerned."),
                      field(5, "estimate", &Decide::estimate, "Bandwidth estimate, bits/s; 0: none yet."),
                      field(6, "buffer", &Decide::buffer, "Seconds ahead of the playhead."),
                      field(7, "at", &Decide::at, "Place on the timeline that it is about, seconds.")};
  }
};

/// Where the player is in its life.
struct ShowState {
  State state{};
  static constexpr std::uint16_t kind = 22;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "showState";
  static constexpr auto fields() { return std::tuple{field(1, "state", &ShowState::state)}; }
};

/// The playhead is now in media of this rendition.
struct ShowQuality {
  std::uint32_t sink = 0;
  std::uint32_t rendition = 0;
  bool automatic = true;
  static constexpr std::uint16_t kind = 23;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "showQuality";
  static constexpr auto fields() {
    return std::tuple{field(1, "sink", &ShowQuality::sink), field(2, "rendition", &ShowQuality::rendition),
                      field(3, "automatic", &ShowQuality::automatic)};
  }
};

/// A reading of the dials, with each Playhead fact and each append.
struct ShowStats {
  double estimate = 0;
  double buffer = 0;
  double video_bitrate = 0;
  double audio_bitrate = 0;
  std::vector<double> video_buffered;
  std::vector<double> audio_buffered;
  double bytes = 0;
  std::uint32_t fetches = 0;
  std::uint32_t stalls = 0;
  double stalled = 0;
  std::uint32_t retries = 0;
  std::vector<double> video_laid;
  std::vector<double> audio_laid;
  static constexpr std::uint16_t kind = 24;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "showStats";
  static constexpr auto fields() {
    return std::tuple{field(1, "estimate", &ShowStats::estimate, "Bits/s; 0: none yet."),
                      field(2, "buffer", &ShowStats::buffer, "Seconds playable ahead of the playhead."),
                      field(3, "videoBitrate", &ShowStats::video_bitrate, "Of the rendition being fetched."),
                      field(4, "audioBitrate", &ShowStats::audio_bitrate),
                      field(5, "videoBuffered", &ShowStats::video_buffered, "start, end, start, end, …"),
                      field(6, "audioBuffered", &ShowStats::audio_buffered),
                      field(7, "bytes", &ShowStats::bytes, "Media bytes received."),
                      field(8, "fetches", &ShowStats::fetches, "Requests made."),
                      field(9, "stalls", &ShowStats::stalls, "Times playback waited after it had begun."),
                      field(10, "stalled", &ShowStats::stalled, "Seconds waited so."),
                      field(11, "retries", &ShowStats::retries, "Attempts that failed."),
                      field(12, "videoLaid", &ShowStats::video_laid, "start, end, rendition, start, …"),
                      field(13, "audioLaid", &ShowStats::audio_laid)};
  }
};

/// Put the element's currentTime here, as soon as it takes it.
struct MovePlayhead {
  double to = 0;
  double from = -1;
  static constexpr std::uint16_t kind = 25;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "movePlayhead";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "to", &MovePlayhead::to),
        field(2, "from", &MovePlayhead::from, "Only where it still stands here; -1: from anywhere.")};
  }
};

/// Something is wrong; playback goes on.
struct Warn {
  Code code{};
  std::string message;
  std::string where;
  static constexpr std::uint16_t kind = 26;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "warn";
  static constexpr auto fields() {
    return std::tuple{field(1, "code", &Warn::code), field(2, "message", &Warn::message),
                      field(3, "where", &Warn::where, "URL, with line or byte offset where there is one.")};
  }
};

/// Playback is over, for this reason. Nothing follows.
struct GiveUp {
  Code code{};
  std::string message;
  std::string where;
  static constexpr std::uint16_t kind = 27;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "giveUp";
  static constexpr auto fields() {
    return std::tuple{field(1, "code", &GiveUp::code), field(2, "message", &GiveUp::message),
                      field(3, "where", &GiveUp::where, "URL, with line or byte offset where there is one.")};
  }
};

}  // namespace praxino::player

namespace praxino {
template <>
struct EnumNames<media::TrackKind> {
  static constexpr const char* name = "TrackKind";
  static constexpr const char* values[] = {"video", "audio", "text", "image"};
};
template <>
struct EnumNames<media::Protocol> {
  static constexpr const char* name = "Protocol";
  static constexpr const char* values[] = {"hls", "dash"};
};
template <>
struct EnumNames<player::State> {
  static constexpr const char* name = "State";
  static constexpr const char* values[] = {"idle", "loading", "ready", "buffering", "ended", "failed"};
};
template <>
struct EnumNames<player::Subject> {
  static constexpr const char* name = "Subject";
  static constexpr const char* values[] = {"quality", "wait", "retry", "jump",
                                           "evict",   "seek", "skip",  "rebuild"};
};
template <>
struct EnumNames<player::Why> {
  static constexpr const char* name = "Why";
  static constexpr const char* values[] = {
      "start",    "throughput-up", "throughput-down", "buffer-low",   "hold",   "pinned",
      "released", "capped",        "buffer-full",     "browser-full", "quota",  "behind",
      "status",   "network",       "timeout",         "gap",          "person", "buffer-high",
      "codec",    "failed",        "changed",         "late",         "stuck",  "decode"};
  static_assert(std::size(values) == static_cast<std::size_t>(player::Why::decode) + 1);
};
template <>
struct EnumNames<player::Code> {
  static constexpr const char* name = "ErrorCode";
  static constexpr const char* values[] = {
      "manifest-load", "manifest-parse", "playlist-load", "playlist-parse", "index-load",
      "index-parse",   "init-load",      "segment-load",  "segment-parse",  "unsupported",
      "source",        "append",         "element",       "engine-fault",   "key-load"};
};
}  // namespace praxino
