#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/media/types.h"
#include "core/net/types.h"

namespace praxino::player {

/// The bytes of one download, over all its attempts: what came is in `bytes`, in one piece, each byte once.
/// Those that are of no more use can be released from the front.
class Transfer {
 public:
  explicit Transfer(media::Resource resource) : resource_(std::move(resource)) {}

  [[nodiscard]] const media::Resource& resource() const { return resource_; }

  /// A reply begins. `length`: of its body, or negative. A server that ignores Range answers 200 with the
  /// whole resource (RFC 9110 §14.2): what lies outside the range is passed over.
  void begin(std::uint32_t status, double length) {
    const std::uint64_t offset = status != 206 && resource_.range ? resource_.range->offset : 0;
    discard_ = offset + received_;
    wanted_.reset();
    surplus_ = resource_.range && resource_.range->length && status != 206;
    if (surplus_) wanted_ = *resource_.range->length;
    // A length beyond what a double counts exactly is a server's nonsense: then it is not known.
    if (length >= 0 && length <= 0x1p53) {
      const auto body = static_cast<std::uint64_t>(length);
      const std::uint64_t there = body > offset ? body - offset : 0;
      wanted_ = wanted_ ? std::min(*wanted_, there) : there;
      // What is announced is made room for at once, within reason: it saves copying while it grows.
      if (received_ == 0) bytes_.reserve(static_cast<std::size_t>(std::min(*wanted_, largest_reserve)));
    }
  }

  /// Takes what is new of `body`; how much that was.
  std::uint64_t take(std::span<const std::byte> body) {
    const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(discard_, body.size()));
    discard_ -= skip;
    body = body.subspan(skip);
    if (wanted_) {
      const std::uint64_t room = *wanted_ > received_ ? *wanted_ - received_ : 0;
      body = body.first(static_cast<std::size_t>(std::min<std::uint64_t>(room, body.size())));
    }
    bytes_.insert(bytes_.end(), body.begin(), body.end());
    received_ += body.size();
    return body.size();
  }

  /// Whether all that was announced is here; also true where nothing was announced.
  [[nodiscard]] bool whole() const { return !wanted_ || received_ >= *wanted_; }
  /// Whether all is here while the body goes on with what was not asked for.
  [[nodiscard]] bool surplus() const { return surplus_ && received_ >= *wanted_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }

  /// The bytes [from, from + count) of the resource; they must have come and not been released.
  [[nodiscard]] std::span<const std::byte> view(std::uint64_t from, std::uint64_t count) const {
    return std::span(bytes_).subspan(static_cast<std::size_t>(from - released_),
                                     static_cast<std::size_t>(count));
  }
  [[nodiscard]] std::span<const std::byte> from(std::uint64_t from) const {
    return view(from, received_ - from);
  }

  /// Bytes before `until` are no longer needed. They go when that frees more than it moves.
  void release(std::uint64_t until) {
    const auto count = static_cast<std::size_t>(until - released_);
    if (count < smallest_release || count * 2 < bytes_.size()) return;
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(count));
    released_ = until;
  }

  [[nodiscard]] std::vector<std::byte> claim() { return std::move(bytes_); }

 private:
  static constexpr std::uint64_t largest_reserve = std::uint64_t{8} << 20;
  static constexpr std::size_t smallest_release = std::size_t{256} << 10;

  media::Resource resource_;
  std::vector<std::byte> bytes_;
  std::uint64_t received_ = 0;
  std::uint64_t released_ = 0;
  std::uint64_t discard_ = 0;
  std::optional<std::uint64_t> wanted_;
  bool surplus_ = false;
};

}  // namespace praxino::player
