#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::ts {

/// The header of a PES packet, §2.4.3.6, as far as it says when and how much.
struct PesHeader {
  std::optional<std::uint64_t> pts;
  std::optional<std::uint64_t> dts;    ///< Absent where it equals pts.
  std::optional<std::size_t> payload;  ///< Bytes after the header; absent where the length is left open.
  std::size_t size = 0;                ///< Of the header itself.
};

/// Gathers a PES header, which may lie in several packets.
class PesHeaderReader {
 public:
  /// Takes from the front of `bytes` what belongs to the header. Nothing: it is not whole yet, and all bytes
  /// are taken. malformed: no PES packet; then what is left is none of it.
  [[nodiscard]] Result<std::optional<PesHeader>> feed(Bytes& bytes);
  void restart() { held_ = 0; }

 private:
  /// Makes what is held up to `count` bytes; false where there are not as many yet.
  bool hold(Bytes& bytes, std::size_t count);

  static constexpr std::size_t largest = 9 + 255;
  std::array<std::byte, largest> header_{};
  std::size_t held_ = 0;
};

}  // namespace praxino::ts
