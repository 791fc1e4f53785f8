#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/codec/adts.h"

namespace praxino::transmux {

/// One AAC frame: 1,024 samples, without its ADTS header.
struct AacFrame {
  std::optional<std::int64_t> present;  ///< Unrolled, 90 kHz, where a PES packet says it for this frame.
  codec::AdtsHeader header;
  std::size_t size = 0;
};

/// Cuts ADTS frames (ISO/IEC 14496-3 §1.A.2) out of a stream. Out of step it believes a header only where a
/// frame's length later another one of the same kind follows. However the bytes are cut, the same frames
/// come out.
class AacFrames {
 public:
  /// Something that begins here is heard at `present`.
  void begin(std::optional<std::int64_t> present);
  void feed(Bytes bytes);
  /// Bytes are missing here.
  void lose();
  /// The stream ends here: a last frame that only waited for the one after it comes out.
  void finish();

  /// Frames that are whole; their bytes are the front of `data()`, one after the other.
  [[nodiscard]] const std::vector<AacFrame>& frames() const { return frames_; }
  [[nodiscard]] Bytes data() const { return data_.view(); }
  void drop(std::size_t count);

  /// Bytes that were passed over because they are no frame.
  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  void cut(bool at_end);
  [[nodiscard]] std::optional<std::int64_t> take_time(std::uint64_t at);

  std::vector<AacFrame> frames_;
  ByteWindow data_;
  ByteWindow pending_;    ///< What is not cut yet: less than a frame, or two where out of step.
  std::uint64_t at_ = 0;  ///< Place in the stream of pending_'s first byte.
  struct Stamp {
    std::uint64_t at = 0;
    std::optional<std::int64_t> present;
  };
  std::vector<Stamp> stamps_;
  bool in_step_ = false;
  std::uint64_t skipped_ = 0;
};

}  // namespace praxino::transmux
