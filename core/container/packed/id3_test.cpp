#include "core/container/packed/id3.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace praxino::packed {
namespace {

using namespace std::string_view_literals;

std::uint32_t synchsafe(std::size_t value) {
  std::uint32_t out = 0;
  for (unsigned i = 0; i < 4; ++i) out |= static_cast<std::uint32_t>(value >> (7 * i) & 0x7FU) << (8 * i);
  return out;
}

void put(ByteWriter& out, std::string_view text) { out.bytes(std::as_bytes(std::span(text))); }

std::vector<std::byte> frame(std::string_view id, std::string_view body, bool safe = true) {
  ByteWriter out;
  put(out, id);
  out.u32(safe ? synchsafe(body.size()) : static_cast<std::uint32_t>(body.size()));
  out.u16(0);
  put(out, body);
  return out.release();
}

std::vector<std::byte> tag(std::vector<std::vector<std::byte>> frames, std::uint8_t version = 4,
                           std::uint8_t flags = 0) {
  ByteWriter body;
  for (const auto& one : frames) body.bytes(one);
  ByteWriter out;
  put(out, "ID3");
  out.u8(version);
  out.u8(0);
  out.u8(flags);
  out.u32(synchsafe(body.size()));
  out.bytes(body.view());
  if ((flags & 0x10) != 0) out.zeros(id3_header);
  return out.release();
}

constexpr std::string_view stamp = "com.apple.streaming.transportStreamTimestamp\0\0\0\0\1\x80\0\0\5"sv;

TEST(Id3, TellsTheTimestamp) {
  const auto bytes = tag({frame("PRIV", stamp)});
  EXPECT_EQ(read_id3(bytes), (Id3Tag{bytes.size(), 0x180000005}));
}

TEST(Id3, TellsItBehindOtherFrames) {
  const std::string long_text(300, 'x');
  const auto bytes = tag({frame("TIT2", long_text), frame("PRIV", "somebody\0else"sv), frame("PRIV", stamp)});
  EXPECT_EQ(read_id3(bytes)->timestamp, 0x180000005U);
  const auto third = tag({frame("TIT2", long_text, false), frame("PRIV", stamp, false)}, 3);
  EXPECT_EQ(read_id3(third)->timestamp, 0x180000005U) << "version 3 counts in plain numbers";
}

TEST(Id3, IsAsLongAsItSays) {
  auto bytes = tag({frame("PRIV", stamp)}, 4, 0x10);
  const std::size_t size = bytes.size();
  bytes.resize(size + 50);
  EXPECT_EQ(read_id3(bytes)->size, size) << "with a footer";
}

TEST(Id3, PassesOverAnExtendedHeader) {
  auto bytes = tag({{std::byte{0}, std::byte{0}, std::byte{0}, std::byte{6}, std::byte{1}, std::byte{0}},
                    frame("PRIV", stamp)},
                   4, 0x40);
  EXPECT_EQ(read_id3(bytes)->timestamp, 0x180000005U);
}

TEST(Id3, MayHaveNoTimestamp) {
  EXPECT_EQ(read_id3(tag({}))->timestamp, std::nullopt);
  EXPECT_EQ(read_id3(tag({frame("PRIV", stamp.substr(0, 50))}))->timestamp, std::nullopt) << "too short";
  auto cut = frame("PRIV", stamp);
  cut.pop_back();
  EXPECT_EQ(read_id3(tag({cut}))->timestamp, std::nullopt) << "a frame longer than the tag";
}

TEST(Id3, IsRefusedWhereItIsNone) {
  const auto whole = tag({frame("PRIV", stamp)});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read_id3(Bytes(whole).first(size))) << size;
  auto other = whole;
  other[0] = std::byte{'J'};
  EXPECT_FALSE(read_id3(other));
}

}  // namespace
}  // namespace praxino::packed
