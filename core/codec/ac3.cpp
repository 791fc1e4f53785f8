#include "core/codec/ac3.h"

#include <array>

namespace praxino::codec {
namespace {

constexpr std::array<std::uint32_t, 4> kRates = {48000, 44100, 32000, 0};
constexpr std::array<std::uint32_t, 8> kChannels = {2, 1, 2, 3, 3, 4, 4, 5};  // By acmod.

}  // namespace

Result<Ac3Config> read_dac3(Bytes box) {
  BitReader in(box);
  Ac3Config config;
  config.sample_rate = kRates[in.bits(2)];
  in.skip(5 + 3);  // bsid, bsmod
  config.channels = kChannels[in.bits(3)];
  config.channels += in.bits(1);
  in.skip(5 + 5);  // bit_rate_code
  if (!in.ok()) return fail(Fault::malformed, box.size(), "dac3 ends early");
  return config;
}

Result<Ac3Config> read_dec3(Bytes box) {
  BitReader in(box);
  in.skip(13 + 3);  // data_rate, num_ind_sub
  Ac3Config config;
  config.sample_rate = kRates[in.bits(2)];
  in.skip(5 + 1 + 1 + 3);  // bsid, asvc, bsmod
  config.channels = kChannels[in.bits(3)];
  config.channels += in.bits(1);
  in.skip(3);
  const bool dependent = in.bits(4) > 0;
  in.skip(dependent ? 9 : 1);  // chan_loc
  if (!in.ok()) return fail(Fault::malformed, box.size(), "dec3 ends early");
  return config;
}

}  // namespace praxino::codec
