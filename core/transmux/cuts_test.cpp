#include <gtest/gtest.h>

#include <random>

#include "core/crypto/testing/encrypt.h"
#include "core/transmux/testing/feed.h"
#include "core/transmux/testing/sample_media.h"

/// However a segment is cut, in the clear or encrypted, the same bytes come out of it.
namespace praxino::transmux {
namespace {

using namespace testing;

struct Kind {
  const char* name;
  std::vector<std::byte> (*make)(bool large);
  bool encrypted = false;
  bool hurried = false;
};

std::vector<std::byte> muxed(bool large) {
  return large ? film({.pictures = 600, .detail = 16}) : film({.pictures = 6, .key_every = 4});
}
std::vector<std::byte> pictures(bool large) {
  return large ? film({.pictures = 800, .audio = false, .detail = 16})
               : film({.pictures = 6, .key_every = 4, .audio = false});
}
std::vector<std::byte> sound(bool large) {
  return large ? film({.pictures = 1500, .video = false, .detail = 16})
               : film({.pictures = 12, .video = false});
}
std::vector<std::byte> packed(bool large) { return packed_audio(126'000, large ? 2200 : 20); }

constexpr crypto::AesKey key{std::byte{1}, std::byte{2}};
constexpr crypto::AesIv iv{std::byte{3}};

class Cuts : public ::testing::TestWithParam<Kind> {
 protected:
  static std::vector<std::byte> segment(bool large) {
    const auto clear = GetParam().make(large);
    return GetParam().encrypted ? crypto::testing::encrypt(key, iv, clear) : clear;
  }

  template <typename NextPiece>
  static Outcome feed(Bytes segment, NextPiece next_piece) {
    Transmuxer transmuxer;
    if (GetParam().hurried) transmuxer.hurry(Ticks{Clock::turn + 130'000, ts::clock_rate}.seconds());
    if (!GetParam().encrypted) return testing::feed(transmuxer, segment, next_piece);
    crypto::CbcDecryptor decryptor(key, iv);
    ByteWindow clear;
    return testing::feed(transmuxer, segment, next_piece, [&](Bytes piece, bool last) {
      clear.drop(clear.size());
      decryptor.feed(piece, clear);
      EXPECT_TRUE(!last || decryptor.finish(clear));
      return clear.view();
    });
  }

  static Outcome feed_whole(Bytes segment) {
    return feed(segment, [&](std::size_t) { return segment.size(); });
  }
};

TEST_P(Cuts, AnywhereInASmallSegment) {
  const auto small = segment(false);
  const Outcome whole = feed_whole(small);
  EXPECT_FALSE(whole.fault);
  ASSERT_GE(whole.pieces.size(), 4U) << "an init and several fragments";
  for (std::size_t cut = 1; cut < small.size(); ++cut)
    ASSERT_EQ(feed(small, [&](std::size_t at) { return at == 0 ? cut : small.size(); }), whole) << cut;
}

TEST_P(Cuts, IntoSingleBytes) {
  const auto small = segment(false);
  EXPECT_EQ(feed(small, [](std::size_t) { return 1; }), feed_whole(small));
}

TEST_P(Cuts, AThousandAtATimeInALargeSegment) {
  const auto large = segment(true);
  ASSERT_GT(large.size(), 2'000'000U);
  const Outcome whole = feed_whole(large);
  EXPECT_FALSE(whole.fault);
  EXPECT_GT(whole.bytes.size(), large.size() * 8 / 10) << "nearly all of it is media";
  std::mt19937 generator(3);
  for (int round = 0; round < 5; ++round) {
    const std::size_t most = large.size() / 500;
    ASSERT_EQ(feed(large, [&](std::size_t) { return 1 + generator() % most; }), whole) << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Transmuxer, Cuts,
                         ::testing::Values(Kind{"Muxed", muxed}, Kind{"Pictures", pictures},
                                           Kind{"Sound", sound}, Kind{"PackedAudio", packed},
                                           Kind{"MuxedInHaste", muxed, false, true},
                                           Kind{"SoundInHaste", sound, false, true},
                                           Kind{"MuxedAes", muxed, true}, Kind{"PicturesAes", pictures, true},
                                           Kind{"SoundAes", sound, true},
                                           Kind{"PackedAudioAes", packed, true}),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace praxino::transmux
