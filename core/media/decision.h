#pragma once

#include <cstdint>

/// Every decision carries its reason: telemetry, the demo's decision log and the tests read the same fact.
namespace praxino::media {

/// What a decision is about.
enum class Subject : std::uint8_t { quality, wait, retry, jump, evict, seek, skip, rebuild };

enum class Why : std::uint8_t {
  start,            ///< The first choice, from the application's bitrate or the engine's guess.
  throughput_up,    ///< The estimate carries a dearer rendition.
  throughput_down,  ///< The estimate no longer carries this one.
  buffer_low,       ///< Too little ahead to risk it.
  hold,             ///< The estimate says up; hysteresis says not yet.
  pinned,           ///< A person chose.
  released,         ///< A person gave the choice back.
  capped,           ///< The application's limit.
  buffer_full,      ///< Enough ahead of the playhead.
  browser_full,     ///< ManagedMediaSource asked for a pause.
  quota,            ///< The SourceBuffer is full.
  behind,           ///< Played, and further back than the back buffer.
  status,           ///< The server answered with an error status.
  network,          ///< The connection broke.
  timeout,          ///< Nothing came for too long.
  gap,              ///< No media here; the next is near.
  person,           ///< A person asked.
  buffer_high,      ///< So much is ahead that a dearer rendition may come slowly.
  codec,            ///< Other codecs follow, and no SourceBuffer here can change its own.
  failed,           ///< What was to be taken cannot be loaded.
  changed,          ///< The file is another one than before.
  late,             ///< What is on its way would come too late.
  stuck,            ///< Playback stands still, with media at hand.
  decode,           ///< The media could not be decoded.
};

}  // namespace praxino::media
