#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/byte_window.h"
#include "core/media/types.h"
#include "core/net/types.h"

namespace praxino::player {

/// The bytes of one download, over all its attempts, each byte once.
class Transfer {
 public:
  explicit Transfer(media::Resource resource) : resource_(std::move(resource)) {}

  [[nodiscard]] const media::Resource& resource() const { return resource_; }

  /// What the next attempt shall ask for; nothing for the whole resource. After a break that is the rest
  /// alone, unless the rest was just asked for in vain: not every server, nor every other origin, knows
  /// ranges.
  [[nodiscard]] std::optional<media::ByteRange> ask() {
    const auto length = resource_.range ? resource_.range->length : std::nullopt;
    const bool in_vain = rest_asked() && received() == rest_from_;
    rest_from_ = !in_vain && (!length || received() < *length) ? received() : 0;
    if (!rest_asked()) return resource_.range;
    media::ByteRange rest{first() + rest_from_, length};
    if (rest.length) *rest.length -= rest_from_;
    return rest;
  }
  /// Whether the attempt under way asked for the rest alone.
  [[nodiscard]] bool rest_asked() const { return rest_from_ > 0; }

  /// Whether a file of `total` bytes ends where the rest would begin.
  [[nodiscard]] bool ends_at(double total) const {
    return total == static_cast<double>(first() + received());
  }

  /// Whether a reply is of another file than what came so far (RFC 9110 §8.8.3). There is no If-Range in the
  /// request: across origins it would cost a preflight.
  [[nodiscard]] bool is_of_another(std::uint32_t status, std::string_view etag) {
    if (status < 200 || status >= 300 || etag.empty()) return false;
    if (etag_.empty()) etag_ = etag;
    return received() > 0 && etag != etag_;
  }

  /// A reply begins; `start` (of a 206) and `length` of its body, or negative where they are not told. A
  /// server that ignores Range answers 200 with the whole resource (RFC 9110 §14.2): what lies outside is
  /// passed over. False where the bytes are others than were asked for.
  [[nodiscard]] bool begin(std::uint32_t status, double start, double length) {
    const std::uint64_t body_start = status == 206 ? first() + rest_from_ : 0;
    if (status == 206 && start >= 0 && start != static_cast<double>(body_start)) return false;
    discard_ = first() + received() - body_start;
    wanted_.reset();
    surplus_ = resource_.range && resource_.range->length && status != 206;
    if (surplus_) wanted_ = *resource_.range->length;
    // A length beyond what a double counts exactly is a server's nonsense: then it is not known.
    if (length >= 0 && length <= 0x1p53) {
      const std::uint64_t end = body_start + static_cast<std::uint64_t>(length);
      const std::uint64_t there = end > first() ? end - first() : 0;
      wanted_ = wanted_ ? std::min(*wanted_, there) : there;
    }
    return true;
  }

  /// Takes what is new of `body`; how much that was. Until keep() the bytes are the host's.
  std::uint64_t take(std::span<const std::byte> body) {
    const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(discard_, body.size()));
    discard_ -= skip;
    body = body.subspan(skip);
    if (wanted_) {
      const std::uint64_t room = *wanted_ > received() ? *wanted_ - received() : 0;
      body = body.first(static_cast<std::size_t>(std::min<std::uint64_t>(room, body.size())));
    }
    bytes_.lend(body);
    return body.size();
  }
  /// What was taken and not released yet becomes our own, with room for what is announced.
  void keep() {
    if (bytes_.size() > 0) bytes_.reserve(to_come());
  }

  /// What is announced and did not come yet, within reason: to make room for it at once saves copying.
  [[nodiscard]] std::size_t to_come() const {
    if (!wanted_ || *wanted_ < received()) return 0;
    return static_cast<std::size_t>(std::min(*wanted_ - received(), largest_reserve));
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

  /// Where the resource's own bytes begin in the file.
  [[nodiscard]] std::uint64_t first() const { return resource_.range ? resource_.range->offset : 0; }

  media::Resource resource_;
  std::string etag_;
  ByteWindow bytes_;
  /// Bytes that were here when the attempt under way began, if it asked for the rest alone.
  std::uint64_t rest_from_ = 0;
  std::uint64_t discard_ = 0;
  std::optional<std::uint64_t> wanted_;
  bool surplus_ = false;
};

}  // namespace praxino::player
