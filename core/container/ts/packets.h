#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/container/ts/types.h"

namespace praxino::ts {

inline constexpr std::size_t packet_size = 188;

/// One transport packet, §2.4.3.2.
struct Packet {
  Pid pid{};
  bool starts = false;         ///< payload_unit_start_indicator
  std::uint8_t counter = 0;    ///< continuity_counter
  bool scrambled = false;      ///< transport_scrambling_control
  bool discontinuity = false;  ///< discontinuity_indicator
  bool random_access = false;  ///< random_access_indicator
  Bytes payload;               ///< Borrowed; empty where there is none.
};

/// Of 188 bytes that begin with the sync byte. Nothing where they say of themselves that they are damaged,
/// or where the adaptation field is longer than the packet.
[[nodiscard]] std::optional<Packet> read_packet(Bytes bytes);

/// Cuts bytes into packets. Out of step, and at the beginning, it believes a sync byte only where another
/// one follows a packet's length later. However the bytes are cut, the same packets come out.
class Packets {
 public:
  /// `bytes` are borrowed until next() has said that there are no more.
  void feed(Bytes bytes) { input_ = bytes; }

  /// The next 188 bytes, borrowed until the next call. Nothing: more have to be fed.
  [[nodiscard]] std::optional<Bytes> next();

  /// No more bytes come: a last packet that only waited for the one after it. Then whatever is left over is
  /// dropped, and `left_over` says how much that was.
  [[nodiscard]] std::optional<Bytes> finish();

  /// Offset in the file of the packet that was given last.
  [[nodiscard]] std::uint64_t at() const { return at_; }
  /// Where bytes were passed over since this was asked last, because they are no packet.
  [[nodiscard]] std::optional<std::uint64_t> take_skipped();
  [[nodiscard]] std::size_t left_over() const { return held_; }

  /// A new file, whose first byte has this offset.
  void restart(std::uint64_t offset);

 private:
  std::optional<Bytes> next_held();
  std::optional<Bytes> next_direct();
  Bytes give(Bytes packet, std::uint64_t at);
  void skip(std::size_t count);

  Bytes input_;
  std::array<std::byte, packet_size + 1> hold_{};  ///< Bytes of earlier feeds that are no packet yet.
  std::size_t held_ = 0;
  std::array<std::byte, packet_size> given_{};
  std::uint64_t offset_ = 0;  ///< In the file, of hold_ or, where it is empty, of input_.
  std::uint64_t at_ = 0;
  std::optional<std::uint64_t> skipped_;
  bool in_step_ = false;
};

}  // namespace praxino::ts
