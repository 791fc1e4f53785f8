#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace praxino::virtual_host {

/// Where browsers differ, by name. Everything not named here follows the specification alike.
/// Each value is held to the browsers by the operation scripts of e2e/assumptions.
struct BrowserTraits {
  std::string_view name;

  bool has_change_type = true;
  bool has_worker_mse = false;
  /// Neighbouring frames further apart than this many longest frame durations are two ranges.
  double gap_in_frames = 2.0;
  /// Seconds of a gap that is closed whatever the frames' durations.
  double gap_floor = 0.0;
  /// An edit list moves the timestamps of its track.
  bool honours_edit_lists = true;
  /// A playhead this much before a range counts as inside it, when starting and when landing a seek.
  double start_tolerance = 0.0;
  /// Playback stops this long before the end of a range that is not the presentation's end.
  double stall_before_end = 0.0;
  /// Starts of the codec strings that isTypeSupported takes.
  std::span<const std::string_view> codecs;

  /// MediaSource.isTypeSupported().
  [[nodiscard]] bool supports(std::string_view type) const;

  static const BrowserTraits& chromium();
  static const BrowserTraits& firefox();
  static const BrowserTraits& webkit();
  static std::span<const BrowserTraits* const> all();
};

}  // namespace praxino::virtual_host
