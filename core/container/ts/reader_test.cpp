#include "core/container/ts/reader.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "core/container/ts/testing/feed.h"
#include "core/container/ts/testing/sample_stream.h"

namespace praxino::ts {
namespace {

using namespace testing;

template <typename Kind>
std::vector<Kind> all(const Outcome& outcome) {
  std::vector<Kind> out;
  for (const auto& fact : outcome.facts) {
    if (const auto* one = std::get_if<Kind>(&fact)) out.push_back(*one);
  }
  return out;
}

TEST(Reader, TellsTheProgramThenItsPesPackets) {
  const Outcome outcome = feed_whole(sample_stream());
  const auto programs = all<Program>(outcome);
  ASSERT_EQ(programs.size(), 1U);
  EXPECT_EQ(programs[0].number, 1);
  EXPECT_EQ(programs[0].clock, sample_video);
  ASSERT_EQ(programs[0].streams.size(), 2U);
  EXPECT_EQ(programs[0].streams[0].coding, Coding::avc);
  EXPECT_EQ(programs[0].streams[1].coding, Coding::aac);

  const auto starts = all<PesStart>(outcome);
  ASSERT_EQ(starts.size(), 8U);
  EXPECT_EQ(starts[0].pts, 129'600U);
  EXPECT_EQ(starts[0].dts, 126'000U);
  EXPECT_EQ(starts[0].at, 2 * packet_size);
  EXPECT_EQ(starts[1].pts, 126'000U);
  EXPECT_FALSE(starts[1].dts);
  EXPECT_TRUE(all<Damage>(outcome).empty());
  EXPECT_TRUE(all<Lost>(outcome).empty());

  std::vector<std::byte> video;
  for (unsigned i = 0; i < 4; ++i) {
    const auto more = media_bytes(400 + 90 * i, i);
    video.insert(video.end(), more.begin(), more.end());
  }
  EXPECT_EQ(outcome.bytes.at(sample_video), video);
}

TEST(Reader, TellsTheSameHoweverTheBytesAreCut) {
  auto stream = sample_stream();
  stream.insert(stream.begin(), 5, std::byte{0x47});
  const Outcome whole = feed_whole(stream);
  for (std::size_t cut = 1; cut < stream.size(); ++cut) {
    ASSERT_EQ(feed(stream, [&](std::size_t at) { return at == 0 ? cut : stream.size(); }), whole) << cut;
  }
  ASSERT_EQ(feed(stream, [](std::size_t) { return 1; }), whole);
  std::mt19937 generator(11);
  for (int round = 0; round < 200; ++round) {
    ASSERT_EQ(feed(stream, [&](std::size_t) { return 1 + generator() % 700; }), whole) << round;
  }
}

TEST(Reader, GathersHeadersThatLieInSeveralPackets) {
  for (std::size_t most = 1; most < 40; ++most) {
    StreamWriter out;
    out.tables();
    out.pes(sample_video, {.pts = 5, .dts = 3, .stuffing = 4}, media_bytes(100), most);
    const Outcome outcome = feed_whole(out.view());
    const auto starts = all<PesStart>(outcome);
    ASSERT_EQ(starts.size(), 1U) << most;
    EXPECT_EQ(starts[0].dts, 3U);
    EXPECT_EQ(outcome.bytes.at(sample_video), media_bytes(100));
  }
}

TEST(Reader, TellsWhatIsLost) {
  StreamWriter out;
  out.tables();
  out.pes(sample_video, {.pts = 5}, media_bytes(500));
  out.lose(sample_video);
  out.pes(sample_video, {.pts = 6}, media_bytes(10));
  const auto lost = all<Lost>(feed_whole(out.view()));
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].pid, sample_video);
}

TEST(Reader, TakesAPacketThatIsSentTwiceOnce) {
  StreamWriter out;
  out.tables();
  out.pes(sample_video, {.pts = 5}, media_bytes(500));
  const std::vector<std::byte> twice(out.view().end() - packet_size, out.view().end());
  out.raw(twice);
  out.pes(sample_video, {.pts = 6}, media_bytes(10));
  const Outcome outcome = feed_whole(out.view());
  EXPECT_TRUE(all<Lost>(outcome).empty());
  EXPECT_EQ(outcome.bytes.at(sample_video).size(), 510U);
}

TEST(Reader, DoesNotCountOnACounterThatNeverMoves) {
  StreamWriter out;
  out.tables();
  for (unsigned i = 0; i < 20; ++i) {
    out.pes(sample_audio, {.stream_id = 0xC0, .pts = i}, media_bytes(100, i));
    out.lose(sample_audio, 15);
  }
  const Outcome outcome = feed_whole(out.view());
  EXPECT_GE(all<PesStart>(outcome).size(), 19U);
  EXPECT_TRUE(all<Lost>(outcome).empty());
}

TEST(Reader, EndsAPesPacketWhereItsLengthSays) {
  StreamWriter out;
  out.tables();
  auto pes = pes_packet({.stream_id = 0xC0, .pts = 1, .with_length = true}, media_bytes(100));
  pes.insert(pes.end(), 30, std::byte{0xEE});
  out.unit(sample_audio, pes);
  EXPECT_EQ(feed_whole(out.view()).bytes.at(sample_audio), media_bytes(100));
}

TEST(Reader, TellsAProgramAgainOnlyWhenItChanges) {
  StreamWriter out;
  out.tables();
  out.tables();
  const PmtStream other[] = {{0x24, sample_video, {}}};
  out.section(sample_pmt, pmt_section(1, other));
  out.pes(sample_audio, {.pts = 4}, media_bytes(30));
  const Outcome outcome = feed_whole(out.view());
  const auto programs = all<Program>(outcome);
  ASSERT_EQ(programs.size(), 2U);
  EXPECT_EQ(programs[1].streams[0].coding, Coding::hevc);
  EXPECT_TRUE(all<PesStart>(outcome).empty()) << "of a stream that is no longer the program's";
}

TEST(Reader, RemembersTheProgramInSegmentsWithoutOne) {
  StreamWriter tables;
  tables.tables();
  Reader reader;
  reader.feed(tables.view());
  while (reader.next()) {
  }
  reader.restart(0);
  StreamWriter out;
  out.lose(sample_video, 9);
  out.pes(sample_video, {.pts = 4}, media_bytes(30));
  const Outcome outcome = feed(out.view(), [](std::size_t) { return 188; }, std::move(reader));
  EXPECT_EQ(all<PesStart>(outcome).size(), 1U);
  EXPECT_TRUE(all<Lost>(outcome).empty()) << "counters begin again";
}

TEST(Reader, TellsOfDamageAndGoesOn) {
  StreamWriter out;
  out.tables();
  out.pes(sample_video, {.pts = 1}, media_bytes(20));
  std::vector<std::byte> bytes(out.view().begin(), out.view().end());
  const auto kinds_of = [](Bytes file) {
    std::vector<Damage::Kind> kinds;
    for (const Damage& one : all<Damage>(feed_whole(file))) kinds.push_back(one.kind);
    return kinds;
  };
  using Kind = Damage::Kind;
  auto broken = bytes;
  broken[2 * packet_size + 1] |= std::byte{0x80};
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::packet});
  broken = bytes;
  broken[2 * packet_size + 3] |= std::byte{0x80};
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::scrambled});
  broken = bytes;
  broken[packet_size - 1] ^= std::byte{1};
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::section});
  broken = bytes;
  broken[3 * packet_size - 14 - 20] = std::byte{7};  // The PES packet's start code
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::pes});
  broken = bytes;
  broken.pop_back();
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::truncated});
  broken = bytes;
  broken.insert(broken.begin() + packet_size, 3, std::byte{0});
  broken.insert(broken.end(), bytes.begin(), bytes.end());
  EXPECT_EQ(kinds_of(broken), std::vector{Kind::out_of_sync});
}

}  // namespace
}  // namespace praxino::ts
