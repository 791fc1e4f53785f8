#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "tests/sessions/protocols.h"

/// What a manifest says beyond addresses and bitrates, by what a session makes of it.
namespace praxino::sessions {
namespace {

using player::Load;

/// Each `from` in the file becomes `to`.
void replace(Files& files, const std::string& url, std::string_view from, std::string_view to) {
  std::vector<std::byte>& bytes = files.at(url);
  std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  ASSERT_NE(text.find(from), std::string::npos) << from;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  const auto as_bytes = std::as_bytes(std::span(text));
  bytes.assign(as_bytes.begin(), as_bytes.end());
}

struct Playlists {
  Film film{.duration = 20};
  Files files = as_hls(film);
  std::string master = film.origin + "master.m3u8";
  std::vector<std::string> lists = {film.origin + "v0/list.m3u8", film.origin + "v1/list.m3u8",
                                    film.origin + "v2/list.m3u8", film.origin + "a0/list.m3u8"};

  World open(const std::string& query = {}) {
    if (!query.empty()) files[master + query] = files[master];
    World world(files, {});
    Load load;
    load.url = master + query;
    world.load(load);
    world.play();
    return world;
  }
};

TEST(HlsStart, BeginsWhereTheSegmentDoesThatHoldsItUnlessItIsPrecise) {
  const struct {
    const char* tag;
    double start;
  } rows[] = {
      {"#EXT-X-START:TIME-OFFSET=5\n", 4},
      {"#EXT-X-START:TIME-OFFSET=5,PRECISE=NO\n", 4},
      {"#EXT-X-START:TIME-OFFSET=5,PRECISE=YES\n", 5},
      {"#EXT-X-START:TIME-OFFSET=-5\n", 14},
      {"#EXT-X-START:TIME-OFFSET=-5,PRECISE=YES\n", 15},
  };
  for (const auto& row : rows) {
    for (const bool in_media_playlists : {false, true}) {
      Playlists playlists;
      const std::string version = "#EXT-X-VERSION:7\n";
      if (!in_media_playlists) replace(playlists.files, playlists.master, version, version + row.tag);
      for (const std::string& list : playlists.lists) {
        if (in_media_playlists) replace(playlists.files, list, version, version + row.tag);
      }
      World world = playlists.open();
      ASSERT_TRUE(world.run_until([&] { return !world.all<player::Present>().empty(); }, 5));
      EXPECT_EQ(world.all<player::Present>().front().start, row.start) << row.tag;
      ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 25)) << row.tag;
      expect_no_fault(world);
    }
  }
}

TEST(HlsVariables, LeadFromTheMultivariantPlaylistsAddressToTheSegments) {
  Playlists playlists;
  replace(playlists.files, playlists.master, "#EXT-X-VERSION:7\n",
          "#EXT-X-VERSION:11\n#EXT-X-DEFINE:QUERYPARAM=\"host\"\n");
  replace(playlists.files, playlists.master, "v2/list.m3u8", "{$host}v2/list.m3u8");
  for (const std::string& list : playlists.lists) {
    replace(playlists.files, list, "#EXT-X-VERSION:7\n",
            "#EXT-X-VERSION:11\n#EXT-X-DEFINE:IMPORT=\"host\"\n#EXT-X-DEFINE:NAME=\"here\",VALUE=\"./\"\n");
    replace(playlists.files, list, "URI=\"", "URI=\"{$here}");
    replace(playlists.files, list, "\n2.m4s", "\n{$here}2.m4s");
  }
  World world = playlists.open("?host=https%3A%2F%2Fcdn.example%2Ffilm%2F");
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 25)) << story(world);
  expect_no_fault(world);
  EXPECT_TRUE(world.all<player::Warn>().empty());
}

