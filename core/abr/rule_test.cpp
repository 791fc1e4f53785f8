#include "core/abr/rule.h"

#include <gtest/gtest.h>

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

TEST(ThroughputRule, NeverLeavesTheLadder) {
  const media::Bitrate ladder[] = {{500'000}};
  for (std::uint64_t estimate : {0ULL, 1ULL, 400'000ULL, 1'000'000'000ULL}) {
    EXPECT_EQ(throughput({ladder, 0, {estimate}, {10}}).to, 0U);
  }
}

}  // namespace
}  // namespace praxino::abr
