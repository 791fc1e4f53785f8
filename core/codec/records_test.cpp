#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/testing/test_data.h"
#include "core/codec/aac.h"
#include "core/codec/ac3.h"
#include "core/codec/av1.h"
#include "core/codec/avc.h"
#include "core/codec/esds.h"
#include "core/codec/flac.h"
#include "core/codec/hevc.h"
#include "core/codec/opus.h"
#include "core/codec/rfc6381.h"
#include "core/codec/vp9.h"

namespace praxino::codec {
namespace {

using Record = std::vector<std::byte>;
using test_data::hex;

std::string avc(Bytes record) {
  const auto config = read_avcc(record);
  return config ? config->name("avc1") : config.error().what;
}
std::string hevc(Bytes record) {
  const auto config = read_hvcc(record);
  return config ? config->name("hvc1") : config.error().what;
}
std::string av1(Bytes record) {
  const auto config = read_av1c(record);
  return config ? config->name() : config.error().what;
}
std::string vp9(Bytes record) {
  const auto config = read_vpcc(record);
  return config ? config->name("vp09") : config.error().what;
}

TEST(CodecStrings, AreMadeOfTheVideoRecords) {
  struct Case {
    std::string (*name)(Bytes);
    const char* record;
    const char* expected;
  };
  const Case cases[] = {
      {avc, "01 64 00 1f ff e0 00", "avc1.64001f"},
      {avc, "01 42 c0 0a ff e0 00", "avc1.42c00a"},
      {avc, "00 64 00 1f ff e0 00", "avcC of a version that is not known"},
      {hevc, "01 01 60000000 900000000000 5d f000", "hvc1.1.6.L93.90"},
      {hevc, "01 02 20000000 b00000000000 99 f000", "hvc1.2.4.L153.B0"},
      {hevc, "01 e4 10000000 000000000000 7b f000", "hvc1.C4.8.H123"},
      {hevc, "01 01 60000000 900001000000 5d f000", "hvc1.1.6.L93.90.0.1"},
      {hevc, "02 01 60000000 900000000000 5d f000", "hvcC of a version that is not known"},
      {av1, "81 04 0c 00", "av01.0.04M.08"},
      {av1, "81 2d cc 00", "av01.1.13H.10"},
      {av1, "81 4d e0 00", "av01.2.13H.12"},
      {av1, "82 04 0c 00", "av1C of a version that is not known"},
      {vp9, "01000000 00 0a 82 02 02 02 0000", "vp09.00.10.08"},
      {vp9, "01000000 00 0a 82 01 01 01 0000", "vp09.00.10.08"},
      {vp9, "01000000 02 33 a2 09 10 09 0000", "vp09.02.51.10.01.09.16.09.00"},
      {vp9, "01000000 00 0a 83 01 01 01 0000", "vp09.00.10.08.01.01.01.01.01"},
      {vp9, "00000000 00 0a 82 01 01 01 0000", "vpcC of a version that is not known"},
  };
  for (const Case& test : cases) EXPECT_EQ(test.name(hex(test.record)), test.expected) << test.record;
}

TEST(CodecStrings, NameTheSampleEntryThatTheRecordStoodIn) {
  EXPECT_EQ(read_avcc(hex("01 64 00 28"))->name("avc3"), "avc3.640028");
  EXPECT_EQ(read_hvcc(hex("01 01 60000000 900000000000 5d"))->name("hev1"), "hev1.1.6.L93.90");
  EXPECT_EQ(read_vpcc(hex("01000000 00 0a 82 02 02 02"))->name("vp08"), "vp08.00.10.08");
}

TEST(CodecStrings, PadNumbersToTheDigitsAsked) {
  std::string out;
  append_decimal(out, 7, 2);
  append_hex(out, 0xAB, 4);
  append_upper_hex(out, 0xAB);
  append_decimal(out, 0xFFFFFFFF);
  append_hex(out, 0);
  EXPECT_EQ(out, "0700abAB42949672950");
}

TEST(AudioSpecificConfig, TellsWhatWillBeHeard) {
  struct Case {
    const char* what;
    const char* record;
    const char* name;
    std::uint32_t channels;
    std::uint32_t sample_rate;
    bool sbr;
    bool ps;
  };
  const Case cases[] = {
      {"AAC-LC, 48 kHz, stereo", "1190", "mp4a.40.2", 2, 48000, false, false},
      {"AAC-LC, 44.1 kHz, mono", "1208", "mp4a.40.2", 1, 44100, false, false},
      {"AAC-LC, 48 kHz, 7.1", "11b8", "mp4a.40.2", 8, 48000, false, false},
      {"AAC-LC at a rate told in full, 12345 Hz", "1780 181c88", "mp4a.40.2", 1, 12345, false, false},
      {"HE-AAC told outright, 24 to 48 kHz", "2b11 8800", "mp4a.40.5", 2, 48000, true, false},
      {"HE-AAC v2 told outright, mono to stereo", "eb09 8800", "mp4a.40.29", 2, 48000, true, true},
      {"HE-AAC told after the end", "1310 56e598", "mp4a.40.5", 2, 48000, true, false},
      {"HE-AAC v2 told after the end", "1308 56e59d4880", "mp4a.40.29", 2, 48000, true, true},
      {"after the end it is told that there is none", "1310 56e518", "mp4a.40.2", 2, 24000, false, false},
      {"USAC, object type 42", "f946 40", "mp4a.40.42", 2, 48000, false, false},
      {"channels told by a program config element", "1180 04c80000 010000", "mp4a.40.2", 3, 48000, false,
       false},
  };
  for (const Case& test : cases) {
    const auto config = read_audio_specific_config(hex(test.record));
    ASSERT_TRUE(config) << test.what;
    EXPECT_EQ(config->name(), test.name) << test.what;
    EXPECT_EQ(config->channels, test.channels) << test.what;
    EXPECT_EQ(config->sample_rate, test.sample_rate) << test.what;
    EXPECT_EQ(config->sbr, test.sbr) << test.what;
    EXPECT_EQ(config->ps, test.ps) << test.what;
  }
}

TEST(AudioSpecificConfig, IsRefusedWhereItSaysNothing) {
  EXPECT_FALSE(read_audio_specific_config({}));
  EXPECT_FALSE(read_audio_specific_config(hex("11")));
  EXPECT_FALSE(read_audio_specific_config(hex("0190")));
}

TEST(Esds, IsReadAsItIsWritten) {
  ByteWriter out;
  write_esds(out, hex("2b118800"));
  const auto stream = read_esds(out.view());
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->object_type, 0x40);
  EXPECT_EQ(stream->name(), "mp4a.40.5");
  ASSERT_TRUE(stream->aac);
  EXPECT_EQ(stream->aac->sample_rate, 48000U);
}

TEST(Esds, MayHaveLongLengthsAndOptionalFields) {
  const auto stream =
      read_esds(hex("00000000 03 80808024 0001 e0 0002 02 6162 0003 04 80808014 40 15 000000 00000000 "
                    "00000000 05 80808002 1190"));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->name(), "mp4a.40.2");
}

