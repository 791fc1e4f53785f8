#pragma once

#include <cstdint>
#include <optional>

namespace praxino::transmux {

/// Unrolls the 33 bits of PTS and DTS (ISO/IEC 13818-1 §2.4.3.7), which start again from 0 every 26.5 hours,
/// into times that go on: each is the one nearest to the time before it. The first is put one turn up, so
/// that what lies before it, as after a seek back over the turn, is not negative.
class Clock {
 public:
  static constexpr std::int64_t turn = std::int64_t{1} << 33U;

  /// Ticks of 90 kHz.
  std::int64_t unroll(std::uint64_t stamp) {
    auto time = static_cast<std::int64_t>(stamp % static_cast<std::uint64_t>(turn));
    const std::int64_t about = near_.value_or(time + turn);
    // The turn that brings it within half a turn of `about`.
    const std::int64_t shifted = about - time + turn / 2;
    time += (shifted >= 0 ? shifted / turn : -((turn - 1 - shifted) / turn)) * turn;
    near_ = time;
    return time;
  }

  /// What comes next is near this time: a segment further on or back.
  void expect(std::int64_t about) { near_ = about; }
  [[nodiscard]] std::optional<std::int64_t> last() const { return near_; }

 private:
  std::optional<std::int64_t> near_;
};

}  // namespace praxino::transmux
