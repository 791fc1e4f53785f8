#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "core/manifest/dash/testing/mpd_text.h"
#include "core/manifest/read.h"

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::Bitrate;
using media::Presentation;
using media::Rendition;
using media::SegmentList;
using media::TrackKind;

TEST(Representation, InheritsWhatItIsFromItsSet) {
  const Presentation out = read(mpd_of(
      "<Period>" +
      set_of("mimeType='video/mp4' frameRate='30000/1001' width='1' height='1' codecs='hvc1.1'",
             plain("low", 1000, "width='640' height='360' codecs='avc1.64001e'") + plain("lower", 500, "")) +
      set_of("mimeType='audio/mp4; codecs=x' lang='de' audioSamplingRate='44100 48000' codecs='mp4a.40.2'",
             plain("a", 64000, ""),
             "<AudioChannelConfiguration schemeIdUri='urn:mpeg:dash:23003:3:audio_channel_configuration:2011'"
             " value='6'/><Label>Deutsch &amp; mehr</Label>") +
      "</Period>"));
  ASSERT_EQ(out.renditions.size(), 3u);
  const Rendition& lower = out.renditions[0];
  const Rendition& low = out.renditions[1];
  const Rendition& audio = out.renditions[2];
  EXPECT_EQ(lower.name, "lower");
  EXPECT_EQ(lower.codecs, "hvc1.1");
  EXPECT_EQ(low.codecs, "avc1.64001e");
  EXPECT_EQ(low.width, 640u);
  EXPECT_EQ(low.frame_rate, 30000.0 / 1001);
  EXPECT_EQ(low.peak, Bitrate{1000});
  EXPECT_EQ(low.average, Bitrate{1000});
  EXPECT_EQ(low.container, "video/mp4");
  EXPECT_EQ(audio.container, "audio/mp4");
  EXPECT_EQ(audio.channels, 6u);
  EXPECT_EQ(audio.sample_rate, 44100u);
  EXPECT_EQ(out[audio.track].label, "Deutsch & mehr");
  EXPECT_EQ(out[audio.track].language, "de");
}

TEST(AdaptationSet, IsOfTheKindThatAnythingTells) {
  struct Row {
    const char* attributes;
    const char* representation;
    TrackKind kind;
  };
  constexpr std::array<Row, 10> kRows{{
      {"contentType='video'", "", TrackKind::video},
      {"contentType='audio' mimeType='application/mp4'", "", TrackKind::audio},
      {"", "mimeType='audio/webm'", TrackKind::audio},
      {"mimeType='text/vtt'", "", TrackKind::text},
      {"mimeType='application/ttml+xml'", "", TrackKind::text},
      {"mimeType='application/mp4'", "codecs='stpp.ttml.im1t'", TrackKind::text},
      {"mimeType='image/jpeg'", "", TrackKind::image},
      {"", "codecs='opus'", TrackKind::audio},
      {"", "width='2' height='2'", TrackKind::video},
      {"", "audioSamplingRate='48000'", TrackKind::audio},
  }};
  for (const Row& row : kRows) {
    const Presentation out =
        read(mpd_of("<Period>" + set_of("contentType='video'", plain("main", 1)) +
                    set_of(row.attributes, plain("x", 1, row.representation)) + "</Period>"));
    ASSERT_EQ(out.tracks.size(), 2u) << row.attributes << row.representation;
    EXPECT_EQ(out.tracks[1].kind, row.kind) << row.attributes << row.representation;
  }
}

TEST(AdaptationSet, SaysItsRoles) {
  const Presentation out = read(mpd_of(
      "<Period>" + set_of("contentType='audio' lang='en'", plain("a", 1, "")) +
      set_of("contentType='audio' lang='en'", plain("b", 1, ""),
             "<Role schemeIdUri='urn:mpeg:dash:role:2011' value='main'/><Role schemeIdUri='urn:x' value='y'/>"
             "<Accessibility schemeIdUri='urn:mpeg:dash:role:2011' value='description'/>") +
      set_of("contentType='text' mimeType='text/vtt'", plain("t", 1, ""),
             "<Role schemeIdUri='urn:mpeg:dash:role:2011' value='forced-subtitle'/>") +
      "</Period>"));
  ASSERT_EQ(out.tracks.size(), 3u);
  EXPECT_FALSE(out.tracks[0].is_default);
  EXPECT_TRUE(out.tracks[0].autoselect);
  EXPECT_TRUE(out.tracks[1].is_default);
  EXPECT_EQ(out.tracks[1].roles, (std::vector<std::string>{"main", "description"}));
  EXPECT_TRUE(out.tracks[2].forced);
  EXPECT_FALSE(out.tracks[2].is_default);
}

