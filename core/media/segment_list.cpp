#include "core/media/segment_list.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/media/url_template.h"

namespace praxino::media {
namespace {

constexpr std::uint32_t kMostSegments = std::numeric_limits<std::uint32_t>::max();
/// How much earlier than its nominal start a segment may be asked for: manifests round.
constexpr Seconds kTolerance{0.001};

}  // namespace

SegmentList::SegmentList(std::string base) : base_(std::move(base)) {}

void SegmentList::begin(Stretch stretch) { stretches_.push_back(std::move(stretch)); }

void SegmentList::add(const Run& run) {
  if (stretches_.empty()) begin({});
  const std::uint32_t first = size();
  const std::uint32_t parts = std::max(run.parts, 1U);
  const std::uint32_t count = std::min(run.count, (kMostSegments - first) / parts) * parts;
  if (count == 0) return;
  // Byte ranges of one file and the runs of one template name the same text again and again.
  auto uri_start = static_cast<std::uint32_t>(text_.size());
  if ((run.range || run.templated) && !entries_.empty() && text::same(text_of(entries_.back()), run.uri)) {
    uri_start = entries_.back().uri_start;
  } else {
    text::append(text_, run.uri);
  }
  // Member by member, in its place: there are very many, and copying a whole one is slow in wasm.
  Entry& entry = entries_.emplace_back();
  entry.start = run.start;
  entry.duration = std::max<std::int64_t>(run.duration, 1);
  entry.media_time = run.media_time;
  entry.number = run.number;
  if (run.range) entry.range = *run.range;
  entry.count = count;
  entry.parts = parts;
  entry.first = first;
  entry.stretch = static_cast<std::uint32_t>(stretches_.size() - 1);
  entry.uri_start = uri_start;
  entry.uri_size = static_cast<std::uint32_t>(run.uri.size());
  entry.kbps = run.kbps;
  entry.ranged = run.range.has_value();
  entry.templated = run.templated;
  entry.gap = run.gap;
}

void SegmentList::reserve(std::size_t runs) {
  const std::size_t needed = entries_.size() + runs;
  // Asked for a few again and again it would otherwise copy all of them each time.
  if (needed > entries_.capacity()) entries_.reserve(std::max(needed, 2 * entries_.capacity()));
}

void SegmentList::append(const SegmentList& other, std::size_t stretch) {
  begin(other.stretches_[stretch]);
  const auto before = [](const Entry& entry, std::size_t place) { return entry.stretch < place; };
  auto entry = std::lower_bound(other.entries_.begin(), other.entries_.end(), stretch, before);
  std::string uri;
  for (; entry != other.entries_.end() && entry->stretch == stretch; ++entry) {
    uri.assign(other.text_, entry->uri_start, entry->uri_size);
    if (other.base_ != base_) uri = url::resolve(other.base_, uri);
    Run run{.start = entry->start,
            .duration = entry->duration,
            .media_time = entry->media_time,
            .number = entry->number,
            .count = entry->count / entry->parts,
            .parts = entry->parts,
            .uri = uri,
            .kbps = entry->kbps};
    if (entry->ranged) run.range = entry->range;
    run.templated = entry->templated;
    run.gap = entry->gap;
    add(run);
  }
  target_duration = std::max(target_duration, other.target_duration);
  ended = ended && other.ended;
}

std::uint32_t SegmentList::size() const {
  return entries_.empty() ? 0 : entries_.back().first + entries_.back().count;
}

Segment SegmentList::at(std::uint32_t index) const {
  const auto after = [](std::uint32_t place, const Entry& entry) { return place < entry.first; };
  const Entry& entry = *std::prev(std::upper_bound(entries_.begin(), entries_.end(), index, after));
  return segment_of(entry, index - entry.first);
}

Segment SegmentList::joined(std::uint32_t index, Seconds most) const {
  Segment all = at(index);
  if (!all.media.range || !all.media.range->length || all.gap) return all;
  ByteRange& range = *all.media.range;
  while (++index < size()) {
    const Segment next = at(index);
    const bool follows = next.stretch == all.stretch && !next.gap && next.media.url == all.media.url &&
                         next.media.range && next.media.range->length &&
                         next.media.range->offset == range.offset + *range.length;
    const Seconds length = next.start + next.duration - all.start;
    if (!follows || length > most + kTolerance) break;
    *range.length += *next.media.range->length;
    all.duration = length;
  }
  return all;
}

std::optional<std::uint32_t> SegmentList::find(Seconds at) const {
  // The last run that can be reached by then; its last segment that begins by then.
  const Seconds latest = at + kTolerance;
  const auto after = [this](Seconds time, const Entry& entry) { return time < reach_of(entry); };
  const auto next = std::upper_bound(entries_.begin(), entries_.end(), latest, after);
  if (next == entries_.begin()) return entries_.empty() ? std::nullopt : std::optional<std::uint32_t>(0);
  const Entry& entry = *std::prev(next);

  const std::uint32_t last = entry.count - 1;
  const double length =
      static_cast<double>(entry.duration) / stretches_[entry.stretch].timescale / entry.parts;
  const double guess = (latest - time_of(entry, 0)).value / length;
  std::uint32_t offset = guess <= 0 ? 0 : guess >= last ? last : static_cast<std::uint32_t>(guess);
  while (offset > 0 && time_of(entry, offset) > latest) --offset;
  while (offset < last && time_of(entry, offset + 1) <= latest) ++offset;

  const Seconds end = time_of(entry, offset) + Seconds{length};
  if (at < end) return entry.first + offset;
  const std::uint32_t following = entry.first + offset + 1;
  return following < size() ? std::optional(following) : std::nullopt;
}

TimeRange SegmentList::bounds() const {
  if (entries_.empty()) return {};
  const Entry& last = entries_.back();
  return {time_of(entries_.front(), 0), time_of(last, last.count)};
}

Segment SegmentList::segment_of(const Entry& entry, std::uint32_t offset) const {
  Segment segment;
  segment.index = entry.first + offset;
  const std::uint32_t sequence = offset / entry.parts;
  segment.number = entry.number + sequence;
  segment.stretch = entry.stretch;
  segment.start = time_of(entry, offset);
  const Seconds length = Ticks{entry.duration, stretches_[entry.stretch].timescale}.seconds();
  segment.duration = {length.value / entry.parts};
  segment.bitrate.bps = std::uint64_t{entry.kbps} * 1000;
  segment.gap = entry.gap;
  const std::string_view uri = text_of(entry);
  if (entry.templated) {
    std::string filled;
    const std::int64_t time = entry.media_time + entry.duration * static_cast<std::int64_t>(sequence);
    const std::uint64_t part = offset % entry.parts + 1;
    fill_template(filled, uri, {.number = segment.number, .time = time, .sub_number = part, .last = true});
    segment.media.url = url::resolve(base_, filled);
  } else {
    segment.media.url = url::resolve(base_, uri);
  }
  if (entry.ranged) segment.media.range = entry.range;
  return segment;
}

/// Presentation time at which segment `offset` of the run starts, or where the run ends.
Seconds SegmentList::time_of(const Entry& entry, std::uint32_t offset) const {
  const Stretch& stretch = stretches_[entry.stretch];
  const std::int64_t ticks = entry.start + entry.duration * static_cast<std::int64_t>(offset / entry.parts);
  const double part = static_cast<double>(offset % entry.parts) / entry.parts;
  const Seconds length = Ticks{entry.duration, stretch.timescale}.seconds();
  return stretch.start + Ticks{ticks, stretch.timescale}.seconds() + length * part;
}

/// From when on the run is the one to look into: its first segment may begin before its Period does, where
/// the Period before still has the say. Never falls from one run to the next.
Seconds SegmentList::reach_of(const Entry& entry) const {
  const Seconds start = time_of(entry, 0);
  const std::optional<TimeRange>& window = stretches_[entry.stretch].window;
  return window ? std::max(start, window->start) : start;
}

}  // namespace praxino::media
