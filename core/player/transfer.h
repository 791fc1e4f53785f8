#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/media/types.h"
#include "core/net/types.h"
#include "core/player/byte_window.h"

namespace praxino::player {

/// The bytes of one download, over all its attempts, each byte once.
class Transfer {
 public:
  explicit Transfer(media::Resource resource) : resource_(std::move(resource)) {}

  [[nodiscard]] const media::Resource& resource() const { return resource_; }

  /// A reply begins. `length`: of its body, or negative. A server that ignores Range answers 200 with the
  /// whole resource (RFC 9110 §14.2): what lies outside the range is passed over.
  void begin(std::uint32_t status, double length) {
    const std::uint64_t offset = status != 206 && resource_.range ? resource_.range->offset : 0;
    discard_ = offset + received();
    wanted_.reset();
    surplus_ = resource_.range && resource_.range->length && status != 206;
    if (surplus_) wanted_ = *resource_.range->length;
    // A length beyond what a double counts exactly is a server's nonsense: then it is not known.
    if (length >= 0 && length <= 0x1p53) {
      const auto body = static_cast<std::uint64_t>(length);
      const std::uint64_t there = body > offset ? body - offset : 0;
      wanted_ = wanted_ ? std::min(*wanted_, there) : there;
      // What is announced is made room for at once, within reason: it saves copying while it grows.
      if (received() == 0) bytes_.reserve(std::min(*wanted_, largest_reserve));
    }
  }

  /// Takes what is new of `body`; how much that was.
  std::uint64_t take(std::span<const std::byte> body) {
    const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(discard_, body.size()));
    discard_ -= skip;
    body = body.subspan(skip);
    if (wanted_) {
      const std::uint64_t room = *wanted_ > received() ? *wanted_ - received() : 0;
      body = body.first(static_cast<std::size_t>(std::min<std::uint64_t>(room, body.size())));
    }
    bytes_.append(body);
    return body.size();
  }

  /// Whether all that was announced is here; also true where nothing was announced.
  [[nodiscard]] bool whole() const { return !wanted_ || received() >= *wanted_; }
  /// Whether all is here while the body goes on with what was not asked for.
  [[nodiscard]] bool surplus() const { return surplus_ && received() >= *wanted_; }
  [[nodiscard]] std::uint64_t received() const { return bytes_.end(); }

  [[nodiscard]] const ByteWindow& bytes() const { return bytes_; }
  [[nodiscard]] ByteWindow& bytes() { return bytes_; }

 private:
  static constexpr std::uint64_t largest_reserve = std::uint64_t{8} << 20;

  media::Resource resource_;
  ByteWindow bytes_;
  std::uint64_t discard_ = 0;
  std::optional<std::uint64_t> wanted_;
  bool surplus_ = false;
};

}  // namespace praxino::player
