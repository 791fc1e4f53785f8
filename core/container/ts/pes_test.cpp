#include "core/container/ts/pes.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "core/container/ts/testing/sample_stream.h"

namespace praxino::ts {
namespace {

using namespace testing;

constexpr std::uint64_t largest_stamp = (std::uint64_t{1} << 33U) - 1;

Result<std::optional<PesHeader>> read(Bytes packet) { return PesHeaderReader().feed(packet); }

TEST(PesHeader, IsReadHoweverItIsCut) {
  for (const std::uint64_t pts :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x155555555}, largest_stamp}) {
    const auto bytes =
        pes_packet({.pts = pts, .dts = pts / 2, .with_length = true, .stuffing = 3}, media_bytes(20));
    const std::size_t header_size = bytes.size() - 20;
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      PesHeaderReader reader;
      Bytes first = Bytes(bytes).first(cut);
      auto header = reader.feed(first);
      ASSERT_TRUE(header);
      Bytes rest = *header ? first : Bytes(bytes).subspan(cut);
      if (!*header) {
        EXPECT_TRUE(first.empty());
        header = reader.feed(rest);
        ASSERT_TRUE(header && *header);
      }
      EXPECT_EQ((*header)->pts, pts);
      EXPECT_EQ((*header)->dts, pts / 2);
      EXPECT_EQ((*header)->payload, 20U);
      EXPECT_EQ((*header)->size, header_size);
      EXPECT_EQ(rest.data(), bytes.data() + header_size);
    }
  }
}

TEST(PesHeader, LeavesOpenWhatItDoesNotSay) {
  const auto bytes = pes_packet({}, media_bytes(20));
  const auto header = read(bytes);
  ASSERT_TRUE(header && *header);
  EXPECT_FALSE((*header)->pts);
  EXPECT_FALSE((*header)->dts);
  EXPECT_FALSE((*header)->payload);
}

TEST(PesHeader, IsShortInStreamsThatHaveNoMore) {
  auto bytes = pes_packet({.stream_id = 0xBF, .with_length = true}, media_bytes(20));
  const auto header = read(bytes);
  ASSERT_TRUE(header && *header);
  EXPECT_EQ((*header)->size, 6U);
  EXPECT_EQ((*header)->payload, 23U);
}

TEST(PesHeader, IsRefusedWhereItIsNone) {
  auto bytes = pes_packet({.pts = 9}, {});
  bytes[2] = std::byte{2};
  PesHeaderReader reader;
  Bytes all(bytes);
  EXPECT_EQ(reader.feed(all).error().fault, Fault::malformed);

  bytes = pes_packet({.pts = 9}, {});
  bytes[5] = std::byte{4};  // PES_packet_length, less than the header
  reader.restart();
  all = bytes;
  EXPECT_EQ(reader.feed(all).error().fault, Fault::malformed);
}

TEST(PesHeader, HasNoTimesThatDoNotFitIntoIt) {
  auto bytes = pes_packet({}, media_bytes(20));
  bytes[7] = std::byte{0xC0};
  const auto header = read(bytes);
  ASSERT_TRUE(header && *header);
  EXPECT_FALSE((*header)->pts);
  EXPECT_FALSE((*header)->dts);
}

}  // namespace
}  // namespace praxino::ts