TEST(Esds, NamesOtherCodecsByTheirObjectType) {
  const auto stream = read_esds(hex("00000000 03 13 0001 00 04 0d 6b 15 000000 00000000 00000000"));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->name(), "mp4a.6B");
  EXPECT_FALSE(stream->aac);
}

TEST(Ac3, TellsItsChannelsWithTheLfe) {
  const auto stereo = read_dac3(hex("10 1140"));
  ASSERT_TRUE(stereo);
  EXPECT_EQ(stereo->channels, 2U);
  EXPECT_EQ(stereo->sample_rate, 48000U);
  const auto surround = read_dac3(hex("50 3dc0"));
  ASSERT_TRUE(surround);
  EXPECT_EQ(surround->channels, 6U);
  EXPECT_EQ(surround->sample_rate, 44100U);
  const auto enhanced = read_dec3(hex("0e00 200f00"));
  ASSERT_TRUE(enhanced);
  EXPECT_EQ(enhanced->channels, 6U);
  EXPECT_EQ(enhanced->sample_rate, 48000U);
}

TEST(Opus, PlaysAt48kHzWhateverItWasMadeOf) {
  const auto config = read_dops(hex("00 02 0138 0000ac44 0000 00"));
  ASSERT_TRUE(config);
  EXPECT_EQ(config->channels, 2);
  EXPECT_EQ(config->pre_skip, 312);
  EXPECT_FALSE(read_dops(hex("01 02 0138 0000ac44 0000 00")));
}

constexpr const char* kFlac =
    "00000000 80000022 1000 1000 000000 000000 17700 3 70000000000 00000000000000000000000000000000";

TEST(Flac, ReadsStreamInfo) {
  const auto config = read_dfla(hex(kFlac));
  ASSERT_TRUE(config);
  EXPECT_EQ(config->sample_rate, 96000U);
  EXPECT_EQ(config->channels, 2U);
  EXPECT_EQ(config->bits_per_sample, 24U);
}

TEST(Records, AreRefusedWhereverTheyAreCutInsideWhatWeRead) {
  struct Case {
    const char* record;
    bool (*reads)(Bytes);
  };
  const Case cases[] = {
      {"01 64 00 1f", [](Bytes cut) { return read_avcc(cut).has_value(); }},
      {"01 01 60000000 900000000000 5d", [](Bytes cut) { return read_hvcc(cut).has_value(); }},
      {"81 04 0c 00", [](Bytes cut) { return read_av1c(cut).has_value(); }},
      {"01000000 00 0a 82 02 02 02", [](Bytes cut) { return read_vpcc(cut).has_value(); }},
      {"10 1140", [](Bytes cut) { return read_dac3(cut).has_value(); }},
      {"0e00 200f00", [](Bytes cut) { return read_dec3(cut).has_value(); }},
      {"00 02 0138 0000ac44 0000 00", [](Bytes cut) { return read_dops(cut).has_value(); }},
      {kFlac, [](Bytes cut) { return read_dfla(cut).has_value(); }},
      {"00000000 03 16 0001 00 04 11 40 15 000000 00000000 00000000 05 02 1190",
       [](Bytes cut) { return read_esds(cut).has_value(); }},
  };
  for (const Case& test : cases) {
    const Record whole = hex(test.record);
    EXPECT_TRUE(test.reads(whole)) << test.record;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      // Exactly as large as what is read, so that a read past the end is seen by the sanitizers.
      const Record cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
      EXPECT_FALSE(test.reads(cut)) << test.record << " cut to " << size;
    }
  }
}

}  // namespace
}  // namespace praxino::codec
