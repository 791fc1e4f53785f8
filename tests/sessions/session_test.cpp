#include <gtest/gtest.h>

#include <cmath>

#include "tests/sessions/protocols.h"

namespace praxino::sessions {
namespace {

using Ready = virtual_host::MediaElement::Ready;
using player::Load;

class EveryProtocol : public testing::TestWithParam<Protocol> {};

TEST_P(EveryProtocol, PlaysToTheEndWithoutAStall) {
  const Film film;
  World world = world_of(GetParam(), film);
  world.load(load_of(GetParam(), film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ready() >= Ready::future_data; }, 2));
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 62)) << world.element().current_time();
  world.run(0.1);
  expect_no_fault(world);
  EXPECT_FALSE(world.all<player::EndOfStream>().empty());
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  EXPECT_TRUE(world.all<player::MovePlayhead>().empty()) << "a rounding is no hole";
  EXPECT_NEAR(world.source().duration(), film.duration, 0.05);
  EXPECT_EQ(world.all<player::ShowState>().back().state, player::State::ended);
}

TEST_P(EveryProtocol, LearnsOrIsToldWhereTheMediaStands) {
  Film film;
  film.media_start = 3600;
  World world = world_of(GetParam(), film);
  world.load(load_of(GetParam(), film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 5; }, 8));
  expect_no_fault(world);
  EXPECT_NEAR(world.source().buffered().all().front().start, 0, 0.05);
}

TEST_P(EveryProtocol, AsksForInitAndFirstSegmentsAtOnceAndInParallel) {
  const Film film;
  World world = world_of(GetParam(), film);
  world.load(load_of(GetParam(), film));
  world.run_until([&] { return world.all<player::Append>().size() > 0; }, 2);
  std::size_t before = 0;
  for (const player::Effect& effect : world.effects) {
    if (std::holds_alternative<player::Append>(effect)) break;
    if (const auto* fetch = std::get_if<player::Fetch>(&effect)) {
      before += fetch->what == net::FetchKind::init || fetch->what == net::FetchKind::segment ? 1 : 0;
    }
  }
  EXPECT_EQ(before, GetParam().init.empty() ? 2U : 4U) << "init and segment of both tracks";
}

TEST_P(EveryProtocol, AppendsBytesAsTheyArrive) {
  const Film film;
  World world = world_of(GetParam(), film, {.bits_per_second = 1e6});
  Load load = load_of(GetParam(), film);
  load.start_bitrate = 1e6;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ready() >= Ready::current_data; }, 3));
  std::size_t finished_segments = 0;
  for (const auto& done : world.all<player::Fetch>())
    finished_segments += done.what == net::FetchKind::segment;
  EXPECT_EQ(finished_segments, 2U) << "the picture is there before its first segment is";
}

TEST_P(EveryProtocol, LeavesTheLineToWhatIsNeededSoonest) {
  const Film film;
  World world = world_of(GetParam(), film, {.bits_per_second = 1.5e6, .latency = 0.1});
  Load load = load_of(GetParam(), film);
  load.start_bitrate = 1.2e6;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 3; }, 20));
  const auto audio_asked = [&] {
    return std::ranges::count_if(world.all<player::Fetch>(), [](const player::Fetch& fetch) {
      return fetch.what == net::FetchKind::segment && fetch.url.contains("/a");
    });
  };
  const auto before = audio_asked();
  world.seek(45.5);
  ASSERT_TRUE(world.run_until([&] { return world.element().ready() >= Ready::future_data; }, 20));
  EXPECT_LE(audio_asked() - before, 1) << "the sound ahead waits for the picture at the playhead";
}

TEST_P(EveryProtocol, FetchesNoMoreThanThePictureNeedsUntilItIsThere) {
  const Film film;
  World world = world_of(GetParam(), film, {.bits_per_second = 1e9, .latency = 0.001});
  world.load(load_of(GetParam(), film));
  const auto segments = [&] {
    return std::ranges::count(world.all<player::Fetch>(), net::FetchKind::segment, &player::Fetch::what);
  };
  for (int step = 0; step < 500 && segments() <= 2; ++step) world.run(0.001);
  EXPECT_GT(segments(), 2);
  EXPECT_GE(world.element().ready(), Ready::current_data)
      << "more was asked for before the picture was there";
}

