#include "core/buffer/laid.h"

#include <gtest/gtest.h>

namespace praxino::buffer {
namespace {

constexpr media::RenditionId low{1};
constexpr media::RenditionId high{2};

TEST(Laid, WhatComesLaterLiesOverWhatWasThere) {
  struct Case {
    std::vector<Laid> laid;
    std::vector<Laid> all;
  };
  const Case cases[] = {
      {{{{{0}, {2}}, low}, {{{2}, {4}}, low}}, {{{{0}, {4}}, low}}},
      {{{{{0}, {2}}, low}, {{{4}, {6}}, low}}, {{{{0}, {2}}, low}, {{{4}, {6}}, low}}},
      {{{{{4}, {6}}, low}, {{{0}, {2}}, high}}, {{{{0}, {2}}, high}, {{{4}, {6}}, low}}},
      {{{{{0}, {6}}, low}, {{{2}, {4}}, high}}, {{{{0}, {2}}, low}, {{{2}, {4}}, high}, {{{4}, {6}}, low}}},
      {{{{{0}, {2}}, low}, {{{2}, {4}}, high}, {{{1}, {3}}, low}}, {{{{0}, {3}}, low}, {{{3}, {4}}, high}}},
      {{{{{1}, {2}}, low}, {{{3}, {4}}, high}, {{{0}, {9}}, low}}, {{{{0}, {9}}, low}}},
  };
  for (const Case& one : cases) {
    std::vector<Laid> all;
    for (const Laid& piece : one.laid) lay(all, piece, 9);
    EXPECT_EQ(all, one.all);
  }
}

TEST(Laid, ForgetsTheFirstOfTooMany) {
  std::vector<Laid> all;
  for (int i = 0; i < 10; ++i) lay(all, {{{i * 2.0}, {i * 2 + 1.0}}, low}, 4);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all.front().range.start, Seconds{12});
}

TEST(Laid, TellsOnlyWhatIsBuffered) {
  const std::vector<Laid> all = {{{{0}, {4}}, low}, {{{4}, {8}}, high}};
  const Ranges buffered = {{{1}, {2}}, {{3}, {6}}};
  EXPECT_EQ(to_flat(all, buffered), (std::vector<double>{1, 2, 1, 3, 4, 1, 4, 6, 2}));
  EXPECT_TRUE(to_flat(all, {}).empty());
}

}  // namespace
}  // namespace praxino::buffer
