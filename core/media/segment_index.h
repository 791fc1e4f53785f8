#pragma once

#include <cstdint>
#include <vector>

namespace praxino::media {

/// What an index inside a file (sidx, WebM Cues) says of its segments, for manifests to make a SegmentList
/// of.
struct SegmentIndex {
  struct Entry {
    std::uint64_t offset = 0;  ///< First byte, from the start of the file.
    std::uint32_t size = 0;
    std::uint32_t duration = 0;  ///< Ticks.
    bool nested = false;         ///< Points to another index rather than to media (hierarchical sidx).

    bool operator==(const Entry&) const = default;
  };

  std::uint32_t timescale = 1;
  std::int64_t earliest_time =
      0;  ///< Presentation time of the first entry on the media's own clock, in ticks.
  std::vector<Entry> entries;

  bool operator==(const SegmentIndex&) const = default;
};

}  // namespace praxino::media
