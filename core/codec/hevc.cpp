#include "core/codec/hevc.h"

#include "core/codec/rfc6381.h"

namespace praxino::codec {

std::string HevcConfig::name(std::string_view entry) const {
  std::string out(entry);
  out.push_back('.');
  if (profile_space > 0) out.push_back(static_cast<char>('A' + profile_space - 1));
  append_decimal(out, profile);

  std::uint32_t reversed = 0;
  for (unsigned bit = 0; bit < 32; ++bit) reversed |= (compatibility >> bit & 1U) << (31U - bit);
  out.push_back('.');
  append_upper_hex(out, reversed);

  out.push_back('.');
  out.push_back(high_tier ? 'H' : 'L');
  append_decimal(out, level);

  std::size_t said = constraints.size();
  while (said > 0 && constraints[said - 1] == 0) --said;
  for (std::size_t i = 0; i < said; ++i) {
    out.push_back('.');
    append_upper_hex(out, constraints[i]);
  }
  return out;
}

Result<HevcConfig> read_hvcc(Bytes record) {
  ByteReader in(record);
  const std::uint8_t version = in.u8();
  const std::uint8_t profile = in.u8();
  HevcConfig config;
  config.profile_space = profile >> 6U;
  config.high_tier = (profile >> 5U & 1U) != 0;
  config.profile = profile & 0x1FU;
  config.compatibility = in.u32();
  for (std::uint8_t& byte : config.constraints) byte = in.u8();
  config.level = in.u8();
  if (!in.ok()) return fail(Fault::malformed, record.size(), "hvcC ends early");
  // Some early writers left the version at 0; the fields are the same.
  if (version > 1) return fail(Fault::unsupported, 0, "hvcC of a version that is not known");
  return config;
}

}  // namespace praxino::codec
