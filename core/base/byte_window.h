#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace praxino {

/// Bytes of a stream by their places in it, each once and in one piece. They come in at the end, and go at
/// the front when they are of no more use. Room that is made for them is not set to anything first.
class ByteWindow {
 public:
  ByteWindow() = default;
  ByteWindow(const ByteWindow& other) : released_(other.released_) { append(other.view()); }
  ByteWindow(ByteWindow&& other) noexcept { swap(other); }
  ByteWindow& operator=(ByteWindow other) noexcept {
    swap(other);
    return *this;
  }
  ~ByteWindow() = default;

  /// How many came in all.
  [[nodiscard]] std::uint64_t end() const { return released_ + size_; }
  /// How many of them are here.
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::span<const std::byte> view() const { return {first(), size_}; }
  /// The bytes [from, from + count); they must have come and not been released.
  [[nodiscard]] std::span<const std::byte> view(std::uint64_t from, std::uint64_t count) const {
    return view().subspan(static_cast<std::size_t>(from - released_), static_cast<std::size_t>(count));
  }
  [[nodiscard]] std::span<const std::byte> from(std::uint64_t from) const { return view(from, end() - from); }
  /// The first of those that are here. Not while there are lent ones.
  [[nodiscard]] std::byte* data() { return room_.get() + begin_; }

  void reserve(std::size_t more) {
    if (lent_ != nullptr || capacity_ - begin_ - size_ < more) make_room(more);
  }
  /// Where the next `count` bytes are to be put.
  std::byte* extend(std::size_t count) {
    reserve(count);
    size_ += count;
    return data() + size_ - count;
  }
  /// Not of its own.
  void append(std::span<const std::byte> bytes);
  /// As append(), but where nothing else is here they are not copied, until keep() or something that comes
  /// behind them.
  void lend(std::span<const std::byte> bytes);
  void keep() { reserve(0); }

  /// Bytes before `until` are no longer needed.
  void release(std::uint64_t until) { drop(static_cast<std::size_t>(until - released_)); }
  /// Nor are the first `count` of those that are here.
  void drop(std::size_t count) {
    released_ += count;
    size_ -= count;
    begin_ = size_ == 0 ? 0 : begin_ + count;
    if (size_ == 0) lent_ = nullptr;
  }
  /// All but the first `count` of those that are here did not come.
  void truncate(std::size_t count) { size_ = count; }

 private:
  [[nodiscard]] const std::byte* first() const { return (lent_ != nullptr ? lent_ : room_.get()) + begin_; }
  void make_room(std::size_t more);
  void swap(ByteWindow& other) noexcept {
    std::swap(room_, other.room_);
    std::swap(capacity_, other.capacity_);
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    std::swap(lent_, other.lent_);
    std::swap(released_, other.released_);
  }

  std::unique_ptr<std::byte[]> room_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t size_ = 0;
  const std::byte* lent_ = nullptr;  ///< Where the bytes are, if not in room_.
  std::uint64_t released_ = 0;
};

}  // namespace praxino
