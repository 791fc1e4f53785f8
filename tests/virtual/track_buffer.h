#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "fragment_parser.h"
#include "time_ranges.h"
#include "traits.h"

namespace praxino::virtual_host {

/// The coded frames of one track: MSE §3.1 "track buffer" and the per-track steps of §3.5.8.
class TrackBuffer {
 public:
  TrackBuffer(bool video, const BrowserTraits& traits) : video_(video), traits_(&traits) {}

  /// A discontinuity, an init or an abort: the next frame that counts is a random access point.
  void break_group();
  /// A frame dropped by the append window or for want of a random access point.
  void demand_sync() { needs_sync_ = true; }
  /// True when `frame` does not continue the group (step 6).
  [[nodiscard]] bool breaks_continuity(const CodedFrame& frame) const;
  /// Steps 10 to 19 for a frame with its offset applied and inside the append window.
  /// False when it was dropped for want of a random access point.
  bool add(const CodedFrame& frame);

  /// §3.5.9 for this track. Returns the bytes freed.
  std::uint64_t remove(double from, double to, double duration);
  /// Frees whole groups of pictures from the front that end before `limit`, until `wanted` bytes are free.
  std::uint64_t evict_before(double limit, std::uint64_t wanted);
  /// The same from the end, down to groups that start at `limit`.
  std::uint64_t evict_after(double limit, std::uint64_t wanted);

  [[nodiscard]] const TimeRanges& ranges() const;
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] bool empty() const { return frames_.empty(); }
  /// The highest end of a frame; 0 for none.
  [[nodiscard]] double end() const;
  [[nodiscard]] double last_duration() const { return last_duration_.value_or(0); }

 private:
  struct Frame {
    double pts = 0;
    double dts = 0;
    double end = 0;
    std::uint32_t size = 0;
    bool sync = false;
  };
  /// Erases the frames at [from, to) of presentation time and, unless `spare_dependents`, all that depend on
  /// them.
  std::uint64_t erase_between(double from, double to, bool spare_dependents = false);
  [[nodiscard]] double fudge() const;

  bool video_;
  const BrowserTraits* traits_;
  std::vector<Frame> frames_;  ///< In decode order.
  std::optional<double> last_decode_;
  std::optional<double> last_duration_;
  std::optional<double> highest_end_;
  bool needs_sync_ = true;
  double highest_pts_ = 0;  ///< Of any frame that ever was here.
  double longest_frame_ = 0;
  double longest_step_ = 0;  ///< Of decode time, inside a group.
  std::uint64_t bytes_ = 0;
  mutable std::optional<TimeRanges> ranges_;
};

}  // namespace praxino::virtual_host
