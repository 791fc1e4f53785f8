#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/ts/packets.h"
#include "core/container/ts/types.h"

/// Program specific information, ISO/IEC 13818-1 §2.4.4: which streams there are.
namespace praxino::ts {

/// Puts sections together from the payloads of one PID.
class Sections {
 public:
  /// The payload of the next packet. `sections` is called for each section that is whole now, with its bytes
  /// from table_id to CRC_32.
  template <typename Take>
  void feed(const Packet& packet, Take take) {
    Bytes payload = packet.payload;
    if (packet.starts && !payload.empty()) {
      // pointer_field: the end of a section that began earlier stands before the new one.
      const auto before = static_cast<std::size_t>(payload[0]);
      payload = payload.subspan(1);
      if (before > payload.size()) return drop();
      if (open_) continue_with(payload.first(before), take);
      drop();
      payload = payload.subspan(before);
      open_ = true;
    }
    if (open_) continue_with(payload, take);
  }
  /// What is held is not gone on with: bytes are missing.
  void drop() {
    held_.clear();
    open_ = false;
  }

 private:
  template <typename Take>
  void continue_with(Bytes bytes, Take& take) {
    held_.insert(held_.end(), bytes.begin(), bytes.end());
    std::size_t from = 0;
    while (const auto length = length_at(from)) {
      take(Bytes(held_).subspan(from, *length));
      from += *length;
    }
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(from));
    if (!held_.empty() && held_[0] == stuffing) drop();  // to the end of the packet
  }
  /// Of the section there, where it is whole.
  [[nodiscard]] std::optional<std::size_t> length_at(std::size_t from) const;

  static constexpr std::byte stuffing{0xFF};
  bool open_ = false;            ///< A section begins at held_'s first byte.
  std::vector<std::byte> held_;  ///< At most a section, 4,098 bytes, and a packet.
};

/// A program_association_section (§2.4.4.3): number and PMT of its first program. Nothing: a table that is
/// not in force yet, or has no program. malformed: its grammar or its checksum.
[[nodiscard]] Result<std::optional<std::pair<std::uint16_t, Pid>>> read_pat(Bytes section);

/// A TS_program_map_section (§2.4.4.8), likewise.
[[nodiscard]] Result<std::optional<Program>> read_pmt(Bytes section);

}  // namespace praxino::ts
