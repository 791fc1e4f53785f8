#include "core/codec/adts.h"

namespace praxino::codec {

std::uint32_t AdtsHeader::sample_rate() const {
  static constexpr std::array<std::uint32_t, 13> rates = {96000, 88200, 64000, 48000, 44100, 32000, 24000,
                                                          22050, 16000, 12000, 11025, 8000,  7350};
  return rates[rate_index];
}

std::array<std::byte, 2> AdtsHeader::config() const {
  const unsigned bits = unsigned{object_type} << 11U | unsigned{rate_index} << 7U | unsigned{channels} << 3U;
  return {static_cast<std::byte>(bits >> 8U), static_cast<std::byte>(bits)};
}

Result<AdtsHeader> read_adts(Bytes bytes) {
  if (bytes.size() < adts_fields) return fail(Fault::truncated, bytes.size(), "ADTS header ends early");
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(bytes[i]); };
  // syncword and layer; ID between them is not looked at
  if (at(0) != 0xFF || (at(1) & 0xF6U) != 0xF0) return fail(Fault::malformed, 0, "no ADTS header");
  AdtsHeader header;
  header.size = (at(1) & 1U) != 0 ? 7 : 9;
  header.object_type = static_cast<std::uint8_t>((at(2) >> 6U) + 1);
  header.rate_index = at(2) >> 2U & 15U;
  header.channels = static_cast<std::uint8_t>((at(2) & 1U) << 2U | at(3) >> 6U);
  header.frame_size = static_cast<std::uint16_t>((at(3) & 3U) << 11U | at(4) << 3U | at(5) >> 5U);
  header.blocks = static_cast<std::uint8_t>((at(6) & 3U) + 1);
  if (header.rate_index > 12) return fail(Fault::malformed, 2, "ADTS header of no known sample rate");
  if (header.frame_size < header.size) return fail(Fault::malformed, 3, "ADTS frame shorter than its header");
  if (header.channels == 0) return fail(Fault::unsupported, 2, "ADTS channels told by the frame itself");
  return header;
}

}  // namespace praxino::codec
