#include "core/container/ts/pes.h"

#include <algorithm>

namespace praxino::ts {
namespace {

/// Table 2-18: streams whose PES packets have no more than a length before their bytes.
bool is_plain(std::uint8_t stream_id) {
  switch (stream_id) {
    case 0xBC:  // program_stream_map
    case 0xBE:  // padding_stream
    case 0xBF:  // private_stream_2
    case 0xF0:  // ECM
    case 0xF1:  // EMM
    case 0xF2:  // DSMCC
    case 0xF8:  // H.222.1 type E
    case 0xFF:  // program_stream_directory
      return true;
    default:
      return false;
  }
}

/// 33 bits in five bytes, in three parts with a marker bit after each.
std::uint64_t read_stamp(ByteReader& in) {
  const std::uint64_t high = in.u8() >> 1U & 7U;
  const std::uint64_t middle = in.u16() >> 1U;
  const std::uint64_t low = in.u16() >> 1U;
  return high << 30U | middle << 15U | low;
}

}  // namespace

bool PesHeaderReader::hold(Bytes& bytes, std::size_t count) {
  if (held_ < count) {
    const std::size_t more = std::min(count - held_, bytes.size());
    std::ranges::copy(bytes.first(more), header_.begin() + static_cast<std::ptrdiff_t>(held_));
    held_ += more;
    bytes = bytes.subspan(more);
  }
  return held_ >= count;
}

Result<std::optional<PesHeader>> PesHeaderReader::feed(Bytes& bytes) {
  constexpr std::size_t plain = 6;
  constexpr std::size_t fixed = 9;
  if (!hold(bytes, plain)) return std::nullopt;
  ByteReader in(header_);
  if (in.u24() != 1) return fail(Fault::malformed, 0, "PES packet without its start code");
  const std::uint8_t stream_id = in.u8();
  const std::size_t length = in.u16();
  PesHeader header;
  header.size = plain;
  if (!is_plain(stream_id)) {
    if (!hold(bytes, fixed)) return std::nullopt;
    in.skip(1);
    const std::uint8_t flags = in.u8();
    const std::size_t optional = in.u8();
    if (!hold(bytes, fixed + optional)) return std::nullopt;
    header.size = fixed + optional;
    // PTS_DTS_flags: 2 for a PTS, 3 for both; 1 is forbidden. Marker bits are not looked at: some writers
    // forget them.
    if ((flags & 0x80U) != 0 && optional >= 5) header.pts = read_stamp(in);
    if ((flags & 0xC0U) == 0xC0U && optional >= 10) header.dts = read_stamp(in);
  }
  if (length > 0) {
    if (plain + length < header.size) return fail(Fault::malformed, 4, "PES packet shorter than its header");
    header.payload = plain + length - header.size;
  }
  return header;
}

}  // namespace praxino::ts
