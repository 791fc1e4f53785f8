#include "core/container/ts/tables.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "core/container/ts/testing/sample_stream.h"

namespace praxino::ts {
namespace {

using namespace testing;

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> out;
  for (const char one : text) out.push_back(static_cast<std::byte>(one));
  return out;
}

TEST(ReadPat, NamesTheFirstProgram) {
  const auto read = read_pat(pat_section(7, Pid{0x20}));
  ASSERT_TRUE(read);
  ASSERT_TRUE(*read);
  EXPECT_EQ((*read)->first, 7);
  EXPECT_EQ((*read)->second, Pid{0x20});
}

TEST(ReadPat, IsNothingWhereItIsNotInForceOrEmpty) {
  const auto later = read_pat(section(0x00, 1, media_bytes(8), false));
  ASSERT_TRUE(later);
  EXPECT_FALSE(*later);
  const auto empty = read_pat(section(0x00, 1, {}));
  ASSERT_TRUE(empty);
  EXPECT_FALSE(*empty);
}

TEST(ReadPat, IsRefusedWhereABitIsWrong) {
  const auto good = pat_section(7, Pid{0x20});
  for (std::size_t bit = 8 * 8; bit < good.size() * 8; ++bit) {
    auto bad = good;
    bad[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
    EXPECT_FALSE(read_pat(bad)) << bit;
  }
}

struct StreamCase {
  const char* name;
  std::uint8_t type;
  std::string_view descriptors;
  Coding coding;
  bool sample_aes = false;
};

class StreamTypes : public ::testing::TestWithParam<StreamCase> {};

TEST_P(StreamTypes, AreTold) {
  const PmtStream streams[] = {{GetParam().type, Pid{0x31}, bytes_of(GetParam().descriptors)}};
  const auto read = read_pmt(pmt_section(1, streams));
  ASSERT_TRUE(read);
  ASSERT_TRUE(*read);
  ASSERT_EQ((*read)->streams.size(), 1U);
  EXPECT_EQ((*read)->streams[0].pid, Pid{0x31});
  EXPECT_EQ((*read)->streams[0].coding, GetParam().coding);
  EXPECT_EQ((*read)->streams[0].sample_aes, GetParam().sample_aes);
}

using namespace std::string_view_literals;
INSTANTIATE_TEST_SUITE_P(Pmt, StreamTypes,
                         ::testing::Values(StreamCase{"H264", 0x1B, "", Coding::avc},
                                           StreamCase{"H265", 0x24, "", Coding::hevc},
                                           StreamCase{"Adts", 0x0F, "", Coding::aac},
                                           StreamCase{"Latm", 0x11, "", Coding::aac_latm},
                                           StreamCase{"Mp3", 0x03, "", Coding::mpeg_audio},
                                           StreamCase{"Mpeg2Audio", 0x04, "", Coding::mpeg_audio},
                                           StreamCase{"Ac3", 0x81, "", Coding::ac3},
                                           StreamCase{"Eac3", 0x87, "", Coding::eac3},
                                           StreamCase{"DvbAc3", 0x06, "\x6A\x01\x00"sv, Coding::ac3},
                                           StreamCase{"DvbEac3", 0x06, "\x7A\x00"sv, Coding::eac3},
                                           StreamCase{"Opus", 0x06, "\x05\x04Opus"sv, Coding::opus},
                                           StreamCase{"Id3", 0x15, "\x26\x02xx\x05\x04ID3 "sv, Coding::id3},
                                           StreamCase{"Teletext", 0x06, "\x56\x00"sv, Coding::other},
                                           StreamCase{"Mpeg2Video", 0x02, "", Coding::other},
                                           StreamCase{"EncryptedH264", 0xDB, "", Coding::avc, true},
                                           StreamCase{"EncryptedAac", 0xCF, "", Coding::aac, true}),
                         [](const auto& one) { return one.param.name; });

TEST(ReadPmt, TellsTheLanguage) {
  const PmtStream streams[] = {{0x0F, Pid{0x31},
                                bytes_of("\x0A\x04"
                                         "deu\x00"sv)}};
  EXPECT_EQ((*read_pmt(pmt_section(1, streams)))->streams[0].language, "deu");
}

TEST(ReadPmt, IsRefusedWhereItsLengthsExceedIt) {
  ByteWriter body;
  body.u16(0xE100);
  body.u16(0xF000);
  body.u8(0x1B);
  body.u16(0xE100);
  body.u16(0xF0FF);
  EXPECT_EQ(read_pmt(section(0x02, 1, body.view())).error().fault, Fault::malformed);
  EXPECT_EQ(read_pmt(Bytes(media_bytes(5))).error().fault, Fault::malformed);
}

std::vector<std::vector<std::byte>> sections_of(Bytes stream) {
  Sections sections;
  std::vector<std::vector<std::byte>> out;
  for (std::size_t at = 0; at < stream.size(); at += packet_size) {
    const auto packet = read_packet(stream.subspan(at, packet_size));
    sections.feed(*packet, [&](Bytes section) { out.emplace_back(section.begin(), section.end()); });
  }
  return out;
}

TEST(Sections, ArePutTogetherHoweverTheirPacketsAreFilled) {
  std::vector<PmtStream> streams;
  for (std::uint16_t i = 0; i < 60; ++i) streams.push_back({0x0F, Pid{i}, media_bytes(i % 7, i)});
  const auto section = pmt_section(1, streams);
  for (std::size_t most = 1; most <= 184; ++most) {
    StreamWriter out;
    out.section(sample_pmt, section, most);
    const auto got = sections_of(out.view());
    ASSERT_EQ(got.size(), 1U) << most;
    EXPECT_EQ(got[0], section) << most;
  }
}

TEST(Sections, MayFollowEachOtherInOnePacket) {
  const auto first = pat_section(1, Pid{0x20});
  const auto second = pat_section(2, Pid{0x21});
  std::vector<std::byte> both(1);
  both.insert(both.end(), first.begin(), first.end());
  both.insert(both.end(), second.begin(), second.end());
  both.resize(184, std::byte{0xFF});
  StreamWriter out;
  out.unit(Pid{0}, both);
  EXPECT_EQ(sections_of(out.view()), (std::vector{first, second}));
}

TEST(Sections, EndBeforeThePointer) {
  const auto section = pat_section(1, Pid{0x20});
  StreamWriter out;
  std::vector<std::byte> begin(1);
  begin.insert(begin.end(), section.begin(), section.begin() + 9);
  out.unit(Pid{0}, begin);
  std::vector<std::byte> rest{static_cast<std::byte>(section.size() - 9)};
  rest.insert(rest.end(), section.begin() + 9, section.end());
  rest.insert(rest.end(), section.begin(), section.end());
  out.unit(Pid{0}, rest);
  EXPECT_EQ(sections_of(out.view()), (std::vector{section, section}));
}

TEST(Sections, WithAPointerBeyondThePacketAreDropped) {
  StreamWriter out;
  out.unit(Pid{0}, std::vector<std::byte>(184, std::byte{0xF0}));
  EXPECT_TRUE(sections_of(out.view()).empty());
}

}  // namespace
}  // namespace praxino::ts
