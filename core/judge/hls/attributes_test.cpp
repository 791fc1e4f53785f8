#include "core/judge/hls/attributes.h"

#include <gtest/gtest.h>

#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {

namespace {

/// A tag that takes attributes of many types.
std::string hint(std::string_view attributes) {
  return live({"#EXT-X-PRELOAD-HINT:" + std::string(attributes)});
}
std::string start(std::string_view attributes) { return media({"#EXT-X-START:" + std::string(attributes)}); }
std::string data(std::string_view attributes) {
  return multivariant({"#EXT-X-SESSION-DATA:" + std::string(attributes)});
}
std::string variant(std::string_view attributes) {
  return multivariant(
      {"#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS=\"mp4a.40.2\"," + std::string(attributes), "first.m3u8"});
}
std::string define(Text lines) {
  return "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-TARGETDURATION:10\n" + joined(lines) +
         "#EXTINF:10,\na.ts\n#EXT-X-ENDLIST\n";
}

}  // namespace

std::vector<Case> attribute_cases() {
  const std::string good_hint = hint(R"(TYPE=PART,URI="a")");
  std::string many = "TIME-OFFSET=1";
  for (int i = 0; i < 10'000; ++i) many += ",PRECISE=NO";
  return {
      {"hls-attribute-syntax", 3, hint(R"(TYPE=PART,URI="a",)"), good_hint},
      {"hls-attribute-syntax", 3, hint(R"(,TYPE=PART,URI="a")"), good_hint},
      {"hls-attribute-syntax", 3, hint(R"(TYPE=PART,,URI="a")"), good_hint},
      {"hls-attribute-syntax", 3, hint(R"(TYPE=PART,URI="a)"), good_hint},
      {"hls-attribute-syntax", 3, hint(R"(TYPE=PART,URI="a"b)"), good_hint},
      {"hls-attribute-syntax", 3, hint(R"(TYPE=PART,URI="a",GAP)"), good_hint},
      {"hls-attribute-whitespace", 3, hint(R"(TYPE=PART, URI="a")"), good_hint},
      {"hls-attribute-whitespace", 3, hint(R"(TYPE =PART,URI="a")"), good_hint},
      {"hls-attribute-whitespace", 3, hint(R"(TYPE=PART,URI= "a")"), good_hint},
      {"hls-attribute-whitespace", 3, hint(R"(TYPE=PART,URI="a" ,BYTERANGE-START=1)"),
       hint(R"(TYPE=PART,URI="a",BYTERANGE-START=1)")},
      {"hls-attribute-name", 3, hint(R"(TYPE=PART,URI="a",x-y=1)"), good_hint},
      {"hls-attribute-name", 3, hint(R"(TYPE=PART,URI="a","X"=1)"), good_hint},
      {"hls-attribute-name", 3, hint(R"(TYPE=PART,URI="a",=1)"), good_hint},
      {"hls-attribute-twice", 3, hint(R"(TYPE=PART,URI="a",TYPE=PART)"), good_hint},
      {"hls-attribute-twice",
       3,
       hint(R"(TYPE=PART,URI="a",X=1,Y=2,X=3)"),
       good_hint,
       {"hls-attribute-unknown", "hls-attribute-unknown"}},
      {"hls-attribute-missing", 3, hint(R"(TYPE=PART)"), good_hint},
      {"hls-attribute-missing", 3, hint(R"(URI="a")"), good_hint},
      {"hls-attribute-missing", 2, multivariant({R"(#EXT-X-STREAM-INF:CODECS="mp4a.40.2")", "first.m3u8"}),
       multivariant({})},
      {"hls-attribute-unknown", 3, hint(R"(TYPE=PART,URI="a",X-Y=1)"), good_hint},
      {"hls-attribute-req-unknown", 3,
       "#EXTM3U\n#EXT-X-VERSION:12\n" +
           multivariant({R"(#EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b",REQ-X="c")"}).substr(8),
       data(R"(DATA-ID="a",VALUE="b")")},
      {"hls-attribute-removed", 2, variant("PROGRAM-ID=1"), multivariant({})},
      {"hls-attribute-type", 3, start("TIME-OFFSET=x"), start("TIME-OFFSET=1")},
      {"hls-attribute-type", 3, start("TIME-OFFSET=1e0"), start("TIME-OFFSET=1.0")},
      {"hls-attribute-type", 3, start("TIME-OFFSET=\"1\""), start("TIME-OFFSET=-1")},
      {"hls-attribute-type", 3, start("TIME-OFFSET=1,PRECISE=\"YES\""), start("TIME-OFFSET=1,PRECISE=YES")},
      {"hls-attribute-type", 3, hint(R"(TYPE=PART,URI=a)"), good_hint},
      {"hls-attribute-type", 3, hint(R"(TYPE=PART,URI="a",BYTERANGE-START=1.5)"),
       hint(R"(TYPE=PART,URI="a",BYTERANGE-START=15)")},
      {"hls-attribute-type", 2, variant("RESOLUTION=1920X1080"), variant("RESOLUTION=1920x1080")},
      {"hls-attribute-type", 2, variant("FRAME-RATE=-1"), variant("FRAME-RATE=1")},
      {"hls-attribute-type", 2, variant("CLOSED-CAPTIONS=SOME"), multivariant({})},
      {"hls-attribute-type", 4, media({"#EXT-X-VERSION:6", R"(#EXT-X-MAP:URI="i",BYTERANGE="1-2")"}),
       media({"#EXT-X-VERSION:6", R"(#EXT-X-MAP:URI="i",BYTERANGE="1@2")"})},
      {"hls-attribute-value", 3, start("TIME-OFFSET=1,PRECISE=MAYBE"), start("TIME-OFFSET=1,PRECISE=NO")},
      {"hls-attribute-value", 3, start("TIME-OFFSET=1,PRECISE=yes"), start("TIME-OFFSET=1,PRECISE=YES")},
      {"hls-attribute-value", 2, variant("HDCP-LEVEL=TYPE-2"), variant("HDCP-LEVEL=TYPE-1")},
      {"hls-attribute-value", 2, variant("VIDEO-RANGE=HDR10"), variant("VIDEO-RANGE=PQ")},
      {"hls-attribute-value", 3, hint(R"(TYPE=KEY,URI="a")"), hint(R"(TYPE=MAP,URI="a")")},
      {"hls-string-empty", 3, hint(R"(TYPE=PART,URI="")"), good_hint},
      {"hls-string-empty", 2, data(R"(DATA-ID="",VALUE="b")"), data(R"(DATA-ID="a",VALUE="b")")},
      {"hls-hexadecimal-small", 4,
       media({"#EXT-X-VERSION:2", R"(#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0xab)"}),
       media({"#EXT-X-VERSION:2", R"(#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0XAB)"})},
      {"hls-uri-characters", 3, hint(R"(TYPE=PART,URI="a b")"), hint(R"(TYPE=PART,URI="a%20b")")},
      {"hls-uri-characters", 4, media({"#EXTINF:10,", "a b.ts"}), media({"#EXTINF:10,", "a%20b.ts"})},
      {"hls-uri-characters", 4, media({"#EXTINF:10,", "\xC3\xA4.ts"}), media({"#EXTINF:10,", "%C3%A4.ts"})},
      {"hls-uri-characters", 3, multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="mp4a.40.2")", "<a>"}),
       multivariant({R"(#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="mp4a.40.2")", "a"})},
      {"hls-define-one-name", 4, define({R"(#EXT-X-DEFINE:VALUE="b")"}),
       define({R"(#EXT-X-DEFINE:NAME="a",VALUE="b")"})},
      {"hls-define-one-name", 4, define({R"(#EXT-X-DEFINE:NAME="a",VALUE="b",IMPORT="c")"}),
       define({R"(#EXT-X-DEFINE:IMPORT="c")"})},
      {"hls-define-value-missing", 4, define({R"(#EXT-X-DEFINE:NAME="a")"}),
       define({R"(#EXT-X-DEFINE:NAME="a",VALUE="")"})},
      {"hls-define-characters", 4, define({R"(#EXT-X-DEFINE:NAME="a.b",VALUE="c")"}),
       define({R"(#EXT-X-DEFINE:NAME="a_b-1",VALUE="c")"})},
      {"hls-define-twice", 5, define({R"(#EXT-X-DEFINE:NAME="a",VALUE="b")", R"(#EXT-X-DEFINE:IMPORT="a")"}),
       define({R"(#EXT-X-DEFINE:NAME="a",VALUE="b")", R"(#EXT-X-DEFINE:IMPORT="A")"})},
      {"hls-define-import", 3, multivariant({"#EXT-X-VERSION:8", R"(#EXT-X-DEFINE:IMPORT="a")"}),
       multivariant({"#EXT-X-VERSION:8", R"(#EXT-X-DEFINE:NAME="a",VALUE="b")"})},
      {"hls-variable-undefined", 5, define({"#EXTINF:10,", "{$a}.ts", R"(#EXT-X-DEFINE:NAME="a",VALUE="b")"}),
       define({R"(#EXT-X-DEFINE:NAME="a",VALUE="b")", "#EXTINF:10,", "{$a}.ts"})},
      {"hls-variable-undefined", 4, define({R"(#EXT-X-KEY:METHOD=AES-128,URI="{$k}")"}),
       define({R"(#EXT-X-DEFINE:IMPORT="k")", R"(#EXT-X-KEY:METHOD=AES-128,URI="{$k}?{$k}")"})},
      {"hls-attributes-many", 3, start(many), start("TIME-OFFSET=1,PRECISE=NO"),
       std::vector<std::string_view>(9998, "hls-attribute-twice")},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithAnAttributeList) { check(attribute_cases()); }

}  // namespace
}  // namespace praxino::judge::hls