TEST_P(EveryProtocol, SeeksToWhatIsNotThereAndBack) {
  for (const auto* browser : virtual_host::BrowserTraits::all()) {
    SCOPED_TRACE(browser->name);
    const Film film;
    World world(GetParam().files(film), {}, *browser);
    world.load(load_of(GetParam(), film));
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 3; }, 6));
    for (const double to : {47.3, 1.0, 20.0, 59.9, 12.7}) {
      SCOPED_TRACE(to);
      world.seek(to);
      world.play();  // the end pauses
      if (to > 59) {
        ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 2));
        continue;
      }
      ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > to + 1; }, 3));
      EXPECT_LT(world.element().current_time(), to + 1.1) << "nothing was left out";
    }
    expect_no_fault(world);
  }
}

TEST_P(EveryProtocol, StartsWhereItIsTold) {
  const Film film;
  World world = world_of(GetParam(), film);
  Load load = load_of(GetParam(), film);
  load.start_time = 31.4;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ready() >= Ready::future_data; }, 3));
  EXPECT_NEAR(world.element().current_time(), 31.4, 0.5);
  for (const auto& fetch : world.all<player::Fetch>()) {
    EXPECT_EQ(fetch.url.find("/1.m4s"), std::string::npos) << "the beginning is not fetched";
  }
  expect_no_fault(world);
}

TEST_P(EveryProtocol, FollowsTheBandwidthUpAndDown) {
  Film film;
  film.duration = 240;
  World world = world_of(GetParam(), film, {.bits_per_second = 8e6});
  Load load = load_of(GetParam(), film);
  load.start_bitrate = 500'000;
  load.buffer_goal = 12;
  world.load(load);
  world.play();
  world.run(40);
  const std::uint32_t stalls = world.all<player::ShowStats>().back().stalls;
  EXPECT_LT(world.all<player::ShowStats>().back().stalled, 0.1)
      << "at the very start a frame may be waited for";
  EXPECT_GT(world.all<player::ShowStats>().back().video_bitrate, 2'000'000);
  world.network().link.bits_per_second = 1.2e6;
  world.run(60);
  EXPECT_LT(world.all<player::ShowStats>().back().video_bitrate, 1'100'000);
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, stalls);
  expect_no_fault(world);
}

TEST_P(EveryProtocol, ShowsAChosenQualitySoonAndKeepsIt) {
  const Film film;
  World world = world_of(GetParam(), film, {.bits_per_second = 30e6});
  world.load(load_of(GetParam(), film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 4; }, 6));
  const auto present = world.all<player::Present>().front();
  std::vector<player::RenditionInfo> video;
  for (const auto& rendition : present.renditions) {
    if (rendition.height > 0) video.push_back(rendition);
  }
  ASSERT_EQ(video.size(), 3U);
  for (const std::size_t rung : {2U, 0U, 1U}) {
    SCOPED_TRACE(rung);
    const double chosen_at = world.element().current_time();
    world.send(player::QualityChosen{false, video[rung].id});
    ASSERT_TRUE(world.run_until(
        [&] {
          const auto shown = world.all<player::ShowQuality>();
          return std::ranges::any_of(shown,
                                     [&](const auto& one) { return one.rendition == video[rung].id; }) &&
                 std::ranges::find_if(shown.rbegin(), shown.rend(), [](const auto& one) {
                   return one.sink == 0;
                 })->rendition == video[rung].id;
        },
        5));
    EXPECT_LT(world.element().current_time(), chosen_at + 4.5);
  }
  world.run(5);
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  expect_no_fault(world);
}

