#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// AudioSpecificConfig, ISO/IEC 14496-3 §1.6.2.1, as far as it says what will be heard.
struct AacConfig {
  std::uint8_t object_type =
      0;             ///< 2: AAC-LC, 5: SBR (HE-AAC), 29: PS (HE-AAC v2), 42: USAC. The outermost one.
  bool sbr = false;  ///< Said so, in either way; SBR that only the stream shows is not seen here.
  bool ps = false;
  std::uint32_t sample_rate = 0;  ///< Of what is heard: with SBR the extension's.
  std::uint32_t channels = 0;     ///< Of what is heard: 2 with PS. 0 where only the stream says.

  /// RFC 6381 §3.3: "mp4a.40.2".
  [[nodiscard]] std::string name() const;
};

[[nodiscard]] Result<AacConfig> read_audio_specific_config(Bytes config);

}  // namespace praxino::codec
