#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// What the AC3SpecificBox and EC3SpecificBox (ETSI TS 102 366 Annex F) say of AC-3 and Enhanced AC-3. Their
/// codec strings are the sample entries' own types, "ac-3" and "ec-3".
struct Ac3Config {
  std::uint32_t sample_rate = 0;  ///< 0 where only the stream says.
  std::uint32_t channels =
      0;  ///< With the LFE; of E-AC-3's first programme, without its dependent substreams.
};

[[nodiscard]] Result<Ac3Config> read_dac3(Bytes box);
[[nodiscard]] Result<Ac3Config> read_dec3(Bytes box);

}  // namespace praxino::codec
