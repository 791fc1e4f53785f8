#pragma once

#include <vector>

#include "core/base/bytes.h"
#include "core/container/mp4/types.h"

/// What the tests and fuzzers of this folder read: a small fragmented file of known contents, and ways to
/// spoil it.
namespace praxino::mp4::testing {

/// A picture track (1, avc1.64001f, scale 12800, edit list) and a sound track (2, mp4a.40.2, scale 48000).
[[nodiscard]] Init sample_init();
/// ftyp and moov of it.
[[nodiscard]] std::vector<std::byte> sample_init_segment();
/// moof and mdat of track 1: four samples with B-frames, 100 bytes in all.
[[nodiscard]] std::vector<std::byte> sample_media_segment();
/// A sidx of two references, version 0 or 1.
[[nodiscard]] std::vector<std::byte> sample_index(std::uint8_t version = 0);
/// An emsg whose payload is `size` zeros.
[[nodiscard]] std::vector<std::byte> sample_event(std::size_t size = 8);
/// All of the above in one file, with a free box and two media segments.
[[nodiscard]] std::vector<std::byte> sample_file();

/// The first box of that type in `file`, at whatever depth.
[[nodiscard]] Bytes box_in(Bytes file, FourCc type);
/// `file` with that box cut down to `keep` bytes of payload, its own size and those around it set right. It
/// must have had as many.
[[nodiscard]] std::vector<std::byte> with_payload_cut(Bytes file, FourCc type, std::size_t keep);
/// `file` with the four bytes at `offset` of that box's payload overwritten.
[[nodiscard]] std::vector<std::byte> with_u32(Bytes file, FourCc type, std::size_t offset,
                                              std::uint32_t value);
/// `file` with that box's size field overwritten.
[[nodiscard]] std::vector<std::byte> with_size(Bytes file, FourCc type, std::uint32_t size);
/// `file` with that box's type made into "free", so that it is passed over.
[[nodiscard]] std::vector<std::byte> without(Bytes file, FourCc type);

}  // namespace praxino::mp4::testing
