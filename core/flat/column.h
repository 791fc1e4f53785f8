#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace praxino::flat {

/// Whole numbers, one a row. As long as each is the one before and the same step more, they take no room.
class Column {
 public:
  /// Inline, for most columns of most lists are even.
  [[gnu::always_inline]] void add(std::int64_t value) {
    if (even_ && value == next_) {
      ++size_;
      even_ = !__builtin_add_overflow(next_, step_, &next_);
    } else {
      add_other(value);
    }
  }

  /// `count` more, the first `value` and each `step` more than the one before.
  void add(std::int64_t value, std::int64_t step, std::size_t count);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Whether row i holds first() + i · step().
  [[nodiscard]] bool even() const { return values_.empty(); }
  [[nodiscard]] std::int64_t first() const { return first_; }
  [[nodiscard]] std::int64_t step() const { return step_; }
  /// All rows, where they are not even.
  [[nodiscard]] const std::vector<std::int64_t>& values() const { return values_; }
  /// All rows, written out.
  [[nodiscard]] std::vector<std::int64_t> rows() const;

 private:
  void add_other(std::int64_t value);

  std::size_t size_ = 0;
  std::int64_t first_ = 0;
  std::int64_t step_ = 0;
  std::int64_t next_ = 0;  ///< What the next row holds if it is even.
  bool even_ = false;      ///< There are two rows at least, and next_ is within 64 bits.
  std::vector<std::int64_t> values_;
};

}  // namespace praxino::flat
