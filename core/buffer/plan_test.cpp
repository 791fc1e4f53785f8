#include "core/buffer/plan.h"

#include <gtest/gtest.h>

namespace praxino::buffer {
namespace {

TEST(Goals, AreTimeWithinBytesAndMoreOfTheBest) {
  const Goals goals{.ahead = {30}, .ahead_of_best = {60}, .bytes = 10e6, .least = {6}};
  EXPECT_EQ(plan_ahead(goals, {1'000'000}, false), Seconds{30});
  EXPECT_EQ(plan_ahead(goals, {1'000'000}, true), Seconds{60});
  EXPECT_EQ(plan_ahead(goals, {4'000'000}, false), Seconds{20});
  EXPECT_EQ(plan_ahead(goals, {4'000'000}, true), Seconds{20});
  EXPECT_EQ(plan_ahead(goals, {80'000'000}, true), Seconds{6});
  EXPECT_EQ(plan_ahead(goals, {}, true), Seconds{60}) << "its bitrate is not known";
}

TEST(Goals, ShrinkBelowWhatASourceBufferTook) {
  Goals goals{.ahead = {30}, .ahead_of_best = {60}, .bytes = 60e6, .least = {6}};
  shrink(goals, {50});
  EXPECT_EQ(plan_ahead(goals, {}, false), Seconds{30});
  EXPECT_EQ(plan_ahead(goals, {}, true), Seconds{40});
  shrink(goals, {20});
  EXPECT_EQ(plan_ahead(goals, {}, false), Seconds{16});
  shrink(goals, {1});
  EXPECT_EQ(plan_ahead(goals, {}, true), Seconds{6});
  shrink(goals, {100});
  EXPECT_EQ(plan_ahead(goals, {}, true), Seconds{6}) << "and never grow again";
}

}  // namespace
}  // namespace praxino::buffer
