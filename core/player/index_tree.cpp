#include "core/player/index_tree.h"

#include <algorithm>
#include <utility>

#include "core/container/mp4/reader.h"

namespace praxino::player {
namespace {

using Entry = media::SegmentIndex::Entry;

constexpr std::uint32_t kSmallest = 32;  // bytes of a sidx
constexpr std::uint32_t kLargest = 16U << 20U;

/// How far into the bytes the first sidx begins; other boxes may stand before it. Behind them all where there
/// is none.
std::size_t find_index(Bytes bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    ByteReader in(bytes.subspan(at));
    const std::uint32_t size = in.u32();
    if (in.u32() == mp4::fourcc("sidx") || size < 8) break;
    at += std::min<std::size_t>(size, bytes.size() - at);
  }
  return at;
}

}  // namespace

bool IndexTree::whole() const { return begun() && std::ranges::none_of(index_.entries, &Entry::nested); }

Result<void> IndexTree::take(Bytes bytes, std::uint64_t offset, std::vector<media::ByteRange>& wanted) {
  std::vector<Entry>& entries = index_.entries;
  if (!begun()) {
    const std::size_t skipped = find_index(bytes);
    bytes = bytes.subspan(skipped);
    offset += skipped;
    index_.timescale = 0;
    entries.push_back({.offset = offset, .size = kSmallest, .nested = true});
  }
  std::size_t place = 0;
  while (place < entries.size() && !(entries[place].nested && entries[place].offset == offset)) ++place;
  // An index that lies in the same bytes gives way to its own entries.
  for (std::size_t end = place + 1; place < std::min(end, entries.size());) {
    Entry& entry = entries[place];
    if (!entry.nested) {
      ++place;
      continue;
    }
    if (++looks_ > most_looks) return fail(Fault::too_large, offset, "an index of too many indexes");
    const bool here = entry.offset >= offset && entry.offset - offset < bytes.size();
    const Bytes rest = here ? bytes.subspan(static_cast<std::size_t>(entry.offset - offset)) : Bytes();
    ByteReader in(rest);
    std::uint32_t size = std::max(in.u32(), kSmallest);
    const bool is_index = in.u32() == mp4::fourcc("sidx");
    if (!in.ok()) size = std::clamp(entry.size, kSmallest, first_look);
    const bool asked = entry.offset == offset;
    if ((in.ok() && (!is_index || size > kLargest)) || (asked && rest.size() < std::min(entry.size, size)))
      return fail(Fault::missing, entry.offset, "there is no segment index (sidx) where the MPD says");
    if (in.ok() && size <= rest.size()) {
      const std::size_t before = entries.size();
      if (auto done = expand(place, rest.first(size)); !done) return done;
      end += entries.size() - before;
      continue;
    }
    entry.size = size;
    wanted.push_back({entry.offset, size});
    ++place;
  }
  return {};
}

Result<void> IndexTree::take_webm(Bytes bytes, std::uint64_t offset, media::ByteRange cues,
                                  std::vector<media::ByteRange>& wanted) {
  // The second look is at the Cues, wherever they are.
  ++looks_;
  if (!head_) {
    auto head = webm::read_head(bytes);
    if (!head) return std::unexpected(head.error());
    head_ = *head;
  }
  const std::uint64_t skipped = std::min<std::uint64_t>(cues.offset - offset, bytes.size());
  if (looks_ == 1 && skipped >= bytes.size()) {
    index_.entries = {{.offset = cues.offset, .nested = true}};
    wanted.push_back(cues);
    return {};
  }
  auto index = webm::read_cues(bytes.subspan(static_cast<std::size_t>(skipped)), cues.offset, *head_);
  if (!index) return std::unexpected(index.error());
  index_ = *std::move(index);
  return {};
}

/// Puts what an index refers to in the place of its entry.
Result<void> IndexTree::expand(std::size_t place, Bytes sidx) {
  std::vector<Entry>& entries = index_.entries;
  const std::uint64_t at = entries[place].offset;
  auto index = mp4::read_index(sidx, at);
  if (!index) return std::unexpected(index.error());
  if (index_.timescale == 0) {  // the first one gives the clock as well
    index_ = *std::move(index);
    return {};
  }
  if (index->timescale != index_.timescale)
    return fail(Fault::unsupported, at, "an index of indexes on several clocks");
  if (entries.size() + index->entries.size() > most_entries)
    return fail(Fault::too_large, at, "more than 250000 segments");
  std::vector<Entry> all;
  all.reserve(entries.size() + index->entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i != place) all.push_back(entries[i]);
    for (std::size_t j = 0; i == place && j < index->entries.size(); ++j) all.push_back(index->entries[j]);
  }
  entries = std::move(all);
  return {};
}

}  // namespace praxino::player