TEST(AdaptationSet, IsTheDefaultWhereNoneIsCalledMain) {
  const Presentation out = read(mpd_of("<Period>" + set_of("contentType='video'", plain("a", 1)) +
                                       set_of("contentType='video'", plain("b", 1)) + "</Period>"));
  EXPECT_TRUE(out.tracks[0].is_default);
  EXPECT_FALSE(out.tracks[1].is_default);
}

TEST(AdaptationSet, JoinsTheOneThatItMaySwitchTo) {
  const std::string switching =
      "<SupplementalProperty schemeIdUri='urn:mpeg:dash:adaptation-set-switching:2016' value='7, 1'/>";
  const Presentation out =
      read(mpd_of("<Period>" + set_of("id='1' contentType='video'", plain("hd", 2000)) +
                  set_of("id='2' contentType='video'", plain("sd", 1000), switching) + "</Period>"));
  ASSERT_EQ(out.tracks.size(), 1u);
  ASSERT_EQ(out.tracks[0].renditions.size(), 2u);
  EXPECT_EQ(out[out.tracks[0].renditions[0]].name, "sd");
}

TEST(Variants, PairPicturesWithSoundOfAlikePlace) {
  const Presentation out = read(mpd_of(
      "<Period>" + set_of("contentType='video'", plain("v3", 3000) + plain("v1", 1000) + plain("v2", 2000)) +
      set_of("contentType='audio' lang='en'", plain("en2", 20, "") + plain("en1", 10, "")) +
      set_of("contentType='audio' lang='de'", plain("de", 30, "")) + "</Period>"));
  ASSERT_EQ(out.variants.size(), 3u);
  const std::array<std::array<const char*, 3>, 3> names{
      {{"v1", "en1", "de"}, {"v2", "en2", "de"}, {"v3", "en2", "de"}}};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(out[*out.variants[i].video].name, names[i][0]);
    EXPECT_EQ(out[out.variants[i].audio[0]].name, names[i][1]);
    EXPECT_EQ(out[out.variants[i].audio[1]].name, names[i][2]);
    EXPECT_EQ(out.variants[i].peak.bps, (i + 1) * 1000 + 30);
  }
}

TEST(Variants, AreOfSoundAloneWhereThereIsNoPicture) {
  const Presentation out = read(mpd_of(
      "<Period>" + set_of("contentType='audio'", plain("b", 20, "") + plain("a", 10, "")) + "</Period>"));
  ASSERT_EQ(out.variants.size(), 2u);
  EXPECT_FALSE(out.variants[0].video);
  EXPECT_EQ(out[out.variants[0].audio[0]].name, "a");
  EXPECT_EQ(out.variants[1].peak, Bitrate{20});
}

TEST(Namespaces, MayHaveAnyPrefix) {
  const Presentation out = read(
      "<d:MPD xmlns:d='urn:mpeg:dash:schema:mpd:2011' mediaPresentationDuration='PT4S'><d:Period>"
      "<x:Period xmlns:x='urn:x'/><d:AdaptationSet contentType='video'><d:Representation id='v' "
      "bandwidth='1'>"
      "<d:SegmentTemplate duration='2' "
      "media='$Number$'/></d:Representation></d:AdaptationSet></d:Period></d:MPD>");
  EXPECT_EQ(out.feeds[0].segments->size(), 2u);
}

