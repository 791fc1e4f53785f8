#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/manifest/read.h"

namespace praxino::manifest {
namespace {

using media::SegmentList;

constexpr std::size_t kMostEntries = 1'000'000;

}  // namespace

Result<SegmentList> list_of(const media::PendingIndex& pending, const media::SegmentIndex& index) {
  if (index.timescale == 0) return fail(Fault::malformed, 0, "a segment index without a timescale");
  if (index.entries.size() > kMostEntries) return fail(Fault::too_large, 0, "more than a million segments");
  media::Stretch stretch = pending.stretch;
  stretch.timescale = index.timescale;
  const Seconds start = stretch.start;
  const Seconds shift = stretch.offset.value_or(Seconds{}) - start;
  const double shift_ticks = std::round(shift.value * index.timescale);
  if (!(std::abs(shift_ticks) < 4e18)) return fail(Fault::too_large, 0, "an offset that cannot be counted");

  SegmentList list(pending.url);
  std::int64_t media_time = index.earliest_time;
  std::int64_t time = 0;
  if (__builtin_add_overflow(media_time, static_cast<std::int64_t>(shift_ticks), &time)) {
    return fail(Fault::too_large, 0, "times that cannot be counted");
  }
  const std::optional<TimeRange> window = stretch.window;
  list.begin(std::move(stretch));
  for (std::size_t i = 0; i < index.entries.size(); ++i) {
    const media::SegmentIndex::Entry& entry = index.entries[i];
    if (entry.nested) return fail(Fault::unsupported, i, "an index of indexes");
    std::int64_t end = 0;
    std::int64_t media_end = 0;
    if (__builtin_add_overflow(time, std::int64_t{entry.duration}, &end) ||
        __builtin_add_overflow(media_time, std::int64_t{entry.duration}, &media_end)) {
      return fail(Fault::too_large, i, "times that cannot be counted");
    }
    const TimeRange span{start + Ticks{time, index.timescale}.seconds(),
                         start + Ticks{end, index.timescale}.seconds()};
    const bool outside = window && (span.end <= window->start || span.start >= window->end);
    if (entry.duration != 0 && entry.size != 0 && !outside) {
      list.add({.start = time,
                .duration = entry.duration,
                .media_time = media_time,
                .number = i,
                .range = media::ByteRange{entry.offset, entry.size}});
      list.target_duration = std::max(list.target_duration, span.duration());
    }
    time = end;
    media_time = media_end;
  }
  return list;
}

SegmentList join(const media::Feed& feed, std::span<const SegmentList> lists) {
  SegmentList out;
  std::size_t declared = 0;
  const auto append_declared = [&](std::uint32_t before) {
    if (!feed.declared) return;
    const auto& stretches = feed.declared->stretches();
    for (; declared < stretches.size() && stretches[declared].timeline < before; ++declared) {
      out.append(*feed.declared, declared);
    }
  };
  for (const SegmentList& list : lists) {
    for (std::size_t i = 0; i < list.stretches().size(); ++i) {
      append_declared(list.stretches()[i].timeline);
      out.append(list, i);
    }
  }
  append_declared(std::numeric_limits<std::uint32_t>::max());
  return out;
}

}  // namespace praxino::manifest
