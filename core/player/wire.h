#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/player/protocol.h"

/// Events and effects as bytes: across the wasm boundary, between threads, in the log. js/src/wire.ts is the
/// other side. Little-endian, not aligned:
///   message  u16 kind, u16 0, u32 length of what follows; then its fields, the defaults too
///   field    u8 number, u8 type, payload:
///     1 u32 (integers, ids, enumerations, bools)     5 f64s    u32 count, then 8 bytes each
///     2 f64                                          6 texts   u32 bytes of what follows, then texts as type
///     3 3 text  u32 bytes, UTF-8                       7 records u32 bytes of what follows, then (u32 bytes,
///     fields) 4 blob  u32 length, u64 hash; the bytes travel beside, in order
/// A reader skips kinds and fields that it does not know, and keeps the default of a field that is not there,
/// that has another type than it expects or a number beyond its enumeration. What is cut off ends a message,
/// or the batch.
namespace praxino::player::wire {

struct MessageInfo;
struct FieldInfo;

struct Options {
  bool hash = false;    ///< Fill in the hashes of blobs that have none yet.
  bool redact = false;  ///< Texts without the secrets of URLs (redact.h).
};

void encode(const Event& event, Options options, std::vector<std::byte>& out);
void encode(std::span<const Effect> batch, Options options, std::vector<std::byte>& out);

/// What a message says of bytes beside it.
struct BlobRef {
  std::uint32_t length = 0;
  std::uint64_t hash = 0;

  bool operator==(const BlobRef&) const = default;
};

/// Reads messages one after another out of borrowed bytes. Whatever the bytes are, it never reads past them
/// and never allocates more than a small multiple of their size.
class Decoder {
 public:
  /// `blobs` are the bytes beside, one blob after another; the messages' blobs borrow them.
  explicit Decoder(Bytes messages, Bytes blobs = {}) : rest_(messages), blobs_(blobs) {}

  /// The next message of a known kind; false at the end, where `ok()` tells whether it was a clean one.
  bool next(Event& event);
  bool next(Effect& effect);

  /// False once bytes were left that are no whole message.
  [[nodiscard]] bool ok() const { return ok_; }
  /// The last message's blob, if it has one.
  [[nodiscard]] std::optional<BlobRef> blob() const { return blob_; }
  /// False once a blob's bytes were not all beside: its span is then empty.
  [[nodiscard]] bool blobs_complete() const { return blobs_complete_; }
  /// The last message itself, with its head.
  [[nodiscard]] Bytes message() const { return message_; }

 private:
  bool next(std::span<const MessageInfo> messages, void* variant);
  void fields(Bytes in, std::span<const FieldInfo> known, void* message);
  void value(const FieldInfo& field, Bytes payload, void* member);
  void records(const FieldInfo& field, Bytes payload, void* list);
  void take_blob(Bytes payload, Blob* out);

  Bytes rest_;
  Bytes blobs_;
  Bytes message_;
  std::optional<BlobRef> blob_;
  bool ok_ = true;
  bool blobs_complete_ = true;
};

}  // namespace praxino::player::wire
