#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/container/ts/packets.h"
#include "core/container/ts/pes.h"
#include "core/container/ts/tables.h"
#include "core/container/ts/types.h"

namespace praxino::ts {

/// Takes a transport stream apart as its bytes arrive: its first program, and the PES packets of those of
/// its streams that we have a name for. However the bytes are cut, the same facts come out; only PesBytes are
/// cut where they were. Nothing in a stream is fatal: what is broken is told as Damage and passed over.
class Reader {
 public:
  /// `bytes` are borrowed until next() has said that there are no more facts.
  void feed(Bytes bytes) { packets_.feed(bytes); }

  /// What comes next, in the order of the packets. Nothing: more have to be fed.
  [[nodiscard]] std::optional<Fact> next();

  /// No more bytes come. After this, next() gives what is left.
  void finish();

  /// A new segment or file, whose first byte has this offset in its file. The program is remembered: segments
  /// may come without one (RFC 8216bis §3.1.1).
  void restart(std::uint64_t offset);

 private:
  /// What is known of one stream between its packets.
  struct Stream {
    enum class State : std::uint8_t { idle, header, body };

    Pid pid{};
    State state = State::idle;
    bool counts = true;  ///< Its continuity counter can be trusted.
    bool repeated = false;
    std::optional<std::uint8_t> counter;
    PesHeaderReader header;
    bool random_access = false;
    std::uint64_t started_at = 0;
    std::optional<std::size_t> left;  ///< Bytes of the PES packet still to come, where it says so.
  };

  void tell_skipped();
  void accept(Bytes bytes);
  void accept_pat(const Packet& packet);
  void accept_pmt(const Packet& packet);
  void take(Program program);
  void accept_stream(Stream& stream, const Packet& packet);
  /// Whether the packet is one to go on with; tells of what is missing before it.
  bool continues(Stream& stream, const Packet& packet);
  void damage(Damage::Kind kind, std::uint64_t at) { ready_.emplace_back(Damage{kind, at}); }

  Packets packets_;
  Sections pat_;
  Sections pmt_;
  std::optional<std::pair<std::uint16_t, Pid>> table_;  ///< The program's number and where its PMT is.
  std::optional<Program> program_;
  std::vector<Stream> streams_;
  // Of one packet, not yet given; the bytes come last.
  std::vector<Fact> ready_;
  std::size_t given_ = 0;
  PesBytes bytes_;
};

}  // namespace praxino::ts
