#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/math.h"
#include "core/base/time.h"
#include "core/media/types.h"

namespace praxino::abr {

/// An exponentially weighted mean whose samples carry weights: after `half_life` of weight, half of what was
/// known is forgotten.
class Ewma {
 public:
  constexpr explicit Ewma(double half_life) : half_life_(half_life) {}

  constexpr void add(double weight, double value) {
    const double kept = decay(weight, half_life_);
    mean_ = kept * mean_ + (1 - kept) * value;
    weight_ += weight;
  }
  /// The mean without the bias of having begun at 0; 0 before the first sample.
  [[nodiscard]] constexpr double value() const {
    return weight_ > 0 ? mean_ / (1 - decay(weight_, half_life_)) : 0;
  }

 private:
  double half_life_;
  double mean_ = 0;
  double weight_ = 0;
};

/// Bandwidth from what all media downloads together moved while at least one of them was receiving: parallel
/// audio and video share one link, and the wait for a first byte is not bandwidth. The lower of a fast and a
/// slow mean, so that a fall counts at once and a rise only when it lasts (half-lives of 3 s and 8 s of
/// receiving time, dash.js' pair).
class Estimator {
 public:
  static constexpr Seconds shortest{0.05};  ///< A shorter time says more of buffers than of the link.
  static constexpr double fewest_bytes = 16 * 1024;  ///< Fewer bytes say more of latency.

  /// `bytes` came over `busy` seconds of receiving. Small samples are kept until they amount to one.
  constexpr void add(double bytes, Seconds busy) {
    bytes_ += bytes;
    busy_ += busy;
    if (busy_ < shortest || bytes_ < fewest_bytes) return;
    const double rate = bytes_ * 8 / busy_.value;
    fast_.add(busy_.value, rate);
    slow_.add(busy_.value, rate);
    bytes_ = 0;
    busy_ = {};
  }

  /// Nothing known yet gives 0.
  [[nodiscard]] constexpr media::Bitrate estimate() const {
    return {static_cast<std::uint64_t>(std::min(fast_.value(), slow_.value()))};
  }

 private:
  Ewma fast_{3};
  Ewma slow_{8};
  double bytes_ = 0;
  Seconds busy_;
};

}  // namespace praxino::abr
