#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// adts_fixed_header and adts_variable_header, ISO/IEC 14496-3 §1.A.2.2: what stands before each AAC frame
/// in transport streams and packed audio.
struct AdtsHeader {
  std::uint8_t object_type = 0;  ///< 1 to 4; 2: AAC-LC.
  std::uint8_t rate_index = 0;   ///< samplingFrequencyIndex, 0 to 12.
  std::uint8_t channels = 0;     ///< channelConfiguration, 1 to 7.
  std::uint8_t size = 7;         ///< Of the header: 9 with a checksum.
  std::uint16_t frame_size = 0;  ///< Header and frame, at least `size`.
  std::uint8_t blocks = 1;       ///< raw_data_blocks, of 1,024 samples each.

  [[nodiscard]] std::uint32_t sample_rate() const;
  /// The AudioSpecificConfig that says the same.
  [[nodiscard]] std::array<std::byte, 2> config() const;

  bool operator==(const AdtsHeader&) const = default;
};

/// Bytes that are needed to read a header.
inline constexpr std::size_t adts_fields = 7;

/// Of the front of `bytes`. truncated: fewer than `adts_fields`. malformed: no header, or one that
/// contradicts itself. unsupported: channels that only the frame itself tells.
[[nodiscard]] Result<AdtsHeader> read_adts(Bytes bytes);

}  // namespace praxino::codec
