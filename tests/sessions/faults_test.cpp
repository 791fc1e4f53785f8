#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/sessions/protocols.h"

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
  fault.retry_after = row.value("retryAfter", -1.0);
  fault.silent = row.value("silent", false);
  for (const char* name : {"refused", "dead", "reset", "loops"})
    fault.reset = fault.reset || row.value(name, false);
  fault.cut = size("cut");
  fault.stall = size("stall");
  fault.ends = size("ends");
  if (row.contains("part")) fault.part = row["part"].get<double>();
  fault.rate = row.value("rate", 0.0);
  fault.more_announced = row.value("moreAnnounced", std::int64_t{0});
  if (row.contains("body")) fault.body = row["body"].get<std::string>();
  fault.no_ranges = row.value("noRanges", false);
  return fault;
}

const json& rows() {
  static const json tried = [] {
    json all = json::parse(std::ifstream(PRAXINO_TESTS "/faults.json"));
    // What only a decoder notices needs one.
    std::erase_if(all.get_ref<json::array_t&>(), [](const json& row) { return row.value("decoded", false); });
    return all;
  }();
  return tried;
}

class EveryFault : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryFault, IsPlayedThroughOrToldInTime) {
  const json& row = rows()[GetParam()];
  const json& what = row["fault"];
  const bool mirrored = row.value("mirrored", false);
  Film film{.duration = 40};
  if (mirrored) film.mirror = "https://other.example/again/";
  if (what.contains("ahead")) film.jumps_at = 4;
  World world(mirrored ? as_dash(film) : as_hls(film), {});
  const std::string of = row["of"];
  const double from = row.value("from", 0.0);
  const double until = from + row.value("for", 1e9);
  int hits = 0;
  world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
    const bool manifest = url.ends_with("master.m3u8") || url.ends_with(".mpd");
    const bool segment = url.ends_with(".m4s");
    const int number = segment ? std::stoi(url.substr(url.rfind('/') + 1)) : 0;
    const bool meant = of == "all" || (of == "manifest" && manifest) ||
                       (of == "playlist" && url.contains("/v") && url.ends_with("list.m3u8")) ||
                       (of == "segment" && url.contains("/v") && number == 3) ||
                       (of == "sound" && url.contains("/a0/") && number >= 3 && number <= 5) ||
                       (of == "later" && number >= 3) ||
                       (of == "first place" && segment && url.starts_with(film.origin));
    if (!meant || world.now() < from || world.now() > until) return std::nullopt;
    if (row.contains("times") && attempt >= row["times"].get<int>()) return std::nullopt;
    ++hits;
    Fault fault = fault_of(what);
    if (what.contains("changes")) {
      fault.etag = '"' + std::to_string(std::min(attempt, 1)) + '"';
      if (attempt > 0) fault.cut.reset();
    }
    return fault;
  };
  player::Load load;
  load.url = film.origin + (mirrored ? "film.mpd" : "master.m3u8");
  load.buffer_goal = row.value("bufferGoal", 0.0);
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
    const double beyond = row.value("until", 7.0);
    const bool passed =
        world.run_until([&] { return world.element().current_time() > beyond; }, beyond + 1 + late);
    ASSERT_TRUE(passed) << story(world);
    EXPECT_LE(world.all<player::ShowStats>().back().stalled, late);
    ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 45)) << story(world);
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
