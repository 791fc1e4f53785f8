#pragma once

#include <cstdint>

namespace praxino {

/// A length of time, or a place on the presentation's timeline.
struct Seconds {
  double value = 0;

  constexpr bool operator==(const Seconds&) const = default;
  constexpr Seconds operator-() const { return {-value}; }
  constexpr Seconds& operator+=(Seconds other) {
    value += other.value;
    return *this;
  }
  constexpr Seconds& operator-=(Seconds other) {
    value -= other.value;
    return *this;
  }
};
constexpr Seconds operator+(Seconds a, Seconds b) { return {a.value + b.value}; }
constexpr Seconds operator-(Seconds a, Seconds b) { return {a.value - b.value}; }
constexpr Seconds operator*(Seconds a, double b) { return {a.value * b}; }
constexpr Seconds operator*(double a, Seconds b) { return {a * b.value}; }
constexpr double operator/(Seconds a, Seconds b) { return a.value / b.value; }
// One instruction each, where the partial ordering of <=> takes a dozen.
constexpr bool operator<(Seconds a, Seconds b) { return a.value < b.value; }
constexpr bool operator<=(Seconds a, Seconds b) { return a.value <= b.value; }
constexpr bool operator>(Seconds a, Seconds b) { return a.value > b.value; }
constexpr bool operator>=(Seconds a, Seconds b) { return a.value >= b.value; }

/// A moment on the host's monotonic clock, in seconds since the session began. Never mixes with media time.
struct Instant {
  double value = 0;

  constexpr bool operator==(const Instant&) const = default;
};
constexpr Instant operator+(Instant a, Seconds b) { return {a.value + b.value}; }
constexpr Instant operator-(Instant a, Seconds b) { return {a.value - b.value}; }
constexpr Seconds operator-(Instant a, Instant b) { return {a.value - b.value}; }
constexpr bool operator<(Instant a, Instant b) { return a.value < b.value; }
constexpr bool operator<=(Instant a, Instant b) { return a.value <= b.value; }
constexpr bool operator>(Instant a, Instant b) { return a.value > b.value; }
constexpr bool operator>=(Instant a, Instant b) { return a.value >= b.value; }

/// Exact time inside containers and manifests. `scale` is ticks per second and never 0.
struct Ticks {
  std::int64_t value = 0;
  std::uint32_t scale = 1;

  /// The same count on the same clock, not merely the same time.
  constexpr bool operator==(const Ticks&) const = default;
  [[nodiscard]] constexpr Seconds seconds() const {
    return {static_cast<double>(value) / static_cast<double>(scale)};
  }
};

/// The clock that manifests are read on: of their decimals and dates nothing finer matters.
constexpr std::int64_t kMicroseconds = 1'000'000;
constexpr Seconds seconds_of(std::int64_t microseconds) {
  return Ticks{.value = microseconds, .scale = kMicroseconds}.seconds();
}

/// Half open: `start` belongs to it, `end` does not.
struct TimeRange {
  Seconds start;
  Seconds end;

  constexpr bool operator==(const TimeRange&) const = default;
  [[nodiscard]] constexpr Seconds duration() const { return end - start; }
  [[nodiscard]] constexpr bool contains(Seconds at) const { return start <= at && at < end; }
};

}  // namespace praxino
