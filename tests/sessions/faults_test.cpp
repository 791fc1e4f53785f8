#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/sessions/world.h"

/// tests/faults.json in virtual time; e2e/play/faults.ts has the same rows in real browsers.
namespace praxino::sessions {
namespace {

using nlohmann::json;

Fault fault_of(const json& row) {
  const auto size = [&](const char* name) {
    return row.contains(name) ? std::optional(row[name].get<std::size_t>()) : std::nullopt;
  };
  Fault fault;
  fault.status = row.value("status", 0U);
  fault.silent = row.value("silent", false);
  fault.reset = row.value("refused", false);
  fault.cut = size("cut");
  fault.stall = size("stall");
  fault.ends = size("ends");
  fault.more_announced = row.value("moreAnnounced", std::int64_t{0});
  if (row.contains("body")) fault.body = row["body"].get<std::string>();
  fault.no_ranges = row.value("noRanges", false);
  return fault;
}

const json& rows() {
  static const json all = json::parse(std::ifstream(PRAXINO_TESTS "/faults.json"));
  return all;
}

/// What was decided, for a failure's message.
std::string story(const World& world) {
  std::string text;
  for (const player::Decide& one : world.all<player::Decide>()) {
    text += std::string(EnumNames<player::Subject>::values[static_cast<std::size_t>(one.subject)]) + " " +
            EnumNames<player::Why>::values[static_cast<std::size_t>(one.why)] + " at " +
            std::to_string(one.at) + " s, sink " + std::to_string(one.sink) + '\n';
  }
  return text;
}

class EveryFault : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryFault, IsPlayedThroughOrToldInTime) {
  const json& row = rows()[GetParam()];
  const Film film{.duration = 40};
  World world(as_hls(film), {});
  const bool playlist = row["of"] == "playlist";
  int hits = 0;
  world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
    const bool meant = playlist ? url.contains("/v") && url.ends_with("list.m3u8")
                                : url.contains("/v") && url.ends_with("/3.m4s");
    if (!meant || (row.contains("times") && attempt >= row["times"].get<int>())) return std::nullopt;
    ++hits;
    return fault_of(row["fault"]);
  };
  player::Load load;
  load.url = film.origin + "master.m3u8";
  world.load(load);
  world.play();
  if (row.contains("error")) {
    ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, row["within"]));
    const auto code = static_cast<std::size_t>(world.all<player::GiveUp>().front().code);
    EXPECT_EQ(EnumNames<player::Code>::values[code], row["error"].get<std::string>());
    EXPECT_EQ(world.network().open(), 0U);
  } else {
    // The third segment ends at 6 s.
    const double late = row["late"];
    const bool passed = world.run_until([&] { return world.element().current_time() > 7; }, 8 + late);
    ASSERT_TRUE(passed) << story(world);
    EXPECT_LE(world.all<player::ShowStats>().back().stalled, late);
    ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 45));
  }
  EXPECT_GT(hits, 0) << "the fault was met";
  EXPECT_TRUE(world.broken_rules.empty()) << world.broken_rules.front();
}

std::string name_of(const testing::TestParamInfo<std::size_t>& one) {
  std::string name = rows()[one.param]["name"];
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Faults, EveryFault, testing::Range(std::size_t{0}, rows().size()), name_of);

}  // namespace
}  // namespace praxino::sessions
