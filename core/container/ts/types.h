#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/bytes.h"

/// MPEG-2 transport streams, ISO/IEC 13818-1: what their reader makes of packets.
namespace praxino::ts {

/// A packet identifier, 13 bits.
enum class Pid : std::uint16_t {};

/// Ticks per second of PTS and DTS (§2.4.3.7).
inline constexpr std::uint32_t clock_rate = 90'000;

/// What an elementary stream holds, as far as we have a name for it.
enum class Coding : std::uint8_t {
  other,
  avc,
  hevc,
  aac,  ///< In ADTS frames.
  aac_latm,
  mpeg_audio,
  ac3,
  eac3,
  opus,
  id3,
};

/// One entry of a PMT (§2.4.4.9).
struct ElementaryStream {
  Pid pid{};
  std::uint8_t type = 0;  ///< stream_type
  Coding coding = Coding::other;
  bool sample_aes = false;  ///< Encrypted sample by sample (MPEG-2 Stream Encryption Format for HLS, §2).
  std::string language;     ///< ISO 639-2, three letters, or empty.

  bool operator==(const ElementaryStream&) const = default;
};

/// The first program of the PAT, as its PMT says it. Told again when it changes.
struct Program {
  std::uint16_t number = 0;
  Pid clock{};  ///< PCR_PID
  std::vector<ElementaryStream> streams;

  bool operator==(const Program&) const = default;
};

/// A PES packet begins. Times are 33 bits of `clock_rate`, as they stand there.
struct PesStart {
  Pid pid{};
  std::optional<std::uint64_t> pts;
  std::optional<std::uint64_t> dts;
  bool random_access = false;  ///< random_access_indicator of the packet that it begins in.
  std::uint64_t at = 0;        ///< Offset in the file of that packet.

  bool operator==(const PesStart&) const = default;
};

/// The next bytes of the stream's PES packet, borrowed until the reader's next call.
struct PesBytes {
  Pid pid{};
  Bytes bytes;
};

/// Bytes are missing from a stream before what comes next: its continuity counter jumps (§2.4.3.3).
struct Lost {
  Pid pid{};
  std::uint64_t at = 0;

  bool operator==(const Lost&) const = default;
};

/// What was wrong and passed over, as the peers do.
struct Damage {
  enum class Kind : std::uint8_t {
    out_of_sync,  ///< Bytes between packets that are no packet.
    packet,       ///< A packet that says of itself that it is damaged, or whose fields exceed it.
    scrambled,    ///< Conditional access (§2.4.3.2): nothing here can be played.
    section,      ///< A PAT or PMT that breaks its grammar or its checksum.
    pes,          ///< A PES header that breaks its grammar.
    truncated,    ///< The file ends inside a packet.
  };
  Kind kind = Kind::packet;
  std::uint64_t at = 0;  ///< Offset in the file of the first byte concerned.

  bool operator==(const Damage&) const = default;
};

/// For people: "bytes between packets that are no packet".
[[nodiscard]] const char* describe(Damage::Kind kind);

using Fact = std::variant<Program, PesStart, PesBytes, Lost, Damage>;

}  // namespace praxino::ts
