#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "tests/sessions/world.h"

/// Long sessions on lines as they are: a whole film; traces of bandwidth, with loss and errors by chance.
namespace praxino::sessions {
namespace {

using virtual_host::Trace;

player::Load load_of(const Film& film) {
  player::Load load;
  load.url = film.origin + "film.mpd";
  return load;
}

void expect_whole(World& world, const Film& film) {
  EXPECT_TRUE(world.element().ended()) << "stands at " << world.element().current_time();
  EXPECT_NEAR(world.element().current_time(), film.duration, 0.1);
  EXPECT_TRUE(world.broken_rules.empty()) << world.broken_rules.front();
  for (const auto& lost : world.all<player::GiveUp>()) ADD_FAILURE() << lost.message << " at " << lost.where;
}

TEST(Film, TwoHoursTakeNoTime) {
  // Thin pictures: it is the session that is tried, not the copying of bytes.
  const Film film{.duration = 7200, .bitrates = {30'000, 60'000, 120'000}};
  World world(as_dash(film), {.bits_per_second = 2e6});
  const auto began = std::chrono::steady_clock::now();
  world.load(load_of(film));
  world.play();
  world.run_until([&] { return world.element().ended(); }, 7300);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  RecordProperty("seconds", std::to_string(took.count()));
  expect_whole(world, film);
  const auto fetches = world.all<player::Fetch>();
  EXPECT_EQ(std::ranges::count(fetches, net::FetchKind::segment, &player::Fetch::what), 7200)
      << "each segment of picture and sound once";
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
}

struct Line {
  const char* trace;
  double most_stalled;  ///< Seconds.
};

class EveryLine : public testing::TestWithParam<Line> {};

TEST_P(EveryLine, IsPlayedThroughWithLossAndErrors) {
  std::ifstream file(std::string(PRAXINO_TESTS "/traces/") + GetParam().trace + ".json");
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(json.empty());
  const Film film{.duration = 300, .bitrates = {230'000, 477'000, 991'000, 2'056'000}};
  World world(as_dash(film), {.loss = 0.002});
  world.network().trace = Trace(json);
  world.network().fault = virtual_host::chance_faults({.refused = 0.02, .cut = 0.02, .silent = 0.002}, 2026);
  world.load(load_of(film));
  world.play();
  world.run_until([&] { return world.element().ended(); }, film.duration * 2);
  expect_whole(world, film);
  const player::ShowStats stats = world.all<player::ShowStats>().back();
  EXPECT_LE(stats.stalled, GetParam().most_stalled) << stats.stalls << " stalls";
}

INSTANTIATE_TEST_SUITE_P(Film, EveryLine,
                         testing::Values(Line{"3g-00", 3}, Line{"3g-07", 3}, Line{"4g-00", 0.5},
                                         Line{"step-sd-00", 10}, Line{"step-hd-00", 1},
                                         Line{"scripted-spikes", 0.5}, Line{"scripted-square", 0.5},
                                         Line{"scripted-stairs", 0.5}, Line{"scripted-tunnel-10", 0.5},
                                         Line{"scripted-tunnel-30", 5}, Line{"scripted-tunnel-60", 90}),
                         [](const auto& row) {
                           std::string name = row.param.trace;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace praxino::sessions
