#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "core/base/bytes.h"

namespace praxino::codec {

/// The RBSP of a NAL unit without the bytes that only keep start codes out of it (ISO/IEC 14496-10 §7.4.1,
/// emulation_prevention_three_byte; the same in 23008-2). At most `limit` bytes of it.
[[nodiscard]] inline std::vector<std::byte> unescape(Bytes nal, std::size_t limit) {
  std::vector<std::byte> out;
  std::size_t zeros = 0;
  for (const std::byte byte : nal) {
    if (out.size() == limit) break;
    if (zeros >= 2 && byte == std::byte{3}) {
      zeros = 0;
      continue;
    }
    zeros = byte == std::byte{0} ? zeros + 1 : 0;
    out.push_back(byte);
  }
  return out;
}

/// Reads the fields of parameter sets and slice headers: bits, and Exp-Golomb numbers (§9.1). Sticky like
/// BitReader.
class RbspReader : public BitReader {
 public:
  using BitReader::BitReader;

  /// ue(v), less than 2^32 - 1. A longer code ends the reading.
  std::uint32_t ue() {
    unsigned zeros = 0;
    while (ok() && !flag()) {
      if (++zeros > 31) {
        skip(remaining() + 1);
        return 0;
      }
    }
    return ok() ? (std::uint32_t{1} << zeros) - 1 + bits(zeros) : 0;
  }
  /// se(v)
  std::int32_t se() {
    const std::uint32_t code = ue();
    const auto half = static_cast<std::int32_t>(code / 2);
    return code % 2 == 1 ? half + 1 : -half;
  }
};

}  // namespace praxino::codec
