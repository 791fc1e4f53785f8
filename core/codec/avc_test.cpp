#include "core/codec/avc.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <vector>

#include "core/base/testing/test_data.h"
#include "core/codec/rbsp.h"

namespace praxino::codec {
namespace {

using test_data::hex;

/// Writes the fields that a test wants a set to have.
class RbspWriter {
 public:
  void bits(std::uint32_t value, unsigned count) {
    for (unsigned i = count; i-- > 0;) bits_.push_back((value >> i & 1U) != 0);
  }
  void ue(std::uint32_t value) {
    unsigned length = 0;
    while ((std::uint64_t{value} + 1) >> (length + 1) != 0) ++length;
    bits(0, length);
    bits(value + 1, length + 1);
  }
  [[nodiscard]] std::vector<std::byte> nal() const {
    std::vector<std::byte> out;
    auto all = bits_;
    all.push_back(true);
    while (all.size() % 8 != 0) all.push_back(false);
    std::size_t zeros = 0;
    for (std::size_t i = 0; i < all.size(); i += 8) {
      unsigned value = 0;
      for (std::size_t k = 0; k < 8; ++k) value = value << 1U | (all[i + k] ? 1U : 0U);
      if (zeros >= 2 && value <= 3) {
        out.push_back(std::byte{3});
        zeros = 0;
      }
      zeros = value == 0 ? zeros + 1 : 0;
      out.push_back(static_cast<std::byte>(value));
    }
    return out;
  }

 private:
  std::vector<bool> bits_;
};

struct SetToWrite {
  unsigned profile = 100;
  unsigned chroma = 1;
  unsigned columns = 120;
  unsigned rows = 68;
  bool frames_only = true;
  std::array<unsigned, 4> crop{};
  unsigned luma_depth = 8;
  bool scaling = false;
};

std::vector<std::byte> sequence(const SetToWrite& set) {
  RbspWriter out;
  out.bits(0x67, 8);
  out.bits(set.profile, 8);
  out.bits(0, 8);
  out.bits(40, 8);
  out.ue(0);
  if (set.profile == 100 || set.profile == 110 || set.profile == 122 || set.profile == 244) {
    out.ue(set.chroma);
    if (set.chroma == 3) out.bits(0, 1);
    out.ue(set.luma_depth - 8);
    out.ue(0);
    out.bits(0, 1);
    out.bits(set.scaling ? 1 : 0, 1);
    for (int i = 0; set.scaling && i < 8; ++i) {
      out.bits(i == 0 ? 1 : 0, 1);
      for (int k = 0; i == 0 && k < 16; ++k) out.ue(1);
    }
  }
  out.ue(0);
  out.ue(2);
  out.ue(1);
  out.bits(0, 1);
  out.ue(set.columns - 1);
  out.ue(set.rows - 1);
  out.bits(set.frames_only ? 1 : 0, 1);
  if (!set.frames_only) out.bits(0, 1);
  out.bits(1, 1);
  const bool crops = set.crop != std::array<unsigned, 4>{};
  out.bits(crops ? 1 : 0, 1);
  for (std::size_t i = 0; crops && i < 4; ++i) out.ue(set.crop[i]);
  out.bits(0, 1);
  return out.nal();
}

TEST(AvcSequence, OfRealEncodersIsRead) {
  struct {
    const char* nal;
    std::uint8_t profile;
    std::uint8_t level;
    std::uint32_t width;
    std::uint32_t height;
  } const cases[] = {
      {"674d4015da06c7f93c0440000003004000000f03c58ba8", 77, 21, 426, 240},
      {"674d401eda0280bfe5c044000003000400000300f03c58ba80", 77, 30, 640, 360},
      {"67640028acd940780227e5c044000003000400000300f03c60c658", 100, 40, 1920, 1080},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.nal);
    const auto read = read_avc_sequence(hex(one.nal));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->profile, one.profile);
    EXPECT_EQ(read->level, one.level);
    EXPECT_EQ(read->width, one.width);
    EXPECT_EQ(read->height, one.height);
    EXPECT_EQ(read->chroma_format, 1);
  }
}

