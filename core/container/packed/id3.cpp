#include "core/container/packed/id3.h"

#include <string_view>

namespace praxino::packed {
namespace {

/// Seven bits of each byte (ID3v2.4 §6.2).
std::uint32_t synchsafe(std::uint32_t bytes) {
  return (bytes & 0x7FU) | (bytes >> 1U & 0x3F80U) | (bytes >> 2U & 0x1FC000U) | (bytes >> 3U & 0xFE00000U);
}

}  // namespace

bool is_id3(Bytes bytes) {
  ByteReader in(bytes);
  return in.u24() == 0x494433 && in.ok() && bytes.size() >= id3_header;
}

std::size_t id3_size(Bytes bytes) {
  ByteReader in(bytes);
  in.skip(5);
  const bool footer = (in.u8() & 0x10U) != 0;
  return id3_header + synchsafe(in.u32()) + (footer ? id3_header : 0);
}

Result<Id3Tag> read_id3(Bytes bytes) {
  if (!is_id3(bytes)) return fail(Fault::malformed, 0, "no ID3 tag");
  Id3Tag tag{.size = id3_size(bytes), .timestamp = {}};
  if (bytes.size() < tag.size) return fail(Fault::malformed, bytes.size(), "ID3 tag ends early");
  ByteReader head(bytes);
  head.skip(3);
  const std::uint8_t version = head.u8();
  head.skip(1);
  const std::uint8_t flags = head.u8();
  head.skip(4);
  ByteReader in(head.take(tag.size - id3_header));
  if ((flags & 0x40U) != 0) {  // an extended header; its size counts itself from version 4 on
    const std::uint32_t size = in.u32();
    in.skip(version >= 4 ? synchsafe(size) - (synchsafe(size) >= 4 ? 4 : 0) : size);
  }
  while (in.ok() && in.remaining() >= id3_header) {
    const std::uint32_t id = in.u32();
    const std::uint32_t size = in.u32();
    in.skip(2);
    const Bytes body = in.take(version >= 4 ? synchsafe(size) : size);
    constexpr std::string_view owner("com.apple.streaming.transportStreamTimestamp\0", 45);
    const std::string_view text(reinterpret_cast<const char*>(body.data()), body.size());
    if (id != 0x50524956 || !text.starts_with(owner)) continue;  // PRIV
    ByteReader value(body.subspan(owner.size()));
    const std::uint64_t stamp = value.u64();
    if (value.ok()) tag.timestamp = stamp & 0x1FFFFFFFFU;
  }
  return tag;
}

}  // namespace praxino::packed