TEST(Mpd, PutsRightWithAWarning) {
  struct Row {
    std::string mpd;
    const char* what;
    std::size_t renditions;
  };
  const std::string good = set_of("contentType='video'", plain("v", 1));
  const std::string essential = "<EssentialProperty schemeIdUri='urn:unknown'/>";
  const std::array<Row, 13> rows{{
      {mpd_of("<Period>" + good + set_of("contentType='video'", plain("w", 1), essential) + "</Period>"),
       "an unknown EssentialProperty", 1},
      {mpd_of("<Period>" + good + set_of("contentType='audio'", "") + "</Period>"),
       "an AdaptationSet without a Representation that can be played", 1},
      {mpd_of("<Period>" + good + set_of("", plain("w", 1, "")) + "</Period>"),
       "an AdaptationSet of unknown kind", 1},
      {mpd_of("<Period duration='5 s'>" + good + "</Period>"), "a malformed duration is ignored", 1},
      {mpd_of("<Period>" +
              set_of("contentType='video'",
                     "<Representation id='v'><SegmentTemplate duration='2'"
                     " media='$Number$'/></Representation>") +
              "</Period>"),
       "a Representation without bandwidth", 1},
      {one("<SegmentTemplate timescale='0' duration='2' media='$Number$'/>"),
       "a timescale that is none counts as 1", 1},
      {one("<SegmentTemplate startNumber='-1' duration='2' media='$Number$'/>"),
       "a malformed number is ignored", 1},
      {one("<SegmentTemplate duration='2' media='$Number$'><Initialization range='9-1'/></SegmentTemplate>"),
       "a malformed byte range is ignored", 1},
      {mpd_of("<Period duration='PT10S'>" + good + "</Period><Period start='PT5S'>" + good +
              "</Period><Period start='PT1S'/>"),
       "a Period that starts before the one before is ignored", 1},
      {mpd_of("<Period xmlns:xlink='urn:x' xlink:href='https://a/p' duration='PT1S'/><Period>" + good +
              "</Period>"),
       "a remote element (xlink) is not fetched", 1},
      {mpd_of("<Period>" + good +
              set_of("contentType='video'",
                     "<Representation id='w' bandwidth='2' dependencyId='v'/>" + plain("x", 3)) +
              "</Period>"),
       "a Representation that depends on others is not played", 2},
      {mpd_of("<Period>" + good + "</Period>", ""), "no telling how many segments there are", 1},
      {one("<SegmentList><SegmentTimeline><S d='2' r='4'/></SegmentTimeline><SegmentURL "
           "media='a'/></SegmentList>"),
       "a SegmentTimeline longer than its list of SegmentURLs", 1},
  }};
  for (const Row& row : rows) {
    Warnings warnings;
    const Presentation out = read(row.mpd, warnings);
    ASSERT_EQ(warnings.total(), 1u) << row.what;
    EXPECT_STREQ(warnings.first().front().what, row.what);
    EXPECT_GE(warnings.first().front().line, 3u) << row.what;
    EXPECT_EQ(out.renditions.size(), row.renditions) << row.what;
  }
}

TEST(AdaptationSet, IsTheDefaultByItsSelectionPriority) {
  const std::string main = "<Role schemeIdUri='urn:mpeg:dash:role:2011' value='main'/>";
  const auto set = [&](const std::string& id, const std::string& priority, const std::string& inside) {
    return set_of("contentType='audio' lang='" + id + "'" + priority, plain(id, 1, ""), inside);
  };
  struct Row {
    const char* what;
    std::string sets;
    const char* language;
  };
  const std::array<Row, 5> rows{{
      {"the highest", set("a", "", "") + set("b", " selectionPriority='3'", "") + set("c", "", ""), "b"},
      {"not below 1", set("a", " selectionPriority='0'", "") + set("b", "", ""), "b"},
      {"the main one first", set("a", " selectionPriority='3'", "") + set("b", "", main), "b"},
      {"of main ones the highest", set("a", "", main) + set("b", " selectionPriority='3'", main), "b"},
      {"the first of equals", set("a", "", main) + set("b", "", main), "a"},
  }};
  for (const Row& row : rows) {
    const Presentation out = read(mpd_of("<Period>" + row.sets + "</Period>"));
    for (const media::Track& track : out.tracks)
      EXPECT_EQ(track.is_default, track.language == row.language) << row.what << ": " << track.language;
  }
}

TEST(AdaptationSet, TakesItsLanguageFromItsComponent) {
  const Presentation out = read(
      mpd_of("<Period>" + set_of("", plain("a", 1, ""), "<ContentComponent contentType='audio' lang='fr'/>") +
             "</Period>"));
  EXPECT_EQ(out.tracks[0].language, "fr");
}

