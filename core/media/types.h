#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

/// The words that every room shares. Ids are strong types; each counts from 0 within its Presentation.
namespace praxino::media {

enum class TrackKind : std::uint8_t { video, audio, text, image };
enum class Protocol : std::uint8_t { hls, dash };

enum class TrackId : std::uint16_t {};
enum class RenditionId : std::uint16_t {};
enum class VariantId : std::uint16_t {};
enum class FeedId : std::uint16_t {};

/// Bits per second.
struct Bitrate {
  std::uint64_t bps = 0;
  constexpr auto operator<=>(const Bitrate&) const = default;
};

/// Bytes [offset, offset + length) of a resource; without a length, to its end.
struct ByteRange {
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> length;
  bool operator==(const ByteRange&) const = default;
};

/// Where bytes are: an absolute URL and, maybe, a part of what is there.
struct Resource {
  std::string url;
  std::optional<ByteRange> range;
  bool operator==(const Resource&) const = default;
};

template <typename Id>
[[nodiscard]] constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace praxino::media
