#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1: what an hvcC box holds.
struct HevcConfig {
  std::uint8_t profile_space = 0;
  bool high_tier = false;
  std::uint8_t profile = 0;
  std::uint32_t compatibility = 0;  ///< Flag of profile 0 in the highest bit, as stored.
  std::array<std::uint8_t, 6> constraints{};
  std::uint8_t level = 0;

  /// ISO/IEC 14496-15 Annex E.3: "hvc1.1.6.L93.B0". `entry`: the sample entry's type, hvc1 or hev1.
  [[nodiscard]] std::string name(std::string_view entry) const;
};

[[nodiscard]] Result<HevcConfig> read_hvcc(Bytes record);

}  // namespace praxino::codec
