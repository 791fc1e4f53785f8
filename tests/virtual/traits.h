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

  // What the bytes become.
  /// An edit list moves the timestamps of its track.
  bool honours_edit_lists = true;
  /// A track with negative composition offsets is moved so far that none is: all its frames show later.
  bool shifts_signed_offsets = false;
  /// A frame that starts within this much of 0 is stretched back to 0.
  double stretches_to_zero = 0;
  /// A box of a type that is none is skipped, however long it claims to be.
  bool skips_unknown_boxes = false;
  /// A size that no box can have is swallowed with all that follows, until abort().
  bool swallows_bad_sizes = false;
  /// A segment without an init is passed over in silence.
  bool ignores_media_without_init = false;
  /// abort() straight after appendBuffer() still lets the bytes in.
  bool abort_keeps_the_append = false;
  /// After abort() the init must be appended again.
  bool abort_forgets_init = false;
  /// Sound from before the first that came since abort(), in media time, is dropped.
  bool drops_sound_that_goes_back = false;
  /// timestampOffset and mode are refused in the middle of a segment.
  bool guards_half_segments = true;

  /// remove() takes the frame that is showing at its start.
  bool removes_from_shown_frame = false;

  // What `buffered` says.
  /// Neighbouring frames further apart than this many longest frame durations are two ranges.
  double gap_in_frames = 1;
  /// Seconds of a gap that is closed whatever the frames' durations.
  double gap_floor = 0;
  /// A step of decode time inside a group counts as a frame's duration does.
  bool gap_counts_decode_steps = false;
  /// Frames cut from their keyframe by an overlapping append still show as buffered.
  bool reports_cut_tail = false;

  // What happens.
  bool takes_sinks_late = false;      ///< addSourceBuffer() after loadedmetadata.
  bool tells_duration_early = false;  ///< durationchange before loadedmetadata.
  bool closes_on_error = false;       ///< A decode error ends in `closed`.
  /// `waiting` and `playing` around a stall also where there is no sound; else the clock runs on.
  bool reports_stalls = true;
  bool shows_sequence_mode = true;  ///< Frames appended in sequence mode are ever shown.
  bool quota_drops_from_the_end =
      false;                      ///< For want of room, data far ahead goes before an append is refused.
  double quota_keeps_behind = 0;  ///< Seconds behind the playhead that are not evicted.
  double quota_keeps_ahead = 0;   ///< Seconds ahead of it that are not dropped.

  // Playback.
  /// Playback starts, or goes on after a stall, with this much ahead: a few decoded frames. Assumed, not
  /// measured.
  double start_ahead = 0.15;
  /// Seconds for which the clock runs on with the sound where only the picture is missing. The picture then
  /// stands, also over what is there behind the hole, until a seek.
  double runs_into_holes = 0;
  /// Playback stops this long before the end of a range that is not the presentation's end.
  double stall_before_end = 0;

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
