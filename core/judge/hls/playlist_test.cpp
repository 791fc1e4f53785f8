#include "core/judge/hls/playlist.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/judge/hls/rules.h"
#include "core/judge/hls/tags.h"
#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {

std::vector<Case> text_cases() {
  return {
      {"hls-byte-order-mark", 1, "\xEF\xBB\xBF" + media({}), media({})},
      {"hls-utf8", 3, media({"# caf\xE9"}), media({"# caf\xC3\xA9"})},
      {"hls-utf8", 3, media({"# \xC0\x80"}), media({"# \xC2\xA0"})},
      {"hls-utf8", 3, media({"# \xED\xA0\x80"}), media({"# \xED\x9F\xBF"})},
      {"hls-utf8", 3, media({"# \xF4\x90\x80\x80"}), media({"# \xF4\x8F\xBF\xBF"})},
      {"hls-utf8", 3, media({"# \xE2\x82"}), media({"# \xE2\x82\xAC"})},
      {"hls-control-character", 3, media({"# a\tb"}), media({"# a b"})},
      {"hls-control-character", 3, media({"# \xC2\x85"}), media({"# \xC2\xA0"})},
      {"hls-control-character", 3, media({"# \x7F"}), media({"# \x7E"})},
      {"hls-line-end", 3, media({"# a\r# b"}), media({"# a\r\n# b"})},
      {"hls-extm3u-first", 1, "\n" + media({}), media({""})},
      {"hls-extm3u-first", 1, "#EXTM3U \n" + media({}).substr(8), media({}), {"hls-whitespace"}},
      {"hls-whitespace", 3, media({" #EXT-X-GAP"}), media({"#EXT-X-GAP"})},
      {"hls-whitespace", 3, media({"  "}), media({""})},
      {"hls-whitespace", 4, media({"#EXTINF:10,", "a.ts "}), media({"#EXTINF:10,a title ", "a.ts"})},
      {"hls-tag-unknown", 3, media({"#EXT-X-CUE-OUT:30", "#EXT-X-CUE-OUT:30"}), media({"#X-CUE-OUT:30"})},
      {"hls-tag-case", 3, media({"#ext-x-gap"}), media({"# gap"})},
      {"hls-tag-case", 3, media({"#EXT-X-Gap"}), media({"#EXT-X-GAP"})},
      {"hls-tag-removed", 3, media({"#EXT-X-ALLOW-CACHE:YES"}), media({})},
      {"hls-tag-twice", 3, media({"#EXTM3U"}), media({})},
      {"hls-tag-twice", 3, media({"#EXT-X-TARGETDURATION:10"}), media({})},
      {"hls-tag-value", 3, media({"#EXT-X-BITRATE:1.5"}), media({"#EXT-X-BITRATE:15"})},
      {"hls-tag-value", 3, media({"#EXT-X-BITRATE"}), media({"#EXT-X-BITRATE:15"})},
      {"hls-tag-value", 3, media({"#EXT-X-DISCONTINUITY:1"}), media({"#EXT-X-DISCONTINUITY"})},
      {"hls-tag-value", 3, media({"#EXT-X-SERVER-CONTROL:"}), media({})},
      {"hls-tag-value", 3, media({"#EXT-X-VERSION:0"}), media({"#EXT-X-VERSION:1"})},
      {"hls-tag-value", 3, media({"#EXT-X-PLAYLIST-TYPE"}), media({"#EXT-X-PLAYLIST-TYPE:VOD"})},
      {"hls-mixed-kinds", 3, media({"#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\""}), media({})},
      {"hls-mixed-kinds", 4,
       multivariant({"#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"", "", "#EXT-X-GAP"}),
       multivariant({"#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\""})},
      {"hls-no-kind", 1, "#EXTM3U\n#EXT-X-INDEPENDENT-SEGMENTS\n", media({"#EXT-X-INDEPENDENT-SEGMENTS"})},
      {"hls-version-low", 3, media({"#EXTINF:9.5,", "a.ts", "#EXTINF:9.5,", "b.ts"}),
       media({"#EXT-X-VERSION:3", "#EXTINF:9.5,", "a.ts"})},
      {"hls-version-low", 4, media({"#EXT-X-VERSION:5", "#EXT-X-MAP:URI=\"i\""}),
       media({"#EXT-X-VERSION:6", "#EXT-X-MAP:URI=\"i\""})},
      {"hls-version-high", 3, media({"#EXT-X-VERSION:4", "#EXTINF:9.5,", "a.ts"}),
       media({"#EXT-X-VERSION:3", "#EXTINF:9.5,", "a.ts"})},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithAText) { check(text_cases()); }

TEST(HlsRules, AreAllBrokenInATest) {
  std::set<std::string_view> broken;
  for (const auto& cases : {text_cases(), attribute_cases(), media_cases(), live_cases(), daterange_cases(),
                            multivariant_cases()}) {
    for (const Case& each : cases) broken.insert(each.id);
  }
  std::set<std::string_view> known;
  for (const auto& table : rules()) {
    for (const Rule& rule : table) {
      EXPECT_TRUE(known.insert(rule.id).second) << rule.id << " stands twice";
      EXPECT_TRUE(broken.contains(rule.id)) << rule.id;
      EXPECT_TRUE(std::string_view(rule.id).starts_with("hls-")) << rule.id;
      EXPECT_TRUE(std::string_view(rule.section).starts_with("RFC 8216bis ")) << rule.id;
      EXPECT_NE(std::string_view(rule.what), "") << rule.id;
      EXPECT_NE(std::string_view(rule.advice), "") << rule.id;
    }
  }
  for (const std::string_view id : broken) EXPECT_TRUE(known.contains(id)) << id << " is no rule";
}

TEST(HlsRules, AskForTheVersionThatAFeatureNeeds) {
  struct Feature {
    int version;
    std::string_view lines;
  };
  const std::vector<Feature> of_media{
      {2, "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x1"},
      {3, "#EXTINF:9.0,\na.ts"},
      {4, "#EXT-X-BYTERANGE:1@0"},
      {5, "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\""},
      {5, "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"identity\""},
      {5, "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMATVERSIONS=\"1\""},
      {6, "#EXT-X-MAP:URI=\"i\""},
      {8, "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\""},
      {11, "#EXT-X-DEFINE:QUERYPARAM=\"a\""},
  };
  const std::vector<Feature> of_multivariant{
      {7, "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"n\",INSTREAM-ID=\"SERVICE1\""},
      {12, "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a.40.2\",REQ-VIDEO-LAYOUT=\"CH-STEREO\"\na"},
      {13, "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"c\",NAME=\"n\",CHANNELS=\"2\",INSTREAM-ID=\"a\""},
  };
  const auto at = [](int version) { return "#EXT-X-VERSION:" + std::to_string(version); };
  const auto check_all = [&](const std::vector<Feature>& features, auto playlist) {
    for (const Feature& feature : features) {
      const Findings low = judged(playlist({at(feature.version - 1), feature.lines}));
      ASSERT_FALSE(low.kept().empty()) << feature.lines;
      for (const Finding& finding : low.kept()) {
        EXPECT_EQ(std::string_view(finding.rule->id), "hls-version-low") << told(low);
      }
      EXPECT_EQ(told(judged(playlist({at(feature.version), feature.lines}))), "");
    }
  };
  check_all(of_media, media);
  check_all(of_multivariant, multivariant);
}

TEST(HlsRules, KeepEachTagInItsKindOfPlaylist) {
  for (std::size_t i = 0; i < tags; ++i) {
    const TagInfo& info = info_of(static_cast<Tag>(i));
    const std::string line = "#" + std::string(info.name);
    const auto is_foreign = [&](const std::string& text) {
      return told(judged(text)).find("hls-mixed-kinds " + std::string(info.name)) != std::string::npos;
    };
    EXPECT_EQ(is_foreign(media({line})), info.kind == Kind::multivariant) << line;
    EXPECT_EQ(is_foreign(multivariant({"#EXT-X-SESSION-DATA:", line})), info.kind == Kind::media) << line;
  }
}

TEST(HlsRules, RefuseASecondOneOfATagThatMayStandOnce) {
  std::set<std::string_view> once;
  for (std::size_t i = 0; i < tags; ++i) {
    const TagInfo& info = info_of(static_cast<Tag>(i));
    const std::string line = "#" + std::string(info.name);
    const std::string text =
        info.kind == Kind::multivariant ? multivariant({line, line}) : media({line, line});
    if (told(judged(text)).find("hls-tag-twice") != std::string::npos) once.insert(info.name);
  }
  const std::set<std::string_view> expected{"EXTM3U",
                                            "EXT-X-VERSION",
                                            "EXT-X-INDEPENDENT-SEGMENTS",
                                            "EXT-X-START",
                                            "EXT-X-TARGETDURATION",
                                            "EXT-X-MEDIA-SEQUENCE",
                                            "EXT-X-DISCONTINUITY-SEQUENCE",
                                            "EXT-X-ENDLIST",
                                            "EXT-X-PLAYLIST-TYPE",
                                            "EXT-X-I-FRAMES-ONLY",
                                            "EXT-X-PART-INF",
                                            "EXT-X-SERVER-CONTROL",
                                            "EXT-X-ALLOW-CACHE",
                                            "EXT-X-SKIP",
                                            "EXT-X-CONTENT-STEERING"};
  EXPECT_EQ(once, expected);
}

TEST(HlsRules, FindNothingInGoodPlaylists) {
  const std::vector<std::string> good{
      // A whole presentation.
      "#EXTM3U\n#EXT-X-TARGETDURATION:11\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n"
      "#EXTINF:10.51,\nhttps://media.example/1.ts?a=%20b\n#EXTINF:11,with a title, and a comma\n2.ts\n"
      "#EXT-X-ENDLIST\n",
      // Live, with line ends of two characters.
      "#EXTM3U\r\n#EXT-X-VERSION:3\r\n#EXT-X-TARGETDURATION:8\r\n#EXT-X-MEDIA-SEQUENCE:41\r\n\r\n"
      "#EXTINF:7.975,\r\n41.ts\r\n#EXTINF:7.975,\r\n42.ts\r\n#EXTINF:8.05,\r\n43.ts\r\n",
      // Fragments by byte ranges, encrypted, with two ways to the key.
      "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:6\n"
      "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://key\",KEYFORMAT=\"com.apple.streamingkeydelivery\","
      "KEYFORMATVERSIONS=\"1\"\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"data:text/plain;base64,AAAA\","
      "KEYFORMAT=\"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed\",IV=0x0123456789ABCDEF0123456789ABCDEF\n"
      "#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"700@0\"\n#EXT-X-BYTERANGE:1000@700\n#EXTINF:6,\nall.mp4\n"
      "#EXT-X-BYTERANGE:900\n#EXTINF:6,\nall.mp4\n#EXT-X-KEY:METHOD=NONE\n#EXT-X-DISCONTINUITY\n"
      "#EXT-X-MAP:URI=\"ad.mp4\"\n#EXT-X-GAP\n#EXTINF:3,\nad.m4s\n#EXT-X-ENDLIST\n",
      // I-frames.
      "#EXTM3U\n#EXT-X-VERSION:5\n#EXT-X-TARGETDURATION:4\n#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"a.mp4\"\n"
      "#EXTINF:4,\n#EXT-X-BYTERANGE:500@800\na.mp4\n#EXTINF:4,\n#EXT-X-BYTERANGE:500@9000\na.mp4\n"
      "#EXT-X-ENDLIST\n",
      // Low latency, with an advertisement at the end.
      "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:4\n#EXT-X-PART-INF:PART-TARGET=1.002\n"
      "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=3.006,CAN-SKIP-UNTIL=24,HOLD-BACK=12\n"
      "#EXT-X-MEDIA-SEQUENCE:6\n#EXT-X-DISCONTINUITY-SEQUENCE:2\n#EXT-X-MAP:URI=\"i.mp4\"\n"
      "#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000Z\n#EXTINF:4.008,\n6.mp4\n#EXTINF:4.008,\n7.mp4\n#"
      "EXTINF:4.008,\n8.mp4\n"
      "#EXT-X-PART:DURATION=1.002,INDEPENDENT=YES,URI=\"9.0.mp4\"\n"
      "#EXT-X-PART:DURATION=1.002,URI=\"9.1.mp4\"\n#EXT-X-PART:DURATION=0.3,URI=\"9.2.mp4\"\n"
      "#EXTINF:2.304,\n9.mp4\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"ad-i.mp4\"\n"
      "#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:14.328Z\n"
      "#EXT-X-PART:DURATION=1,URI=\"ad.mp4\",BYTERANGE=\"700@0\",INDEPENDENT=YES\n"
      "#EXT-X-PART:DURATION=0.9,URI=\"ad.mp4\",BYTERANGE=\"700\"\n"
      "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"ad.mp4\",BYTERANGE-START=1400\n"
      "#EXT-X-RENDITION-REPORT:URI=\"../audio/list.m3u8\",LAST-MSN=10,LAST-PART=1\n",
      // Its delta update.
      "#EXTM3U\n#EXT-X-VERSION:10\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n"
      "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24,CAN-SKIP-DATERANGES=YES\n"
      "#EXT-X-SKIP:SKIPPED-SEGMENTS=20,RECENTLY-REMOVED-DATERANGES=\"a\tb\"\n#EXTINF:4.0,\n27.mp4\n",
      // An interstitial, a splice in two tags, a range that the next one ends.
      "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000+02:00\n"
      "#EXT-X-DATERANGE:ID=\"ad\",CLASS=\"com.apple.hls.interstitial\",START-DATE=\"2026-05-01T08:00:04."
      "000Z\","
      "DURATION=15.0,X-ASSET-URI=\"https://ads.example/"
      "1.m3u8\",X-RESUME-OFFSET=-0.5,X-RESTRICT=\"SKIP,JUMP\","
      "CUE=\"ONCE,PRE\",X-SNAP=\"OUT\",X-COM-EXAMPLE-BEACON=0xAB\n"
      "#EXT-X-DATERANGE:ID=\"s\",START-DATE=\"2026-05-01T08:00:05.000Z\",PLANNED-DURATION=60,SCTE35-OUT="
      "0xFC00\n"
      "#EXTINF:10,\na.ts\n#EXT-X-DATERANGE:ID=\"s\",DURATION=59.993,SCTE35-IN=0xFC01\n"
      "#EXT-X-DATERANGE:ID=\"p1\",CLASS=\"p\",START-DATE=\"2026-05-01T08:00:05.000Z\",END-ON-NEXT=YES\n"
      "#EXT-X-DATERANGE:ID=\"p2\",CLASS=\"p\",START-DATE=\"2026-05-01T08:00:09.000Z\",END-ON-NEXT=YES\n"
      "#EXT-X-ENDLIST\n",
      // Variants with alternative sound, subtitles and captions, I-frames and Pathways.
      "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-DEFINE:NAME=\"cdn\",VALUE=\"https://"
      "b\"\n"
      "#EXT-X-CONTENT-STEERING:SERVER-URI=\"/steer?x=1\",PATHWAY-ID=\"A\"\n"
      "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.title\",LANGUAGE=\"en\",VALUE=\"A title\"\n"
      "#EXT-X-SESSION-DATA:DATA-ID=\"com.example.title\",LANGUAGE=\"de\",VALUE=\"Ein Titel\"\n"
      "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"skd://key\",KEYFORMAT=\"com.example\"\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"lo\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,AUTOSELECT=YES,"
      "CHANNELS=\"2\",URI=\"en.m3u8\",STABLE-RENDITION-ID=\"en+1\"\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"lo\",NAME=\"Comments\",LANGUAGE=\"en\",CHANNELS=\"2\",URI=\"co."
      "m3u8\"\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"hi\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,AUTOSELECT=YES,"
      "CHANNELS=\"16/JOC\",URI=\"en6.m3u8\"\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"hi\",NAME=\"Comments\",LANGUAGE=\"en\",CHANNELS=\"6/-/BINAURAL\","
      "URI=\"co6.m3u8\",DEFAULT=NO\n"
      "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"Portuguese\",LANGUAGE=\"pt-BR\",FORCED=NO,"
      "AUTOSELECT=YES,URI=\"pt.m3u8\"\n"
      "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"CC\",INSTREAM-ID=\"SERVICE63\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1500000,CODECS=\"avc1.64001f,mp4a.40.2\","
      "RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO=\"lo\",SUBTITLES=\"s\",CLOSED-CAPTIONS=\"c\",PATHWAY-ID="
      "\"A\","
      "HDCP-LEVEL=NONE,SCORE=1.0\n720/video.m3u8\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=9000000,CODECS=\"hvc1.2.4.L153.b0,ec-3\","
      "SUPPLEMENTAL-CODECS=\"dvh1.08.07/db4h\",VIDEO-RANGE=HLG,RESOLUTION=3840x2160,FRAME-RATE=60,"
      "AUDIO=\"hi\",SUBTITLES=\"s\",CLOSED-CAPTIONS=\"c\",PATHWAY-ID=\"B\",SCORE=2.0,HDCP-LEVEL=TYPE-1,"
      "ALLOWED-CPC=\"urn:uuid:1:HW/PC,com.example:SW\"\n{$cdn}/2160/video.m3u8\n"
      "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,CODECS=\"avc1.64001f\",RESOLUTION=1280x720,URI=\"if."
      "m3u8\"\n",
      // Nothing but sound.
      "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=65000,CODECS=\"mp4a.40.5\"\n\n# a comment\naudio-only.m3u8\n",
  };
  for (const std::string& text : good) EXPECT_EQ(told(judged(text)), "") << text;
}

TEST(HlsRules, TakeNoMoreThanALookAtEachLine) {
  // Each of these would take minutes where anything were compared with everything.
  const auto repeated = [](std::string_view head, std::string_view line, std::size_t count) {
    std::string text(head);
    for (std::size_t i = 0; i < count; ++i) {
      for (const char letter : line) {
        if (letter == '%') {
          text += std::to_string(i);
        } else {
          text += letter;
        }
      }
    }
    return text;
  };
  constexpr std::size_t many = 20'000;
  constexpr std::string_view head = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n";
  const std::vector<std::string> texts{
      repeated(head, "#EXT-X-DATERANGE:ID=\"a\",X-A=%,CLASS=\"c\",START-DATE=\"2026-01-01T00:00:00.000Z\"\n",
               many),
      repeated(head, "#EXT-X-DATERANGE:ID=\"%\",CLASS=\"c\",END-ON-NEXT=YES\n", many),
      repeated(head, "#EXT-X-KEY:METHOD=AES-128,URI=\"a\",KEYFORMAT=\"%\"\n#EXT-X-MAP:URI=\"a\"\n", many),
      repeated(head, "#EXT-X-KEY:METHOD=AES-128,URI=\"a\",KEYFORMAT=\"%\"\n#EXT-X-KEY:METHOD=NONE\n", many),
      repeated(head, "#EXT-X-DEFINE:NAME=\"%\",VALUE=\"{$%}\"\n", many),
      repeated(head, "#EXT-X-SOMETHING-%\n", many),
      repeated("#EXTM3U\n#EXT-X-STREAM-INF:", "A%=1,A0=2,", many),
      repeated("#EXTM3U\n", "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"%\",NAME=\"a\",URI=\"u\"\n", many),
      repeated("#EXTM3U\n", "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"%\",AUTOSELECT=YES\n", many),
      repeated("#EXTM3U\n", "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"%\",PATHWAY-ID=\"%\"\n%\n", many),
      repeated("#EXTM3U\n", "#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"%\"\n", many),
      "#EXTM3U\n" + repeated("#EXT-X-DEFINE:NAME=\"a\",VALUE=\"", "{${$%", many),
  };
  for (const std::string& text : texts) {
    const Findings findings = judged(text);
    EXPECT_FALSE(findings.kept().empty()) << text.substr(0, 100);
    EXPECT_LE(findings.kept().size(), Findings::most);
  }
}

TEST(HlsRules, CutLongValuesInDetails) {
  const std::string name(1000, 'A');
  const Findings findings = judged(media({"#EXT-X-" + name, "#EXT-X-KEY:METHOD=" + name + ",URI=\"k\""}));
  ASSERT_EQ(findings.kept().size(), 2U);
  for (const Finding& finding : findings.kept()) EXPECT_LT(finding.detail.size(), 300U);
}

}  // namespace
}  // namespace praxino::judge::hls
