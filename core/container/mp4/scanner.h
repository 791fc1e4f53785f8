#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/mp4/types.h"
#include "core/media/segment_index.h"

namespace praxino::mp4 {

/// Something read off a stream of boxes; a RawBox is an emsg or prft.
using Fact = std::variant<Init, Fragment, media::SegmentIndex, RawBox>;

/// The gate that bytes of an ISO base media file pass as they arrive, and are understood at, before anybody
/// else gets them. moov, moof and sidx are held back until they are whole and have been read; mdat and
/// whatever we do not know streams through once its header is there. However the bytes are cut, the same
/// facts come out, and the same bytes are accepted. A value: copy it to look ahead.
class Scanner {
 public:
  /// A moov, moof or sidx larger than this is too_large.
  static constexpr std::uint64_t kLargestHeld = std::uint64_t{16} << 20U;

  struct Accepted {
    std::size_t bytes = 0;
  };

  /// `pending`: all bytes that came and are not yet accepted, in one piece. Says how many of them are
  /// accepted now (0: more are needed) and appends what was found in those. Bytes before a fault are accepted
  /// first; the fault comes with the next call or with finish(), and stays until restart().
  Result<Accepted> accept(Bytes pending, std::vector<Fact>& facts);

  /// Whether the bytes may end here. truncated: inside a box.
  [[nodiscard]] Result<void> finish() const;

  /// A new segment or file, whose first byte has this offset in its file. The Init stays.
  void restart(std::uint64_t offset);

  /// The Init that fragments belong to from now on; one that is found in the bytes takes its place.
  void use(Init init) { init_ = std::move(init); }
  [[nodiscard]] const std::optional<Init>& init() const { return init_; }

  /// Offset in the file of the first byte that is not yet accepted.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  bool operator==(const Scanner&) const = default;

 private:
  Result<std::size_t> step(Bytes pending, std::vector<Fact>& facts);
  Result<void> read(FourCc type, Bytes box, std::vector<Fact>& facts);

  std::optional<Init> init_;
  std::uint64_t offset_ = 0;
  std::uint64_t streaming_ = 0;  ///< Bytes still to come of a box whose header has been accepted.
  std::size_t waiting_ = 0;      ///< Bytes that came and are not accepted.
  bool to_the_end_ = false;      ///< In a box that lasts until the bytes end.
  std::optional<Error> fault_;
};

}  // namespace praxino::mp4