TEST(HlsVariables, ThatAreNotDefinedEndTheSessionWithTheirLine) {
  Playlists playlists;
  replace(playlists.files, playlists.master, "#EXT-X-VERSION:7\n",
          "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXT-X-SESSION-DATA:DATA-ID=\"{$c}\",VALUE=\"\"\n");
  World world = playlists.open();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 5));
  EXPECT_EQ(world.all<player::GiveUp>().front().code, player::Code::manifest_parse);
  EXPECT_EQ(world.all<player::GiveUp>().front().where, playlists.master + ", line 3");
}

TEST(HlsScore, LeavesOutWhatCostsMoreAndIsLikedLess) {
  Playlists playlists;
  for (const auto& [bandwidth, score] : {std::pair("428000", "1"), {"928000", "3"}, {"2628000", "2.5"}}) {
    const std::string attribute = std::string("BANDWIDTH=") + bandwidth;
    replace(playlists.files, playlists.master, attribute, attribute + ",SCORE=" + score);
  }
  World world = playlists.open();
  ASSERT_TRUE(world.run_until([&] { return world.element().ended(); }, 25));
  for (const auto& fetch : world.all<player::Fetch>())
    EXPECT_EQ(fetch.url.find("/v2/"), std::string::npos) << fetch.url;
  expect_no_fault(world);
}

TEST(HlsKey, OfAnotherMethodIsToldAsWhatItIs) {
  Playlists playlists;
  for (const std::string& list : playlists.lists) {
    replace(playlists.files, list, "#EXT-X-VERSION:7\n",
            "#EXT-X-VERSION:7\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\"\n");
  }
  World world = playlists.open();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::GiveUp>().empty(); }, 30));
  EXPECT_EQ(world.all<player::GiveUp>().front().code, player::Code::playlist_parse);
  EXPECT_EQ(world.all<player::GiveUp>().front().message,
            "segments encrypted otherwise than with AES-128 (EXT-X-KEY)");
}

TEST(ShowManifest, TellsWhatIsSaidBeforeThePresentationIsShown) {
  Playlists playlists;
  replace(playlists.files, playlists.master, "#EXT-X-VERSION:7\n",
          "#EXT-X-SESSION-DATA:DATA-ID=\"title\",VALUE=\"A film\"\n");
  for (const std::string& list : playlists.lists) {
    replace(playlists.files, list, "#EXT-X-VERSION:7\n",
            "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z\n"
            "#EXT-X-DATERANGE:ID=\"ad\",CLASS=\"c\",START-DATE=\"2026-01-01T00:00:06Z\",X-A=\"b\"\n");
  }
  World world = playlists.open();
  ASSERT_TRUE(world.run_until([&] { return !world.all<player::Present>().empty(); }, 5));
  const auto shown = world.all<player::ShowManifest>();
  ASSERT_EQ(shown.size(), 1U);
  const player::ShowManifest& show = shown.front();
  ASSERT_FALSE(show.said.empty());
  EXPECT_EQ(show.said.front().of, player::SaidOf::presentation);
  EXPECT_EQ(show.said.front().tag, "EXT-X-SESSION-DATA");
  EXPECT_EQ(show.said.front().attributes, (std::vector<std::string>{"DATA-ID", "title", "VALUE", "A film"}));
  const auto count = [&](player::SaidOf of) {
    return std::ranges::count(show.said, of, &player::SaidInfo::of);
  };
  EXPECT_EQ(count(player::SaidOf::playlist), 1) << "EXT-X-PLAYLIST-TYPE";
  EXPECT_EQ(count(player::SaidOf::track), 1);
  EXPECT_EQ(count(player::SaidOf::rendition), 4);
  ASSERT_EQ(show.events.size(), 1U);
  EXPECT_EQ(show.events[0].scheme, "c");
  EXPECT_EQ(show.events[0].start, 6);
  EXPECT_EQ(show.events[0].duration, -1);
  EXPECT_EQ(show.events[0].attributes.back(), "b");
  EXPECT_EQ(show.dates, (std::vector<double>{0, 1'767'225'600'000}));
}

}  // namespace
}  // namespace praxino::sessions
