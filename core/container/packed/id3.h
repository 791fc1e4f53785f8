#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::packed {

/// An ID3v2 tag, as segments of packed audio begin with (RFC 8216bis §3.1.4).
struct Id3Tag {
  std::size_t size = 0;  ///< Of the whole tag, with its header and footer.
  /// Of the first sample: 33 bits of 90 kHz, from the PRIV frame of
  /// com.apple.streaming.transportStreamTimestamp.
  std::optional<std::uint64_t> timestamp;

  bool operator==(const Id3Tag&) const = default;
};

/// Bytes that tell how long a tag is.
inline constexpr std::size_t id3_header = 10;
/// Whether a tag begins here. `bytes`: `id3_header` of them, or more.
[[nodiscard]] bool is_id3(Bytes bytes);
/// The whole length of a tag whose `id3_header` bytes are here.
[[nodiscard]] std::size_t id3_size(Bytes bytes);
/// A whole tag. Frames that exceed it are passed over. malformed: no tag, or not whole.
[[nodiscard]] Result<Id3Tag> read_id3(Bytes bytes);

}  // namespace praxino::packed
