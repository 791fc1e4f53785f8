#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace praxino::player {

/// Bytes of a stream by their places in it, each once and in one piece. Those that are of no more use can be
/// released from the front.
class ByteWindow {
 public:
  void reserve(std::uint64_t count) { bytes_.reserve(static_cast<std::size_t>(count)); }
  void append(std::span<const std::byte> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

  /// To append to, nothing else.
  [[nodiscard]] std::vector<std::byte>& tail() { return bytes_; }

  /// How many came in all.
  [[nodiscard]] std::uint64_t end() const { return released_ + bytes_.size(); }
  /// The bytes [from, from + count); they must have come and not been released.
  [[nodiscard]] std::span<const std::byte> view(std::uint64_t from, std::uint64_t count) const {
    return std::span(bytes_).subspan(static_cast<std::size_t>(from - released_),
                                     static_cast<std::size_t>(count));
  }
  [[nodiscard]] std::span<const std::byte> from(std::uint64_t from) const { return view(from, end() - from); }

  /// Bytes before `until` are no longer needed. They go when that frees more than it moves.
  void release(std::uint64_t until) {
    const auto count = static_cast<std::size_t>(until - released_);
    if (count < smallest_release || count * 2 < bytes_.size()) return;
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(count));
    released_ = until;
  }

  [[nodiscard]] std::vector<std::byte> claim() { return std::move(bytes_); }

 private:
  static constexpr std::size_t smallest_release = std::size_t{256} << 10;

  std::vector<std::byte> bytes_;
  std::uint64_t released_ = 0;
};

}  // namespace praxino::player
