#pragma once

#include <cstdint>
#include <span>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/types.h"

/// Fragmented files as ISO/IEC 14496-12 and CMAF have them, made of the same descriptions as they are read
/// by.
namespace praxino::mp4 {

/// ftyp and moov. `records`: for each track of `init` its decoder's configuration, as write_sample_entry()
/// takes it. What is read from it again is `init`, if its codec strings, channels and rates are those of the
/// records, and it says nothing of protection. unsupported: a codec that we do not write.
[[nodiscard]] Result<void> write_init(ByteWriter& out, const Init& init, std::span<const Bytes> records);

/// One track's samples in decoding order, their bytes to follow.
struct FragmentToWrite {
  std::uint32_t sequence_number = 1;
  std::uint32_t track_id = 1;
  std::uint64_t decode_time = 0;
  std::span<const RunSample> samples;
};

/// moof and the header of the mdat; whoever calls puts the samples' bytes after it, as many as their sizes
/// say, which is less than 4 GB.
void write_fragment(ByteWriter& out, const FragmentToWrite& fragment);

}  // namespace praxino::mp4
