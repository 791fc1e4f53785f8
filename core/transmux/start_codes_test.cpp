#include "core/transmux/start_codes.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace praxino::transmux {
namespace {

TEST(StartCodes, AreFoundWhereverTheyStand) {
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::vector<std::byte> data(random() % 40);
    for (auto& one : data) one = static_cast<std::byte>(random() % 3 == 0 ? random() % 2 : random() % 256);
    const std::size_t from = random() % 40;
    std::optional<std::size_t> first;
    bool zeros = false;
    for (std::size_t at = 0; at + 2 <= data.size(); ++at) {
      const bool two = data[at] == std::byte{0} && data[at + 1] == std::byte{0};
      zeros = zeros || two;
      if (two && !first && at + 2 < data.size() && at + 2 >= from && data[at + 2] == std::byte{1}) first = at;
    }
    ASSERT_EQ(find_start_code(data, from), first) << round;

    std::vector<std::byte> copy(data.size() + 1, std::byte{0xEE});
    const bool maybe = copy_looking_for_zeros(data, copy.data());
    ASSERT_TRUE(maybe || !zeros) << round;
    ASSERT_TRUE(!maybe || zeros || data.size() <= 8) << "for nothing, " << round;
    ASSERT_EQ(copy.back(), std::byte{0xEE});
    copy.pop_back();
    ASSERT_EQ(copy, data);
  }
}

}  // namespace
}  // namespace praxino::transmux
