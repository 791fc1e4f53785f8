#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/virtual/network.h"

namespace praxino::sessions {

using virtual_host::Files;

/// A made presentation: 2 s segments of 25 frames a second and of audio beside it, sizes as the bitrates say.
/// The samples' bytes are of no codec; nobody decodes them here.
struct Film {
  double duration = 60;
  std::vector<std::uint32_t> bitrates = {300'000, 800'000, 2'500'000};
  bool audio = true;
  std::uint32_t audio_bitrate = 128'000;
  /// Presentation times in the media start here: HLS players have to learn it.
  double media_start = 0;
  std::string origin = "https://cdn.example/film/";
  std::string mirror;   ///< Where all lies again, and the manifest says so; empty: nowhere.
  double jumps_at = 0;  ///< From this film time on the media's clock is an hour ahead; 0: never.
  std::string sets;     ///< DASH: AdaptationSets before the film's own.

  /// On the media's clock.
  [[nodiscard]] double clock(double at) const {
    return media_start + at + (jumps_at > 0 && at >= jumps_at ? 3600 : 0);
  }
};

inline constexpr double segment_seconds = 2;

/// Multivariant playlist `origin`master.m3u8, media playlists, inits and segments.
[[nodiscard]] Files as_hls(const Film& film);
/// The same as transport streams, the sound in some of its own.
[[nodiscard]] Files as_hls_ts(const Film& film);
/// As as_hls_ts, the program tables apart in an EXT-X-MAP.
[[nodiscard]] Files as_hls_ts_map(const Film& film);
/// As as_hls, inits and segments encrypted: by a key whose IV is the segment's number, from the tenth on by
/// another one with an IV of its own.
[[nodiscard]] Files as_hls_aes(const Film& film);
/// As as_hls; from the middle on, behind a discontinuity, the picture is of another codec.
[[nodiscard]] Files as_hls_codecs(const Film& film);
/// As as_hls, each rendition in one file: `all.mp4` in its folder, with EXT-X-BYTERANGE.
[[nodiscard]] Files as_hls_ranges(const Film& film);
/// As as_hls_ts, the sound packed audio, encrypted likewise.
[[nodiscard]] Files as_hls_packed_aes(const Film& film);
/// `origin`film.mpd with SegmentTemplate and $Number$, the same segments.
[[nodiscard]] Files as_dash(const Film& film);
/// As as_dash, each rendition in one file: `all.mp4` in its folder, with an index that refers to two others.
[[nodiscard]] Files as_dash_indexed(const Film& film);

}  // namespace praxino::sessions
