#include "core/codec/opus.h"

namespace praxino::codec {

Result<OpusConfig> read_dops(Bytes box) {
  ByteReader in(box);
  const std::uint8_t version = in.u8();
  OpusConfig config;
  config.channels = in.u8();
  config.pre_skip = in.u16();
  in.skip(4 + 2 + 1);  // InputSampleRate, OutputGain, ChannelMappingFamily
  if (!in.ok()) return fail(Fault::malformed, box.size(), "dOps ends early");
  if (version != 0) return fail(Fault::unsupported, 0, "dOps of a version that is not known");
  return config;
}

}  // namespace praxino::codec
