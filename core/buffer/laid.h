#pragma once

#include <span>
#include <vector>

#include "core/buffer/ranges.h"
#include "core/media/types.h"

/// Of which renditions the media are that lie in a sink.
namespace praxino::buffer {

struct Laid {
  TimeRange range;
  media::RenditionId rendition{};
  bool operator==(const Laid&) const = default;
};

/// Puts `one` over what lay there. `all` stays sorted, apart from each other, and as few as can be; of more
/// than `most` the first are forgotten.
void lay(std::vector<Laid>& all, const Laid& one, std::size_t most);

/// What lies at `at`; null: nothing.
[[nodiscard]] const Laid* laid_at(std::span<const Laid> all, Seconds at);

/// start, end, rendition; start, end, rendition; … of what is still buffered.
[[nodiscard]] std::vector<double> to_flat(std::span<const Laid> all, std::span<const TimeRange> buffered);

}  // namespace praxino::buffer
