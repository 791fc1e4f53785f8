#include "core/container/ts/packets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/container/ts/testing/sample_stream.h"

namespace praxino::ts {
namespace {

using namespace testing;

std::vector<std::byte> packet_of(std::initializer_list<int> head) {
  std::vector<std::byte> bytes;
  for (const int byte : head) bytes.push_back(static_cast<std::byte>(byte));
  bytes.resize(packet_size, std::byte{0xAB});
  return bytes;
}

TEST(ReadPacket, TellsItsHeader) {
  const auto bytes = packet_of({0x47, 0x41, 0x02, 0x1D});
  const auto packet = read_packet(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->pid, Pid{0x102});
  EXPECT_TRUE(packet->starts);
  EXPECT_EQ(packet->counter, 13);
  EXPECT_FALSE(packet->scrambled);
  EXPECT_FALSE(packet->discontinuity);
  EXPECT_EQ(packet->payload.size(), 184U);
}

TEST(ReadPacket, PassesOverTheAdaptationField) {
  const auto bytes = packet_of({0x47, 0x01, 0x02, 0x30, 7, 0xC0, 0, 0, 0, 0, 0, 0});
  const auto packet = read_packet(bytes);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->discontinuity);
  EXPECT_TRUE(packet->random_access);
  EXPECT_EQ(packet->payload.size(), 184U - 8U);
}

TEST(ReadPacket, HasNoPayloadWhereThereIsNone) {
  const auto bytes = packet_of({0x47, 0x01, 0x02, 0x20, 183, 0x00});
  const auto packet = read_packet(bytes);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->payload.empty());
}

TEST(ReadPacket, TakesAnEmptyAdaptationField) {
  const auto bytes = packet_of({0x47, 0x01, 0x02, 0x30, 0});
  const auto packet = read_packet(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->payload.size(), 183U);
  EXPECT_FALSE(packet->discontinuity);
}

TEST(ReadPacket, RefusesWhatIsDamaged) {
  EXPECT_FALSE(read_packet(packet_of({0x47, 0x81, 0x02, 0x10}))) << "transport_error_indicator";
  EXPECT_FALSE(read_packet(packet_of({0x47, 0x01, 0x02, 0x30, 184}))) << "a field longer than the packet";
}

TEST(ReadPacket, TellsOfScrambling) {
  EXPECT_TRUE(read_packet(packet_of({0x47, 0x01, 0x02, 0x90}))->scrambled);
}

/// Offsets of the packets that come of `file`, fed in pieces of `piece` bytes, and where something was passed
/// over.
std::vector<std::uint64_t> offsets(Bytes file, std::size_t piece,
                                   std::vector<std::uint64_t>* skipped = nullptr) {
  Packets packets;
  std::vector<std::uint64_t> out;
  const auto expect_whole = [&](Bytes packet) {
    EXPECT_EQ(packet.size(), packet_size);
    EXPECT_TRUE(std::ranges::equal(packet, file.subspan(packets.at(), packet_size))) << packets.at();
    out.push_back(packets.at());
    if (const auto from = packets.take_skipped(); from && skipped) skipped->push_back(*from);
  };
  for (std::size_t at = 0; at < file.size(); at += piece) {
    packets.feed(file.subspan(at, std::min(piece, file.size() - at)));
    while (const auto packet = packets.next()) expect_whole(*packet);
  }
  if (const auto packet = packets.finish()) expect_whole(*packet);
  return out;
}

TEST(Packets, ComeOutTheSameHoweverTheyAreCut) {
  std::vector<std::byte> file = media_bytes(777, 3);  // Noise, sync bytes in it.
  file[300] = std::byte{0x47};
  const auto stream = sample_stream();
  file.insert(file.end(), stream.begin(), stream.end());
  file.insert(file.end(), 50, std::byte{0x47});
  file.insert(file.end(), stream.begin(), stream.end());
  file.erase(file.end() - 10, file.end());
  const auto whole = offsets(file, file.size());
  EXPECT_EQ(whole.size(), stream.size() / packet_size * 2 - 1);
  for (std::size_t piece = 1; piece < 400; ++piece) EXPECT_EQ(offsets(file, piece), whole) << piece;
}

TEST(Packets, FallBackIntoStepAfterNoise) {
  const auto stream = sample_stream();
  std::vector<std::byte> file(stream.begin(), stream.begin() + 2 * packet_size);
  file.insert(file.end(), 3, std::byte{0});
  file.insert(file.end(), stream.begin(), stream.begin() + 2 * packet_size);
  std::vector<std::uint64_t> skipped;
  EXPECT_EQ(offsets(file, file.size(), &skipped), (std::vector<std::uint64_t>{0, 188, 379, 567}));
  EXPECT_EQ(skipped, std::vector<std::uint64_t>{376});
}

TEST(Packets, AreOneWhereThereIsOneOnly) {
  const auto stream = sample_stream();
  EXPECT_EQ(offsets(Bytes(stream).first(188), 1).size(), 1U);
  EXPECT_EQ(offsets(Bytes(stream).first(187), 1).size(), 0U);
}

TEST(Packets, AreNoneInAFileOfSomethingElse) {
  EXPECT_TRUE(offsets(std::vector<std::byte>(100'000, std::byte{0x46}), 999).empty());
}

}  // namespace
}  // namespace praxino::ts
