#include "core/transmux/aac_frames.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/container/ts/testing/sample_stream.h"
#include "core/transmux/testing/sample_media.h"

namespace praxino::transmux {
namespace {

using namespace testing;
using ts::testing::media_bytes;

struct Out {
  std::vector<std::optional<std::int64_t>> present;
  std::vector<std::vector<std::byte>> bytes;

  bool operator==(const Out&) const = default;
};

void take(AacFrames& frames, Out& out) {
  std::size_t from = 0;
  for (const AacFrame& frame : frames.frames()) {
    const Bytes bytes = frames.data().subspan(from, frame.size);
    from += frame.size;
    out.present.push_back(frame.present);
    out.bytes.emplace_back(bytes.begin(), bytes.end());
  }
  EXPECT_EQ(from, frames.data().size());
  frames.drop(frames.frames().size());
}

Out fed_by(Bytes stream, std::size_t piece, std::uint64_t* skipped = nullptr) {
  AacFrames frames;
  Out out;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    frames.feed(stream.subspan(at, std::min(piece, stream.size() - at)));
    take(frames, out);
  }
  frames.finish();
  take(frames, out);
  if (skipped) *skipped = frames.skipped();
  return out;
}

std::vector<std::byte> stream_of(unsigned count) {
  std::vector<std::byte> out;
  for (unsigned i = 0; i < count; ++i) {
    const auto frame = adts_frame(30 + i, i);
    out.insert(out.end(), frame.begin(), frame.end());
  }
  return out;
}

TEST(AacFrames, ComeOutTheSameHoweverTheBytesAreCut) {
  auto stream = media_bytes(100, 4);
  const auto frames = stream_of(9);
  stream.insert(stream.end(), frames.begin(), frames.end());
  const Out whole = fed_by(stream, stream.size());
  ASSERT_EQ(whole.bytes.size(), 9U);
  for (unsigned i = 0; i < 9; ++i) EXPECT_EQ(whole.bytes[i], std::vector(30 + i, static_cast<std::byte>(i)));
  for (std::size_t piece = 1; piece < 200; ++piece) ASSERT_EQ(fed_by(stream, piece), whole) << piece;
}

TEST(AacFrames, AreOneWhereThereIsOneOnly) { EXPECT_EQ(fed_by(adts_frame(30, 1), 1).bytes.size(), 1U); }

TEST(AacFrames, AreNotWhatOnlyLooksLikeOne) {
  auto stream = stream_of(3);
  // A header in the middle of a frame, met when out of step: no header follows where it says.
  const auto fake = adts_frame(500, 1);
  stream.insert(stream.begin(), fake.begin(), fake.begin() + 7);
  std::uint64_t skipped = 0;
  EXPECT_EQ(fed_by(stream, 50, &skipped).bytes.size(), 0U) << "too short to know";
  for (unsigned i = 0; i < 20; ++i) {
    const auto more = adts_frame(30, 60 + i);
    stream.insert(stream.end(), more.begin(), more.end());
  }
  EXPECT_EQ(fed_by(stream, 50, &skipped).bytes.size(), 23U);
  EXPECT_EQ(skipped, 7U);
}

TEST(AacFrames, FallBackIntoStep) {
  auto stream = stream_of(4);
  stream.insert(stream.begin() + 37 + 38, 5, std::byte{0});
  std::uint64_t skipped = 0;
  EXPECT_EQ(fed_by(stream, 11, &skipped).bytes.size(), 4U);
  EXPECT_EQ(skipped, 5U);
}

TEST(AacFrames, TakeTheTimeOfThePacketTheyBeginIn) {
  AacFrames frames;
  const auto stream = stream_of(4);  // Frames of 37, 38, 39, 40 bytes.
  frames.begin(100);
  frames.feed(Bytes(stream).first(50));
  frames.begin(200);  // Inside the second frame: for the third.
  frames.feed(Bytes(stream).subspan(50));
  frames.finish();
  Out out;
  take(frames, out);
  EXPECT_EQ(out.present, (std::vector<std::optional<std::int64_t>>{100, std::nullopt, 200, std::nullopt}));
}

TEST(AacFrames, GoOnAfterALoss) {
  AacFrames frames;
  const auto stream = stream_of(4);
  frames.feed(Bytes(stream).first(60));
  frames.lose();
  frames.begin(7);
  frames.feed(Bytes(stream).subspan(75));
  frames.finish();
  Out out;
  take(frames, out);
  ASSERT_EQ(out.bytes.size(), 3U);
  EXPECT_EQ(out.present[1], 7);
}

}  // namespace
}  // namespace praxino::transmux
