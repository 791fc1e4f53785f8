#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// STREAMINFO, RFC 9639 §8.2, which a FLACSpecificBox begins with. FLAC's codec string is "flac".
struct FlacConfig {
  std::uint32_t sample_rate = 0;
  std::uint32_t channels = 0;
  std::uint32_t bits_per_sample = 0;
};

/// `box`: the payload of a dfLa box, from its version on.
[[nodiscard]] Result<FlacConfig> read_dfla(Bytes box);

}  // namespace praxino::codec
