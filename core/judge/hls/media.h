#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/judge/hls/dateranges.h"
#include "core/judge/hls/delivery.h"
#include "core/judge/hls/keys.h"
#include "core/judge/hls/parts.h"
#include "core/judge/hls/tag_read.h"

namespace praxino::judge::hls {

/// The tags and URIs of a Media Playlist in their order: segments and their place in time (RFC 8216bis §4.4.3
/// and §4.4.4); what is a thought of its own it hands on.
class Media {
 public:
  explicit Media(Context& context)
      : context_(context), keys_(context), parts_(context), delivery_(context), ranges_(context) {}

  void tag(const TagRead& tag);
  void uri(std::string_view uri, std::uint64_t line);
  void end();

 private:
  /// What tags have said of the segment to come. A line of 0: not said.
  struct Coming {
    std::uint64_t extinf = 0;
    std::optional<Micros> duration;
    std::uint64_t byterange = 0;
    std::optional<Range> range;
    std::uint64_t gap = 0;
    std::uint64_t dated = 0;
    std::optional<Micros> date;
    std::uint64_t discontinuity = 0;
  };

  void extinf(std::string_view value, std::uint64_t line);
  void byterange(std::string_view value, std::uint64_t line);
  void date(std::string_view value, std::uint64_t line);
  void once(std::uint64_t& said, const TagRead& tag);
  void sequence(const TagRead& tag);
  void judge_range(std::string_view uri, std::uint64_t line);
  void judge_start() const;
  void judge_length() const;
  void judge_left_over() const;

  Context& context_;
  Keys keys_;
  Parts parts_;
  Delivery delivery_;
  DateRanges ranges_;

  Coming coming_;
  bool begun_ = false;  ///< A segment or a part of one has been met.
  bool ended_ = false;  ///< EXT-X-ENDLIST has been met.
  bool told_after_end_ = false;
  bool told_whole_ = false;
  std::uint64_t segments_ = 0;
  std::uint64_t first_number_ = 0;         ///< EXT-X-MEDIA-SEQUENCE.
  std::uint64_t first_discontinuity_ = 0;  ///< Its line.
  Micros duration_ = 0;
  std::string_view ranged_uri_;  ///< Of the segment before, where it is a range.
  std::uint64_t range_end_ = 0;
  std::optional<Micros> last_begin_;  ///< Of the segment before, as dates say.
  std::optional<Micros> last_end_;
  std::uint64_t start_line_ = 0;
  std::optional<Micros> start_;  ///< EXT-X-START's offset.
};

}  // namespace praxino::judge::hls