TEST_P(EveryProtocol, ShowsAChosenQualitySoonWhereItIsFetchedAlreadyButFurtherOn) {
  const Film film;
  World world = world_of(GetParam(), film, {.bits_per_second = 30e6});
  Load load = load_of(GetParam(), film);
  load.start_bitrate = 1e5;
  load.buffer_goal = 20;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::ShowStats>().empty(); }, 5));
  const auto stats = [&] { return world.all<player::ShowStats>().back(); };
  std::vector<player::RenditionInfo> video;
  const auto present = world.all<player::Present>().front();
  for (const auto& rendition : present.renditions) {
    if (rendition.height > 0) video.push_back(rendition);
  }
  const auto shown = [&] {
    const auto all = world.all<player::ShowQuality>();
    const auto last = std::ranges::find(all.rbegin(), all.rend(), 0U, &player::ShowQuality::sink);
    return last == all.rend() ? ~0U : last->rendition;
  };
  world.send(player::QualityChosen{false, video.front().id});
  ASSERT_TRUE(world.run_until([&] { return stats().buffer > 18 && shown() == video.front().id; }, 10));
  world.send(player::QualityChosen{true, 0});
  ASSERT_TRUE(world.run_until([&] { return stats().video_bitrate > 2e6; }, 20)) << "the rule goes up";
  ASSERT_EQ(shown(), video.front().id);
  world.send(player::QualityChosen{false, video.back().id});
  ASSERT_TRUE(world.run_until([&] { return shown() == video.back().id; }, 5));
  // Chosen again, it is there: nothing is fetched twice.
  ASSERT_TRUE(world.run_until([&] { return stats().buffer > 18; }, 10));
  const auto removed = world.all<player::Remove>().size();
  world.send(player::QualityChosen{true, 0});
  world.send(player::QualityChosen{false, video.back().id});
  world.run(1);
  EXPECT_EQ(world.all<player::Remove>().size(), removed);
  EXPECT_EQ(stats().stalls, 0U);
  expect_no_fault(world);
}

TEST_P(EveryProtocol, KeepsTheBufferWithinItsGoals) {
  Film film;
  film.duration = 300;
  World world = world_of(GetParam(), film, {.bits_per_second = 50e6});
  Load load = load_of(GetParam(), film);
  load.buffer_goal = 20;
  load.back_buffer = 15;
  world.load(load);
  world.play();
  for (int second = 0; second < 200; ++second) {
    world.run(1);
    const auto ranges = world.source().buffered().all();
    if (ranges.empty()) continue;
    EXPECT_LT(ranges.back().end - world.element().current_time(), 20 + segment_seconds + 0.1);
    EXPECT_LT(world.element().current_time() - ranges.front().start, 15 + 10 + 1.0);
  }
  expect_no_fault(world);
}

TEST_P(EveryProtocol, MakesRoomWhenTheSourceBufferIsFull) {
  Film film;
  film.duration = 200;
  film.bitrates = {2'500'000};
  World world = world_of(GetParam(), film, {.bits_per_second = 50e6});
  world.source().quota = 4'000'000;  // about 13 s of this picture
  world.load(load_of(GetParam(), film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 203))
      << world.element().current_time();
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  expect_no_fault(world);
}

TEST_P(EveryProtocol, RecoversFromWhatTheNetworkDoes) {
  struct Case {
    const char* what;
    Fault fault;
    int times;
  };
  const Case cases[] = {
      {"a 503 twice", {.status = 503}, 2},    {"a 404 once", {.status = 404}, 1},
      {"a body cut short", {.cut = 5000}, 1}, {"a body cut short three times", {.cut = 30'000}, 3},
      {"no answer", {.silent = true}, 1},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    const Film film;
    World world = world_of(GetParam(), film);
    world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
      const bool hit = url.ends_with("/9.m4s") || url.ends_with("init.mp4") || url.ends_with("m3u8");
      return hit && attempt < one.times ? std::optional(one.fault) : std::nullopt;
    };
    world.load(load_of(GetParam(), film));
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 140))
        << world.element().current_time();
    expect_no_fault(world);
  }
}

