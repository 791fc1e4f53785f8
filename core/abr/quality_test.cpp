#include "core/abr/quality.h"

#include <gtest/gtest.h>

#include <limits>

namespace praxino::abr {
namespace {

using media::Why;

Quality known(std::optional<media::Bitrate> start = {}, std::optional<media::Bitrate> cap = {}) {
  Quality quality;
  quality.handle(LadderKnown{{{300'000}, {800'000}, {2'500'000}}, start, cap}, {0});
  return quality;
}

void move(Quality& quality, double bits_per_second, double seconds, double now) {
  quality.handle(Moved{bits_per_second / 8 * seconds, {seconds}}, {now});
}

TEST(Quality, StartsWithTheDearestNotAboveWhatItIsTold) {
  EXPECT_EQ(known().current(), 1U) << "the guess is 1.5 Mbit/s";
  EXPECT_EQ(known(media::Bitrate{2'500'000}).current(), 2U);
  EXPECT_EQ(known(media::Bitrate{2'499'999}).current(), 1U);
  EXPECT_EQ(known(media::Bitrate{1}).current(), 0U) << "something must play";
  EXPECT_EQ(known(media::Bitrate{9'000'000}, media::Bitrate{800'000}).current(), 1U)
      << "the cap holds from the start";
}

TEST(Quality, RisesWithTheEstimateButNotTwiceInABreath) {
  Quality quality = known(media::Bitrate{300'000});
  move(quality, 1'300'000, 10, 1);
  EXPECT_EQ(quality.handle(Asked{{20}}, {1}), (Choice{1, Why::throughput_up}));
  move(quality, 50'000'000, 20, 2);
  EXPECT_EQ(quality.handle(Asked{{20}}, {2}), (Choice{1, Why::hold}));
  EXPECT_EQ(quality.handle(Asked{{20}}, Instant{1} + calm), (Choice{2, Why::throughput_up}));
}

TEST(Quality, FallsWithoutWaiting) {
  Quality quality = known(media::Bitrate{2'500'000});
  move(quality, 500'000, 10, 1);
  EXPECT_EQ(quality.handle(Asked{{20}}, {1}), (Choice{0, Why::throughput_down}));
}

TEST(Quality, CountsOnLessWhereMediaAreNeededFaster) {
  const auto at = [](double rate) {
    Quality quality = known(media::Bitrate{300'000});
    move(quality, 1'300'000, 10, 1);
    return quality.handle(Asked{.buffer = {20}, .rate = rate}, {1})->to;
  };
  EXPECT_EQ(at(1), 1U);
  EXPECT_EQ(at(2), 0U);
  EXPECT_EQ(at(0.5), 1U) << "slow playback leaves time, and is not counted on";
  EXPECT_EQ(at(std::numeric_limits<double>::quiet_NaN()), 1U) << "what is no number is one";
}

TEST(Quality, NeverExceedsTheCapByItself) {
  Quality quality = known({}, media::Bitrate{1'000'000});
  move(quality, 90'000'000, 20, 1);
  EXPECT_EQ(quality.handle(Asked{{20}}, {9})->to, 1U);
  EXPECT_EQ(quality.handle(Pinned{2}, {10}), (Choice{2, Why::pinned})) << "a person may";
}

TEST(Quality, TakesTheNearestThatCanBeHad) {
  Quality quality = known(media::Bitrate{800'000});
  EXPECT_EQ(quality.handle(Shut{{false, true, false}}, {1}), (Choice{0, Why::failed})) << "a cheaper one";
  EXPECT_EQ(quality.handle(Shut{{true, true, false}}, {1}), (Choice{2, Why::failed})) << "else a dearer one";
  EXPECT_EQ(quality.handle(Shut{{true, true, true}}, {1}), std::nullopt);
  EXPECT_EQ(quality.current(), 2U);
  move(quality, 90'000'000, 20, 2);
  quality.handle(Shut{{false, false, true}}, {3});
  EXPECT_EQ(quality.handle(Asked{{20}}, {9}), (Choice{1, Why::failed})) << "the rule is for the dearest";
  quality.handle(Shut{}, {10});
  EXPECT_EQ(quality.handle(Asked{{20}}, {19}), (Choice{2, Why::throughput_up}));
}

TEST(Quality, NeverTakesADearerOneThanTheCapForACheaperOne) {
  Quality quality = known({}, media::Bitrate{500'000});
  EXPECT_EQ(quality.handle(Shut{{true}}, {1}), std::nullopt);
  EXPECT_EQ(quality.current(), 0U);
}

TEST(Quality, GoesBackToThePinnedOneOnceItCanBeHad) {
  Quality quality = known();
  quality.handle(Pinned{2}, {1});
  EXPECT_EQ(quality.handle(Shut{{false, false, true}}, {2}), (Choice{1, Why::failed}));
  EXPECT_EQ(quality.handle(Asked{{20}}, {3}), (Choice{1, Why::failed}));
  EXPECT_FALSE(quality.automatic());
  quality.handle(Shut{}, {4});
  EXPECT_EQ(quality.handle(Asked{{20}}, {5}), (Choice{2, Why::pinned}));
}

TEST(Quality, StaysPinnedUntilReleased) {
  Quality quality = known();
  quality.handle(Pinned{0}, {1});
  EXPECT_FALSE(quality.automatic());
  move(quality, 90'000'000, 20, 2);
  EXPECT_EQ(quality.handle(Asked{{20}}, {9}), (Choice{0, Why::pinned}));
  EXPECT_EQ(quality.handle(Released{}, {10}), (Choice{0, Why::released}));
  EXPECT_EQ(quality.handle(Asked{{20}}, {11}), (Choice{2, Why::throughput_up}));
}

TEST(Quality, PinnedBeyondTheLadderMeansItsTop) {
  Quality quality = known();
  EXPECT_EQ(quality.handle(Pinned{99}, {1})->to, 2U);
}

}  // namespace
}  // namespace praxino::abr
