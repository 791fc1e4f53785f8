#include "track_buffer.h"

#include <algorithm>

namespace praxino::virtual_host {
namespace {

constexpr double kMicrosecond = 1e-6;

}  // namespace

void TrackBuffer::break_group() {
  last_decode_.reset();
  last_duration_.reset();
  highest_end_.reset();
  needs_sync_ = true;
}

bool TrackBuffer::breaks_continuity(const CodedFrame& frame) const {
  if (!last_decode_) return false;
  return frame.dts < *last_decode_ || frame.dts - *last_decode_ > 2 * *last_duration_ + kMicrosecond;
}

bool TrackBuffer::add(const CodedFrame& coded) {
  if (needs_sync_ && !coded.sync) return false;
  needs_sync_ = false;
  const Frame frame{.pts = coded.pts,
                    .dts = coded.dts,
                    .end = coded.pts + coded.duration,
                    .size = coded.size,
                    .sync = coded.sync};

  const bool spare = traits_->reports_cut_tail;
  // Step 13: the start of a group cuts into a video frame that is already showing at that time.
  if (!last_decode_ && video_) {
    const auto shown = std::ranges::find_if(frames_, [&](const Frame& old) {
      return old.pts <= frame.pts && frame.pts < old.end - kMicrosecond;
    });
    if (shown != frames_.end() && frame.pts < shown->pts + kMicrosecond) {
      erase_between(shown->pts, shown->pts + kMicrosecond, spare);
    }
  }
  // Step 14: what lies under the frame goes, with all that depends on it (step 15).
  if (!highest_end_) {
    erase_between(frame.pts - kMicrosecond / 2, frame.end - kMicrosecond, spare);
  } else if (*highest_end_ <= frame.pts + kMicrosecond) {
    erase_between(*highest_end_ - kMicrosecond / 2, frame.end - kMicrosecond, spare);
  }

  const auto place = std::ranges::upper_bound(frames_, frame.dts + kMicrosecond / 2, {}, &Frame::dts);
  frames_.insert(place, frame);
  bytes_ += frame.size;
  highest_pts_ = std::max(highest_pts_, frame.pts);
  longest_frame_ = std::max(longest_frame_, coded.duration);
  if (last_decode_) longest_step_ = std::max(longest_step_, frame.dts - *last_decode_);
  last_decode_ = frame.dts;
  last_duration_ = coded.duration;
  highest_end_ = std::max(highest_end_.value_or(frame.end), frame.end);
  ranges_.reset();
  return true;
}

std::uint64_t TrackBuffer::erase_between(double from, double to, bool spare_dependents) {
  if (from > highest_pts_) return 0;  // as in every append at the end
  const std::uint64_t before = bytes_;
  bool dependent = false;
  std::erase_if(frames_, [&](const Frame& frame) {
    const bool inside = from <= frame.pts && frame.pts < to;
    if (inside) {
      dependent = !spare_dependents;
    } else if (frame.sync) {
      dependent = false;
    }
    if (inside || dependent) bytes_ -= frame.size;
    return inside || dependent;
  });
  if (bytes_ != before) ranges_.reset();
  return before - bytes_;
}

std::uint64_t TrackBuffer::remove(double from, double to, double duration) {
  if (traits_->removes_from_shown_frame) {
    for (const Frame& frame : frames_) {
      if (frame.pts < from && from < frame.end) from = frame.pts;
    }
  }
  // §3.5.9: the removal reaches to the next random access point, else to the end.
  double end = duration;
  for (const Frame& frame : frames_) {
    if (frame.sync && frame.pts >= to) end = std::min(end, frame.pts);
  }
  if (last_decode_) {
    const bool cuts_group = std::ranges::any_of(frames_, [&](const Frame& frame) {
      return frame.dts == *last_decode_ && from <= frame.pts && frame.pts < end;
    });
    if (cuts_group) needs_sync_ = true;
  }
  return erase_between(from, end);
}

std::uint64_t TrackBuffer::evict_before(double limit, std::uint64_t wanted) {
  std::uint64_t freed = 0;
  while (freed < wanted && !frames_.empty()) {
    const auto next = std::ranges::find_if(frames_.begin() + 1, frames_.end(), &Frame::sync);
    if (next == frames_.end() || next->pts > limit) break;
    for (auto frame = frames_.begin(); frame != next; ++frame) freed += frame->size;
    frames_.erase(frames_.begin(), next);
    ranges_.reset();
  }
  bytes_ -= freed;
  return freed;
}

std::uint64_t TrackBuffer::evict_after(double limit, std::uint64_t wanted) {
  std::uint64_t freed = 0;
  while (freed < wanted && !frames_.empty()) {
    auto group = frames_.end() - 1;
    while (group != frames_.begin() && !group->sync) --group;
    if (group->pts < limit) break;
    for (auto frame = group; frame != frames_.end(); ++frame) freed += frame->size;
    frames_.erase(group, frames_.end());
    ranges_.reset();
  }
  bytes_ -= freed;
  return freed;
}

double TrackBuffer::fudge() const {
  const double step = traits_->gap_counts_decode_steps ? longest_step_ : 0;
  return std::max(traits_->gap_floor, traits_->gap_in_frames * std::max(longest_frame_, step)) + kMicrosecond;
}

const TimeRanges& TrackBuffer::ranges() const {
  if (!ranges_) {
    std::vector<const Frame*> shown;
    shown.reserve(frames_.size());
    for (const Frame& frame : frames_) shown.push_back(&frame);
    if (!std::ranges::is_sorted(shown, {}, &Frame::pts)) std::ranges::sort(shown, {}, &Frame::pts);
    ranges_.emplace();
    // Neighbours are joined here, so that the set sees one addition for each range.
    for (std::size_t first = 0, next = 0; first < shown.size(); first = next) {
      TimeRange range{.start = shown[first]->pts, .end = shown[first]->end};
      for (next = first + 1; next < shown.size() && shown[next]->pts <= range.end + fudge(); ++next) {
        range.end = std::max(range.end, shown[next]->end);
      }
      ranges_->add(range, 0);
    }
  }
  return *ranges_;
}

double TrackBuffer::end() const { return ranges().end(); }

}  // namespace praxino::virtual_host
