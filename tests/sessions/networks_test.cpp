#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "tests/sessions/protocols.h"

/// Sessions on networks by chance: what must hold on every one. PRAXINO_NETWORKS says how many; a failure
/// names its number, and PRAXINO_NETWORK=number runs that one alone.
namespace praxino::sessions {
namespace {

constexpr std::uint32_t shards = 8;
constexpr double quiet_from = 45;  ///< From then on the network is as it should be.

std::uint32_t number_from(const char* name, std::uint32_t unsaid) {
  const char* text = std::getenv(name);
  return text ? static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10)) : unsaid;
}

/// A network, and a person before it.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : random_(seed) {}
  double upto(double most) { return static_cast<double>(random_() >> 11U) * 0x1p-53 * most; }
  double between(double least, double most) { return least + upto(most - least); }
  bool one_in(double times) { return upto(times) < 1; }
  std::uint32_t below(std::uint32_t sides) { return static_cast<std::uint32_t>(random_() % sides); }

  /// Bandwidths from 200 kbit/s to 20 Mbit/s, each for some seconds.
  virtual_host::Trace trace() {
    std::string json = "[";
    for (double time = 0; time < quiet_from;) {
      const double seconds = between(1, 10);
      json += "{\"duration_ms\":" + std::to_string(seconds * 1000) +
              ",\"bandwidth_kbps\":" + std::to_string(200 * std::pow(100, upto(1))) +
              ",\"latency_ms\":" + std::to_string(between(5, 400)) + "},";
      time += seconds;
    }
    json += R"({"duration_ms":1000000,"bandwidth_kbps":6000,"latency_ms":30}])";
    return virtual_host::Trace(json);
  }

 private:
  std::mt19937_64 random_;
};

void expect_all(std::uint32_t seed) {
  SCOPED_TRACE("network " + std::to_string(seed));
  Chance chance(seed);
  const Protocol& protocol = protocols[chance.below(std::size(protocols))];
  Film film{.duration = 60, .bitrates = {150'000, 400'000, 1'000'000}, .audio_bitrate = 64'000};
  if (chance.one_in(3)) film.mirror = "https://other.example/again/";
  World world = world_of(protocol, film, {.loss = chance.one_in(2) ? chance.upto(0.01) : 0});
  world.network().trace = chance.trace();
  // Errors by chance, and two times at which the line is gone.
  const auto errors = virtual_host::chance_faults(
      {.refused = chance.upto(0.05), .cut = chance.upto(0.05), .silent = chance.upto(0.01)}, seed);
  double gone[2][2];
  for (auto& one : gone) {
    one[0] = chance.between(3, 35);
    one[1] = one[0] + chance.upto(15);
  }
  world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
    const double now = world.now();
    return now < 2 || now > quiet_from ? std::nullopt : errors(url, attempt);
  };
  world.network().gone = [&] {
    return std::ranges::any_of(gone,
                               [now = world.now()](const auto& one) { return now > one[0] && now < one[1]; });
  };
  const bool seeks = chance.one_in(4);
  const bool chooses = chance.one_in(4);
  player::Load load = load_of(protocol, film);
  if (chance.one_in(2)) load.buffer_goal = chance.between(4, 30);
  const double goal = load.buffer_goal > 0 ? load.buffer_goal : buffer::Goals{}.ahead_of_best.value;
  world.load(load);
  world.play();
  double act = chance.between(1, 20);
  const double stop_at = chance.one_in(8) ? chance.upto(60) : 1e9;
  while (world.now() < stop_at && !world.element().ended() && world.now() < 200) {
    world.run(0.5);
    if (world.now() < act) continue;
    act += chance.between(1, 20);
    if (seeks && world.now() < quiet_from &&
        world.element().ready() > virtual_host::MediaElement::Ready::nothing) {
      world.seek(chance.upto(film.duration - 1));
      world.play();  // the end pauses
    }
    if (chooses) world.send(player::QualityChosen{chance.one_in(2), chance.below(3)});
  }
  EXPECT_TRUE(world.broken_rules.empty()) << world.broken_rules.front();
  for (const auto& lost : world.all<player::GiveUp>()) ADD_FAILURE() << lost.message << " at " << lost.where;
  double most = 0;
  for (const player::ShowStats& stats : world.all<player::ShowStats>()) most = std::max(most, stats.buffer);
  // Who goes back has more ahead.
  EXPECT_LE(most, seeks ? film.duration : goal + 2 * segment_seconds + 0.1);
  if (world.now() >= stop_at) {
    world.send(player::Stopped{});
    const std::size_t effects = world.effects.size();
    world.run(30);
    EXPECT_EQ(world.effects.size(), effects) << "nothing follows";
  } else {
    EXPECT_TRUE(world.element().ended()) << "stands at " << world.element().current_time() << " after "
                                         << world.now() << " s, " << protocol.name;
  }
  if (world.now() < stop_at) world.run(30);
  if (number_from("PRAXINO_NETWORK", 0) != 0) std::puts(story(world).c_str());
  EXPECT_EQ(world.network().open(), 0U);
  EXPECT_FALSE(world.session().deadline());
  // Never the same bytes twice, where nobody went back and nothing had to be had of another rendition.
  const auto decided = world.all<player::Decide>();
  const bool straight =
      std::ranges::find(decided, player::Why::failed, &player::Decide::why) == decided.end();
  if (!seeks && !chooses && straight) {
    for (const auto& [url, times] : world.network().whole())
      EXPECT_LE(times, url.ends_with(".m4s") || url.ends_with(".ts") ? 1 : 9) << url;
  }
}

class Networks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Networks, AreAllPlayedThrough) {
  const std::uint32_t count = number_from("PRAXINO_NETWORKS", 120);
  const std::uint32_t alone = number_from("PRAXINO_NETWORK", 0);
  if (alone != 0) return GetParam() == 0 ? expect_all(alone) : void();
  for (std::uint32_t seed = GetParam() + 1; seed <= count && !HasFailure(); seed += shards) expect_all(seed);
}

INSTANTIATE_TEST_SUITE_P(Session, Networks, testing::Range(0U, shards));

}  // namespace
}  // namespace praxino::sessions
