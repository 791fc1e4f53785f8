#pragma once

#include "core/base/result.h"
#include "core/container/mp4/box.h"

namespace praxino::mp4 {

/// Reads one sample entry (§8.5.2) of a track whose kind is known, and sets what it says: codec, size, channels and
/// rate, protection. A format that we do not know gives its four characters for a codec.
[[nodiscard]] Result<void> read_sample_entry(const Box& entry, TrackInit& track);

}  // namespace praxino::mp4
