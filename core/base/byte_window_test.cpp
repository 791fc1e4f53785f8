#include "core/base/byte_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <utility>
#include <vector>

namespace praxino {
namespace {

std::vector<std::byte> bytes(std::size_t count, int first) {
  std::vector<std::byte> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::byte>(first + static_cast<int>(i));
  return out;
}

TEST(ByteWindow, HoldsWhatCameAndWasNotReleased) {
  std::mt19937 random(3);
  ByteWindow window;
  std::deque<std::byte> all;  // what is here, by a simpler hand
  std::uint64_t released = 0;
  std::vector<std::byte> lent;
  for (int round = 0; round < 20'000; ++round) {
    const auto more = bytes(random() % 300, round);
    switch (random() % 6) {
      case 0:
        window.append(more);
        all.insert(all.end(), more.begin(), more.end());
        break;
      case 1:
        std::ranges::copy(more, window.extend(more.size()));
        all.insert(all.end(), more.begin(), more.end());
        break;
      case 2: {
        lent = more;
        window.lend(lent);
        all.insert(all.end(), more.begin(), more.end());
        const std::size_t used = all.empty() ? 0 : random() % all.size();
        window.drop(used);
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(used));
        released += used;
        window.keep();
        std::ranges::fill(lent, std::byte{0xEE});
        break;
      }
      case 3:
        window.truncate(window.size() / 2);
        all.resize(all.size() / 2);
        break;
      case 4:
        released += all.size() / 2;
        window.release(released);
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
        break;
      default:
        released += all.size();
        window.drop(window.size());
        all.clear();
    }
    ASSERT_TRUE(std::ranges::equal(window.view(), all)) << round;
    ASSERT_EQ(window.end(), released + all.size()) << round;
  }
}

TEST(ByteWindow, BorrowsWhatIsLentUntilItIsKept) {
  auto lent = bytes(100, 0);
  ByteWindow window;
  window.lend(lent);
  EXPECT_EQ(window.view().data(), lent.data()) << "not copied";
  window.drop(100);
  window.keep();
  window.lend(lent);
  window.drop(10);
  window.keep();
  lent[20] = std::byte{0xEE};
  EXPECT_EQ(window.view(120, 1)[0], std::byte{20}) << "kept in time";
}

TEST(ByteWindow, IsAValue) {
  ByteWindow one;
  one.append(bytes(10, 0));
  one.release(4);
  ByteWindow two = one;
  one.data()[0] = std::byte{0xEE};
  EXPECT_EQ(two.view(4, 1)[0], std::byte{4});
  EXPECT_EQ(two.end(), 10U);
  const ByteWindow three = std::move(two);
  EXPECT_EQ(three.from(9)[0], std::byte{9});
}

TEST(ByteWindow, MovesNothingForWhatComesAndGoesInTurn) {
  ByteWindow window;
  window.reserve(1000);
  window.append(bytes(100, 0));
  const std::byte* const at = window.data();
  for (int i = 0; i < 8; ++i) {
    window.append(bytes(100, i));
    window.drop(100);
  }
  EXPECT_EQ(window.data(), at + 800);
  window.append(bytes(100, 0));
  window.append(bytes(100, 0));
  EXPECT_EQ(window.data(), at) << "in the same room again";
}

}  // namespace
}  // namespace praxino
