#include "core/abr/rule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>

namespace praxino::abr {
namespace {

using media::Why;

TEST(ThroughputRule, ChoosesByTheTable) {
  const media::Bitrate ladder[] = {{300'000}, {800'000}, {2'500'000}};
  struct Case {
    const char* what;
    std::size_t current;
    std::uint64_t estimate;
    double buffer;
    Choice choice;
  };
  const Case cases[] = {
      {"knowing nothing it stays", 1, 0, 20, {1, Why::start}},
      {"it goes up where seven tenths carry the dearer one", 1, 3'600'000, 20, {2, Why::throughput_up}},
      {"it does not where they do not", 1, 3'500'000, 20, {1, Why::hold}},
      {"it goes up several rungs at once", 0, 10'000'000, 20, {2, Why::throughput_up}},
      {"with little ahead it wants the bitrate twice over", 1, 3'600'000, 2, {1, Why::hold}},
      {"and has it", 1, 5'000'000, 2, {2, Why::throughput_up}},
      {"it stays while nearly all of the estimate is needed", 2, 2'700'000, 20, {2, Why::hold}},
      {"it goes down once that is too little", 2, 2'600'000, 20, {1, Why::throughput_down}},
      {"with little ahead it goes down further", 2, 1'200'000, 2, {0, Why::buffer_low}},
      {"below all of them it takes the cheapest", 2, 100'000, 20, {0, Why::throughput_down}},
      {"and stays there", 0, 100'000, 20, {0, Why::hold}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    EXPECT_EQ(throughput({ladder, one.current, {one.estimate}, {one.buffer}}), one.choice);
  }
}

/// The published threshold above which rung b is preferred to a: V (γp + (R_b v_a − R_a v_b) / (R_b − R_a)).
double threshold(std::span<const media::Bitrate> ladder, std::size_t a, std::size_t b, double v) {
  const auto rate = [&](std::size_t i) { return static_cast<double>(ladder[i].bps); };
  const auto utility = [&](std::size_t i) { return std::log(rate(i) / rate(0)); };
  return v * (5 + (rate(b) * utility(a) - rate(a) * utility(b)) / (rate(b) - rate(a)));
}

TEST(BolaRule, ClimbsAtThePublishedThresholds) {
  const media::Bitrate ladder[] = {{300'000}, {800'000}, {2'500'000}};
  const double v = (30.0 - 2) / (std::log(2'500'000.0 / 300'000) + 5);
  const double one = threshold(ladder, 0, 1, v);
  const double two = threshold(ladder, 1, 2, v);
  ASSERT_LT(one, two);
  const auto chosen = [&](double buffer, std::size_t current) {
    return bola({ladder, current, {100'000'000}, {buffer}, {2}, {30}});
  };
  for (const std::size_t current : {0U, 1U, 2U}) {
    EXPECT_EQ(chosen(one - 0.01, current).to, 0U);
    EXPECT_EQ(chosen(one + 0.01, current).to, 1U);
    EXPECT_EQ(chosen(two - 0.01, current).to, 1U);
    EXPECT_EQ(chosen(two + 0.01, current).to, 2U);
  }
  EXPECT_EQ(chosen(two + 1, 1).why, Why::buffer_high);
  EXPECT_EQ(chosen(one - 1, 1).why, Why::buffer_low);
}

TEST(BolaRule, ClimbsNoFurtherThanTheLineCarriesAndStaysWhereTheBufferAllows) {
  const media::Bitrate ladder[] = {{300'000}, {800'000}, {2'500'000}};
  const auto chosen = [&](std::size_t current, std::uint64_t estimate) {
    return bola({ladder, current, {estimate}, {29}, {2}, {30}});
  };
  EXPECT_EQ(chosen(0, 900'000), (Choice{1, Why::buffer_high}));
  EXPECT_EQ(chosen(1, 900'000), (Choice{1, Why::hold}));
  EXPECT_EQ(chosen(2, 900'000), (Choice{2, Why::hold})) << "down only when the buffer says so";
  EXPECT_EQ(chosen(0, 100'000), (Choice{0, Why::hold}));
  EXPECT_EQ(chosen(1, 0), (Choice{1, Why::start}));
}

TEST(BolaRule, NeverWantsLessForMoreBuffer) {
  const media::Bitrate ladder[] = {{230'000}, {477'000}, {991'000}, {2'056'000}, {5'027'000}, {6'000'000}};
  for (std::size_t current = 0; current < std::size(ladder); ++current) {
    for (const std::uint64_t estimate : {100'000U, 1'000'000U, 3'000'000U, 50'000'000U}) {
      std::size_t last = 0;
      for (double buffer = 0; buffer < 35; buffer += 0.1) {
        const std::size_t to = bola({ladder, current, {estimate}, {buffer}, {3}, {25}}).to;
        ASSERT_GE(to, last) << current << " at " << buffer;
        last = to;
      }
    }
  }
}

TEST(BolaRule, IsTheThroughputRuleWhereItsBufferCannotBe) {
  const media::Bitrate ladder[] = {{300'000}, {800'000}};
  for (const double segment : {0.0, 6.0}) {
    const View view{ladder, 0, {5'000'000}, {9}, {segment}, {10}};
    EXPECT_EQ(bola(view), throughput(view));
  }
}

TEST(DynamicRule, TurnsToTheBufferOnceThereIsOne) {
  const media::Bitrate ladder[] = {{300'000}, {800'000}, {2'500'000}};
  View view{ladder, 1, {700'000}, {9.9}, {2}, {30}};
  EXPECT_EQ(dynamic(view), throughput(view));
  view.buffer = {25};
  EXPECT_EQ(dynamic(view), bola(view));
  EXPECT_NE(dynamic(view), throughput(view));
  // A buffer that is still filling on a fast line is no reason to go down.
  view = {ladder, 2, {100'000'000}, {12}, {2}, {30}};
  EXPECT_LT(bola(view).to, 2U);
  EXPECT_EQ(dynamic(view).to, 2U);
  EXPECT_EQ(rule_of(RuleName::dynamic), &dynamic);
  EXPECT_EQ(rule_of(RuleName::bola), &bola);
  EXPECT_EQ(rule_of(RuleName::throughput), &throughput);
}

TEST(ThroughputRule, NeverLeavesTheLadder) {
  const media::Bitrate ladder[] = {{500'000}};
  for (std::uint64_t estimate : {0ULL, 1ULL, 400'000ULL, 1'000'000'000ULL}) {
    EXPECT_EQ(throughput({ladder, 0, {estimate}, {10}}).to, 0U);
    EXPECT_EQ(bola({ladder, 0, {estimate}, {10}, {2}, {30}}).to, 0U);
  }
}

}  // namespace
}  // namespace praxino::abr
