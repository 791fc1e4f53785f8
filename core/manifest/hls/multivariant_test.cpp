#include "core/manifest/hls/multivariant.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "core/manifest/hls/normalize.h"

namespace praxino::manifest::hls {
namespace {

using media::Bitrate;
using media::Feed;
using media::Presentation;
using media::Rendition;
using media::RenditionId;
using media::Track;
using media::TrackKind;
using media::Variant;

constexpr const char* kUrl = "https://a.example/b/main.m3u8";

Presentation read(const std::string& lines, Warnings& warnings) {
  const std::string text = "#EXTM3U\n" + lines;
  const auto playlist = parse_multivariant(text, kUrl, warnings);
  EXPECT_TRUE(playlist) << playlist.error().what;
  if (!playlist) return {};
  auto out = normalize(*playlist, warnings);
  EXPECT_TRUE(out) << out.error().what;
  return out ? *std::move(out) : Presentation();
}

Presentation read(const std::string& lines) {
  Warnings warnings;
  Presentation out = read(lines, warnings);
  EXPECT_EQ(warnings.total(), 0u) << warnings.first().front().what;
  return out;
}

const Track* track_of(const Presentation& in, TrackKind kind, std::string_view language) {
  for (const Track& track : in.tracks) {
    if (track.kind == kind && track.language == language) return &track;
  }
  return nullptr;
}

std::string audio_of(std::string_view group, std::string_view language, std::string_view rest) {
  return std::string("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"")
      .append(group)
      .append("\",NAME=\"")
      .append(language)
      .append("\",LANGUAGE=\"")
      .append(language)
      .append("\",")
      .append(rest)
      .append("\n");
}

TEST(MultivariantPlaylist, SaysEverythingOfAVariant) {
  const Presentation out = read(
      "#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=3000001,AVERAGE-BANDWIDTH=2500000,CODECS=\"avc1.64001f,mp4a.40.2\","
      "RESOLUTION=1280x720,FRAME-RATE=29.970,VIDEO-RANGE=SDR\n# between\n\nv/720.m3u8?x=1\n");
  ASSERT_EQ(out.renditions.size(), 1u);
  const Rendition& rendition = out.renditions[0];
  EXPECT_EQ(rendition.peak, Bitrate{3000001});
  EXPECT_EQ(rendition.average, Bitrate{2500000});
  EXPECT_EQ(rendition.codecs, "avc1.64001f,mp4a.40.2");
  EXPECT_EQ(rendition.width, 1280u);
  EXPECT_EQ(rendition.height, 720u);
  EXPECT_EQ(rendition.frame_rate, 29.97);
  EXPECT_EQ(rendition.name, "720p 3000k");
  EXPECT_TRUE(rendition.muxed);
  EXPECT_EQ(out[rendition.feed].playlist, "https://a.example/b/v/720.m3u8?x=1");
  EXPECT_FALSE(out[rendition.feed].segments);
  ASSERT_EQ(out.variants.size(), 1u);
  EXPECT_EQ(out.variants[0].video, rendition.id);
  EXPECT_TRUE(out.variants[0].audio.empty());
  EXPECT_FALSE(out.live);
  EXPECT_FALSE(out.duration);
}

TEST(MultivariantPlaylist, SortsVariantsByBitrate) {
  const Presentation out = read(
      "#EXT-X-STREAM-INF:BANDWIDTH=3000,RESOLUTION=3x3\nc\n#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION="
      "1x1\na\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2000,RESOLUTION=2x2\nb\n");
  ASSERT_EQ(out.variants.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(out.variants[i].id, static_cast<media::VariantId>(i));
    EXPECT_EQ(out.variants[i].peak.bps, (i + 1) * 1000);
    EXPECT_EQ(out.tracks[0].renditions[i], *out.variants[i].video);
    EXPECT_EQ(out[*out.variants[i].video].height, i + 1);
  }
}

TEST(MultivariantPlaylist, MakesOneTrackOfALanguageAndNameOverGroups) {
  const Presentation out = read(
      audio_of("hi", "en", "DEFAULT=YES,CHANNELS=\"6\",URI=\"en-hi.m3u8\"") +
      audio_of("hi", "de", "AUTOSELECT=YES,URI=\"de-hi.m3u8\",CHARACTERISTICS=\"public.x, public.y\"") +
      audio_of("lo", "en", "DEFAULT=YES,CHANNELS=\"2/-/BINAURAL\",SAMPLE-RATE=48000,URI=\"en-lo.m3u8\"") +
      audio_of("lo", "de", "AUTOSELECT=YES,URI=\"de-lo.m3u8\"") +
      "#EXT-X-STREAM-INF:BANDWIDTH=2000,CODECS=\"avc1.64001f,ec-3\",RESOLUTION=2x2,AUDIO=\"hi\"\nv2\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=1x1,AUDIO=\"lo\"\nv1\n");
  const Track* english = track_of(out, TrackKind::audio, "en");
  const Track* german = track_of(out, TrackKind::audio, "de");
  ASSERT_TRUE(english && german);
  ASSERT_EQ(english->renditions.size(), 2u);
  EXPECT_TRUE(english->is_default && english->autoselect);
  EXPECT_TRUE(!german->is_default && german->autoselect);
  EXPECT_EQ(german->roles.size(), 0u);  // Those of the first group that is used.
  const Rendition& low = out[english->renditions[0]];
  const Rendition& high = out[english->renditions[1]];
  EXPECT_EQ(low.channels, 2u);
  EXPECT_EQ(low.sample_rate, 48000u);
  EXPECT_EQ(low.codecs, "mp4a.40.2");
  EXPECT_EQ(low.peak.bps, 0u);
  EXPECT_EQ(high.channels, 6u);
  EXPECT_EQ(high.codecs, "ec-3");
  EXPECT_EQ(out[high.feed].playlist, "https://a.example/b/en-hi.m3u8");
  EXPECT_EQ(out.variants[0].audio, (std::vector<RenditionId>{low.id, german->renditions[0]}));
  EXPECT_EQ(out.variants[1].audio, (std::vector<RenditionId>{high.id, german->renditions[1]}));
  EXPECT_EQ(out[*out.variants[0].video].codecs, "avc1.64001f");
  EXPECT_FALSE(out[*out.variants[0].video].muxed);
}

TEST(MultivariantPlaylist, SharesTheRenditionOfAUri) {
  const Presentation out = read(audio_of("a", "en", "URI=\"x\"") + audio_of("b", "en", "URI=\"y\"") +
                                "#EXT-X-STREAM-INF:BANDWIDTH=2000,RESOLUTION=2x2,AUDIO=\"b\"\nv\n"
                                "#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=2x2,AUDIO=\"a\"\nv\n");
  ASSERT_EQ(out.variants.size(), 2u);
  EXPECT_EQ(out.variants[0].video, out.variants[1].video);
  EXPECT_NE(out.variants[0].audio, out.variants[1].audio);
  EXPECT_EQ(out[*out.variants[0].video].peak, Bitrate{1000});
}

TEST(MultivariantPlaylist, TakesAudioWithoutAUriToBeInTheVideo) {
  const Presentation out =
      read(audio_of("a", "en", "DEFAULT=YES") + audio_of("a", "de", "URI=\"de.m3u8\"") +
           "#EXT-X-STREAM-INF:BANDWIDTH=2000,CODECS=\"avc1.64001f,mp4a.40.2\",AUDIO=\"a\"\nv\n");
  EXPECT_TRUE(out[*out.variants[0].video].muxed);
  const Track* english = track_of(out, TrackKind::audio, "en");
  ASSERT_TRUE(english);
  EXPECT_TRUE(english->renditions.empty());
  EXPECT_EQ(out.variants[0].audio, track_of(out, TrackKind::audio, "de")->renditions);
}

TEST(MultivariantPlaylist, SaysNothingOfCodecsThatItDoesNotKnow) {
  const Presentation out = read(audio_of("a", "en", "URI=\"x\"") +
                                "#EXT-X-STREAM-INF:BANDWIDTH=1000,AUDIO=\"a\"\nv\n"
                                "#EXT-X-STREAM-INF:BANDWIDTH=500\nw\n");
  for (const Rendition& rendition : out.renditions) {
    EXPECT_EQ(rendition.codecs, "");
    EXPECT_FALSE(rendition.muxed);
  }
}

TEST(MultivariantPlaylist, LeavesTheCodecOfAGroupOpenWhereSeveralAreNamed) {
  const Presentation out =
      read(audio_of("a", "en", "URI=\"x\"") +
           "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"avc1.1,mp4a.40.2,ec-3\",AUDIO=\"a\"\nv\n");
  EXPECT_EQ(out[out.variants[0].audio[0]].codecs, "");
}

TEST(MultivariantPlaylist, KnowsVariantsOfAudioAlone) {
  const Presentation out = read(
      "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.5\"\nlow\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS=\"mp4a.40.2\"\nhigh\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=2x2\nv\n");
  ASSERT_EQ(out.variants.size(), 3u);
  EXPECT_FALSE(out.variants[0].video);
  ASSERT_EQ(out.variants[0].audio.size(), 1u);
  const Rendition& low = out[out.variants[0].audio[0]];
  EXPECT_EQ(out[low.track].kind, TrackKind::audio);
  EXPECT_EQ(out[low.track].renditions.size(), 2u);
  EXPECT_EQ(low.peak, Bitrate{64000});
  EXPECT_EQ(low.codecs, "mp4a.40.5");
  EXPECT_TRUE(out.variants[2].video);
}

TEST(MultivariantPlaylist, GivesAudioVariantsTheirGroupsRenditions) {
  const Presentation out =
      read(audio_of("a", "en", "URI=\"en.m3u8\"") +
           "#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS=\"mp4a.40.2\",AUDIO=\"a\"\nen.m3u8\n");
  EXPECT_FALSE(out.variants[0].video);
  ASSERT_EQ(out.variants[0].audio.size(), 1u);
  EXPECT_EQ(out[out.variants[0].audio[0]].peak, Bitrate{64000});
  EXPECT_EQ(out.feeds.size(), 1u);
}

TEST(MultivariantPlaylist, TakesVariantsThatDifferInTheirUriAloneAsFallbacks) {
  constexpr const char* kSame = "BANDWIDTH=2000,CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=2x2,AUDIO=";
  const Presentation out =
      read(audio_of("a", "en", "URI=\"en.m3u8\"") + audio_of("b", "en", "URI=\"https://b.example/en.m3u8\"") +
           "#EXT-X-STREAM-INF:" + kSame + "\"a\"\nv.m3u8\n" + "#EXT-X-STREAM-INF:" + kSame +
           "\"b\"\nhttps://b.example/v.m3u8\n");
  ASSERT_EQ(out.variants.size(), 1u);
  ASSERT_EQ(out.feeds.size(), 2u);
  const Feed& video = out[out[*out.variants[0].video].feed];
  const Feed& audio = out[out[out.variants[0].audio[0]].feed];
  EXPECT_EQ(video.fallbacks, std::vector<std::string>{"https://b.example/v.m3u8"});
  EXPECT_EQ(audio.fallbacks, std::vector<std::string>{"https://b.example/en.m3u8"});
}

TEST(MultivariantPlaylist, MakesTextTracksOfSubtitles) {
  const Presentation out = read(
      "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"en\",FORCED=YES,URI=\"s."
      "m3u8\"\n"
      "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"CC\",INSTREAM-ID=\"CC1\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES=\"s\",CLOSED-CAPTIONS=\"c\"\nv\n");
  const Track* text = track_of(out, TrackKind::text, "en");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->label, "English");
  EXPECT_TRUE(text->forced);
  ASSERT_EQ(text->renditions.size(), 1u);
  EXPECT_EQ(out[out[text->renditions[0]].feed].playlist, "https://a.example/b/s.m3u8");
  EXPECT_EQ(out.variants.size(), 1u);
}

TEST(MultivariantPlaylist, MakesAVideoTrackOfEachAngle) {
  const Presentation out = read(
      "#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID=\"g\",NAME=\"Main\",DEFAULT=YES\n"
      "#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID=\"g\",NAME=\"Goal\",URI=\"goal.m3u8\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1,VIDEO=\"g\"\nmain.m3u8\n");
  ASSERT_EQ(out.tracks.size(), 2u);
  EXPECT_EQ(out.tracks[0].label, "Main");
  EXPECT_EQ(out.tracks[1].label, "Goal");
  ASSERT_EQ(out.variants.size(), 2u);
  EXPECT_EQ(out[*out.variants[1].video].track, out.tracks[1].id);
}

TEST(MultivariantPlaylist, MakesATrackOfCaptionsInThePicture) {
  const Presentation out = read(
      "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"CC\",LANGUAGE=\"en\",INSTREAM-ID=\"CC1\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1,CLOSED-CAPTIONS=\"c\"\nv\n");
  const Track* text = track_of(out, TrackKind::text, "en");
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->renditions.empty());
  ASSERT_EQ(text->said.size(), 1u);
  EXPECT_EQ(text->said[0].attributes.back(), (media::Attribute{"INSTREAM-ID", "CC1"}));
}

TEST(MultivariantPlaylist, TellsWhereToStart) {
  const std::string variant = "#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n";
  const Presentation out = read("#EXT-X-START:TIME-OFFSET=30\n" + variant);
  EXPECT_EQ(out.start, Seconds{30});
  EXPECT_FALSE(out.start_precise);
  EXPECT_TRUE(read("#EXT-X-START:TIME-OFFSET=-30,PRECISE=YES\n" + variant).start_precise);
}

TEST(MultivariantPlaylist, HandsOnEveryAttributeAsItIsWritten) {
  const Presentation out = read(
      "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.title\",VALUE=\"A, B\",LANGUAGE=\"en\"\n"
      "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\"\n"
      "#EXT-X-ALLOW-CACHE:YES\n" +
      audio_of("a", "en", "ASSOC-LANGUAGE=\"fr\",STABLE-RENDITION-ID=\"x\",BIT-DEPTH=16,URI=\"a.m3u8\"") +
      "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\",HDCP-LEVEL=TYPE-1,ALLOWED-CPC=\"com.example:X\","
      "STABLE-VARIANT-ID=\"v\",SUPPLEMENTAL-CODECS=\"dvh1.08.07/db4h\"\nv\n");
  ASSERT_EQ(out.said.size(), 3u);
  EXPECT_EQ(out.said[0].name, "EXT-X-SESSION-DATA");
  EXPECT_EQ(out.said[0].attributes[1], (media::Attribute{"VALUE", "A, B"}));
  EXPECT_EQ(out.said[2], (media::Said{"EXT-X-ALLOW-CACHE", {}, "YES"}));
  const Rendition& video = out[*out.variants[0].video];
  ASSERT_EQ(video.said.size(), 1u);
  EXPECT_EQ(video.said[0].attributes.size(), 6u);
  EXPECT_EQ(video.said[0].attributes[2], (media::Attribute{"HDCP-LEVEL", "TYPE-1"}));
  const Rendition& audio = out[out.variants[0].audio[0]];
  ASSERT_EQ(audio.said.size(), 1u);
  EXPECT_EQ(audio.said[0].attributes[4], (media::Attribute{"ASSOC-LANGUAGE", "fr"}));
  EXPECT_EQ(audio.said, track_of(out, TrackKind::audio, "en")->said);
}

TEST(MultivariantPlaylist, MakesTracksOfPicturesForWindingWhichNoVariantHas) {
  const Presentation out = read(
      "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=2,RESOLUTION=4x4,CODECS=\"avc1.64001f\",URI=\"i2.m3u8\"\n"
      "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=2x2,CODECS=\"avc1.64001f\",URI=\"i1.m3u8\"\n"
      "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=3,CODECS=\"mjpg\",URI=\"m.m3u8\"\n"
      "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=4,RESOLUTION=320x180,CODECS=\"jpeg\",URI=\"t.m3u8\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=4x4,CODECS=\"avc1.64001f\"\nv.m3u8\n");
  ASSERT_EQ(out.tracks.size(), 3u);
  EXPECT_FALSE(out.tracks[0].trick);
  EXPECT_EQ(out.tracks[0].renditions.size(), 1u);
  EXPECT_TRUE(out.tracks[1].trick && out.tracks[2].trick);
  EXPECT_EQ(out.tracks[1].kind, TrackKind::video);
  EXPECT_EQ(out.tracks[2].kind, TrackKind::image);
  ASSERT_EQ(out.tracks[1].renditions.size(), 2u);
  const Rendition& frames = out[out.tracks[1].renditions[0]];
  EXPECT_EQ(frames.peak.bps, 2u);
  EXPECT_EQ(frames.height, 4u);
  EXPECT_EQ(out[frames.feed].playlist, "https://a.example/b/i2.m3u8");
  EXPECT_EQ(out.tracks[2].renditions.size(), 2u);
  EXPECT_EQ(out.variants.size(), 1u);
}

TEST(MultivariantPlaylist, KeepsPicturesOfDifferentBrightnessApart) {
  const Presentation out = read(
      "#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=2x2,VIDEO-RANGE=PQ\nhdr\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2000,RESOLUTION=2x2,VIDEO-RANGE=SDR\nsdr\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=3000,RESOLUTION=2x2\nunsaid\n");
  ASSERT_EQ(out.tracks.size(), 2u);
  EXPECT_EQ(out.tracks[0].label, "PQ");
  EXPECT_FALSE(out.tracks[0].is_default);
  EXPECT_TRUE(out.tracks[1].is_default);
  EXPECT_EQ(out.tracks[1].renditions.size(), 2u);
}

TEST(MultivariantPlaylist, LeavesOutPicturesThatAreLookedAtInAWayItDoesNotKnow) {
  const std::string stereo = "#EXT-X-STREAM-INF:BANDWIDTH=2,REQ-VIDEO-LAYOUT=\"CH-STEREO,CH-MONO\"\nstereo\n";
  const std::string mono = "#EXT-X-STREAM-INF:BANDWIDTH=3,REQ-VIDEO-LAYOUT=\"CH-MONO/PROJ-RECT\"\nmono\n";
  Warnings warnings;
  const Presentation out = read(stereo + mono, warnings);
  EXPECT_EQ(warnings.total(), 1u);
  ASSERT_EQ(out.variants.size(), 1u);
  EXPECT_EQ(out.variants[0].peak.bps, 3u);
  EXPECT_EQ(read(stereo, warnings).variants.size(), 1u) << "better than nothing";
}

TEST(MultivariantPlaylist, TakesThePathwayFirstThatTheSteeringNames) {
  const std::string variants =
      "#EXT-X-STREAM-INF:BANDWIDTH=2000,RESOLUTION=2x2,PATHWAY-ID=\"A\"\nhttps://a.example/v\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2000,RESOLUTION=2x2,PATHWAY-ID=\"B\"\nhttps://b.example/v\n";
  const struct {
    const char* steering;
    const char* first;
  } rows[] = {
      {"", "https://a.example/v"},
      {"#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\"\n", "https://a.example/v"},
      {"#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\",PATHWAY-ID=\"A\"\n", "https://a.example/v"},
      {"#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\",PATHWAY-ID=\"B\"\n", "https://b.example/v"},
  };
  for (const auto& row : rows) {
    const Presentation out = read(row.steering + variants);
    ASSERT_EQ(out.feeds.size(), 1u);
    EXPECT_EQ(out.feeds[0].playlist, row.first) << row.steering;
    EXPECT_EQ(out.feeds[0].fallbacks.size(), 1u);
  }
}

TEST(MultivariantPlaylist, PutsRightWithAWarning) {
  struct Row {
    const char* lines;
    std::uint64_t line;
    const char* what;
  };
  constexpr std::array<Row, 11> kRows{{
      {"#EXT-X-STREAM-INF:RESOLUTION=2x2\nv\n", 2, "a variant without BANDWIDTH"},
      {"stray\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2, "a URI without EXT-X-STREAM-INF is ignored"},
      {"#EXT-X-STREAM-INF:BANDWIDTH=2\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2,
       "EXT-X-STREAM-INF without a URI is ignored"},
      {"#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n#EXT-X-STREAM-INF:BANDWIDTH=2\n", 4,
       "EXT-X-STREAM-INF without a URI is ignored"},
      {"#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=large\nv\n", 2, "RESOLUTION is malformed"},
      {"#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"none\"\nv\n", 2, "an AUDIO group that does not exist"},
      {"#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 4,
       "a variant that repeats another one is ignored"},
      {"#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2,
       "pictures for winding without a URI are ignored"},
      {"#EXT-X-MEDIA:TYPE=SMELL,GROUP-ID=\"s\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2,
       "EXT-X-MEDIA of an unknown TYPE is ignored"},
      {"#EXT-X-MEDIA:TYPE=AUDIO,NAME=\"n\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2,
       "EXT-X-MEDIA without a GROUP-ID is ignored"},
      {"#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"n\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2,
       "subtitles without a URI are ignored"},
  }};
  for (const Row& row : kRows) {
    Warnings warnings;
    const Presentation out = read(row.lines, warnings);
    ASSERT_EQ(warnings.total(), 1u) << row.lines;
    EXPECT_EQ(warnings.first().front().line, row.line) << row.lines;
    EXPECT_STREQ(warnings.first().front().what, row.what);
    EXPECT_EQ(out.variants.size(), 1u) << row.lines;
  }
}

TEST(MultivariantPlaylist, IsRefusedWithTheLine) {
  Warnings warnings;
  const auto none = parse_multivariant("#EXTM3U\n#EXT-X-VERSION:3\n", kUrl, warnings);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, Fault::missing);
  const auto rate = parse_multivariant("#EXTM3U\n\n#EXT-X-STREAM-INF:BANDWIDTH=fast\nv\n", kUrl, warnings);
  ASSERT_FALSE(rate);
  EXPECT_EQ(rate.error().fault, Fault::malformed);
  EXPECT_EQ(rate.error().where, 3u);
}

TEST(MultivariantPlaylist, IsRefusedForThousandsOfVariants) {
  std::string text = "#EXTM3U\n";
  for (int i = 0; i < 5000; ++i) text += "#EXT-X-STREAM-INF:BANDWIDTH=1\n" + std::to_string(i) + "\n";
  Warnings warnings;
  const auto out = parse_multivariant(text, kUrl, warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().fault, Fault::too_large);
}

}  // namespace
}  // namespace praxino::manifest::hls
