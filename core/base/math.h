#pragma once

#include <bit>
#include <cstdint>

/// The few transcendental functions that decisions depend on, from one source everywhere: a platform's libm
/// may differ in the last bit, and a log recorded in one place must replay in another. Basic operations only;
/// relative error below 1e-14 in the ranges used.
namespace praxino {

/// 2 to the power of x, for |x| ≤ 1000; beyond, the nearest of 0 and infinity's neighbours.
[[nodiscard]] constexpr double exp2(double x) {
  if (x < -1000) return 0;
  if (x > 1000) x = 1000;
  const double shifted = x + 1024.5;  // > 0, so that truncation rounds to nearest
  const auto whole = static_cast<std::int64_t>(shifted) - 1024;
  const double y = (x - static_cast<double>(whole)) * 0.69314718055994530942;  // |y| ≤ 0.3466
  double sum = 1;
  for (int n = 16; n >= 1; --n) sum = 1 + sum * y / n;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(whole + 1023) << 52);
}

/// What is left of 1 after `elapsed`, where half is left after `half_life` (> 0).
[[nodiscard]] constexpr double decay(double elapsed, double half_life) { return exp2(-elapsed / half_life); }

}  // namespace praxino
