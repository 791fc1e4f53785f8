#include "core/transmux/clock.h"

#include <gtest/gtest.h>

namespace praxino::transmux {
namespace {

constexpr std::uint64_t turn = Clock::turn;

TEST(Clock, StartsOneTurnUp) {
  EXPECT_EQ(Clock().unroll(0), Clock::turn);
  EXPECT_EQ(Clock().unroll(turn - 1), 2 * Clock::turn - 1);
}

TEST(Clock, GoesOnOverTheTurnAndBack) {
  Clock clock;
  const std::int64_t first = clock.unroll(turn - 100);
  EXPECT_EQ(clock.unroll(50), first + 150);
  EXPECT_EQ(clock.unroll(turn - 10), first + 90);
  EXPECT_EQ(clock.unroll(3600), first + 3700);
}

TEST(Clock, TurnsManyTimes) {
  Clock clock;
  std::int64_t time = clock.unroll(5);
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t step = Clock::turn / 3;
    const auto stamp = static_cast<std::uint64_t>(time + step) % turn;
    ASSERT_EQ(clock.unroll(stamp), time + step);
    time += step;
  }
}

TEST(Clock, ComesToWhereItIsExpected) {
  Clock clock;
  const std::int64_t first = clock.unroll(1000);
  clock.expect(first - 5000);
  EXPECT_EQ(clock.unroll(turn - 4000), first - 5000);
  clock.expect(first + 3 * Clock::turn);
  EXPECT_EQ(clock.unroll(1000), first + 3 * Clock::turn);
}

TEST(Clock, TakesNoMoreThan33Bits) { EXPECT_EQ(Clock().unroll(turn + 7), Clock::turn + 7); }

}  // namespace
}  // namespace praxino::transmux
