#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "tests/sessions/protocols.h"

/// What goes wrong on the way and is played through.
namespace praxino::sessions {
namespace {

using player::Decide;
using player::Subject;
using player::Why;

class Steady : public testing::TestWithParam<Protocol> {};

bool is_segment(const std::string& url) { return url.ends_with(".m4s") || url.ends_with(".ts"); }

std::size_t count(const World& world, Subject subject, Why why) {
  const auto all = world.all<Decide>();
  return static_cast<std::size_t>(std::ranges::count_if(
      all, [&](const Decide& one) { return one.subject == subject && one.why == why; }));
}

/// Where a fragment of the film's picture begins, in seconds (tfdt, ISO/IEC 14496-12 §8.8.12); -1: none
/// begins.
double begins(std::span<const std::byte> bytes) {
  constexpr std::string_view name = "tfdt";
  const auto found =
      std::ranges::search(bytes, name, {}, [](std::byte one) { return static_cast<char>(one); }).begin();
  if (found == bytes.end()) return -1;
  std::uint64_t time = 0;
  const auto at = static_cast<std::size_t>(found - bytes.begin()) + 4;
  const std::size_t width = bytes[at] == std::byte{1} ? 8 : 4;
  for (std::size_t i = 0; i < width; ++i)
    time = time << 8 | std::to_integer<std::uint64_t>(bytes[at + 4 + i]);
  return static_cast<double>(time) / 12800;
}

/// Plays until the element says so; where it is if it never does.
void expect_end(World& world, double limit) {
  EXPECT_TRUE(world.run_until([&] { return world.element().ended(); }, limit))
      << world.element().current_time();
  expect_no_fault(world);
}

TEST_P(Steady, GoesElsewhereWhereAPlaceIsDeadAndComesBack) {
  struct Case {
    const char* what;
    Fault fault;
    double stalled;
  };
  const Case cases[] = {
      {"refused", {.reset = true}, 0.5}, {"in trouble", {.status = 503}, 0.5},
      {"empty", {.status = 404}, 0.5},   {"forbidden", {.status = 401}, 0.5},
      {"silent", {.silent = true}, 12},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    const Film film{.duration = 120, .mirror = "https://other.example/again/"};
    World world = world_of(GetParam(), film);
    constexpr double dead_from = 5;
    constexpr double dead_until = 50;
    world.network().fault = [&](const std::string& url, int) -> std::optional<Fault> {
      const bool dead = world.now() > dead_from && world.now() < dead_until;
      return dead && url.starts_with(film.origin) ? std::optional(one.fault) : std::nullopt;
    };
    player::Load load = load_of(GetParam(), film);
    load.buffer_goal = 10;
    world.load(load);
    world.play();
    expect_end(world, 140);
    EXPECT_LE(world.all<player::ShowStats>().back().stalled, one.stalled);
    std::set<std::string> last;
    std::size_t elsewhere = 0;
    for (const auto& fetch : world.all<player::Fetch>()) {
      if (!is_segment(fetch.url)) continue;
      elsewhere += fetch.url.starts_with(film.mirror) ? 1 : 0;
      if (fetch.url.contains("/60.")) last.insert(fetch.url.substr(0, film.origin.size()));
    }
    EXPECT_GT(elsewhere, 20U);
    EXPECT_EQ(last, std::set{film.origin}) << "what lives again is preferred again";
    EXPECT_EQ(count(world, Subject::quality, Why::failed), 0U) << "the quality stays";
  }
}

TEST_P(Steady, AsksForTheNextSegmentBeforeTheLineIsIdle) {
  // Each takes 1.25 s, and as long as an answer takes before.
  const Film film{.duration = 60, .bitrates = {2'500'000}, .audio = false};
  World world = world_of(GetParam(), film, Link{4e6, 0.5});
  player::Load load = load_of(GetParam(), film);
  load.buffer_goal = 100;
  world.load(load);
  world.play();
  std::size_t most = 0;
  const auto is_here = [&] {
    most = std::max(most, world.network().open());
    return !world.all<player::EndOfStream>().empty();
  };
  ASSERT_TRUE(world.run_until(is_here, 100));
  EXPECT_LT(world.now(), 30 * 1.25 + 5) << "not 30 × 1.75";
  EXPECT_LE(most, 3U) << "two segments, and a key or an init";
  expect_end(world, 100);
}

TEST_P(Steady, AsksAgainForWhatCrawlsBehindWhichTheNextWasAskedFor) {
  const Film film{.duration = 60, .bitrates = {2'500'000}, .audio = false};
  World world = world_of(GetParam(), film, Link{20e6, 0.5});
  std::string slow;
  world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
    if (slow.empty() && world.now() > 4 && is_segment(url)) slow = url;
    return url == slow && attempt == 0 ? std::optional(Fault{.rate = 8000}) : std::nullopt;
  };
  player::Load load = load_of(GetParam(), film);
  load.buffer_goal = 100;
  world.load(load);
  world.play();
  expect_end(world, 100);
  EXPECT_FALSE(slow.empty());
  EXPECT_LT(world.all<player::ShowStats>().back().stalled, 2);
}

TEST_P(Steady, WaitsForALineThatIsGone) {
  for (const Fault& fault : {Fault{.reset = true}, Fault{.silent = true}}) {
    const Film film;
    World world = world_of(GetParam(), film);
    constexpr double from = 7;
    constexpr double until = 37;
    world.network().fault = [&](const std::string&, int) -> std::optional<Fault> {
      return world.now() > from && world.now() < until ? std::optional(fault) : std::nullopt;
    };
    player::Load load = load_of(GetParam(), film);
    load.buffer_goal = 8;
    world.load(load);
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.now() > until; }, 100));
    const double stood = world.element().current_time();
    const bool moved = world.run_until([&] { return world.element().current_time() > stood + 0.5; }, 12);
    EXPECT_TRUE(moved);
    EXPECT_LT(world.now(), until + (fault.reset ? 3.5 : 12.5)) << "soon after it is back";
    expect_end(world, 60);
    EXPECT_EQ(count(world, Subject::skip, Why::failed), 0U) << "nothing is left out";
  }
}

