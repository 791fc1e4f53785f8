#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/container/ts/types.h"

/// Transport streams as tests want them, right in all that is not said.
namespace praxino::ts::testing {

inline constexpr Pid sample_pmt{0x1000};
inline constexpr Pid sample_video{0x100};
inline constexpr Pid sample_audio{0x101};

/// A section of a PAT or PMT with its length and checksum. `body`: what follows last_section_number.
std::vector<std::byte> section(std::uint8_t table_id, std::uint16_t number, Bytes body, bool current = true);
std::vector<std::byte> pat_section(std::uint16_t program, Pid pmt);

/// An entry of a PMT.
struct PmtStream {
  std::uint8_t type = 0;
  Pid pid{};
  std::vector<std::byte> descriptors;
};
std::vector<std::byte> pmt_section(std::uint16_t program, std::span<const PmtStream> streams);

struct PesToWrite {
  std::uint8_t stream_id = 0xE0;
  std::optional<std::uint64_t> pts;
  std::optional<std::uint64_t> dts;
  bool with_length = false;
  std::size_t stuffing = 0;  ///< Bytes 0xFF at the header's end.
};
std::vector<std::byte> pes_packet(const PesToWrite& header, Bytes payload);

/// Writes packets one after the other and counts each PID's.
class StreamWriter {
 public:
  [[nodiscard]] Bytes view() const { return bytes_; }

  /// Packets with `unit` as their payload, of at most `most` bytes each; the last, and shorter ones, are
  /// filled up by an adaptation field.
  void unit(Pid pid, Bytes unit, std::size_t most = 184, bool random_access = false);
  /// The same, with its pointer_field.
  void section(Pid pid, Bytes section, std::size_t most = 184);
  /// A PAT and a PMT with H.264 and AAC.
  void tables();
  void pes(Pid pid, const PesToWrite& header, Bytes payload, std::size_t most = 184);
  /// A packet as it stands.
  void raw(Bytes packet) { bytes_.insert(bytes_.end(), packet.begin(), packet.end()); }
  /// The next packet of `pid` has a counter that is further by so many.
  void lose(Pid pid, unsigned count = 1) { counters_[pid] += count; }

 private:
  std::vector<std::byte> bytes_;
  std::map<Pid, unsigned> counters_;
};

/// `count` bytes that are not all alike.
std::vector<std::byte> media_bytes(std::size_t count, unsigned seed = 1);

/// A PAT, a PMT and some PES packets of both streams.
std::vector<std::byte> sample_stream();

}  // namespace praxino::ts::testing
