#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/webm/cues.h"
#include "core/media/segment_index.h"
#include "core/media/types.h"

namespace praxino::player {

/// A file's segment index, put together as it comes: where it refers to further ones (hierarchical sidx,
/// ISO/IEC 14496-12 §8.16.3), or cannot be read without the file's head (WebM). A value. `where` of an Error
/// is an offset in the file.
class IndexTree {
 public:
  static constexpr std::size_t most_looks = 1024;  ///< At indexes: when they are asked for, when they come.
  static constexpr std::size_t most_entries = 250'000;
  /// Of an index whose size is not known so much is asked for: 340 entries. Media may lie behind it.
  static constexpr std::uint32_t first_look = 4096;

  /// What was fetched from this offset of the file on: first the bytes in which the first index stands; from
  /// then on what was wanted. Appends what must be fetched still.
  [[nodiscard]] Result<void> take(Bytes bytes, std::uint64_t offset, std::vector<media::ByteRange>& wanted);
  /// The same of WebM, whose Cues lie in this range of it; what is fetched first are the file's first bytes.
  [[nodiscard]] Result<void> take_webm(Bytes bytes, std::uint64_t offset, media::ByteRange cues,
                                       std::vector<media::ByteRange>& wanted);
  [[nodiscard]] bool begun() const { return looks_ != 0; }
  /// Whether all that it refers to is there.
  [[nodiscard]] bool whole() const;
  [[nodiscard]] const media::SegmentIndex& index() const { return index_; }

 private:
  [[nodiscard]] Result<void> expand(std::size_t place, Bytes sidx);

  media::SegmentIndex index_;
  std::optional<webm::Head> head_;
  std::size_t looks_ = 0;
};

}  // namespace praxino::player
