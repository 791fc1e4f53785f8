#include "core/flat/column.h"

namespace praxino::flat {

void Column::add_other(std::int64_t value) {
  if (!values_.empty()) {
    values_.push_back(value);
  } else if (size_ == 0) {
    first_ = value;
  } else if (size_ == 1 && !__builtin_sub_overflow(value, first_, &step_)) {
    even_ = !__builtin_add_overflow(value, step_, &next_);
  } else {
    even_ = false;
    values_ = rows();
    values_.push_back(value);
  }
  ++size_;
}

void Column::add(std::int64_t value, std::int64_t step, std::size_t count) {
  for (; count > 0; --count) {
    std::int64_t length = 0;
    std::int64_t behind = 0;
    if (even_ && step_ == step && next_ == value &&
        !__builtin_mul_overflow(step, static_cast<std::int64_t>(count), &length) &&
        !__builtin_add_overflow(next_, length, &behind)) {
      size_ += count;
      next_ = behind;
      return;
    }
    add(value);
    (void)__builtin_add_overflow(value, step, &value);
  }
}

std::vector<std::int64_t> Column::rows() const {
  if (!values_.empty()) return values_;
  std::vector<std::int64_t> rows;
  rows.reserve(size_ + 1);
  for (std::size_t i = 0; i < size_; ++i) rows.push_back(first_ + step_ * static_cast<std::int64_t>(i));
  return rows;
}

}  // namespace praxino::flat
