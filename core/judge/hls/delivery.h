#pragma once

#include <cstdint>
#include <optional>

#include "core/judge/hls/tag_read.h"

namespace praxino::judge::hls {

/// How a live playlist is delivered: its server's promises, delta updates, hints and reports (RFC 8216bis
/// §4.4.3.8, §4.4.5.2 to §4.4.5.4, Appendix B.1).
class Delivery {
 public:
  explicit Delivery(Context& context) : context_(context) {}

  /// Any tag; `begun` where segments or parts stand before it.
  void tag(const TagRead& tag, bool begun);
  void end() const;

 private:
  void control(const Values& values, std::uint64_t line);
  void skip(std::uint64_t line, bool begun);
  void hint(const Values& values, std::uint64_t line);

  Context& context_;
  std::uint64_t part_inf_line_ = 0;
  std::uint64_t skip_line_ = 0;
  std::uint64_t part_line_ = 0;  ///< The first one's.
  bool has_part_hold_back_ = false;
  bool can_skip_ = false;
  bool has_part_hint_ = false;
  bool has_map_hint_ = false;
};

}  // namespace praxino::judge::hls
