#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// AV1CodecConfigurationRecord, "AV1 Codec ISO Media File Format Binding" §2.3.3: what an av1C box holds.
struct Av1Config {
  std::uint8_t profile = 0;
  std::uint8_t level = 0;  ///< seq_level_idx_0
  bool high_tier = false;
  std::uint8_t bit_depth = 8;

  /// The same binding's §5, short form: "av01.0.04M.08".
  [[nodiscard]] std::string name() const;
};

[[nodiscard]] Result<Av1Config> read_av1c(Bytes record);

}  // namespace praxino::codec