TEST_P(Steady, TellsWhenTheLineStaysGone) {
  const Film film;
  World world = world_of(GetParam(), film);
  world.network().fault = [&](const std::string&, int) -> std::optional<Fault> {
    return world.now() > 7 ? std::optional(Fault{.reset = true}) : std::nullopt;
  };
  player::Load load = load_of(GetParam(), film);
  load.buffer_goal = 8;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 90));
  EXPECT_EQ(world.all<player::GiveUp>().front().code, player::Code::segment_load);
  EXPECT_GT(world.now(), 60);
  EXPECT_EQ(world.network().open(), 0U);
}

TEST_P(Steady, LeavesAServerInPeaceForAsLongAsItAsks) {
  const Film film;
  World world = world_of(GetParam(), film);
  std::vector<double> asked;
  world.network().fault = [&](const std::string& url, int) -> std::optional<Fault> {
    if (!url.contains("/v") || !url.contains("/8.")) return std::nullopt;
    asked.push_back(world.now());
    if (asked.size() > 2) return std::nullopt;
    return Fault{.status = 429, .retry_after = 3};
  };
  world.load(load_of(GetParam(), film));
  world.play();
  expect_end(world, 70);
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_GE(asked[1] - asked[0], 3);
  EXPECT_GE(asked[2] - asked[1], 3);
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  EXPECT_EQ(count(world, Subject::quality, Why::failed), 0U) << "another rendition would be asked of it too";
}

/// A file that is another one after a break is begun again; where it is another one each time, once.
TEST_P(Steady, NeverMixesTwoFiles) {
  for (const bool always : {false, true}) {
    SCOPED_TRACE(always);
    const Film film;
    World world = world_of(GetParam(), film);
    int tags = 0;
    std::vector<double> froms;
    world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
      if (!url.contains("/v") || !url.contains("/8.")) return std::nullopt;
      tags += attempt == 0 || always || attempt == 1 ? 1 : 0;
      Fault fault{.etag = '"' + std::to_string(tags) + '"'};
      if (attempt == 0) fault.cut = 20'000;
      return fault;
    };
    world.load(load_of(GetParam(), film));
    world.play();
    expect_end(world, 70);
    EXPECT_EQ(count(world, Subject::retry, Why::changed), 1U);
    for (const auto& fetch : world.all<player::Fetch>()) {
      if (fetch.url.contains("/v") && fetch.url.contains("/8.")) froms.push_back(std::max(fetch.from, 0.0));
    }
    ASSERT_EQ(froms.size(), 3U);
    EXPECT_GT(froms[1], 0);
    EXPECT_EQ(froms[2], 0) << "from its beginning";
    EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  }
}

