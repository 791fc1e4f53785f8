#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fragment_parser.h"
#include "loop.h"
#include "time_ranges.h"
#include "track_buffer.h"
#include "traits.h"

namespace praxino::virtual_host {

class MediaSource;

/// What an MSE method threw; `none` where it returned.
enum class Thrown : std::uint8_t {
  none,
  invalid_state,
  invalid_access,
  not_supported,
  quota_exceeded,
  type_error,
};
std::string_view dom_name(Thrown thrown);

/// MSE's SourceBuffer. Methods check and throw at once as the specification says; their work is done by tasks
/// of the loop, after `append_latency` or `remove_latency`.
class SourceBuffer {
 public:
  enum class Mode : std::uint8_t { segments, sequence };

  SourceBuffer(MediaSource& source, int id, std::string_view type);

  [[nodiscard]] Thrown append(std::span<const std::byte> bytes);
  [[nodiscard]] Thrown abort();
  [[nodiscard]] Thrown remove(double from, double to);
  [[nodiscard]] Thrown set_timestamp_offset(double offset);
  [[nodiscard]] Thrown set_window_start(double start);
  [[nodiscard]] Thrown set_window_end(double end);
  [[nodiscard]] Thrown set_mode(Mode mode);
  [[nodiscard]] Thrown change_type(std::string_view type);

  [[nodiscard]] int id() const { return target_.sink; }
  [[nodiscard]] bool updating() const { return updating_; }
  [[nodiscard]] bool has_init() const { return has_init_; }
  /// Removed from its source, by a call or by the source's end.
  [[nodiscard]] bool detached() const { return detached_; }
  [[nodiscard]] double timestamp_offset() const { return offset_; }
  [[nodiscard]] TimeRanges buffered() const;
  [[nodiscard]] bool has_picture() const;
  /// The highest end of a frame of any track.
  [[nodiscard]] double end() const;
  [[nodiscard]] std::uint64_t bytes() const;

  /// After removeSourceBuffer every method throws.
  void detach();

 private:
  [[nodiscard]] Thrown refuse_unless_idle() const;
  void reopen_if_ended();
  [[nodiscard]] bool make_room(std::size_t wanted);
  void finish_append();
  /// False when the bytes were not what they should be.
  [[nodiscard]] bool parse_appended();
  [[nodiscard]] bool take_init(const Fact& fact);
  void take_frame(CodedFrame frame);
  void fail_append();
  void reset_parser();
  void fire(std::string_view name);

  MediaSource& source_;
  Target target_;
  std::string type_;
  FragmentParser parser_;
  std::map<std::uint32_t, TrackBuffer> tracks_;
  std::vector<TrackInit> track_inits_;
  std::vector<std::byte> appended_;
  Mode mode_ = Mode::segments;
  double offset_ = 0;
  double window_start_ = 0;
  double window_end_ = std::numeric_limits<double>::infinity();
  double group_end_ = 0;
  bool has_group_start_ = false;
  double group_start_ = 0;
  std::optional<double> first_sound_;  ///< In media time, since the parser was last reset.
  bool has_init_ = false;
  bool init_due_ = true;  ///< After changeType an init must come first.
  bool updating_ = false;
  bool removing_ = false;
  bool detached_ = false;
  std::uint64_t operation_ = 0;  ///< A task of an aborted operation finds another number here.
};

}  // namespace praxino::virtual_host
