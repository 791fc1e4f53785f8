#pragma once

#include "core/container/mp4/fields.h"

/// Sample entries and their protection, described as in boxes.h.
namespace praxino::mp4 {

/// §12.1.3 VisualSampleEntry, up to its boxes.
struct VisualEntry {
  std::uint16_t width = 0;
  std::uint16_t height = 0;

  template <typename Io>
  void describe(Io& io) {
    io.reserved(6);
    io.constant(std::uint16_t{1});  // data_reference_index
    io.reserved(16);
    io(width);
    io(height);
    io.constant(std::uint32_t{0x00480000});  // 72 dpi
    io.constant(std::uint32_t{0x00480000});
    io.reserved(4);
    io.constant(std::uint16_t{1});  // frame_count
    io.reserved(32);                // compressorname
    io.constant(std::uint16_t{0x0018});
    io.constant(std::int16_t{-1});
  }
};

/// §12.2.3 AudioSampleEntry, up to its boxes.
struct AudioEntry {
  std::uint16_t channels = 0;
  std::uint16_t sample_size = 16;
  std::uint32_t sample_rate = 0;  ///< 16.16 fixed point.

  template <typename Io>
  void describe(Io& io) {
    io.reserved(6);
    io.constant(std::uint16_t{1});  // data_reference_index
    io.reserved(8);
    io(channels);
    io(sample_size);
    io.reserved(4);
    io(sample_rate);
  }
};

/// §8.12.6 schm
struct SchemeType : FullBox {
  static constexpr std::uint8_t kLatest = 0;
  FourCc scheme = 0;
  std::uint32_t scheme_version = 0x00010000;

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io(scheme);
    io(scheme_version);
  }
};

/// ISO/IEC 23001-7 §8.2 tenc, up to the key id.
struct TrackEncryption : FullBox {
  static constexpr std::uint8_t kLatest = 1;
  std::uint8_t blocks = 0;  ///< Version 1: crypt and skip byte blocks.
  std::uint8_t is_protected = 0;
  std::uint8_t iv_size = 0;
  KeyId default_kid{};

  template <typename Io>
  void describe(Io& io) {
    full_box(io, *this);
    io.reserved(1);
    io(blocks);
    io(is_protected);
    io(iv_size);
    io(default_kid);
  }
};

}  // namespace praxino::mp4
