#include "core/buffer/laid.h"

#include <algorithm>
#include <utility>

namespace praxino::buffer {

void lay(std::vector<Laid>& all, const Laid& one, std::size_t most) {
  std::vector<Laid> next;
  const auto add = [&](const Laid& piece) {
    if (piece.range.start >= piece.range.end) return;
    const bool goes_on = !next.empty() && next.back().rendition == piece.rendition &&
                         next.back().range.end == piece.range.start;
    if (goes_on) {
      next.back().range.end = piece.range.end;
    } else {
      next.push_back(piece);
    }
  };
  const auto& [start, end] = one.range;
  for (const Laid& old : all) add({{old.range.start, std::min(old.range.end, start)}, old.rendition});
  add(one);
  for (const Laid& old : all) add({{std::max(old.range.start, end), old.range.end}, old.rendition});
  if (next.size() > most) next.erase(next.begin());
  all = std::move(next);
}

const Laid* laid_at(std::span<const Laid> all, Seconds at) {
  const auto laid = std::ranges::find_if(all, [&](const Laid& one) { return one.range.contains(at); });
  return laid == all.end() ? nullptr : &*laid;
}

std::vector<double> to_flat(std::span<const Laid> all, std::span<const TimeRange> buffered) {
  std::vector<double> flat;
  for (const Laid& one : all) {
    for (const TimeRange& range : intersect({&one.range, 1}, buffered))
      flat.insert(flat.end(), {range.start.value, range.end.value, static_cast<double>(one.rendition)});
  }
  return flat;
}

}  // namespace praxino::buffer
