#include "core/transmux/avc_units.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "core/transmux/testing/sample_media.h"

namespace praxino::transmux {
namespace {

using namespace testing;
using Nals = std::vector<std::vector<std::byte>>;

std::vector<std::byte> joined(std::initializer_list<std::vector<std::byte>> parts) {
  std::vector<std::byte> out;
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// Units with their bytes.
struct Out {
  std::vector<std::optional<Times>> times;
  std::vector<bool> sync;
  std::vector<std::size_t> decoding;
  std::vector<std::vector<std::byte>> bytes;

  bool operator==(const Out&) const = default;
};

void take(AvcUnits& units, Out& out) {
  std::size_t from = 0;
  for (const AvcUnit& unit : units.units()) {
    const Bytes bytes = units.data().subspan(from, unit.size);
    from += unit.size;
    out.times.push_back(unit.times);
    out.sync.push_back(unit.sync);
    out.decoding.push_back(unit.decoding);
    out.bytes.emplace_back(bytes.begin(), bytes.end());
  }
  EXPECT_EQ(units.data().size(), from);
  units.drop(units.units().size());
}

Out units_of(Bytes stream) {
  AvcUnits units;
  units.feed(stream);
  units.finish();
  Out out;
  take(units, out);
  return out;
}

TEST(AvcUnits, AreCutAtDelimiters) {
  const Out out =
      units_of(joined({access_unit(true, 50, 1), access_unit(false, 20, 2), access_unit(false, 21, 3)}));
  ASSERT_EQ(out.bytes.size(), 3U);
  EXPECT_EQ(out.bytes[0], with_lengths({slice(true, 50, 1)})) << "no delimiter, no parameter sets";
  EXPECT_EQ(out.bytes[1], with_lengths({slice(false, 20, 2)}));
  EXPECT_EQ(out.sync, (std::vector{true, false, false}));
}

TEST(AvcUnits, AreCutWithoutDelimitersToo) {
  const Nals key{sequence_set(), picture_set(), slice(true, 30, 1), slice(true, 30, 2, false)};
  const Nals second{slice(false, 30, 3), slice(false, 31, 4, false)};
  const Nals third{slice(false, 30, 5)};
  const Out out = units_of(joined({annex_b(key), annex_b(second), annex_b(third)}));
  ASSERT_EQ(out.bytes.size(), 3U);
  EXPECT_EQ(out.bytes[0], with_lengths({key[2], key[3]})) << "several slices of one picture stay together";
  EXPECT_EQ(out.bytes[1], with_lengths(second));
  EXPECT_EQ(out.bytes[2], with_lengths(third));
}

TEST(AvcUnits, KeepSeiAndLoseFillers) {
  const std::vector<std::byte> sei{std::byte{6}, std::byte{5}, std::byte{1}, std::byte{9}, std::byte{0x80}};
  const std::vector<std::byte> filler{std::byte{12}, std::byte{0xFF}, std::byte{0x80}};
  // SEI before the sets: x264 with nal-hrd, copied to a transport stream.
  const Out out = units_of(annex_b({sei, sequence_set(), picture_set(), slice(true, 30), filler}));
  ASSERT_EQ(out.bytes.size(), 1U);
  EXPECT_EQ(out.bytes[0], with_lengths({sei, slice(true, 30)}));
}

TEST(AvcUnits, AreSyncWhereARecoveryPointIsAtOnce) {
  const Nals sets{sequence_set(), picture_set()};
  EXPECT_EQ(units_of(annex_b({sets[0], sets[1], recovery_point(0), slice(false, 30)})).sync,
            std::vector{true});
  EXPECT_EQ(units_of(annex_b({sets[0], sets[1], recovery_point(1), slice(false, 30)})).sync,
            std::vector{false});
}

TEST(AvcUnits, OfNoParameterSetsAreDropped) {
  const Out out = units_of(joined({access_unit(false, 20, 1), access_unit(true, 21, 2)}));
  ASSERT_EQ(out.bytes.size(), 1U);
  EXPECT_EQ(out.bytes[0], with_lengths({slice(true, 21, 2)}));
}

TEST(AvcUnits, TellWhatTheyAreDecodedWith) {
  AvcUnits units;
  units.feed(joined({access_unit(true, 20, 1), access_unit(true, 21, 2), access_unit(true, 22, 3, true)}));
  units.finish();
  ASSERT_EQ(units.decodings().size(), 2U) << "sets that are repeated change nothing";
  EXPECT_EQ(units.decodings()[0].sequence.width, 426U);
  EXPECT_EQ(units.decodings()[1].sequence.width, 640U);
  Out out;
  take(units, out);
  EXPECT_EQ(out.decoding, (std::vector<std::size_t>{0, 0, 1}));
}

TEST(AvcUnits, AreNotCutInTheirFirstByte) {
  auto disposable = slice(false, 20, 2);
  disposable[0] = std::byte{1};  // nal_ref_idc 0: behind zeros it looks like the end of a start code
  auto stream = access_unit(true, 50, 1);
  stream.insert(stream.end(), 3, std::byte{0});
  const Out out = units_of(joined({stream, annex_b({disposable})}));
  ASSERT_EQ(out.bytes.size(), 2U);
  EXPECT_EQ(out.bytes[1], with_lengths({disposable}));
}

TEST(AvcUnits, LoseTheZerosBetweenThem) {
  auto stream = access_unit(true, 50, 1);
  stream.insert(stream.end(), 20, std::byte{0});
  const auto second = access_unit(false, 20, 2);
  stream.insert(stream.end(), second.begin(), second.end());
  stream.insert(stream.end(), 9, std::byte{0});
  const Out out = units_of(stream);
  ASSERT_EQ(out.bytes.size(), 2U);
  EXPECT_EQ(out.bytes[0], with_lengths({slice(true, 50, 1)}));
  EXPECT_EQ(out.bytes[1], with_lengths({slice(false, 20, 2)}));
}

Out fed_by(Bytes stream, std::span<const std::size_t> packets, std::size_t piece) {
  AvcUnits units;
  Out out;
  std::size_t at = 0;
  std::int64_t time = 1;
  for (const std::size_t size : packets) {
    units.begin(Times{time, time + 1});
    ++time;
    for (std::size_t from = 0; from < size; from += piece) {
      units.feed(stream.subspan(at + from, std::min(piece, size - from)));
      take(units, out);
    }
    at += size;
  }
  units.finish();
  take(units, out);
  return out;
}

TEST(AvcUnits, ComeOutTheSameHoweverTheBytesAreCut) {
  std::vector<std::byte> stream;
  std::vector<std::size_t> packets;
  for (unsigned i = 0; i < 12; ++i) {
    const auto unit = i % 4 == 2 ? annex_b({slice(false, 90, i), slice(false, 40, i, false)})
                                 : access_unit(i % 5 == 0, 40 + 31 * i, i, i > 7);
    stream.insert(stream.end(), unit.begin(), unit.end());
    packets.push_back(unit.size());
  }
  const Out whole = fed_by(stream, packets, stream.size());
  ASSERT_EQ(whole.bytes.size(), 12U);
  for (std::size_t i = 0; i < 12; ++i) EXPECT_EQ(whole.times[i]->decode, static_cast<std::int64_t>(i + 1));
  for (std::size_t piece = 1; piece < 300; ++piece) ASSERT_EQ(fed_by(stream, packets, piece), whole) << piece;

  AvcUnits at_once;
  at_once.feed(stream);
  at_once.finish();
  Out out;
  take(at_once, out);
  EXPECT_EQ(out.bytes, whole.bytes);
}

TEST(AvcUnits, AreFoundBehindWhateverStandsBeforeThem) {
  const auto noise = std::vector<std::byte>(5, std::byte{0x47});
  const auto set = annex_b({sequence_set(), picture_set(), slice(true, 30, 1)});
  for (std::size_t zeros = 0; zeros < 4; ++zeros) {
    const auto stream = joined({noise, std::vector<std::byte>(zeros), set});
    const std::vector<std::size_t> packet{stream.size()};
    for (std::size_t piece = 1; piece <= stream.size(); ++piece)
      EXPECT_EQ(fed_by(stream, packet, piece).bytes.size(), 1U) << zeros << ", " << piece;
  }
}

TEST(AvcUnits, TakeTheTimesOfThePacketTheyBeginIn) {
  const auto first = access_unit(true, 50, 1);
  const auto second = access_unit(false, 20, 2);
  AvcUnits units;
  units.begin(Times{1, 1});
  units.feed(first);
  units.feed(second);  // Two units in one packet: the second one's time is not said.
  units.begin(Times{3, 3});
  units.feed(Bytes(access_unit(false, 25, 3)).first(15));
  units.begin(Times{4, 4});  // In the middle of a unit: for the one after it.
  units.feed(Bytes(access_unit(false, 25, 3)).subspan(15));
  units.feed(access_unit(false, 25, 4));
  units.finish();
  Out out;
  take(units, out);
  ASSERT_EQ(out.times.size(), 4U);
  EXPECT_EQ(out.times[0], (Times{1, 1}));
  EXPECT_EQ(out.times[1], std::nullopt);
  EXPECT_EQ(out.times[2], (Times{3, 3}));
  EXPECT_EQ(out.times[3], (Times{4, 4}));
}

TEST(AvcUnits, DropWhatIsNotWhole) {
  AvcUnits units;
  units.feed(access_unit(true, 50, 1));
  const auto broken = access_unit(false, 60, 2);
  units.feed(Bytes(broken).first(40));
  units.lose();
  units.feed(annex_b({slice(false, 30, 3, false)}));  // The rest of that picture.
  units.feed(access_unit(false, 20, 4));
  units.finish();
  Out out;
  take(units, out);
  ASSERT_EQ(out.bytes.size(), 2U);
  EXPECT_EQ(out.bytes[0], with_lengths({slice(true, 50, 1)}));
  EXPECT_EQ(out.bytes[1], with_lengths({slice(false, 20, 4)}));
}

TEST(AvcUnits, AreBoundedWhereNothingEverEnds) {
  AvcUnits units;
  units.feed(annex_b({sequence_set(), picture_set(), slice(true, 50)}));
  const std::vector<std::byte> endless(1U << 20U, std::byte{0xAA});
  for (int i = 0; i < 40; ++i) units.feed(endless);
  units.finish();
  EXPECT_TRUE(units.units().empty());
}

TEST(AvcUnits, AreNoneInNoise) {
  std::mt19937 generator(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::byte> noise(400);
    for (std::byte& byte : noise)
      byte = static_cast<std::byte>(generator() % 3 == 0 ? generator() % 256 : generator() % 2);
    units_of(noise);
  }
}

}  // namespace
}  // namespace praxino::transmux