TEST_P(EveryProtocol, AsksForTheRestAloneWhereABodyBroke) {
  struct Case {
    const char* what;
    Fault then;    ///< What comes of the attempt after the break.
    int attempts;  ///< In all.
    bool rest;     ///< Whether the last of them asked for the rest.
  };
  const Case cases[] = {
      {"a server that knows ranges", {}, 2, true},
      {"a server that sends the whole instead", {.no_ranges = true}, 2, true},
      {"a server that refuses ranges", {.status = 416}, 3, false},
      {"another origin that does not let a range be asked for", {.cut = 0}, 3, false},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    const Film film;
    World world = world_of(GetParam(), film);
    const std::string segment = std::string("v1/3.") + GetParam().segment;
    world.network().fault = [&](const std::string& url, int attempt) -> std::optional<Fault> {
      if (!url.ends_with(segment) || attempt > 1) return std::nullopt;
      return attempt == 0 ? Fault{.cut = 60'000} : one.then;
    };
    Load load = load_of(GetParam(), film);
    load.start_bitrate = load.max_bitrate = 1'000'000;
    world.load(load);
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 70));
    expect_no_fault(world);
    EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
    std::vector<double> froms;
    for (const player::Fetch& fetch : world.all<player::Fetch>())
      if (fetch.url.ends_with(segment)) froms.push_back(fetch.from);
    ASSERT_EQ(froms.size(), static_cast<std::size_t>(one.attempts));
    EXPECT_EQ(froms[0], -1);
    EXPECT_GT(froms[1], 30'000);
    EXPECT_LE(froms[1], 60'000);
    EXPECT_EQ(froms.back() > 0, one.rest);
  }
}

/// Whether it is the file `name` of a rendition whose folder is, or begins, so.
bool is_of(const std::string& url, std::string_view rendition, const std::string& name) {
  return url.contains(rendition) && url.ends_with("/" + name);
}

TEST_P(EveryProtocol, TakesAnotherRenditionWhereOneCannotBeHad) {
  struct Case {
    const char* what;
    std::string ending;
    Fault fault;
  };
  const std::string third = std::string("3.") + GetParam().segment;
  const Case cases[] = {
      {"no segment", third, {.status = 404}},
      {"a forbidden segment", third, {.status = 403}},
      {"a segment that is in trouble", third, {.status = 500}},
      {"a segment that is none", third, {.body = "<!doctype html><title>Log in</title>"}},
      {"no init", std::string(GetParam().init), {.status = 404}},
      {"an init that is none",
       std::string(GetParam().init),
       {.body = "<!doctype html><title>Log in</title>"}},
      {"no playlist", "list.m3u8", {.status = 404}},
      {"a playlist that is none", "list.m3u8", {.body = "<!doctype html><title>Log in</title>"}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    // Of the rung that it begins with; then of the one that it goes up to.
    for (const char* rung : {"/v1/", "/v2/"}) {
      const Film film;
      World world = world_of(GetParam(), film);
      int hits = 0;
      world.network().fault = [&](const std::string& url, int) -> std::optional<Fault> {
        if (one.ending.empty() || !is_of(url, rung, one.ending)) return std::nullopt;
        ++hits;
        return one.fault;
      };
      Load load = load_of(GetParam(), film);
      load.start_bitrate = 1'000'000;
      world.load(load);
      world.play();
      ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 80));
      if (hits == 0) continue;  // DASH has no playlists; not all segments have inits.
      EXPECT_FALSE(world.all<player::Warn>().empty());
      EXPECT_TRUE(world.all<player::MovePlayhead>().empty()) << "nothing is left out";
      EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
      const auto decided = world.all<player::Decide>();
      EXPECT_NE(std::ranges::find(decided, player::Why::failed, &player::Decide::why), decided.end());
      expect_no_fault(world);
    }
  }
}

