#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/judge/hls/attributes.h"

namespace praxino::judge::hls {

/// EXT-X-DATERANGE (RFC 8216bis §4.4.5.1). What several tags say of one Date Range together is judged at the
/// end.
class DateRanges {
 public:
  explicit DateRanges(Context& context) : context_(context) {}

  void add(const Values& values, std::string_view list, std::uint64_t line);
  void end();

 private:
  struct Tagged {
    std::string_view id;
    std::string_view list;
    std::uint64_t line = 0;
  };
  /// A range of a class, as far as its ends are known.
  struct Stretch {
    std::string_view of;
    Micros begin = 0;
    Micros end = 0;
    std::uint64_t line = 0;
    bool ends_on_next = false;
  };
  void judge_one(std::size_t first, std::size_t count);
  void judge_conflicts(std::size_t first, std::size_t count);
  void judge_stretches();

  Context& context_;
  std::uint64_t first_line_ = 0;
  std::vector<Tagged> tags_;
  std::vector<Stretch> stretches_;
};

}  // namespace praxino::judge::hls
