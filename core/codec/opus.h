#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// OpusSpecificBox, "Encapsulation of Opus in ISO Base Media File Format" §4.3.2: what a dOps box holds. Opus
/// always plays at 48 kHz; its codec string is "opus".
struct OpusConfig {
  static constexpr std::uint32_t kSampleRate = 48000;
  std::uint8_t channels = 0;
  std::uint16_t pre_skip = 0;  ///< Samples at 48 kHz that are not to be heard.
};

[[nodiscard]] Result<OpusConfig> read_dops(Bytes box);

}  // namespace praxino::codec
