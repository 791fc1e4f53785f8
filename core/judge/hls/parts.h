#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/judge/hls/tag_read.h"

namespace praxino::judge::hls {

/// Partial Segments (RFC 8216bis §4.4.4.9).
class Parts {
 public:
  explicit Parts(Context& context) : context_(context) {}

  /// Any tag: some may not stand between a segment's parts.
  void before(const TagRead& tag);
  /// An EXT-X-PART; the segments before it last until `begin`.
  void part(const Values& values, std::uint64_t line, Micros begin);
  /// The segment that the parts so far belong to, if there are any.
  void segment(const std::optional<Micros>& duration, std::uint64_t line);
  /// The segments last until `end`.
  void end(Micros end) const;
  /// Whether parts stand at the end whose segment is not there yet.
  [[nodiscard]] bool is_open() const { return count_ != 0; }

 private:
  void judge_duration(Micros duration, bool is_free, std::uint64_t line);
  void judge_range(const Values& values, std::uint64_t line);

  Context& context_;
  std::uint64_t count_ = 0;       ///< Of the parts since the last segment.
  Micros duration_ = 0;           ///< Theirs.
  bool is_known_ = true;          ///< All their durations are.
  std::uint64_t short_line_ = 0;  ///< Of the last one, where only a segment's last one may be so short.
  std::string_view ranged_uri_;   ///< Of the last one, where it is a range.
  std::uint64_t first_line_ = 0;  ///< Of the playlist's first part.
  Micros first_end_ = 0;          ///< Where that ends.
  bool first_segment_ = true;     ///< Whose first parts may have been removed.
};

}  // namespace praxino::judge::hls
