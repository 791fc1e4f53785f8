#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/mp4/types.h"
#include "core/media/segment_index.h"

/// Whole boxes of ISO/IEC 14496-12 to what they say. `at` is the box's offset in the file; an Error's `where`
/// is an offset in the file too, of the box that is wrong. Bytes after the box are not looked at. Within a
/// box, boxes and fields that we have no use for are passed over unread.
namespace praxino::mp4 {

/// §8.2.1 moov. missing: no track, or one without a sample description, or a codec's configuration.
[[nodiscard]] Result<Init> read_init(Bytes moov, std::uint64_t at);

/// §8.8.4 moof. `init` is the one that it belongs to; tracks that it lacks are left out. missing: a traf
/// without its tfhd or tfdt (which Media Source Extensions require).
[[nodiscard]] Result<Fragment> read_fragment(Bytes moof, const Init& init, std::uint64_t at);

/// §8.16.3 sidx. Entries that refer to a further sidx are `nested`.
[[nodiscard]] Result<media::SegmentIndex> read_index(Bytes sidx, std::uint64_t at);

}  // namespace praxino::mp4
