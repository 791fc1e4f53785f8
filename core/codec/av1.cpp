#include "core/codec/av1.h"

#include "core/codec/rfc6381.h"

namespace praxino::codec {

std::string Av1Config::name() const {
  std::string out = "av01.";
  append_decimal(out, profile);
  out.push_back('.');
  append_decimal(out, level, 2);
  out.push_back(high_tier ? 'H' : 'M');
  out.push_back('.');
  append_decimal(out, bit_depth, 2);
  return out;
}

Result<Av1Config> read_av1c(Bytes record) {
  BitReader in(record);
  const bool marker = in.flag();
  const std::uint32_t version = in.bits(7);
  Av1Config config;
  config.profile = static_cast<std::uint8_t>(in.bits(3));
  config.level = static_cast<std::uint8_t>(in.bits(5));
  config.high_tier = in.flag();
  const bool high_bit_depth = in.flag();
  const bool twelve_bit = in.flag();
  in.skip(1 + 2 + 2);  // monochrome, subsampling, sample position
  in.skip(8);          // initial presentation delay
  if (!in.ok()) return fail(Fault::malformed, record.size(), "av1C ends early");
  if (!marker || version != 1) return fail(Fault::unsupported, 0, "av1C of a version that is not known");
  if (high_bit_depth) config.bit_depth = twelve_bit ? 12 : 10;
  return config;
}

}  // namespace praxino::codec
