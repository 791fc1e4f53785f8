#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/sessions/world.h"

/// The rules of abr/rule.h in whole sessions, on lines that swing.
namespace praxino::sessions {
namespace {

struct Watched {
  double bitrate = 0;  ///< Bits/s of video fetched, mean over segments.
  double stalled = 0;  ///< Seconds, after the first picture.
  std::size_t switches = 0;
};

/// Five minutes on a line that takes a new rate every five seconds; the rates' logarithm swings evenly.
Watched watch(abr::RuleName rule, unsigned seed) {
  const Film film{.duration = 300};
  World world(as_dash(film), {.bits_per_second = 2e6});
  player::Load load;
  load.url = film.origin + "film.mpd";
  load.rule = rule;
  world.load(load);
  world.play();
  std::mt19937 generator(seed);
  for (int i = 0; i < 240 && !world.element().ended(); ++i) {
    // 0.5 to 4.5 Mbit/s; the generator's own numbers are the same everywhere, a distribution's are not.
    world.network().link.bits_per_second =
        0.5e6 * std::pow(9.0, static_cast<double>(generator() % 1000) / 1000);
    world.run(5);
  }
  EXPECT_TRUE(world.element().ended());
  Watched watched;
  std::size_t segments = 0;
  std::size_t last = 0;
  for (const player::Fetch& fetch : world.all<player::Fetch>()) {
    if (fetch.what != net::FetchKind::segment || !fetch.url.contains("/v")) continue;
    const auto rung = static_cast<std::size_t>(fetch.url[fetch.url.find("/v") + 2] - '0');
    watched.bitrate += film.bitrates.at(rung);
    watched.switches += segments > 0 && rung != last;
    last = rung;
    ++segments;
  }
  watched.bitrate /= static_cast<double>(segments);
  watched.stalled = world.all<player::ShowStats>().back().stalled;
  return watched;
}

TEST(Rules, TheBufferBuysABetterPictureWithoutStalls) {
  constexpr unsigned lines = 3;
  const auto sum = [&](abr::RuleName rule) {
    Watched total;
    for (unsigned seed = 1; seed <= lines; ++seed) {
      const Watched one = watch(rule, seed);
      total.bitrate += one.bitrate / lines;
      total.stalled += one.stalled;
      total.switches += one.switches;
    }
    RecordProperty(EnumNames<abr::RuleName>::values[static_cast<std::size_t>(rule)],
                   std::to_string(total.bitrate / 1e3) + " kbit/s, " + std::to_string(total.stalled) +
                       " s stalled, " + std::to_string(total.switches) + " switches");
    return total;
  };
  const Watched throughput = sum(abr::RuleName::throughput);
  const Watched bola = sum(abr::RuleName::bola);
  const Watched dynamic = sum(abr::RuleName::dynamic);
  EXPECT_GT(dynamic.bitrate, throughput.bitrate);
  EXPECT_GT(bola.bitrate, throughput.bitrate);
  EXPECT_LE(dynamic.stalled, throughput.stalled);
  EXPECT_LE(dynamic.switches, throughput.switches);
}

}  // namespace
}  // namespace praxino::sessions
