#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/player/protocol.h"
#include "core/player/wire.h"

/// A session's log: every event and the effects that answered it. Little-endian:
///   "PRXL", u16 format version, u16 protocol version; then records: u8 type, u32 length, payload
///     1 event    f64 instant, then the message; a blob is its length and, in a full log, its hash
///     2 effects  the batch that answered it
///     3 body     the bytes of the event before it, in full logs alone
///     4 dropped  u32: so many records were let go before what follows (a ring holds the newest)
/// Readers skip other types. An event without effects after it is one that the engine never came back from. A
/// full log can be run again; any other leaves out what URLs may keep secret (redact.h) and can only be read.
namespace praxino::player {

inline constexpr std::uint16_t log_format_version = 1;

enum class RecordMode : std::uint8_t { none, ring, full };
enum class RecordType : std::uint8_t { event = 1, effects = 2, body = 3, dropped = 4 };

/// Makes the records; keeping them is its user's affair.
class LogWriter {
 public:
  explicit LogWriter(RecordMode mode) : mode_(mode) {}

  [[nodiscard]] RecordMode mode() const { return mode_; }
  /// What was written since the last clear().
  [[nodiscard]] Bytes bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

  void head();
  void event(const Event& event, Instant now);
  void effects(std::span<const Effect> batch);
  /// The same, where the batch is encoded already: with hashes, not redacted.
  void effects(std::span<const Effect> batch, Bytes encoded);
  void dropped(std::uint32_t records);

 private:
  std::size_t begin(RecordType type);
  void end(std::size_t start);
  [[nodiscard]] wire::Options options() const {
    const bool full = mode_ == RecordMode::full;
    return {.hash = full, .redact = !full};
  }

  RecordMode mode_;
  std::vector<std::byte> bytes_;
};

/// One event with all that the log has about it. Borrows from the log.
struct LogStep {
  std::uint64_t where = 0;    ///< Byte of the event's record.
  std::uint32_t dropped = 0;  ///< Records let go before it.
  Instant now;
  Event event;                        ///< Its blob is empty where the log has no bytes.
  std::optional<wire::BlobRef> body;  ///< The event's blob as it was.
  bool whole = false;                 ///< All bytes that the event spoke of are here.
  bool answered = false;
  Bytes effects;
};

class LogReader {
 public:
  /// Fails where it is no log, or of a newer format.
  [[nodiscard]] static Result<LogReader> open(Bytes log);

  /// False at the end, where ok() tells whether it was a clean one. Steps with events of unknown kinds are
  /// left out.
  bool next(LogStep& step);
  /// False once the log was cut off or something in it was no record.
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::uint16_t protocol() const { return protocol_; }

 private:
  struct Record {
    RecordType type{};
    Bytes payload;
    std::size_t size = 0;
  };
  LogReader(Bytes log, std::uint16_t protocol) : log_(log), protocol_(protocol) {}
  [[nodiscard]] std::optional<Record> peek();
  bool read_event(Bytes payload, LogStep& step);

  Bytes log_;
  std::size_t at_ = 8;
  std::uint16_t protocol_ = 0;
  bool ok_ = true;
};

}  // namespace praxino::player
