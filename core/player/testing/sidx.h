#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

/// Segment indexes (ISO/IEC 14496-12 §8.16.3) for tests.
namespace praxino::player::testing_sidx {

struct Reference {
  std::uint32_t size = 0;
  bool nested = false;
};

inline std::string u32(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
          static_cast<char>(value)};
}

/// Of two seconds each, what it refers to right behind it.
inline std::string sidx(const std::vector<Reference>& references, std::uint32_t timescale = 1000) {
  const auto count = static_cast<std::uint32_t>(references.size());
  std::string out =
      u32(32 + 12 * count) + "sidx" + u32(0) + u32(1) + u32(timescale) + u32(0) + u32(0) + u32(count);
  for (const Reference& each : references)
    out += u32((each.nested ? 0x8000'0000U : 0) | each.size) + u32(2 * timescale) + u32(0x9000'0000);
  return out;
}

inline Bytes bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace praxino::player::testing_sidx
