#include "core/base/sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

namespace praxino {
namespace {

TEST(Sort, AgreesWithTheStandardLibrary) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<std::string> things(size);
    for (std::string& one : things) one = std::to_string(random() % 50);
    std::vector<std::string> expected = things;
    std::ranges::sort(expected, std::greater());
    sort(things, std::greater());
    EXPECT_EQ(things, expected);
  }
}

}  // namespace
}  // namespace praxino
