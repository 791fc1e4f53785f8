#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/player/log.h"
#include "core/player/session.h"

namespace praxino {

/// A Session behind numbers: what a host calls across the boundary. An event goes in as bytes
/// (player/wire.h), effects come out as bytes; addresses are valid until the next reserve() or handle().
///
///   const at = engine.reserve(event.length, body.length);   // memory may have grown: renew views
///   // copy the event to `at`, the body right after it
///   const count = engine.handle(now);
///   // effects at effectsAddress(), the i-th Append's bytes at blobAddress(i), the log's records at
///   logAddress()
class Engine {
 public:
  using Address = std::uintptr_t;

  /// 0 no log; 1 a log without bodies and without what URLs may keep secret; 2 one that can be run again.
  explicit Engine(unsigned record_mode);

  Address reserve(std::uint32_t event_bytes, std::uint32_t body_bytes);
  /// How many effects there are; -1 where the bytes are no event of ours, which then did not happen.
  int handle(double now);

  [[nodiscard]] Address effects_address() const { return address(encoded_.data()); }
  [[nodiscard]] std::uint32_t effects_length() const { return static_cast<std::uint32_t>(encoded_.size()); }
  [[nodiscard]] std::uint32_t blob_count() const { return static_cast<std::uint32_t>(blobs_.size()); }
  [[nodiscard]] Address blob_address(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t blob_length(std::uint32_t index) const;
  /// Seconds on the host's clock; -1: none.
  [[nodiscard]] double deadline() const;
  /// The records of the last handle(). Where that trapped, its event is there.
  [[nodiscard]] Address log_address() const { return address(log_.bytes().data()); }
  [[nodiscard]] std::uint32_t log_length() const { return static_cast<std::uint32_t>(log_.bytes().size()); }

  [[nodiscard]] static unsigned protocol_version() { return player::protocol_version; }

 private:
  [[nodiscard]] static Address address(const void* at) { return reinterpret_cast<Address>(at); }

  player::Session session_;
  player::LogWriter log_;
  std::vector<std::byte> inbox_;
  std::uint32_t event_bytes_ = 0;
  std::uint32_t body_bytes_ = 0;
  player::Effects effects_;
  std::vector<std::byte> encoded_;
  std::vector<Bytes> blobs_;
};

}  // namespace praxino