TEST(Session, TakesTheSamePlaylistElsewhere) {
  const Film film{.duration = 10};
  Files files = as_hls(film);
  std::string master;
  const auto& before = files[film.origin + "master.m3u8"];
  for (std::size_t i = 0; i < 3; ++i)
    files[film.origin + "v" + std::to_string(i) + "/other.m3u8"] =
        files[film.origin + "v" + std::to_string(i) + "/list.m3u8"];
  const std::string_view lines(reinterpret_cast<const char*>(before.data()), before.size());
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at) + 1;
    const std::string_view line = lines.substr(at, end - at);
    at = end;
    master += line;
    if (!line.starts_with("#EXT-X-STREAM-INF")) continue;
    const std::string_view url = lines.substr(at, lines.find('\n', at) - at);
    master += std::string(url) + "\n" + std::string(line) + std::string(url.substr(0, 3)) + "other.m3u8\n";
    at += url.size() + 1;
  }
  const auto bytes = std::as_bytes(std::span(master));
  files[film.origin + "master.m3u8"] = {bytes.begin(), bytes.end()};
  World world(std::move(files), {});
  world.network().fault = [](const std::string& url, int) -> std::optional<Fault> {
    if (!is_of(url, "/v", "list.m3u8")) return std::nullopt;
    return Fault{.status = 404};
  };
  Load load;
  load.url = film.origin + "master.m3u8";
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 20));
  EXPECT_EQ(world.all<player::Warn>().size(), 2U) << "of the first rung's, and of the next one's";
  expect_no_fault(world);
}

TEST_P(EveryProtocol, LeavesOutASegmentThatNoRenditionHas) {
  for (const char* of : {"/v", "/a0/"}) {
    SCOPED_TRACE(of);
    const Film film;
    World world = world_of(GetParam(), film);
    world.network().fault = [&](const std::string& url, int) -> std::optional<Fault> {
      for (const char* missing : {"3.", "8.", "9.", "10."}) {
        if (is_of(url, of, std::string(missing) + GetParam().segment)) return Fault{.status = 404};
      }
      return std::nullopt;
    };
    world.load(load_of(GetParam(), film));
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 80))
        << world.element().current_time();
    EXPECT_EQ(world.all<player::MovePlayhead>().size(), 2U);
    EXPECT_LT(world.all<player::ShowStats>().back().stalled, 2);
    expect_no_fault(world);
  }
}

TEST_P(EveryProtocol, GivesUpWithATypedErrorWhereNothingHelps) {
  struct Case {
    const char* what;
    std::string ending;  ///< In every rendition of the picture.
    std::uint32_t status;
    player::Code code;
    bool sound = false;  ///< And of the sound.
  };
  const Case cases[] = {
      {"no manifest", GetParam().manifest, 404, player::Code::manifest_load},
      {"forbidden manifest", GetParam().manifest, 403, player::Code::manifest_load},
      {"no init", std::string(GetParam().init), 404, player::Code::init_load},
      {"no playlist", "list.m3u8", 404, player::Code::playlist_load},
      {"no segment", std::string(".") + GetParam().segment, 404, player::Code::segment_load},
      {"no segment at all", std::string(".") + GetParam().segment, 404, player::Code::segment_load, true},
      {"all in trouble", std::string(".") + GetParam().segment, 500, player::Code::segment_load, true},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    const Film film;
    World world = world_of(GetParam(), film);
    int hits = 0;
    world.network().fault = [&](const std::string& url, int) -> std::optional<Fault> {
      if (one.ending.empty() || (url.contains("/a0/") && !one.sound) || !url.ends_with(one.ending))
        return std::nullopt;
      if (one.code == player::Code::segment_load && url.ends_with("tables.ts")) return std::nullopt;
      ++hits;
      return Fault{.status = one.status};
    };
    world.load(load_of(GetParam(), film));
    world.play();
    const bool over = world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 30);
    if (hits == 0) continue;  // DASH has no playlists; not all segments have inits.
    ASSERT_TRUE(over);
    EXPECT_EQ(world.all<player::GiveUp>().front().code, one.code);
    EXPECT_TRUE(world.all<player::GiveUp>().front().where.ends_with(one.ending));
    world.run(60);
    EXPECT_EQ(world.all<player::GiveUp>().size(), 1U);
    EXPECT_EQ(world.network().open(), 0U) << "nothing is left running";
    EXPECT_FALSE(world.session().deadline());
    EXPECT_TRUE(world.broken_rules.empty());
  }
}

