#include "core/codec/flac.h"

namespace praxino::codec {

Result<FlacConfig> read_dfla(Bytes box) {
  BitReader in(box);
  in.skip(32);  // version and flags
  in.skip(1);   // whether it is the last block
  const std::uint32_t type = in.bits(7);
  const std::uint32_t length = in.bits(24);
  in.skip(16 + 16 + 24 + 24);  // block and frame sizes
  FlacConfig config;
  config.sample_rate = in.bits(20);
  config.channels = in.bits(3) + 1;
  config.bits_per_sample = in.bits(5) + 1;
  in.skip(36 + 128);  // number of samples, MD5
  if (!in.ok()) return fail(Fault::malformed, box.size(), "dfLa ends early");
  if (type != 0 || length < 34) return fail(Fault::malformed, 4, "dfLa does not begin with STREAMINFO");
  if (config.sample_rate == 0) return fail(Fault::malformed, 8, "dfLa with a sample rate of 0");
  return config;
}

}  // namespace praxino::codec
