#pragma once

#include "core/base/result.h"
#include "core/container/mp4/box.h"

namespace praxino::mp4 {

/// Reads one sample entry (§8.5.2) of a track whose kind is known, and sets what it says: codec, size,
/// channels and rate, protection. A format that we do not know gives its four characters for a codec.
[[nodiscard]] Result<void> read_sample_entry(const Box& entry, TrackInit& track);

/// The other way about, for formats in the clear. `record`: what the box of the decoder's configuration
/// holds; for mp4a the AudioSpecificConfig alone. unsupported: a codec that we have no sample entry for.
[[nodiscard]] Result<void> write_sample_entry(ByteWriter& out, const TrackInit& track, Bytes record);

}  // namespace praxino::mp4
