#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/mp4/types.h"

namespace praxino::mp4 {

/// The fields that every box begins with, ISO/IEC 14496-12 §4.2.
struct BoxHeader {
  FourCc type = 0;
  std::uint64_t size = 0;    ///< With the header; 0: to the end of the file.
  std::uint32_t length = 8;  ///< Of the header: 8, or 16 with a largesize.
};

/// Without a value: `bytes` ends before the header does. malformed: a size that does not even hold the
/// header, one beyond 2^62, or a type that is not four printable characters. Errors are at `at`.
[[nodiscard]] Result<std::optional<BoxHeader>> read_header(Bytes bytes, std::uint64_t at);

/// A whole box and its place in the file.
struct Box {
  FourCc type = 0;
  std::uint64_t at = 0;
  Bytes bytes;
  std::uint32_t header = 8;

  [[nodiscard]] Bytes payload() const { return bytes.subspan(header); }
  [[nodiscard]] std::uint64_t payload_at() const { return at + header; }
};

/// The box that `bytes` is, when it is of that type and whole.
[[nodiscard]] Result<Box> read_box(Bytes bytes, FourCc type, std::uint64_t at);

/// Walks the boxes that fill a stretch of bytes, one level. Which levels there are is the reader's knowledge:
/// nothing here recurses on the input.
class Boxes {
 public:
  Boxes(Bytes bytes, std::uint64_t at) : rest_(bytes), at_(at) {}
  explicit Boxes(const Box& parent) : Boxes(parent.payload(), parent.payload_at()) {}

  /// Without a value at the end and at a fault.
  [[nodiscard]] std::optional<Box> next();
  [[nodiscard]] bool ok() const { return !error_; }
  /// Only when not ok().
  [[nodiscard]] std::unexpected<Error> error() const { return std::unexpected(*error_); }

 private:
  Bytes rest_;
  std::uint64_t at_;
  std::optional<Error> error_;
};

/// A box that is being written: begun here, its size set when this goes out of scope. It ends below 4 GB.
class BoxScope {
 public:
  BoxScope(ByteWriter& out, FourCc type);
  ~BoxScope();
  BoxScope(const BoxScope&) = delete;
  BoxScope& operator=(const BoxScope&) = delete;

 private:
  ByteWriter& out_;
  std::size_t begin_;
};

}  // namespace praxino::mp4
