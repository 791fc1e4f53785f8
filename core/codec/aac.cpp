#include "core/codec/aac.h"

#include <array>

#include "core/codec/rfc6381.h"

namespace praxino::codec {
namespace {

enum : std::uint32_t { kSbr = 5, kScalable = 6, kErBsac = 22, kErScalable = 20, kPs = 29 };

std::uint32_t read_object_type(BitReader& in) {
  const std::uint32_t type = in.bits(5);
  return type == 31 ? 32 + in.bits(6) : type;
}

std::uint32_t read_sample_rate(BitReader& in) {
  static constexpr std::array<std::uint32_t, 16> kRates = {
      96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350, 0, 0, 0};
  const std::uint32_t index = in.bits(4);
  return index == 15 ? in.bits(24) : kRates[index];
}

/// §4.5.1.1 program_config_element: how channels are told where no number stands for their layout.
std::uint32_t read_program_channels(BitReader& in) {
  in.skip(4 + 2 + 4);  // element_instance_tag, object_type, sampling_frequency_index
  const std::uint32_t front = in.bits(4);
  const std::uint32_t side = in.bits(4);
  const std::uint32_t back = in.bits(4);
  const std::uint32_t low = in.bits(2);
  const std::uint32_t data = in.bits(3);
  const std::uint32_t coupling = in.bits(4);
  if (in.flag()) in.skip(4);  // mono_mixdown
  if (in.flag()) in.skip(4);  // stereo_mixdown
  if (in.flag()) in.skip(3);  // matrix_mixdown
  std::uint32_t channels = low;
  for (std::uint32_t i = 0; i < front + side + back; ++i) {
    channels += in.flag() ? 2 : 1;
    in.skip(4);
  }
  in.skip(4 * low + 4 * data + 5 * coupling);
  in.align();
  in.skip(8 * in.bits(8));  // comment
  return channels;
}

bool is_general_audio(std::uint32_t type) {
  return (type >= 1 && type <= 7 && type != kSbr) || type == 17 || (type >= 19 && type <= 23);
}

/// §4.4.1 GASpecificConfig. Sets `channels` where it tells them.
void skip_general_audio(BitReader& in, std::uint32_t type, std::uint32_t configuration,
                        std::uint32_t& channels) {
  in.skip(1);                  // frameLengthFlag
  if (in.flag()) in.skip(14);  // coreCoderDelay
  const bool extension = in.flag();
  if (configuration == 0) channels = read_program_channels(in);
  if (type == kScalable || type == kErScalable) in.skip(3);
  if (!extension) return;
  if (type == kErBsac) in.skip(5 + 11);
  if (type == 17 || type == 19 || type == kErScalable || type == 23) in.skip(3);
  in.skip(1);
}

/// The backward compatible way to announce SBR: after all the rest, where a plain decoder does not look.
void read_sync_extension(BitReader& in, AacConfig& config) {
  if (in.remaining() < 16 || in.bits(11) != 0x2B7 || read_object_type(in) != kSbr || !in.flag()) return;
  const std::uint32_t rate = read_sample_rate(in);
  if (!in.ok()) return;
  config.sbr = true;
  config.sample_rate = rate;
  config.object_type = kSbr;
  if (in.remaining() < 12 || in.bits(11) != 0x548 || !in.flag()) return;
  config.ps = true;
  config.object_type = kPs;
}

}  // namespace

std::string AacConfig::name() const {
  std::string out = "mp4a.40.";
  append_decimal(out, object_type);
  return out;
}

Result<AacConfig> read_audio_specific_config(Bytes bytes) {
  static constexpr std::array<std::uint8_t, 16> kChannels = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};
  BitReader in(bytes);
  AacConfig config;
  std::uint32_t type = read_object_type(in);
  config.object_type = static_cast<std::uint8_t>(type);
  config.sample_rate = read_sample_rate(in);
  const std::uint32_t configuration = in.bits(4);
  config.channels = kChannels[configuration];
  if (type == kSbr || type == kPs) {
    config.sbr = true;
    config.ps = type == kPs;
    config.sample_rate = read_sample_rate(in);
    type = read_object_type(in);
    if (type == kErBsac) in.skip(4);
  }
  if (!in.ok()) return fail(Fault::malformed, bytes.size(), "AudioSpecificConfig ends early");
  if (type == 0) return fail(Fault::malformed, 0, "AudioSpecificConfig without an object type");

  // What follows may be cut short by careless writers; what has been read until here holds all the same.
  if (is_general_audio(type)) {
    std::uint32_t channels = config.channels;
    skip_general_audio(in, type, configuration, channels);
    if (in.ok()) config.channels = channels;
    if (in.ok() && !config.sbr) read_sync_extension(in, config);
  }
  if (config.ps && config.channels == 1) config.channels = 2;
  return config;
}

}  // namespace praxino::codec