TEST_P(EveryProtocol, StoppedAtAnyMomentLeavesNothingRunning) {
  const Film film;
  const Files files = GetParam().files(film);
  for (int step = 0; step < 60; ++step) {
    World world(files, {.bits_per_second = 2e6});
    world.load(load_of(GetParam(), film));
    world.play();
    world.run(step * 0.037);
    world.send(player::Stopped{});
    EXPECT_EQ(world.network().open(), 0U);
    EXPECT_FALSE(world.session().deadline());
    const std::size_t effects = world.effects.size();
    world.run(5);
    EXPECT_EQ(world.effects.size(), effects) << "nothing follows";
  }
}

TEST(EncryptedSession, WaitsForAKeyThatComesLate) {
  const Film film;
  World world(as_hls_aes(film), {});
  world.network().fault = [](const std::string& url, int attempt) -> std::optional<Fault> {
    if (url.ends_with(".key") && attempt < 2) return Fault{.status = 503};
    return std::nullopt;
  };
  Load load;
  load.url = film.origin + "master.m3u8";
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 70)) << world.element().current_time();
  expect_no_fault(world);
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U)
      << "the second key was asked for ahead of its use";
  EXPECT_EQ(std::ranges::count(world.all<player::Fetch>(), net::FetchKind::key, &player::Fetch::what), 6)
      << "three attempts for each of two keys";
}

struct KeyFault {
  const char* what;
  std::vector<std::byte> key;
  player::Code code;
};

TEST(EncryptedSession, SaysWhatIsWrongWithAKey) {
  const KeyFault rows[] = {
      {"too short", std::vector<std::byte>(15), player::Code::key_load},
      {"a page instead", std::vector<std::byte>(400), player::Code::key_load},
      {"another key", std::vector<std::byte>(16), player::Code::segment_parse},
  };
  const Film film;
  for (const KeyFault& row : rows) {
    Files files = as_hls_aes(film);
    files[film.origin + "one.key"] = row.key;
    World world(files, {});
    Load load;
    load.url = film.origin + "master.m3u8";
    world.load(load);
    world.run(5);
    const auto given_up = world.all<player::GiveUp>();
    ASSERT_EQ(given_up.size(), 1U) << row.what;
    EXPECT_EQ(given_up[0].code, row.code) << row.what;
  }
  Files files = as_hls_aes(film);
  files.erase(film.origin + "one.key");
  World world(files, {});
  Load load;
  load.url = film.origin + "master.m3u8";
  world.load(load);
  world.run(30);
  ASSERT_EQ(world.all<player::GiveUp>().size(), 1U);
  EXPECT_EQ(world.all<player::GiveUp>()[0].code, player::Code::key_load);
}

TEST_P(EveryProtocol, PlaysASegmentThatIsCutAsFarAsItGoes) {
  const Film film;
  Files files = GetParam().files(film);
  for (const char* name : {"v0", "v1", "v2"})
    files[film.origin + name + "/3." + GetParam().segment].resize(20'000 + 5);
  World world(files, {});
  world.load(load_of(GetParam(), film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 70)) << world.element().current_time();
  expect_no_fault(world);
  EXPECT_FALSE(world.all<player::Warn>().empty());
}

TEST_P(EveryProtocol, SeeksBackFromAnEndThatIsCut) {
  const Film film{.duration = 20};
  Files files = GetParam().files(film);
  for (const char* name : {"v0", "v1", "v2"})
    files[film.origin + name + "/10." + GetParam().segment].resize(20'000 + 5);
  World world(files, {});
  Load load = load_of(GetParam(), film);
  load.back_buffer = 2;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 17; }, 20));
  EXPECT_FALSE(world.all<player::EndOfStream>().empty());
  world.seek(1);
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 4; }, 6));
  expect_no_fault(world);
}

