#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// VPCodecConfigurationRecord, "VP Codec ISO Media File Format Binding": what a vpcC box holds, after its
/// version and flags. The numbers of colour are those of ISO/IEC 23091-2.
struct VpConfig {
  std::uint8_t profile = 0;
  std::uint8_t level = 0;
  std::uint8_t bit_depth = 8;
  std::uint8_t chroma = 1;
  std::uint8_t primaries = 1;
  std::uint8_t transfer = 1;
  std::uint8_t matrix = 1;
  bool full_range = false;

  /// The same binding's "Codecs Parameter String": "vp09.00.10.08"; the colour fields follow where they are
  /// not what leaving them out means. `entry`: the sample entry's type, vp08 or vp09.
  [[nodiscard]] std::string name(std::string_view entry) const;
};

/// `box`: the payload of a vpcC box, from its version on.
[[nodiscard]] Result<VpConfig> read_vpcc(Bytes box);

}  // namespace praxino::codec
