#pragma once

#include "core/container/mp4/fields.h"

/// Each box that we understand, described once: describe() names its fields in the order of the standard, and
/// serves reading and writing (fields.h). A box whose fields repeat has the repeated part as a struct of its
/// own. Sections are of ISO/IEC 14496-12 unless they say otherwise.
namespace praxino::mp4 {

/// The picture as it is: neither turned nor moved.
template <typename Io>
void unity_matrix(Io& io) {
  for (const std::uint32_t value : {0x10000U, 0U, 0U, 0U, 0x10000U, 0U, 0U, 0U, 0x40000000U})
    io.constant(value);
}

/// §8.2.2 mvhd
struct MovieHeader : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint64_t created = 0;
  std::uint64_t modified = 0;
  std::uint32_t timescale = 1000;
  std::uint64_t duration = 0;
  std::uint32_t next_track = 0xFFFFFFFF;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.by_version(version, created);
    io.by_version(version, modified);
    io(timescale);
    io.by_version(version, duration);
    io.constant(std::uint32_t{0x10000});  // rate 1
    io.constant(std::uint16_t{0x0100});   // volume 1
    io.reserved(2 + 8);
    unity_matrix(io);
    io.reserved(24);
    io(next_track);
  }
};

/// §8.3.2 tkhd
struct TrackHeader : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint64_t created = 0;
  std::uint64_t modified = 0;
  std::uint32_t track_id = 0;
  std::uint64_t duration = 0;  ///< On the movie's clock.
  std::uint16_t volume = 0;    ///< 0x0100 for sound.
  std::uint32_t width = 0;     ///< 16.16 fixed point, as shown.
  std::uint32_t height = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.by_version(version, created);
    io.by_version(version, modified);
    io(track_id);
    io.reserved(4);
    io.by_version(version, duration);
    io.reserved(8 + 2 + 2);  // layer, alternate_group
    io(volume);
    io.reserved(2);
    unity_matrix(io);
    io(width);
    io(height);
  }
};

/// §8.4.2 mdhd
struct MediaHeader : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint64_t created = 0;
  std::uint64_t modified = 0;
  std::uint32_t timescale = 0;
  std::uint64_t duration = 0;
  std::uint16_t language = 0x55C4;  ///< Three letters of five bits; "und".

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.by_version(version, created);
    io.by_version(version, modified);
    io(timescale);
    io.by_version(version, duration);
    io(language);
    io.reserved(2);
  }
};

/// §8.4.3 hdlr, without its name.
struct Handler : FullBox {
  static constexpr std::uint8_t kLatest = 0;
  FourCc type = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.reserved(4);
    io(type);
    io.reserved(12);
  }
};

/// A version, flags and a number of things that follow: elst (§8.6.6), stsd (§8.5.2).
struct Counted : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint32_t count = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(count);
  }
};

/// §8.6.6 elst, one edit.
struct Edit {
  std::uint64_t duration = 0;   ///< On the movie's clock.
  std::int64_t media_time = 0;  ///< −1: an empty edit.

  template <typename Io>
  void describe(Io& io, std::uint8_t version) {
    io.by_version(version, duration);
    io.by_version(version, media_time);
    io.constant(std::uint32_t{0x10000});  // rate 1
  }
};

/// §8.8.3 trex
struct TrackExtends : FullBox {
  static constexpr std::uint8_t kLatest = 0;
  std::uint32_t track_id = 0;
  std::uint32_t description = 1;
  std::uint32_t duration = 0;
  std::uint32_t size = 0;
  std::uint32_t sample_flags = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(track_id);
    io(description);
    io(duration);
    io(size);
    io(sample_flags);
  }
};

}  // namespace praxino::mp4
