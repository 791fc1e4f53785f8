#pragma once

#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/media/segment_index.h"

/// WebM, of which a player needs to know no more than where its Clusters are (RFC 9559, Matroska; RFC 8794,
/// EBML): browsers read the rest.
namespace praxino::webm {

/// Whether they begin as a WebM file does, by the EBML header's name.
[[nodiscard]] bool is_file(Bytes bytes);

/// What stands before the media (RFC 9559 §5.1): where positions count from, and how long it lasts.
struct Head {
  std::uint64_t data = 0;            ///< Offset in the file of the Segment's first child (§16.1).
  std::optional<std::uint64_t> end;  ///< Of the Segment, in the file; absent: unknown.
  std::uint64_t tick = 1'000'000;    ///< TimestampScale: nanoseconds (§5.1.2.9).
  double duration = 0;               ///< Ticks; 0: unsaid.

  bool operator==(const Head&) const = default;
};

/// `bytes`: the file's, from its first one to behind its Info. `where` of an Error is an offset in the file.
[[nodiscard]] Result<Head> read_head(Bytes bytes);

/// `cues`: a Cues element (§5.1.5), which stands at `at` in the file. Its Clusters' times are in
/// microseconds. The last one ends where the Cues begin, or with the Segment. `where` as above.
[[nodiscard]] Result<media::SegmentIndex> read_cues(Bytes cues, std::uint64_t at, const Head& head);

}  // namespace praxino::webm
