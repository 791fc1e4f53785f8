#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/manifest/warnings.h"
#include "core/media/said.h"

namespace praxino::manifest::hls {

/// What of a media playlist happens at a time: gathered tag by tag, and placed once all dates are known.
class EventReader {
 public:
  static constexpr std::size_t most = 10'000;

  /// EXT-X-DATERANGE (RFC 8216bis §4.4.5.1). Tags of one ID are one event.
  void read_date_range(std::string_view attributes, std::uint64_t line, Warnings& warnings);
  /// EXT-X-CUE-OUT, -CUE-OUT-CONT and -CUE-IN, which no standard knows and many packagers write, at `at`.
  void cue_out(std::string_view value, Seconds at);
  void cue_in(Seconds at);

  /// Ascending by start. Date ranges lie by the nearest date before them; without any date they cannot be
  /// placed and are left out.
  [[nodiscard]] std::vector<media::TimedEvent> finish(std::span<const media::DatePoint> dates,
                                                      Warnings& warnings);

 private:
  struct DateRange {
    media::TimedEvent event;
    std::uint64_t line = 0;
    std::int64_t date = 0;
    bool ends_on_next = false;
  };

  std::vector<DateRange> ranges_;
  std::vector<media::TimedEvent> cues_;
  bool out_ = false;  // The last cue is not over.
};

}  // namespace praxino::manifest::hls
