#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/media/types.h"

/// The ISO base media file format, ISO/IEC 14496-12: what its reader makes of movies and movie fragments.
namespace praxino::mp4 {

/// Four characters as one big-endian number; a box's type.
using FourCc = std::uint32_t;

consteval FourCc fourcc(const char (&text)[5]) {
  FourCc value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(text[i]);
  return value;
}

using KeyId = std::array<std::byte, 16>;

/// What a moov says of one track (§8.3). Tracks that are neither picture, sound nor text are left out.
struct TrackInit {
  std::uint32_t track_id = 0;
  media::TrackKind kind = media::TrackKind::video;
  std::uint32_t timescale = 1;
  std::string
      codec;  ///< RFC 6381: avc1.64001f, mp4a.40.2, … Of the original format where the track is encrypted.
  std::uint32_t width = 0;  ///< Of the sample entry, in pixels.
  std::uint32_t height = 0;
  std::uint32_t channels = 0;
  std::uint32_t sample_rate = 0;
  /// Media time at which the edit list starts (§8.6.6): browsers subtract it from all times. 0 without an
  /// edit list, or where the first edit is an empty one, which browsers do not agree on.
  std::int64_t edit_offset = 0;
  std::uint32_t default_duration = 0;  ///< trex (§8.8.3), for samples of fragments that do not say.
  std::uint32_t default_size = 0;
  std::uint32_t default_flags = 0;
  std::optional<KeyId> default_kid;  ///< tenc, ISO/IEC 23001-7 §8.2.
  FourCc scheme = 0;                 ///< Protection scheme, `cenc` or `cbcs`; 0 in the clear.

  bool operator==(const TrackInit&) const = default;
};

/// A moov box.
struct Init {
  std::vector<TrackInit> tracks;
  std::vector<std::vector<std::byte>> pssh;  ///< Whole boxes, ISO/IEC 23001-7 §8.1.
  bool fragmented = false;                   ///< Has mvex: movie fragments may follow.

  [[nodiscard]] const TrackInit* track(std::uint32_t track_id) const {
    for (const TrackInit& track : tracks) {
      if (track.track_id == track_id) return &track;
    }
    return nullptr;
  }
  bool operator==(const Init&) const = default;
};

/// What a traf says of its samples (§8.8.6). Times are on the track's clock; presentation times have the edit
/// list applied, as browsers do.
struct TrackFragment {
  std::uint32_t track_id = 0;
  Ticks decode_time;          ///< tfdt, of the first sample.
  Ticks first_presentation;   ///< Earliest of the samples.
  Ticks end_presentation;     ///< Latest end of the samples.
  std::uint32_t samples = 0;  ///< Where 0, all times are the decode time.
  bool starts_with_sync = false;
  std::optional<Ticks> first_sync;  ///< Presentation time of the first sync sample in decoding order.

  bool operator==(const TrackFragment&) const = default;
};

/// A moof box.
struct Fragment {
  std::uint64_t at = 0;               ///< Offset of the moof in the file.
  std::vector<TrackFragment> tracks;  ///< Those that the Init has.

  bool operator==(const Fragment&) const = default;
};

/// A box kept as it is for whoever understands it (emsg, prft).
struct RawBox {
  FourCc type = 0;
  std::uint64_t at = 0;
  std::vector<std::byte> bytes;  ///< Whole, with its header.

  bool operator==(const RawBox&) const = default;
};

}  // namespace praxino::mp4
