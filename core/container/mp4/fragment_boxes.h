#pragma once

#include "core/container/mp4/fields.h"

/// The boxes of movie fragments and of their index, described as in boxes.h.
namespace praxino::mp4 {

/// §8.8.3.1: this bit of a sample's flags says that it is not a sync sample.
inline constexpr std::uint32_t kNonSync = 0x00010000;

/// §8.8.5 mfhd
struct FragmentHeader : FullBox {
  static constexpr std::uint8_t kLatest = 0;
  std::uint32_t sequence_number = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(sequence_number);
  }
};

/// §8.8.7 tfhd. What its flags leave out stays as it was.
struct TrackFragmentHeader : FullBox {
  static constexpr std::uint8_t kLatest = 0;
  enum : std::uint32_t {
    kBaseDataOffset = 0x01,
    kDescription = 0x02,
    kDuration = 0x08,
    kSize = 0x10,
    kFlags = 0x20,
    kBaseIsMoof = 0x020000,
  };
  std::uint32_t track_id = 0;
  std::uint64_t base_data_offset = 0;
  std::uint32_t description = 0;
  std::uint32_t duration = 0;
  std::uint32_t size = 0;
  std::uint32_t sample_flags = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(track_id);
    if (flags & kBaseDataOffset) io(base_data_offset);
    if (flags & kDescription) io(description);
    if (flags & kDuration) io(duration);
    if (flags & kSize) io(size);
    if (flags & kFlags) io(sample_flags);
  }
};

/// §8.8.12 tfdt
struct DecodeTime : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint64_t decode_time = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.by_version(version, decode_time);
  }
};

/// §8.8.8 trun, up to its samples.
struct TrackRun : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  enum : std::uint32_t {
    kDataOffset = 0x01,
    kFirstFlags = 0x04,
    kDuration = 0x100,
    kSize = 0x200,
    kFlags = 0x400,
    kComposition = 0x800,
  };
  std::uint32_t samples = 0;
  std::int32_t data_offset = 0;
  std::uint32_t first_flags = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(samples);
    if (flags & kDataOffset) io(data_offset);
    if (flags & kFirstFlags) io(first_flags);
  }
};

/// One sample of a trun. What the run's flags leave out stays as it was.
struct RunSample {
  std::uint32_t duration = 0;
  std::uint32_t size = 0;
  std::uint32_t flags = 0;
  /// Signed in version 0 too: writers put negative offsets there, no writer means ones of 2^31 and more, and
  /// browsers read it so.
  std::int32_t composition = 0;

  template <typename Io>
  void describe(Io& io, std::uint32_t run_flags) {
    if (run_flags & TrackRun::kDuration) io(duration);
    if (run_flags & TrackRun::kSize) io(size);
    if (run_flags & TrackRun::kFlags) io(flags);
    if (run_flags & TrackRun::kComposition) io(composition);
  }
  /// Bytes that each sample takes.
  [[nodiscard]] static std::size_t length(std::uint32_t run_flags) {
    std::size_t fields = 0;
    for (const std::uint32_t flag :
         {TrackRun::kDuration, TrackRun::kSize, TrackRun::kFlags, TrackRun::kComposition}) {
      fields += (run_flags & flag) != 0 ? 1U : 0U;
    }
    return fields * 4;
  }
};

/// §8.16.3 sidx, up to its references.
struct IndexHeader : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint32_t reference_id = 0;
  std::uint32_t timescale = 0;
  std::uint64_t earliest_time = 0;
  std::uint64_t first_offset = 0;
  std::uint16_t count = 0;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(reference_id);
    io(timescale);
    io.by_version(version, earliest_time);
    io.by_version(version, first_offset);
    io.reserved(2);
    io(count);
  }
};

/// One reference of a sidx.
struct IndexReference {
  std::uint32_t type_and_size = 0;  ///< Highest bit: refers to another sidx.
  std::uint32_t duration = 0;
  std::uint32_t sap = 0;  ///< starts_with_SAP, SAP_type, SAP_delta_time.

  template <typename Io>
  void describe(Io& io) {
    io(type_and_size);
    io(duration);
    io(sap);
  }
};

}  // namespace praxino::mp4
