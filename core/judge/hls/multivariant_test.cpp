#include "core/judge/hls/multivariant.h"

#include <gtest/gtest.h>

#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {
namespace {

/// EXT-X-MEDIA tags; the first is at line 2.
std::string renditions(Text lists) {
  std::string text = "#EXTM3U\n";
  for (const std::string_view list : lists) text.append("#EXT-X-MEDIA:").append(list).append("\n");
  return text + multivariant({}).substr(8);
}
std::string audio(std::string_view more) {
  return renditions({R"(TYPE=AUDIO,GROUP-ID="g",NAME="n",URI="u",)" + std::string(more)});
}
std::string captions(std::string_view more) {
  return renditions({R"(TYPE=CLOSED-CAPTIONS,GROUP-ID="g",NAME="n")" + std::string(more)});
}
/// EXT-X-STREAM-INF tags with their BANDWIDTH and URIs; the first is at line 2.
std::string variants(Text lists) {
  std::string text = "#EXTM3U\n";
  for (const std::string_view list : lists) {
    text.append("#EXT-X-STREAM-INF:BANDWIDTH=9").append(list).append("\nu.m3u8\n");
  }
  return text;
}
std::string variant(std::string_view more) {
  return variants({R"(,CODECS="mp4a.40.2")" + std::string(more)});
}
/// One with a picture.
std::string video(std::string_view codecs, std::string_view more = "") {
  return variants(
      {",RESOLUTION=2x1,FRAME-RATE=25,CODECS=\"" + std::string(codecs) + "\"" + std::string(more)});
}
std::string layout(std::string_view value) {
  return "#EXTM3U\n#EXT-X-VERSION:12\n" +
         variant(",REQ-VIDEO-LAYOUT=\"" + std::string(value) + "\"").substr(8);
}

constexpr std::string_view a_en = R"(TYPE=AUDIO,GROUP-ID="a",NAME="en",CHANNELS="2",URI="1")";
constexpr std::string_view a_de = R"(TYPE=AUDIO,GROUP-ID="a",NAME="de",CHANNELS="2",URI="2")";
constexpr std::string_view b_en = R"(TYPE=AUDIO,GROUP-ID="b",NAME="en",CHANNELS="6",URI="3")";
constexpr std::string_view b_de = R"(TYPE=AUDIO,GROUP-ID="b",NAME="de",CHANNELS="6",URI="4",DEFAULT=NO)";

}  // namespace

