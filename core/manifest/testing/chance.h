#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace praxino::manifest::testing_manifest {

/// What manifests are made of by chance: the same for the same seed.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}

  std::int64_t from(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution(least, most)(engine_);
  }
  bool one_in(int times) { return from(1, times) == 1; }
  template <typename T, std::size_t kSize>
  const T& of(const std::array<T, kSize>& all) {
    return all[static_cast<std::size_t>(from(0, kSize - 1))];
  }

  /// Takes one away.
  template <typename T>
  T take(std::vector<T>& all) {
    const auto place = all.begin() + from(0, static_cast<std::int64_t>(all.size()) - 1);
    T taken = std::move(*place);
    all.erase(place);
    return taken;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace praxino::manifest::testing_manifest
