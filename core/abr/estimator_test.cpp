#include "core/abr/estimator.h"

#include <gtest/gtest.h>

#include <cmath>

namespace praxino {
namespace {

TEST(Math, PowersOfTwoAgreeWithTheLibrary) {
  for (double x = -60; x <= 60; x += 0.0137) EXPECT_NEAR(exp2(x) / std::exp2(x), 1, 1e-14) << x;
  EXPECT_EQ(exp2(0), 1);
  EXPECT_EQ(exp2(-1), 0.5);
  EXPECT_EQ(exp2(10), 1024);
  EXPECT_EQ(exp2(-5000), 0);
}

}  // namespace

namespace abr {
namespace {

TEST(Ewma, OfAConstantIsTheConstantFromTheFirstSampleOn) {
  Ewma mean(3);
  EXPECT_EQ(mean.value(), 0);
  for (int i = 0; i < 5; ++i) {
    mean.add(0.7, 42);
    EXPECT_NEAR(mean.value(), 42, 1e-9);
  }
}

TEST(Ewma, ForgetsHalfInAHalfLife) {
  Ewma mean(4);
  mean.add(1e6, 100);  // long enough to be all it knows
  mean.add(4, 0);
  EXPECT_NEAR(mean.value(), 50, 1e-6);
}

TEST(Estimator, KnowsNothingBeforeItHasSeenEnough) {
  Estimator estimator;
  EXPECT_EQ(estimator.estimate().bps, 0U);
  estimator.add(1000, {0.01});
  EXPECT_EQ(estimator.estimate().bps, 0U);
}

TEST(Estimator, AddsSmallSamplesUp) {
  Estimator estimator;
  for (int i = 0; i < 100; ++i) estimator.add(1250, {0.002});  // 5 Mbit/s in crumbs
  EXPECT_NEAR(static_cast<double>(estimator.estimate().bps), 5e6, 1e4);
}

TEST(Estimator, FallsAtOnceAndRisesOnlyWhenItLasts) {
  Estimator estimator;
  for (int i = 0; i < 30; ++i) estimator.add(625'000, {1});  // 5 Mbit/s
  Estimator falling = estimator;
  falling.add(375'000, {3});  // 1 Mbit/s for one half-life
  EXPECT_LT(falling.estimate().bps, 3'100'000U);
  Estimator rising = estimator;
  rising.add(3'750'000, {3});  // 10 Mbit/s for as long
  EXPECT_LT(rising.estimate().bps, 6'300'000U);
}

}  // namespace
}  // namespace abr
}  // namespace praxino
