#include "core/codec/avc.h"

#include "core/codec/rfc6381.h"

namespace praxino::codec {

std::string AvcConfig::name(std::string_view entry) const {
  std::string out(entry);
  out.push_back('.');
  append_hex(out, profile, 2);
  append_hex(out, compatibility, 2);
  append_hex(out, level, 2);
  return out;
}

Result<AvcConfig> read_avcc(Bytes record) {
  ByteReader in(record);
  const std::uint8_t version = in.u8();
  AvcConfig config;
  config.profile = in.u8();
  config.compatibility = in.u8();
  config.level = in.u8();
  if (!in.ok()) return fail(Fault::malformed, record.size(), "avcC ends early");
  if (version != 1) return fail(Fault::unsupported, 0, "avcC of a version that is not known");
  return config;
}

}  // namespace praxino::codec
