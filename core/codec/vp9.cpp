#include "core/codec/vp9.h"

#include "core/codec/rfc6381.h"

namespace praxino::codec {
namespace {

/// Left out, the three numbers of colour mean BT.709; that they are unspecified is better left out than said.
enum : std::uint8_t { kBt709 = 1, kUnspecified = 2 };

}  // namespace

std::string VpConfig::name(std::string_view entry) const {
  std::string out(entry);
  const auto add = [&out](std::uint8_t value) {
    out.push_back('.');
    append_decimal(out, value, 2);
  };
  add(profile);
  add(level);
  add(bit_depth);
  const auto told = [](std::uint8_t colour) { return colour != kBt709 && colour != kUnspecified; };
  if (chroma != 1 || told(primaries) || told(transfer) || told(matrix) || full_range) {
    for (const std::uint8_t value : {chroma, primaries, transfer, matrix}) add(value);
    add(full_range ? 1 : 0);
  }
  return out;
}

Result<VpConfig> read_vpcc(Bytes box) {
  ByteReader in(box);
  const std::uint8_t version = in.u8();
  in.skip(3);
  VpConfig config;
  config.profile = in.u8();
  config.level = in.u8();
  const std::uint8_t packed = in.u8();
  config.bit_depth = packed >> 4U;
  config.chroma = packed >> 1U & 7U;
  config.full_range = (packed & 1U) != 0;
  config.primaries = in.u8();
  config.transfer = in.u8();
  config.matrix = in.u8();
  if (!in.ok()) return fail(Fault::malformed, box.size(), "vpcC ends early");
  // Version 0 was a draft with other fields.
  if (version != 1) return fail(Fault::unsupported, 0, "vpcC of a version that is not known");
  return config;
}

}  // namespace praxino::codec
