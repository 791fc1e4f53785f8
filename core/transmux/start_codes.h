#pragma once

#include <cstddef>
#include <optional>

#include "core/base/bytes.h"

/// The start codes between NAL units (ISO/IEC 14496-10 Annex B): 0, 0, 1. All bytes of a picture are looked
/// at here.
namespace praxino::transmux {

/// Copies, and says whether two zeros may follow each other in it: every start code has them, and little
/// else.
bool copy_looking_for_zeros(Bytes from, std::byte* to);

/// Where the first start code is whose last byte is at or after `from`.
[[nodiscard]] std::optional<std::size_t> find_start_code(Bytes data, std::size_t from);

}  // namespace praxino::transmux