TEST_P(Steady, GivesUpASegmentThatWouldComeTooLate) {
  const Film film{.duration = 60};
  World world = world_of(GetParam(), film, {.bits_per_second = 8e6});
  player::Load load = load_of(GetParam(), film);
  load.start_bitrate = 3'000'000;
  load.buffer_goal = 6;
  world.load(load);
  world.play();
  // The line breaks down while a dear segment is on its way.
  ASSERT_TRUE(
      world.run_until([&] { return world.element().current_time() > 8 && world.network().open() == 2; }, 30));
  world.network().link.bits_per_second = 600e3;
  world.run(20);
  EXPECT_GE(count(world, Subject::quality, Why::late), 1U);
  EXPECT_LT(world.all<player::ShowStats>().back().stalled, 4) << "7 to 9 without it";
  expect_end(world, 80);
}

struct Trouble {
  const char* name;
  int seeks;    ///< That help, on the first source; more than there will be: none.
  int sources;  ///< New ones until it moves.
  bool decode;  ///< The element fails rather than stands.
  bool told;    ///< In the end nothing helps.
};

class SteadyElement : public testing::TestWithParam<Trouble> {};

TEST_P(SteadyElement, IsHelpedInSteps) {
  const Trouble& trouble = GetParam();
  const Film film;
  World world(as_hls(film), {});
  int sources = 0;
  const auto harm = [&](virtual_host::MediaElement& element) {
    if (trouble.decode) {
      element.fail(3);
      world.send(player::ElementFailed{3, "cannot decode"});
    } else {
      element.stick(trouble.seeks);
    }
  };
  world.renewed = [&](virtual_host::MediaElement& element) {
    ++sources;
    // Once it has something to stumble over.
    if (sources < trouble.sources) element.stick(1'000);
  };
  world.load(load_of(protocols[0], film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 5; }, 8));
  harm(world.element());
  const double stood = world.element().current_time();
  if (trouble.told) {
    ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 120));
    EXPECT_EQ(world.all<player::GiveUp>().front().code, player::Code::element);
    return;
  }
  const bool moved = world.run_until(
      [&] { return world.element().current_time() > stood + 2.5 && !world.element().seeking(); }, 60);
  ASSERT_TRUE(moved) << world.element().current_time() << " of " << stood;
  EXPECT_EQ(sources, trouble.sources);
  expect_end(world, 70);
}

INSTANTIATE_TEST_SUITE_P(Session, SteadyElement,
                         testing::Values(Trouble{"a_nudge", 1, 0, false, false},
                                         Trouble{"two_nudges", 2, 0, false, false},
                                         Trouble{"a_new_source", 1'000, 1, false, false},
                                         Trouble{"another_rendition", 1'000, 2, false, false},
                                         Trouble{"the_next_segment", 1'000, 3, false, false},
                                         Trouble{"nothing", 1'000, 100, false, true},
                                         Trouble{"a_new_source_after_a_decode_error", 0, 1, true, false}),
                         [](const auto& one) { return one.param.name; });

TEST(Session, GoesOnWithoutASegmentThatNoSinkTakes) {
  const Film film{.duration = 30};
  World world(as_hls(film), {});
  std::size_t refused = 0;
  world.appended = [&](const player::Append& append) {
    if (append.sink != player::SinkId{0} || begins(append.bytes.data) != 4) return;
    ++refused;
    world.send(player::Failed{append.op, append.sink, player::OpFailure::decode, "refused", {}});
  };
  world.load(load_of(protocols[0], film));
  world.play();
  expect_end(world, 40);
  EXPECT_EQ(refused, film.bitrates.size()) << "each rendition was tried once";
  EXPECT_EQ(count(world, Subject::skip, Why::failed), 1U);
  EXPECT_LE(world.all<player::ShowStats>().back().stalled, 1);
}

TEST(Session, TellsOfMediaThatNoSinkTakes) {
  const Film film;
  World world(as_hls(film), {});
  world.appended = [&](const player::Append& append) {
    if (append.sink == player::SinkId{0} && begins(append.bytes.data) >= 4)
      world.send(player::Failed{append.op, append.sink, player::OpFailure::decode, "refused", {}});
  };
  world.load(load_of(protocols[0], film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 60));
  EXPECT_EQ(world.all<player::GiveUp>().front().code, player::Code::append);
}

TEST(Session, LeavesAnElementAloneThatHasReasonsToStand) {
  const Film film;
  World world(as_hls(film), {});
  world.load(load_of(protocols[0], film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 5; }, 8));
  world.element().pause();
  world.run(120);
  world.element().play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 7; }, 3));
  // Browsers let pictures stand that nobody sees.
  world.hidden = true;
  world.run(0.5);
  world.element().stick(1);
  world.run(120);
  EXPECT_EQ(count(world, Subject::jump, Why::stuck), 0U);
  expect_no_fault(world);
}

