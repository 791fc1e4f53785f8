#pragma once

#include <cstdint>
#include <vector>

namespace praxino::manifest {

/// A leniency: what was wrong at a line and has been put right or left out. `what` is a literal.
struct Warning {
  std::uint64_t line = 0;
  const char* what = "";

  bool operator==(const Warning&) const = default;
};

/// Leniencies counted; the first ones are kept.
class Warnings {
 public:
  static constexpr std::size_t kKept = 100;

  void add(std::uint64_t line, const char* what) {
    if (first_.size() < kKept) first_.push_back({line, what});
    ++total_;
  }
  [[nodiscard]] const std::vector<Warning>& first() const { return first_; }
  [[nodiscard]] std::uint64_t total() const { return total_; }

 private:
  std::vector<Warning> first_;
  std::uint64_t total_ = 0;
};

}  // namespace praxino::manifest
