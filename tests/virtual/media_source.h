#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include "loop.h"
#include "media_element.h"
#include "source_buffer.h"
#include "time_ranges.h"
#include "traits.h"

namespace praxino::virtual_host {

/// MSE's MediaSource with the media element that shows it.
class MediaSource {
 public:
  enum class State : std::uint8_t { closed, open, ended };
  enum class EndReason : std::uint8_t { finished, network, decode };

  MediaSource(Loop& loop, const BrowserTraits& traits);

  /// Gives the source to the element; `sourceopen` follows.
  void attach();
  /// `added` is set where nothing was thrown; it lives as long as the source.
  [[nodiscard]] Thrown add_sink(std::string_view type, SourceBuffer** added);
  [[nodiscard]] Thrown remove_sink(SourceBuffer& sink);
  [[nodiscard]] Thrown set_duration(double duration);
  [[nodiscard]] Thrown end_of_stream(EndReason reason);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] double duration() const;
  [[nodiscard]] TimeRanges buffered() const;
  [[nodiscard]] bool has_sound() const;
  /// How far the sound is there without a break from `at`; `at` for not at all.
  [[nodiscard]] double sound_until(double at) const;
  [[nodiscard]] bool updating() const;
  /// Whether the element would ever show what is buffered.
  [[nodiscard]] bool showable() const { return traits_.shows_sequence_mode || !sequence_mode_used_; }
  [[nodiscard]] MediaElement& element() { return element_; }
  [[nodiscard]] Loop& loop() { return loop_; }
  [[nodiscard]] const BrowserTraits& traits() const { return traits_; }

  /// What a sink's quota is, in bytes; tests lower it.
  std::uint64_t quota = std::numeric_limits<std::uint64_t>::max();

  // For the sinks.
  void init_arrived(double duration);
  void frames_arrived(double group_end);
  void frames_changed();
  void sequence_mode_used() { sequence_mode_used_ = true; }
  void reopen();
  void run_duration_change(double duration);
  void end(EndReason reason);

 private:
  void close();

  Loop& loop_;
  const BrowserTraits& traits_;
  MediaElement element_;
  State state_ = State::closed;
  double duration_ = std::numeric_limits<double>::quiet_NaN();
  bool sequence_mode_used_ = false;
  std::vector<std::unique_ptr<SourceBuffer>> sinks_;
  std::vector<std::unique_ptr<SourceBuffer>> removed_;
};

}  // namespace praxino::virtual_host