TEST(AvcSequence, CropsByTheUnitsOfItsSamples) {
  const auto size_of = [](const SetToWrite& set) {
    const auto read = read_avc_sequence(sequence(set));
    EXPECT_TRUE(read);
    return read ? std::pair(read->width, read->height) : std::pair(0U, 0U);
  };
  EXPECT_EQ(size_of({.crop = {0, 0, 0, 4}}), std::pair(1920U, 1080U)) << "4:2:0";
  EXPECT_EQ(size_of({.profile = 122, .chroma = 2, .crop = {1, 2, 0, 8}}), std::pair(1914U, 1080U)) << "4:2:2";
  EXPECT_EQ(size_of({.profile = 244, .chroma = 3, .crop = {1, 2, 0, 8}}), std::pair(1917U, 1080U)) << "4:4:4";
  EXPECT_EQ(size_of({.chroma = 0, .crop = {1, 2, 0, 8}}), std::pair(1917U, 1080U)) << "monochrome";
  EXPECT_EQ(size_of({.rows = 34, .frames_only = false, .crop = {0, 0, 0, 2}}), std::pair(1920U, 1080U))
      << "interlaced";
  EXPECT_EQ(size_of({.profile = 66}), std::pair(1920U, 1088U));
  EXPECT_EQ(size_of({.scaling = true}), std::pair(1920U, 1088U)) << "behind scaling lists";
}

TEST(AvcSequence, IsRefusedWhereItCannotBe) {
  const auto fault_of = [](const SetToWrite& set) { return read_avc_sequence(sequence(set)).error().fault; };
  EXPECT_EQ(fault_of({.columns = 5000}), Fault::too_large);
  EXPECT_EQ(fault_of({.columns = 0xFFFFFFFF}), Fault::too_large);
  EXPECT_EQ(fault_of({.crop = {480, 480, 0, 0}}), Fault::malformed) << "nothing is left of the picture";
  EXPECT_EQ(fault_of({.crop = {0xFFFFFFF0, 0xFFFFFFF0, 0, 0}}), Fault::malformed);
  EXPECT_EQ(fault_of({.luma_depth = 16}), Fault::malformed);
  const auto whole = sequence({});
  for (std::size_t size = 0; size + 1 < whole.size(); ++size)
    EXPECT_FALSE(read_avc_sequence(Bytes(whole).first(size))) << size;
}

TEST(AvcPicture, HasItsNumber) {
  EXPECT_EQ(read_avc_picture_id(hex("68ef3c80")), 0U);
  RbspWriter out;
  out.bits(0x68, 8);
  out.ue(255);
  EXPECT_EQ(read_avc_picture_id(out.nal()), 255U);
  RbspWriter far;
  far.bits(0x68, 8);
  far.ue(256);
  EXPECT_FALSE(read_avc_picture_id(far.nal()));
  EXPECT_FALSE(read_avc_picture_id({}));
}

TEST(Avcc, IsWrittenAsItIsRead) {
  const auto set = hex("67640028acd940780227e5c044000003000400000300f03c60c658");
  const auto picture = hex("68ef3c80");
  ByteWriter out;
  const Bytes sets[] = {set};
  const Bytes pictures[] = {picture};
  write_avcc(out, *read_avc_sequence(set), sets, pictures);
  const auto config = read_avcc(out.view());
  ASSERT_TRUE(config);
  EXPECT_EQ(config->name("avc1"), "avc1.640028");
  EXPECT_EQ(out.size(), 6U + 2U + set.size() + 1U + 2U + picture.size() + 4U) << "High tells of its samples";
}

TEST(Rbsp, LosesItsEscapes) {
  EXPECT_EQ(unescape(hex("000003000003010000030203"), 100), hex("0000000001"
                                                                "00000203"));
  EXPECT_EQ(unescape(hex("000003000003010000030203"), 3), hex("000000")) << "no more than is asked for";
}

TEST(Rbsp, ReadsExpGolombNumbers) {
  RbspWriter out;
  const std::uint32_t numbers[] = {0, 1, 2, 7, 8, 254, 255, 65'535, 0x7FFFFFFE, 0xFFFFFFFE};
  for (const std::uint32_t number : numbers) out.ue(number);
  const auto bytes = out.nal();
  const auto plain = unescape(bytes, 1000);
  RbspReader in{Bytes(plain)};
  for (const std::uint32_t number : numbers) EXPECT_EQ(in.ue(), number);
  EXPECT_TRUE(in.ok());
  const std::vector<std::byte> zeros(100);
  RbspReader endless{Bytes(zeros)};
  EXPECT_EQ(endless.ue(), 0U);
  EXPECT_FALSE(endless.ok());
}

}  // namespace
}  // namespace praxino::codec