std::vector<Case> multivariant_cases() {
  const std::string good = audio(R"(CHANNELS="2")");
  return {
      {"hls-stream-inf-without-uri", 2, multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="mp4a.40.2")"}),
       multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="mp4a.40.2")", "", "# a comment", "a.m3u8"})},
      {"hls-stream-inf-without-uri", 4,
       multivariant({}) + R"(#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="mp4a.40.2")", multivariant({})},
      {"hls-uri-without-stream-inf", 4, multivariant({}) + "b.m3u8\n", multivariant({}) + "# b.m3u8\n"},
      {"hls-no-variants", 1, "#EXTM3U\n#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"\n",
       multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b")"})},

      {"hls-media-uri-missing", 2, renditions({R"(TYPE=SUBTITLES,GROUP-ID="g",NAME="n")"}),
       renditions({R"(TYPE=VIDEO,GROUP-ID="g",NAME="n")"})},
      {"hls-media-uri-captions", 2, captions(R"(,INSTREAM-ID="CC1",URI="u")"),
       captions(R"(,INSTREAM-ID="CC1")")},
      {"hls-media-type-attribute", 2, audio(R"(CHANNELS="2",FORCED=YES)"),
       renditions({R"(TYPE=SUBTITLES,GROUP-ID="g",NAME="n",URI="u",FORCED=YES)"})},
      {"hls-media-type-attribute", 2,
       renditions({R"(TYPE=VIDEO,GROUP-ID="g",NAME="n",URI="u",CHANNELS="2")"}), good},
      {"hls-media-type-attribute", 2,
       renditions({R"(TYPE=VIDEO,GROUP-ID="g",NAME="n",URI="u",SAMPLE-RATE=48000)"}),
       audio(R"(CHANNELS="2",SAMPLE-RATE=48000,BIT-DEPTH=24)")},
      {"hls-instream-id-missing", 2, captions(""), captions(R"(,INSTREAM-ID="CC4")")},
      {"hls-instream-id-value", 2, captions(R"(,INSTREAM-ID="CC5")"), captions(R"(,INSTREAM-ID="CC4")")},
      {"hls-instream-id-value", 2, captions(R"(,INSTREAM-ID="SERVICE64")"),
       captions(R"(,INSTREAM-ID="CC1")")},
      {"hls-instream-id-value", 3,
       "#EXTM3U\n#EXT-X-VERSION:13\n" + audio(R"(CHANNELS="2",INSTREAM-ID="a-b")").substr(8),
       "#EXTM3U\n#EXT-X-VERSION:13\n" + audio(R"(CHANNELS="2",INSTREAM-ID="a.b")").substr(8)},
      {"hls-autoselect-default", 2, audio(R"(CHANNELS="2",DEFAULT=YES,AUTOSELECT=NO)"),
       audio(R"(CHANNELS="2",DEFAULT=YES)")},
      {"hls-channels-form", 2, audio(R"(CHANNELS="stereo")"), good},
      {"hls-channels-form", 2, audio(R"(CHANNELS="16/joc")"), audio(R"(CHANNELS="16/JOC,3OA")")},
      {"hls-channels-form", 2, audio(R"(CHANNELS="2//BINAURAL")"), audio(R"(CHANNELS="2/-/BINAURAL,BED-4")")},
      {"hls-channels-form", 2, audio(R"(CHANNELS="2/-/DOF-4")"), audio(R"(CHANNELS="2/-/DOF-6")")},
      {"hls-channels-missing", 2, audio(R"(LANGUAGE="en")"), audio(R"(LANGUAGE="en",CHANNELS="2")")},
      {"hls-channels-required", 4, renditions({a_en, b_en, R"(TYPE=AUDIO,GROUP-ID="c",NAME="en",URI="5")"}),
       renditions({a_en, b_en, R"(TYPE=AUDIO,GROUP-ID="c",NAME="en",URI="5",CHANNELS="2")"})},
      {"hls-language-form", 2, audio(R"(CHANNELS="2",LANGUAGE="en_US")"),
       audio(R"(CHANNELS="2",LANGUAGE="en-US")")},
      {"hls-language-form", 2, audio(R"(CHANNELS="2",ASSOC-LANGUAGE="English speech")"),
       audio(R"(CHANNELS="2",ASSOC-LANGUAGE="no")")},
      {"hls-stable-id-characters", 2, audio(R"(CHANNELS="2",STABLE-RENDITION-ID="a b")"),
       audio(R"(CHANNELS="2",STABLE-RENDITION-ID="a+b/c=.-_")")},
      {"hls-stable-id-characters", 2, variant(R"(,STABLE-VARIANT-ID="a:b")"),
       variant(R"(,STABLE-VARIANT-ID="a.b")")},
      {"hls-stable-id-differs", 4,
       variants(
           {R"(,CODECS="mp4a.40.2",STABLE-VARIANT-ID="a")", R"(,CODECS="mp4a.40.5",STABLE-VARIANT-ID="b")"}),
       variants(
           {R"(,CODECS="mp4a.40.2",STABLE-VARIANT-ID="a")", R"(,CODECS="mp4a.40.5",STABLE-VARIANT-ID="a")"})},
      {"hls-group-name-twice", 3,
       renditions({a_en, R"(TYPE=AUDIO,GROUP-ID="a",NAME="en",CHANNELS="2",URI="2")"}),
       renditions({a_en, a_de})},
      {"hls-group-default-twice", 3,
       renditions({R"(TYPE=VIDEO,GROUP-ID="a",NAME="x",DEFAULT=YES)",
                   R"(TYPE=VIDEO,GROUP-ID="a",NAME="y",DEFAULT=YES)"}),
       renditions({R"(TYPE=VIDEO,GROUP-ID="a",NAME="x",DEFAULT=YES)",
                   R"(TYPE=VIDEO,GROUP-ID="a",NAME="y",DEFAULT=NO)"})},
      {"hls-autoselect-alike", 3,
       renditions({R"(TYPE=VIDEO,GROUP-ID="a",NAME="x",AUTOSELECT=YES,LANGUAGE="en")",
                   R"(TYPE=VIDEO,GROUP-ID="a",NAME="y",AUTOSELECT=YES,LANGUAGE="en")"}),
       renditions({R"(TYPE=VIDEO,GROUP-ID="a",NAME="x",AUTOSELECT=YES,LANGUAGE="en")",
                   R"(TYPE=VIDEO,GROUP-ID="a",NAME="y",AUTOSELECT=YES,LANGUAGE="de")",
                   R"(TYPE=VIDEO,GROUP-ID="a",NAME="z",LANGUAGE="en")"})},
      {"hls-group-members-differ", 4, renditions({a_en, a_de, b_en}), renditions({a_en, a_de, b_en, b_de})},
      {"hls-group-members-differ", 5,
       renditions({a_en, a_de, R"(TYPE=AUDIO,GROUP-ID="b",NAME="fr",CHANNELS="6",URI="4")", b_en}),
       renditions({a_en, R"(TYPE=VIDEO,GROUP-ID="b",NAME="fr")"})},
      {"hls-group-attributes-differ", 3,
       renditions({a_en, R"(TYPE=AUDIO,GROUP-ID="b",NAME="en",CHANNELS="6",LANGUAGE="en",URI="3")"}),
       renditions({a_en, b_en})},

      {"hls-bandwidth-zero", 2, multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=0,CODECS="mp4a.40.2")", "a"}),
       multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="mp4a.40.2")", "a"})},
      {"hls-average-over-bandwidth", 2, variant(",AVERAGE-BANDWIDTH=10"), variant(",AVERAGE-BANDWIDTH=9")},
      {"hls-score-zero", 2, variant(",SCORE=0.0"), variant(",SCORE=0.1")},
      {"hls-score-missing", 4, variants({R"(,CODECS="mp4a.40.2",SCORE=1)", R"(,CODECS="mp4a.40.2")"}),
       variants({R"(,CODECS="mp4a.40.2",SCORE=1)", R"(,CODECS="mp4a.40.2",SCORE=2)"})},
      {"hls-captions-none-mixed", 4,
       variants({R"(,CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE)", R"(,CODECS="mp4a.40.2")"}),
       variants(
           {R"(,CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE)", R"(,CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE)"})},
      {"hls-group-missing", 2, variant(R"(,AUDIO="g")"), good + variant(R"(,AUDIO="g")").substr(8)},
      {"hls-group-missing", 2, variant(R"(,SUBTITLES="g")"), variant("")},
      {"hls-group-missing", 2, variant(R"(,CLOSED-CAPTIONS="NONE")"), variant(",CLOSED-CAPTIONS=NONE")},
      {"hls-group-missing", 5, good + variant(R"(,VIDEO="g")").substr(8), good},
      {"hls-codecs-missing", 2, variants({""}), variant("")},
      {"hls-codecs-missing", 2, multivariant({R"(#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i")"}),
       multivariant({})},
      {"hls-codecs-without-audio", 5, good + video("avc1.4d401e", R"(,AUDIO="g")").substr(8),
       good + video("avc1.4d401e,mp4a.40.2", R"(,AUDIO="g")").substr(8)},
      {"hls-pathway-characters", 2, variant(R"(,PATHWAY-ID="a/b")"), variant(R"(,PATHWAY-ID="a.b-c_d")")},

      {"hls-codecs-form", 2, video("avc1.4d401e, mp4a.40.2"), video("avc1.4d401e,mp4a.40.2")},
      {"hls-codecs-form", 2, video("avc1.4d401e,"), video("avc1.4d401e")},
      {"hls-resolution-missing", 2, variants({R"(,FRAME-RATE=25,CODECS="avc1.4d401e")"}),
       video("avc1.4d401e")},
      {"hls-frame-rate-missing", 2, variants({R"(,RESOLUTION=2x1,CODECS="avc1.4d401e")"}),
       video("avc1.4d401e")},
      {"hls-video-range", 2, video("av01.0.04M.10.0.112.09.16.09.0"),
       video("av01.0.04M.10.0.112.09.16.09.0", ",VIDEO-RANGE=PQ")},
      {"hls-video-range", 2, video("vp09.02.10.10.01.09.18.09.00", ",VIDEO-RANGE=PQ"),
       video("vp09.02.10.10.01.09.18.09.00", ",VIDEO-RANGE=HLG")},
      {"hls-video-range", 2, video("av01.0.04M.08.0.110.01.01.01.0", ",VIDEO-RANGE=HLG"),
       video("av01.0.04M.08.0.110.01.01.01.0", ",VIDEO-RANGE=SDR")},
      {"hls-video-range", 2, video("dvh1.05.06", ",VIDEO-RANGE=SDR"),
       video("hvc1.2.4.L153.b0,dvh1.05.06", ",VIDEO-RANGE=PQ")},
      {"hls-video-range", 2,
       video("hvc1.2.4.L153.b0", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07/db4h",VIDEO-RANGE=PQ)"),
       video("hvc1.2.4.L153.b0", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07/db1p",VIDEO-RANGE=PQ)")},
      {"hls-supplemental-form", 2, video("hvc1.2.4.L153.b0", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07/db4hx")"),
       video("hvc1.2.4.L153.b0", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07/db2g/abcd")")},
      {"hls-supplemental-without-base", 2, video("avc1.4d401e", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07")"),
       video("hev1.2.4.L153.b0", R"(,SUPPLEMENTAL-CODECS="dvh1.08.07")")},
      {"hls-allowed-cpc-form", 2, variant(R"(,ALLOWED-CPC="com.example")"),
       variant(R"(,ALLOWED-CPC="com.example:HW/PC-1")")},
      {"hls-allowed-cpc-form", 2, variant(R"(,ALLOWED-CPC="com.example:HW, b:PC")"),
       variant(R"(,ALLOWED-CPC="urn:a:b:HW,b:PC")")},
      {"hls-video-layout-form", 3, layout(""), layout("CH-STEREO")},
      {"hls-video-layout-form", 3, layout("CH-STEREO,"), layout("CH-STEREO,CH-MONO")},
      {"hls-video-layout-form", 3, layout("CH-STEREO/CH-MONO"), layout("CH-STEREO/PROJ-HEQU")},
      {"hls-video-layout-unknown", 3, layout("CH-STEREO/PROJ-FLAT"), layout("CH-STEREO/PROJ-PRIM")},
      {"hls-video-layout-default", 3, layout("CH-MONO/PROJ-RECT"), layout("CH-MONO/PROJ-EQUI")},

      {"hls-session-data-value", 2, multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a")"}),
       multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",URI="b")"})},
      {"hls-session-data-value", 2, multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b",URI="c")"}),
       multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",URI="c",FORMAT=RAW)"})},
      {"hls-session-data-twice", 3,
       multivariant(
           {R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b")", R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="c")"}),
       multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b")",
                     R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="c",LANGUAGE="en")"})},
      {"hls-session-key-none", 2, multivariant({"#EXT-X-SESSION-KEY:METHOD=NONE"}),
       multivariant({R"(#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k")"})},
      {"hls-session-key-twice", 3,
       multivariant(
           {R"(#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k")", R"(#EXT-X-SESSION-KEY:URI="k",METHOD=AES-128)"}),
       multivariant(
           {R"(#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k")", R"(#EXT-X-SESSION-KEY:METHOD=AES-128,URI="l")"})},
      {"hls-key-uri-missing", 2, multivariant({"#EXT-X-SESSION-KEY:METHOD=AES-128"}),
       multivariant({R"(#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k")"})},
      {"hls-pathway-unknown", 2, multivariant({R"(#EXT-X-CONTENT-STEERING:SERVER-URI="s",PATHWAY-ID="a")"}),
       multivariant({R"(#EXT-X-CONTENT-STEERING:SERVER-URI="s",PATHWAY-ID=".")"})},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithVariantsAndRenditions) { check(multivariant_cases()); }

}  // namespace
}  // namespace praxino::judge::hls
