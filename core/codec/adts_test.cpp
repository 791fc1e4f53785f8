#include "core/codec/adts.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/codec/aac.h"

namespace praxino::codec {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> out;
  for (const int value : values) out.push_back(static_cast<std::byte>(value));
  return out;
}

/// Of a frame that ffmpeg wrote: AAC-LC, 44,100 Hz, stereo, 371 bytes.
const std::vector<std::byte> lc_stereo = bytes({0xFF, 0xF1, 0x50, 0x80, 0x2E, 0x7F, 0xFC});

TEST(Adts, IsReadFieldByField) {
  const auto header = read_adts(lc_stereo);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->object_type, 2);
  EXPECT_EQ(header->sample_rate(), 44'100U);
  EXPECT_EQ(header->channels, 2);
  EXPECT_EQ(header->size, 7);
  EXPECT_EQ(header->frame_size, 371);
  EXPECT_EQ(header->blocks, 1);
}

TEST(Adts, IsLongerWithAChecksum) {
  auto checked = lc_stereo;
  checked[1] = std::byte{0xF0};
  EXPECT_EQ(read_adts(checked)->size, 9);
}

TEST(Adts, GivesTheConfigThatSaysTheSame) {
  for (int object_type = 1; object_type <= 4; ++object_type) {
    for (int rate = 0; rate <= 12; ++rate) {
      for (int channels = 1; channels <= 7; ++channels) {
        const auto header = read_adts(bytes({0xFF, 0xF1, (object_type - 1) << 6 | rate << 2 | channels >> 2,
                                             (channels & 3) << 6, 0x2E, 0x7F, 0xFC}));
        ASSERT_TRUE(header);
        const auto config = read_audio_specific_config(header->config());
        ASSERT_TRUE(config);
        EXPECT_EQ(config->object_type, object_type);
        EXPECT_EQ(config->sample_rate, header->sample_rate());
        EXPECT_EQ(config->channels, channels == 7 ? 8U : static_cast<std::uint32_t>(channels));
      }
    }
  }
}

TEST(Adts, IsRefusedWhereItIsNone) {
  const auto fault_of = [](std::vector<std::byte> header) { return read_adts(header).error().fault; };
  EXPECT_EQ(fault_of(bytes({0xFF, 0xF1, 0x50, 0x80, 0x2E, 0x7F})), Fault::truncated);
  auto broken = lc_stereo;
  broken[0] = std::byte{0xFE};
  EXPECT_EQ(fault_of(broken), Fault::malformed) << "sync word";
  broken = lc_stereo;
  broken[1] = std::byte{0xFB};
  EXPECT_EQ(fault_of(broken), Fault::malformed) << "layer: an MP3 frame";
  broken = lc_stereo;
  broken[2] = std::byte{0x74};
  EXPECT_EQ(fault_of(broken), Fault::malformed) << "sample rate";
  broken = lc_stereo;
  broken[4] = std::byte{0};
  broken[5] = std::byte{0xDF};
  EXPECT_EQ(fault_of(broken), Fault::malformed) << "frame shorter than its header";
  broken = lc_stereo;
  broken[3] = std::byte{0};
  EXPECT_EQ(fault_of(broken), Fault::unsupported) << "channels";
}

}  // namespace
}  // namespace praxino::codec