TEST_P(EveryProtocol, TheSameEventsGiveTheSameEffects) {
  const Film film;
  const auto play = [&] {
    World world = world_of(GetParam(), film, {.bits_per_second = 3e6});
    world.load(load_of(GetParam(), film));
    world.play();
    world.run(10);
    world.seek(40);
    world.run(10);
    return world.effects;
  };
  const auto one = play();
  const auto other = play();
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].index(), other[i].index());
}

INSTANTIATE_TEST_SUITE_P(Session, EveryProtocol, testing::ValuesIn(protocols),
                         [](const auto& one) { return one.param.name; });

class OtherCodecs : public testing::TestWithParam<const virtual_host::BrowserTraits*> {};

TEST_P(OtherCodecs, PlayOnAndBack) {
  const Film film{.duration = 20};
  World world(as_hls_codecs(film), {}, *GetParam());
  Load load;
  load.back_buffer = 2;
  load.url = film.origin + "master.m3u8";
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 25)) << world.element().current_time();
  world.seek(4);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 12; }, 12))
      << world.element().current_time();
  expect_no_fault(world);
  std::vector<std::string> types;
  for (const player::Effect& effect : world.effects) {
    if (const auto* add = std::get_if<player::AddSink>(&effect); add && add->sink == player::SinkId{0})
      types.push_back("new " + add->type.substr(19, 4));
    if (const auto* change = std::get_if<player::ChangeType>(&effect))
      types.push_back("change " + change->type.substr(19, 4));
  }
  const std::vector<std::string> changed = {"new avc1", "change vp09", "change avc1", "change vp09"};
  const std::vector<std::string> renewed = {"new avc1", "new vp09", "new avc1", "new vp09"};
  EXPECT_EQ(types, GetParam()->has_change_type ? changed : renewed);
  EXPECT_EQ(world.all<player::OpenSource>().size(), GetParam()->has_change_type ? 1U : 4U);
}

INSTANTIATE_TEST_SUITE_P(Session, OtherCodecs, testing::ValuesIn(virtual_host::BrowserTraits::all()),
                         [](const auto& row) { return std::string(row.param->name); });

TEST(Session, LeavesSoundAloneOffTheLadderOfAPicture) {
  const Film film;
  Files files = as_hls(film);
  std::vector<std::byte>& master = files[film.origin + "master.m3u8"];
  const std::string_view line = "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\"\na0/list.m3u8\n";
  const auto more = std::as_bytes(std::span(line));
  master.insert(master.end(), more.begin(), more.end());
  World world(files, {.bits_per_second = 400'000});
  Load load;
  load.url = film.origin + "master.m3u8";
  load.start_bitrate = 1;
  world.load(load);
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 6; }, 30))
      << world.element().current_time() << " s, "
      << (world.all<player::GiveUp>().empty() ? "" : world.all<player::GiveUp>().front().message);
  EXPECT_TRUE(world.all<player::GiveUp>().empty());
  EXPECT_EQ(world.all<player::AddSink>().size(), 2U);
}

TEST(Session, TakesAManifestThatIsNoneForWhatItIs) {
  for (const char* text :
       {"<!doctype html><html><body>Not found</body></html>", "", "garbage", "#EXTM3U\n", "<MPD"}) {
    SCOPED_TRACE(text);
    Files files;
    const auto bytes = std::as_bytes(std::span(text, std::char_traits<char>::length(text)));
    files["https://x/y"] = {bytes.begin(), bytes.end()};
    World world(files, {});
    Load load;
    load.url = "https://x/y";
    world.load(load);
    world.run(3);
    ASSERT_EQ(world.all<player::GiveUp>().size(), 1U);
    EXPECT_TRUE(world.all<player::GiveUp>().front().where.starts_with("https://x/y"));
    EXPECT_EQ(world.all<player::ShowState>().back().state, player::State::failed);
  }
}

}  // namespace
}  // namespace praxino::sessions
