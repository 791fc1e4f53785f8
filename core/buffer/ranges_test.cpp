#include "core/buffer/ranges.h"

#include <gtest/gtest.h>

#include "core/buffer/plan.h"

namespace praxino::buffer {
namespace {

const Ranges two{{{0}, {4}}, {{6}, {10}}};

TEST(Ranges, FlatFormGoesThereAndBackAndDropsWhatIsNoRange) {
  EXPECT_EQ(to_flat(two), (std::vector<double>{0, 4, 6, 10}));
  EXPECT_EQ(from_flat(to_flat(two)), two);
  EXPECT_EQ(from_flat(std::vector<double>{3, 3, 5, 4, 6, 7, 9}), (Ranges{{{6}, {7}}}));
}

TEST(Ranges, ARunEndsAtTheFirstHoleWiderThanASeam) {
  EXPECT_EQ(end_of_run(two, {1}), Seconds{4});
  EXPECT_EQ(end_of_run(two, {5}), Seconds{5}) << "in a hole there is no run";
  EXPECT_EQ(end_of_run(two, {5.95}), Seconds{10}) << "a seam before a range belongs to it";
  EXPECT_EQ(end_of_run(two, {10}), Seconds{10});
  EXPECT_EQ(end_of_run(Ranges{{{0}, {4}}, {{4.05}, {8}}}, {1}), Seconds{8});
  EXPECT_EQ(end_of_run({}, {3}), Seconds{3});
}

TEST(Ranges, KnowWhatIsPlayableAndWhatComesNext) {
  EXPECT_TRUE(holds(two, {0}));
  EXPECT_FALSE(holds(two, {4}));
  EXPECT_EQ(next_start(two, {4}), Seconds{6});
  EXPECT_EQ(next_start(two, {6}), std::nullopt);
}

TEST(Ranges, IntersectionHoldsWhatBothHold) {
  const Ranges other{{{1}, {2}}, {{3}, {7}}, {{9}, {20}}};
  EXPECT_EQ(intersect(two, other), (Ranges{{{1}, {2}}, {{3}, {4}}, {{6}, {7}}, {{9}, {10}}}));
  EXPECT_EQ(intersect(two, other), intersect(other, two));
  EXPECT_TRUE(intersect(two, {}).empty());
}

TEST(Plan, EvictsBehindThePlayheadOnceItIsWorthIt) {
  EXPECT_EQ(plan_eviction(two, {39}, {30}, {10}), std::nullopt);
  EXPECT_EQ(plan_eviction(two, {40}, {30}, {10}), (TimeRange{{0}, {10}}));
  EXPECT_EQ(plan_eviction({}, {400}, {30}, {10}), std::nullopt);
}

TEST(Plan, JumpsOnlyFromAHoleAndOnlySoFar) {
  EXPECT_EQ(plan_jump(two, {3.9}, {3}), std::nullopt);
  EXPECT_EQ(plan_jump(two, {4}, {2}), Seconds{6});
  EXPECT_EQ(plan_jump(two, {4}, {1.9}), std::nullopt);
  EXPECT_EQ(plan_jump(two, {11}, {5}), std::nullopt);
}

}  // namespace
}  // namespace praxino::buffer
