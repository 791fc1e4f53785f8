#include "core/base/bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace praxino {
namespace {

constexpr std::array<std::uint8_t, 10> kNumbers = {0x12, 0x34, 0x56, 0x78, 0x9A,
                                                   0xBC, 0xDE, 0xF0, 0xFF, 0x80};

Bytes bytes(std::span<const std::uint8_t> numbers) { return std::as_bytes(numbers); }

TEST(ByteReader, ReadsBigEndianNumbersOfEachWidth) {
  ByteReader in(bytes(kNumbers));
  EXPECT_EQ(in.u8(), 0x12);
  EXPECT_EQ(in.u16(), 0x3456);
  EXPECT_EQ(in.u24(), 0x789ABCU);
  EXPECT_EQ(in.i32(), static_cast<std::int32_t>(0xDEF0FF80));
  EXPECT_EQ(in.remaining(), 0U);
  EXPECT_TRUE(in.ok());
  EXPECT_EQ(ByteReader(bytes(kNumbers)).u64(), 0x123456789ABCDEF0U);
}

TEST(ByteReader, GivesZerosFromTheFirstReadPastTheEndOn) {
  ByteReader in(bytes(kNumbers).first(3));
  EXPECT_EQ(in.u16(), 0x1234);
  EXPECT_EQ(in.u16(), 0);
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.u8(), 0) << "the byte that was left is not given after the fault";
  EXPECT_TRUE(in.take(1).empty());
  EXPECT_FALSE(in.ok());
}

TEST(ByteReader, TakesNothingFromNothingWithoutAFault) {
  ByteReader in(Bytes{});
  EXPECT_TRUE(in.rest().empty());
  EXPECT_TRUE(in.ok());
}

TEST(ByteReader, RefusesCountsThatWouldWrapAround) {
  ByteReader in(bytes(kNumbers));
  in.u8();
  in.skip(SIZE_MAX);
  EXPECT_FALSE(in.ok());
}

TEST(BitReader, ReadsAcrossBytes) {
  BitReader in(bytes(kNumbers));
  EXPECT_EQ(in.bits(4), 0x1U);
  EXPECT_EQ(in.bits(8), 0x23U);
  EXPECT_EQ(in.bits(1), 0U);
  EXPECT_TRUE(in.flag());
  in.align();
  EXPECT_EQ(in.bits(32), 0x56789ABCU);
  in.skip(31);
  EXPECT_EQ(in.remaining(), 1U);
  in.skip(1);
  EXPECT_TRUE(in.ok());
}

TEST(BitReader, GivesZerosPastTheEnd) {
  BitReader in(bytes(kNumbers).first(1));
  EXPECT_EQ(in.bits(9), 0U);
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.bits(1), 0U);
}

TEST(ByteWriter, WritesWhatAReaderReads) {
  ByteWriter out;
  out.u8(0x12);
  out.u16(0x3456);
  out.u24(0x789ABC);
  out.u32(0xDEF0FF80);
  EXPECT_TRUE(std::ranges::equal(out.view(), bytes(kNumbers)));
  out.u64(0x0102030405060708);
  out.zeros(2);
  out.bytes(bytes(kNumbers).first(1));
  out.patch_u32(1, 0xAABBCCDD);
  ByteReader in(out.view());
  EXPECT_EQ(in.u8(), 0x12);
  EXPECT_EQ(in.u32(), 0xAABBCCDD);
  in.skip(5);
  EXPECT_EQ(in.u64(), 0x0102030405060708U);
  EXPECT_EQ(in.u16(), 0);
  EXPECT_EQ(in.u8(), 0x12);
  EXPECT_EQ(out.release().size(), 21U);
  EXPECT_EQ(out.size(), 0U);
}

}  // namespace
}  // namespace praxino
