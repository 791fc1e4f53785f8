#include "core/transmux/aac_frames.h"

#include <algorithm>
#include <iterator>

namespace praxino::transmux {
namespace {

using codec::AdtsHeader;

/// What does not change from frame to frame.
bool same_kind(const AdtsHeader& a, const AdtsHeader& b) {
  return a.object_type == b.object_type && a.rate_index == b.rate_index && a.channels == b.channels;
}

}  // namespace

void AacFrames::begin(std::optional<std::int64_t> present) {
  stamps_.push_back({at_ + pending_.size(), present});
}

void AacFrames::feed(Bytes bytes) {
  pending_.lend(bytes);
  cut(false);
  pending_.keep();
}

void AacFrames::cut(bool at_end) {
  std::size_t from = 0;
  const auto rest = [&] { return pending_.view().subspan(from); };
  while (rest().size() >= codec::adts_fields) {
    const auto header = codec::read_adts(rest());
    bool believed = header && header->blocks == 1;
    if (believed && rest().size() < header->frame_size) break;
    if (believed && !in_step_) {
      const Bytes after = rest().subspan(header->frame_size);
      if (after.size() < codec::adts_fields && !at_end) break;
      if (after.size() >= codec::adts_fields) {
        const auto next = codec::read_adts(after);
        believed = next && same_kind(*header, *next);
      }
    }
    in_step_ = believed;
    if (!believed) {
      ++from;
      ++skipped_;
      continue;
    }
    const Bytes frame = rest().first(header->frame_size).subspan(header->size);
    if (!frame.empty()) {
      frames_.push_back({take_time(at_ + from), *header, frame.size()});
      data_.append(frame);
    }
    from += header->frame_size;
  }
  pending_.drop(from);
  at_ += from;
}

std::optional<std::int64_t> AacFrames::take_time(std::uint64_t at) {
  const auto later = std::ranges::find_if(stamps_, [&](const Stamp& one) { return one.at > at; });
  if (later == stamps_.begin()) return std::nullopt;
  const auto present = std::prev(later)->present;
  stamps_.erase(stamps_.begin(), later);
  return present;
}

void AacFrames::lose() {
  at_ += pending_.size();
  pending_.drop(pending_.size());
  stamps_.clear();
  in_step_ = false;
}

void AacFrames::finish() {
  cut(true);
  skipped_ += pending_.size();
  lose();
}

void AacFrames::drop(std::size_t count) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < count; ++i) bytes += frames_[i].size;
  frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(count));
  data_.drop(bytes);
}

}  // namespace praxino::transmux