TEST_P(Steady, GoesOnWhereTheMediasClockJumps) {
  for (const double at : {6.0, 20.0}) {
    SCOPED_TRACE(at);
    const Film film{.duration = 40, .jumps_at = at};
    World world = world_of(GetParam(), film);
    world.load(load_of(GetParam(), film));
    world.play();
    expect_end(world, 45);
    EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
    EXPECT_FALSE(world.all<player::Warn>().empty());
    EXPECT_NEAR(world.source().duration(), 40, 0.1);
  }
}

/// Durations in playlists are rounded, or wrong: what follows a discontinuity plays where what was before it
/// really ends (RFC 8216bis §4.4.4.3 says nothing of that; all players do it so).
TEST(Session, LosesNothingAtADiscontinuityOfADriftingPlaylist) {
  for (const double told : {1.95, 1.99, 2.0, 2.01, 2.05}) {
    SCOPED_TRACE(told);
    const Film film{.jumps_at = 30};
    Files files = as_hls(film);
    for (auto& [url, bytes] : files) {
      if (!url.ends_with("list.m3u8")) continue;
      std::string list(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      const std::size_t middle = list.find("#EXTINF", list.find("\n15.m4s"));
      const std::string line = "#EXTINF:2.000000";
      for (std::size_t at = list.find(line); at < middle; at = list.find(line, at + 1))
        list.replace(at, line.size(), "#EXTINF:" + std::to_string(told));
      list.insert(list.find("#EXTINF", list.find("\n15.m4s")), "#EXT-X-DISCONTINUITY\n");
      const auto made = std::as_bytes(std::span(list));
      bytes.assign(made.begin(), made.end());
    }
    World world(std::move(files), {});
    player::Load load = load_of(protocols[0], film);
    load.back_buffer = 100;
    world.load(load);
    world.play();
    expect_end(world, 62);
    EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
    EXPECT_EQ(count(world, Subject::jump, Why::gap), 0U);
    const auto ranges = world.source().buffered().all();
    ASSERT_EQ(ranges.size(), 1U);
    EXPECT_NEAR(ranges.back().end, 60, 2 - std::min(told, 2.0) + 0.05);
  }
}

TEST_P(Steady, WakesFromSleep) {
  for (const double at : {3.0, 7.1, 30.0}) {
    SCOPED_TRACE(at);
    const Film film;
    World world = world_of(GetParam(), film, {.bits_per_second = 4e6});
    world.load(load_of(GetParam(), film));
    world.play();
    world.run(at);
    world.sleep(600);
    const double woke = world.element().current_time();
    world.run(1);
    EXPECT_GT(world.element().current_time(), woke + 0.9);
    expect_end(world, 62);
    EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
    EXPECT_EQ(count(world, Subject::jump, Why::stuck), 0U);
    EXPECT_EQ(count(world, Subject::quality, Why::failed), 0U);
  }
}

TEST_P(Steady, PlaysAtAnySpeed) {
  for (const double rate : {0.25, 0.5, 1.5, 2.0, 4.0}) {
    SCOPED_TRACE(rate);
    const Film film;
    World world = world_of(GetParam(), film, {.bits_per_second = 5e6});
    world.load(load_of(GetParam(), film));
    world.element().play(rate);
    expect_end(world, film.duration / rate + 3);
    // At four times the speed the line has little to spare before it is known.
    EXPECT_LE(world.all<player::ShowStats>().back().stalled, rate > 2 ? 0.5 : 0);
    double best = 0;
    for (const auto& stats : world.all<player::ShowStats>()) best = std::max(best, stats.video_bitrate);
    EXPECT_LE(best * rate, 5e6) << "what the line carries in time";
    EXPECT_GE(best, rate < 1 ? 2.5e6 : 0.8e6);
  }
}

/// A line that gets better: what is ahead of the cheap rendition is overtaken by the dear one.
TEST_P(Steady, LaysTheBetterRenditionOverTheCheaperOne) {
  const Film film{.duration = 80, .bitrates = {300'000, 1'000'000}};
  World world = world_of(GetParam(), film, {.bits_per_second = 700e3});
  player::Load load = load_of(GetParam(), film);
  load.start_bitrate = 400e3;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until(
      [&] {
        return world.all<player::ShowStats>().size() > 1 && world.all<player::ShowStats>().back().buffer > 15;
      },
      60));
  const double at = world.element().current_time();
  world.network().link.bits_per_second = 8e6;
  const auto sharp = [&] {
    const auto shown = world.all<player::ShowQuality>();
    const auto last = std::ranges::find(shown.rbegin(), shown.rend(), 0U, &player::ShowQuality::sink);
    const auto names = world.all<player::Present>().front().renditions;
    return names[last->rendition].bitrate > 0.9e6;
  };
  EXPECT_TRUE(world.run_until(sharp, 14));
  EXPECT_LT(world.element().current_time(), at + 13);
  expect_end(world, 90);
  EXPECT_LT(world.all<player::ShowStats>().back().stalled, 0.1);
  for (const auto& [url, times] : world.network().whole()) EXPECT_TRUE(times == 1 || !is_segment(url)) << url;
}

TEST_P(Steady, HoldsMoreOfTheBestAndWithinItsBytes) {
  struct Case {
    double max_bitrate;
    double buffer_goal;
    double buffer_bytes;
    double most;
  };
  for (const Case& one : {Case{0, 0, 0, 60}, Case{1e6, 0, 0, 60}, Case{0, 25, 0, 25}, Case{0, 0, 5e6, 15}}) {
    SCOPED_TRACE(one.most);
    const Film film{.duration = 120};
    World world = world_of(GetParam(), film, {.bits_per_second = 50e6});
    player::Load load = load_of(GetParam(), film);
    load.max_bitrate = one.max_bitrate;
    load.buffer_goal = one.buffer_goal;
    load.buffer_bytes = one.buffer_bytes;
    world.load(load);
    world.play();
    double most = 0;
    for (int i = 0; i < 30; ++i) {
      world.run(1);
      most = std::max(most, world.all<player::ShowStats>().back().buffer);
    }
    EXPECT_GT(most, one.most - 1.5);
    EXPECT_LT(most, one.most + segment_seconds + 0.6);
    expect_no_fault(world);
  }
}

/// Two segments of two seconds with one request, where there is time.
TEST(Session, AsksTogetherForWhatLiesTogether) {
  const Film film{.bitrates = {800'000}};
  World world(as_hls_ranges(film), {});
  world.load(load_of(protocols[0], film));
  world.play();
  expect_end(world, 63);
  std::size_t fetches = 0;
  for (const auto& fetch : world.all<player::Fetch>())
    fetches += fetch.what == net::FetchKind::segment ? 1U : 0U;
  EXPECT_GE(fetches, 2 * 15U);
  EXPECT_LE(fetches, 2 * 18U) << "of 60";
  std::size_t bytes = 0;
  for (const auto& [url, file] : as_hls_ranges(film)) bytes += url.ends_with(".mp4") ? file.size() : 0;
  EXPECT_LE(static_cast<double>(bytes) - world.all<player::ShowStats>().back().bytes, 3'000)
      << "all but the inits";
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
}

/// What is broken in one of two does not take the other one with it.
TEST(Session, LeavesOutNoMoreOfWhatWasAskedTogetherThanMustBe) {
  const Film film{.bitrates = {800'000}};
  Files files = as_hls_ranges(film);
  const std::vector<std::byte> segment = as_hls(film).at(film.origin + "v0/11.m4s");
  std::vector<std::byte>& file = files.at(film.origin + "v0/all.mp4");
  const auto at = std::ranges::search(file, segment).begin();
  ASSERT_NE(at, file.end());
  std::fill(at, at + 400, std::byte{'x'});
  World world(std::move(files), {});
  world.load(load_of(protocols[0], film));
  world.play();
  expect_end(world, 63);
  const auto skips = world.all<Decide>();
  const auto skip = std::ranges::find(skips, Subject::skip, &Decide::subject);
  ASSERT_NE(skip, skips.end());
  EXPECT_EQ(skip->at, 20);
  EXPECT_GT(world.now(), 57.9) << "two seconds are left out";
}

INSTANTIATE_TEST_SUITE_P(Session, Steady, testing::ValuesIn(protocols),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace praxino::sessions
