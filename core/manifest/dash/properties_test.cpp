#include "core/manifest/dash/properties.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "core/manifest/dash/testing/mpd_text.h"

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::Presentation;
using media::Tiles;
using media::Track;
using media::TrackKind;

constexpr const char* kTrick =
    "<EssentialProperty schemeIdUri='http://dashif.org/guidelines/trickmode' value='1'/>";

std::string tile(const std::string& element, const std::string& value) {
  return "<" + element + " schemeIdUri='http://dashif.org/guidelines/thumbnail_tile' value='" + value + "'/>";
}

TEST(EssentialProperty, IsKnownOrItsParentIsLeftOut) {
  struct Row {
    const char* scheme;
    bool known;
  };
  constexpr std::array<Row, 12> kRows{{
      {"urn:mpeg:mpegB:cicp:ColourPrimaries", true},
      {"urn:mpeg:mpegB:cicp:TransferCharacteristics", true},
      {"http://dashif.org/guidelines/trickmode", true},
      {"https://dashif.org/guidelines/thumbnail_tile", true},
      {" http://dashif.org/guidelines/last-segment-number ", true},
      {"urn:dvb:dash:fontdownload:2014", true},
      {"urn:mpeg:dash:ssr:2023", true},
      {"urn:dvb:dash:fontdownload:2014x", false},
      {"urn:mpeg:mpegB", false},
      {"dashif.org/guidelines/trickmode", false},
      {"urn:unknown", false},
      {"", false},
  }};
  const std::string good = set_of("contentType='video'", plain("v", 1));
  for (const Row& row : kRows) {
    const std::string property = std::string("<EssentialProperty schemeIdUri='") + row.scheme + "'/>";
    const std::array<std::string, 3> mpds{
        mpd_of("<Period>" + good + set_of("contentType='audio'", plain("a", 1, ""), property) + "</Period>"),
        mpd_of("<Period>" + good +
               set_of("contentType='audio'",
                      "<Representation id='a' bandwidth='1'>" + property + "</Representation>") +
               "</Period>"),
        mpd_of("<Period duration='PT10S'>" + good + "</Period><Period>" + property +
               set_of("contentType='audio'", plain("a", 1, "")) + "</Period>")};
    for (const std::string& mpd : mpds) {
      Warnings warnings;
      const Presentation out = read(mpd, warnings);
      EXPECT_EQ(out.tracks.size(), row.known ? 2u : 1u) << mpd;
      EXPECT_EQ(warnings.total() == 0, row.known) << mpd;
      if (row.known) continue;
      EXPECT_STREQ(warnings.first()[0].what, "an unknown EssentialProperty");
    }
  }
}

TEST(TrickMode, IsATrackThatIsNeverPlayed) {
  const Presentation out = read(mpd_of(
      "<Period>" + set_of("id='2' contentType='video' selectionPriority='9'", plain("trick", 1), kTrick) +
      set_of("id='1' contentType='video'", plain("v", 1)) + "</Period>"));
  ASSERT_EQ(out.tracks.size(), 2u);
  EXPECT_TRUE(out.tracks[0].trick);
  EXPECT_FALSE(out.tracks[0].is_default);
  EXPECT_FALSE(out.tracks[1].trick);
  EXPECT_TRUE(out.tracks[1].is_default);
  EXPECT_EQ(out.tracks[0].said[1].attributes[1], (media::Attribute{"value", "1"}));
  EXPECT_EQ(out.feeds[0].segments->size(), 30u) << "its segments can be read";
  ASSERT_EQ(out.variants.size(), 1u);
  EXPECT_EQ(out[*out.variants[0].video].track, out.tracks[1].id);
}

TEST(TrickMode, GoesOnOverPeriodsWithItsOwnKind) {
  const std::string trick = set_of("contentType='video'", plain("trick", 1), kTrick);
  const std::string video = set_of("contentType='video'", plain("v", 1));
  const Presentation out = read(mpd_of("<Period duration='PT20S'>" + video + trick + "</Period><Period>" +
                                       trick + video + "</Period>"));
  ASSERT_EQ(out.tracks.size(), 2u);
  EXPECT_EQ(out.feeds[0].segments->at(10).media.url, "https://a.example/b/v-1.m4s");
  EXPECT_EQ(out.feeds[1].segments->at(10).media.url, "https://a.example/b/trick-1.m4s");
}

TEST(TrickMode, AloneIsNothingToPlay) {
  Warnings warnings;
  const auto out = try_read(
      mpd_of("<Period>" + set_of("contentType='video'", plain("t", 1), kTrick) + "</Period>"), warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().fault, Fault::missing);
}

TEST(ThumbnailTiles, AreImagesOfColumnsAndRows) {
  struct Row {
    std::string in_set;
    std::string in_representation;
    Tiles tiles;
  };
  const std::array<Row, 5> rows{{
      {"", tile("EssentialProperty", "10x20"), {10, 20}},
      {tile("SupplementalProperty", "4x3"), "", {4, 3}},
      {tile("EssentialProperty", "4x3"), tile("EssentialProperty", "5x1"), {5, 1}},
      {"", tile("EssentialProperty", "0x1"), {1, 1}},
      {"", "", {1, 1}},
  }};
  for (const Row& row : rows) {
    const Presentation out = read(mpd_of(
        "<Period>" + set_of("contentType='video'", plain("v", 1)) +
        set_of("contentType='image' mimeType='image/jpeg'",
               "<Representation id='t' bandwidth='1' width='1000' height='900'>" + row.in_representation +
                   "<SegmentTemplate media='t$Number$.jpg' duration='25'/></Representation>",
               row.in_set) +
        "</Period>"));
    ASSERT_EQ(out.tracks.size(), 2u);
    EXPECT_EQ(out.tracks[1].kind, TrackKind::image);
    EXPECT_EQ(out.renditions[1].tiles, row.tiles);
    EXPECT_EQ(out.renditions[0].tiles, std::nullopt);
    EXPECT_EQ(out.renditions[1].container, "image/jpeg");
    EXPECT_EQ(out.feeds[1].segments->at(2).media.url, "https://a.example/b/t3.jpg");
    EXPECT_EQ(out.feeds[1].segments->at(2).start, Seconds{50});
  }
}

TEST(ThumbnailTiles, AreReadOrAreNone) {
  struct Row {
    const char* text;
    std::optional<Tiles> tiles;
  };
  constexpr std::array<Row, 9> kRows{{
      {"10x20", Tiles{10, 20}},
      {" 1 x 10000 ", Tiles{1, 10000}},
      {"10x10001", std::nullopt},
      {"0x5", std::nullopt},
      {"5", std::nullopt},
      {"x", std::nullopt},
      {"", std::nullopt},
      {"-1x5", std::nullopt},
      {"4294967297x1", std::nullopt},
  }};
  for (const Row& row : kRows) EXPECT_EQ(dash::parse_tiles(row.text), row.tiles) << row.text;
}

}  // namespace
}  // namespace praxino::manifest
