#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1: what an avcC box holds.
struct AvcConfig {
  std::uint8_t profile = 0;        ///< profile_idc
  std::uint8_t compatibility = 0;  ///< The constraint_set flags.
  std::uint8_t level = 0;          ///< level_idc

  /// RFC 6381 §3.3: "avc1.64001f". `entry`: the sample entry's type, avc1 or avc3.
  [[nodiscard]] std::string name(std::string_view entry) const;
};

/// `where` of an error counts from the record's first byte; so it does in all readers of this folder.
[[nodiscard]] Result<AvcConfig> read_avcc(Bytes record);

}  // namespace praxino::codec
