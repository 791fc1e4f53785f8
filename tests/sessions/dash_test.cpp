#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/sessions/protocols.h"

// What an MPD asks for, in whole sessions.

namespace praxino::sessions {
namespace {

using Ready = virtual_host::MediaElement::Ready;
using player::Load;

constexpr Protocol dash{"DASH", as_dash, "film.mpd"};
constexpr Protocol indexed{"DASH_INDEXED", as_dash_indexed, "film.mpd", "mp4", ""};

TEST(TrickModes, AreToldAndNeverFetched) {
  Film film;
  film.sets =
      "<AdaptationSet contentType=\"video\" mimeType=\"video/mp4\" codecs=\"avc1.64001f\" "
      "selectionPriority=\"9\">"
      "<EssentialProperty schemeIdUri=\"http://dashif.org/guidelines/trickmode\" value=\"1\"/>"
      "<Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"main\"/>"
      "<SegmentTemplate duration=\"2\" media=\"trick/$Number$.m4s\"/>"
      "<Representation id=\"trick\" bandwidth=\"1000\" width=\"320\" height=\"180\"/></AdaptationSet>\n";
  World world = world_of(dash, film, {.bits_per_second = 0.5e6});
  world.load(load_of(dash, film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 10; }, 30));
  expect_no_fault(world);
  EXPECT_TRUE(std::ranges::none_of(world.all<player::Fetch>(),
                                   [](const player::Fetch& fetch) { return fetch.url.contains("trick"); }));
  EXPECT_EQ(world.all<player::AskSupport>().front().types.size(), 4U);
  const player::Present present = world.all<player::Present>().front();
  ASSERT_EQ(present.tracks.size(), 3U);
  EXPECT_TRUE(present.tracks[0].trick);
  EXPECT_FALSE(present.tracks[0].active || present.tracks[1].trick || present.tracks[2].trick);
  ASSERT_EQ(present.renditions.size(), 5U);
  EXPECT_EQ(present.renditions[0].label, "trick");
  // Even a person cannot choose it.
  world.send(player::QualityChosen{false, 0});
  world.run(5);
  EXPECT_TRUE(std::ranges::none_of(world.all<player::Fetch>(),
                                   [](const player::Fetch& fetch) { return fetch.url.contains("trick"); }));
}

TEST(MpdAnchors, SayWherePlaybackStartsUnlessThePageDoes) {
  struct Row {
    const char* fragment;
    double start_time;
    double at;
  };
  for (const Row& row : {Row{"#t=31.4", -1, 31.4}, Row{"#t=0:20&period=", -1, 20}, Row{"#t=31.4", 12, 12},
                         Row{"#t=posix:now", -1, 0}, Row{"#t=1000", -1, 59.9}, Row{"", -1, 0}}) {
    SCOPED_TRACE(row.fragment);
    const Film film;
    World world = world_of(dash, film);
    Load load = load_of(dash, film);
    load.url += row.fragment;
    load.start_time = row.start_time;
    world.load(load);
    world.play();
    ASSERT_TRUE(world.run_until([&] { return world.element().ready() >= Ready::current_data; }, 3));
    EXPECT_NEAR(world.all<player::Present>().front().start, row.at, 0.05);
    EXPECT_NEAR(world.element().current_time(), row.at, 0.5);
    EXPECT_EQ(world.all<player::Fetch>().front().url, film.origin + "film.mpd");
    expect_no_fault(world);
  }
}

TEST(IndexOfIndexes, IsPlayedToTheEnd) {
  const Film film;
  World world = world_of(indexed, film);
  world.load(load_of(indexed, film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 62)) << story(world);
  world.run(0.1);
  expect_no_fault(world);
  EXPECT_EQ(world.all<player::ShowStats>().back().stalls, 0U);
  EXPECT_NEAR(world.source().duration(), film.duration, 0.05);
}

TEST(IndexOfIndexes, IsSoughtInAsAnyOther) {
  const Film film;
  World world = world_of(indexed, film);
  world.load(load_of(indexed, film));
  world.play();
  ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > 3; }, 6));
  for (const double to : {47.3, 1.0}) {
    world.seek(to);
    ASSERT_TRUE(world.run_until([&] { return world.element().current_time() > to + 1; }, 3)) << to;
  }
  expect_no_fault(world);
}

}  // namespace
}  // namespace praxino::sessions