TEST(RemoteElement, IsLeftOutUnlessItHasContentOfItsOwn) {
  struct Row {
    const char* attributes;
    bool empty;
    std::size_t tracks;
    std::uint64_t warnings;
  };
  constexpr const char* kToZero = "xlink:href='urn:mpeg:dash:resolve-to-zero:2013'";
  const std::array<Row, 5> rows{{
      {"", false, 2, 0},
      {"xlink:href='https://other/set'", true, 1, 1},
      {"xlink:href='https://other/set'", false, 2, 1},
      {kToZero, true, 1, 0},
      {kToZero, false, 1, 0},
  }};
  for (const Row& row : rows) {
    const std::string good = set_of("contentType='video'", plain("v", 1));
    const std::string set =
        set_of("contentType='audio' " + std::string(row.attributes), row.empty ? "" : plain("a", 1, ""));
    Warnings warnings;
    EXPECT_EQ(read(mpd_of("<Period>" + good + set + "</Period>"), warnings).tracks.size(), row.tracks)
        << row.attributes;
    EXPECT_EQ(warnings.total(), row.warnings) << row.attributes;
    // A Period that resolves to nothing takes no time.
    Warnings of_period;
    const Presentation out = read(mpd_of("<Period duration='PT10S' " + std::string(row.attributes) + ">" +
                                         (row.empty ? "" : good) + "</Period><Period>" + good + "</Period>"),
                                  of_period);
    EXPECT_EQ(out.feeds[0].segments->stretches().size(), row.tracks) << row.attributes;
    EXPECT_EQ(out.feeds[0].segments->stretches().back().start, Seconds{row.tracks == 2 ? 10.0 : 0.0});
  }
}

TEST(Mpd, IsRefusedWithTheLine) {
  struct Row {
    std::string mpd;
    Fault fault;
    std::uint64_t line;
  };
  const std::string good = set_of("contentType='video'", plain("v", 1));
  const std::array<Row, 13> rows{{
      {"<MPD>\n<EssentialProperty schemeIdUri='urn:unknown'/><Period/></MPD>", Fault::unsupported, 2},
      {"<MPD>\n<Period>\n</MPD>", Fault::malformed, 3},
      {"<MPD><Period>", Fault::malformed, 1},
      {"<?xml version='1.0'?>\n\n<SmoothStreamingMedia/>", Fault::malformed, 3},
      {mpd_of(""), Fault::missing, 2},
      {mpd_of("<Period/>"), Fault::missing, 1},
      {mpd_of("<Period>" + set_of("mimeType='text/vtt'", plain("t", 1, "")) + "</Period>"), Fault::missing,
       1},
      {one("<SegmentTemplate duration='2'/>"), Fault::missing, 5},
      {one("<SegmentList><SegmentURL/><SegmentURL/></SegmentList>"), Fault::missing, 5},
      {one("<SegmentTemplate duration='2' media='" + std::string(20000, 'x') + "'/>"), Fault::too_large, 5},
      {one("<BaseURL>" + std::string(20000, 'x') + "</BaseURL>"), Fault::too_large, 5},
      {one("<SegmentTemplate timescale='4294967295' duration='1' media='$Number$'/>"), Fault::too_large, 5},
      {one("<SegmentTemplate timescale='4294967295' media='$Time$' "
           "presentationTimeOffset='4611686018427387904'>"
           "<SegmentTimeline>\n<S t='9223372036854775807' d='1'/></SegmentTimeline></SegmentTemplate>"),
       Fault::too_large, 6},
  }};
  for (const Row& row : rows) {
    Warnings warnings;
    const auto out = try_read(row.mpd, warnings);
    ASSERT_FALSE(out) << row.mpd.substr(0, 500);
    EXPECT_EQ(out.error().fault, row.fault) << row.mpd.substr(0, 500);
    EXPECT_EQ(out.error().where, row.line) << out.error().what << row.mpd.substr(0, 500);
  }
}

TEST(Mpd, IsRefusedWhereManyShareALongTimeline) {
  std::string text =
      "<Period><AdaptationSet contentType='video'><SegmentTemplate media='$Time$'><SegmentTimeline>";
  for (int i = 0; i < 20'000; ++i) text += "<S d='" + std::to_string(1 + i % 2) + "'/>";
  text += "</SegmentTimeline></SegmentTemplate>";
  for (int i = 0; i < 400; ++i) text += plain(std::to_string(i), 1);
  text += "</AdaptationSet></Period>";
  Warnings warnings;
  const auto out = try_read(mpd_of(text, "mediaPresentationDuration='PT24H'"), warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().fault, Fault::too_large);
}

TEST(Mpd, DoesNotExpandEntitiesOfItsOwn) {
  Warnings warnings;
  const Presentation out =
      read("<!DOCTYPE MPD [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>\n" +
               one("<BaseURL>&b;/</BaseURL><SegmentTemplate duration='2' media='$Number$'/>").substr(22),
           warnings);
  EXPECT_EQ(out.feeds[0].segments->at(0).media.url, "https://a.example/b/&b;/1");
}

}  // namespace
}  // namespace praxino::manifest
