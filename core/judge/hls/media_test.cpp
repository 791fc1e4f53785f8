#include "core/judge/hls/media.h"

#include <gtest/gtest.h>

#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {
namespace {

std::string ranges(Text lines) {
  return "#EXTM3U\n#EXT-X-VERSION:4\n#EXT-X-TARGETDURATION:10\n#EXT-X-BYTERANGE:100@50\n#EXTINF:10,\na.ts\n" +
         joined(lines) + "#EXT-X-ENDLIST\n";
}
std::string dates(Text lines) {
  return "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000Z\n#EXTINF:10,\n"
         "a.ts\n" +
         joined(lines) + "#EXTINF:10,\nb.ts\n#EXT-X-ENDLIST\n";
}

}  // namespace

std::vector<Case> media_cases() {
  return {
      {"hls-targetduration-missing", 1, "#EXTM3U\n#EXTINF:10,\na.ts\n#EXT-X-ENDLIST\n", media({})},
      {"hls-targetduration-zero", 2, "#EXTM3U\n#EXT-X-TARGETDURATION:0\n#EXTINF:0,\na.ts\n#EXT-X-ENDLIST\n",
       "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0,\na.ts\n#EXT-X-ENDLIST\n"},
      {"hls-extinf-form", 3, media({"#EXTINF:-1,", "a.ts"}), media({"#EXTINF:1,", "a.ts"})},
      {"hls-extinf-form", 3, media({"#EXTINF:,", "a.ts"}), media({"#EXTINF:0,", "a.ts"})},
      {"hls-extinf-form", 3, media({"#EXTINF:1e1,", "a.ts"}), media({"#EXTINF:10,1e1", "a.ts"})},
      {"hls-extinf-comma", 3, media({"#EXTINF:10", "a.ts"}), media({"#EXTINF:10,", "a.ts"})},
      {"hls-extinf-over-target", 4, media({"#EXT-X-VERSION:3", "#EXTINF:10.5,", "a.ts"}),
       media({"#EXT-X-VERSION:3", "#EXTINF:10.499999999,", "a.ts"})},
      {"hls-extinf-without-uri", 3, media({"#EXTINF:10,"}), media({"#EXTINF:10,", "a.ts"})},
      {"hls-extinf-without-uri", 3, live({"#EXTINF:10,"}), live({"#EXTINF:10,", "a.ts"})},
      {"hls-uri-without-extinf", 3, media({"a.ts"}), media({"#EXTINF:10,", "a.ts"})},
      {"hls-uri-without-extinf", 5, media({"#EXTINF:10,", "a.ts", "b.ts"}), media({"#EXTINF:10,", "a.ts"})},
      {"hls-segment-tag-twice", 4, media({"#EXT-X-GAP", "#EXT-X-GAP"}), media({"#EXT-X-GAP"})},
      {"hls-segment-tag-twice", 5,
       media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:1@0", "#EXT-X-BYTERANGE:1@0"}),
       media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:1@0"})},
      {"hls-segment-tag-dangling", 5,
       live({"#EXTINF:10,", "a.ts", "#EXT-X-DISCONTINUITY"}) + "#EXT-X-ENDLIST\n", media({})},
      {"hls-segment-tag-dangling", 5, live({"#EXTINF:10,", "a.ts", "#EXT-X-GAP"}),
       live({"#EXTINF:10,", "a.ts", "#EXT-X-GAP", "#EXTINF:10,", "b.ts"})},
      {"hls-byterange-form", 3, media({"#EXT-X-BYTERANGE:1-2"}), media({}), {"hls-version-low"}},
      {"hls-byterange-form", 4, media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:@0"}),
       media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:0@0"})},
      {"hls-byterange-no-previous", 4, media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:100"}),
       media({"#EXT-X-VERSION:4", "#EXT-X-BYTERANGE:100@0"})},
      {"hls-byterange-no-previous", 7, ranges({"#EXT-X-BYTERANGE:9", "#EXTINF:10,", "b.ts"}),
       ranges({"#EXT-X-BYTERANGE:9", "#EXTINF:10,", "a.ts"})},
      {"hls-byterange-no-previous", 9,
       ranges({"#EXTINF:10,", "a.ts", "#EXT-X-BYTERANGE:9", "#EXTINF:10,", "a.ts"}),
       ranges({"#EXTINF:10,", "a.ts", "#EXT-X-BYTERANGE:9@0", "#EXTINF:10,", "a.ts"})},
      {"hls-byterange-overlap", 7, ranges({"#EXT-X-BYTERANGE:9@149", "#EXTINF:10,", "a.ts"}),
       ranges({"#EXT-X-BYTERANGE:9@150", "#EXTINF:10,", "a.ts"})},
      {"hls-byterange-overlap", 7, ranges({"#EXT-X-BYTERANGE:9@0", "#EXTINF:10,", "a.ts"}),
       ranges({"#EXT-X-BYTERANGE:9@0", "#EXTINF:10,", "b.ts"})},
      {"hls-media-sequence-late", 5, media({"#EXTINF:10,", "a.ts", "#EXT-X-MEDIA-SEQUENCE:1"}),
       media({"#EXT-X-MEDIA-SEQUENCE:1"})},
      {"hls-discontinuity-sequence-late", 5,
       media({"#EXTINF:10,", "a.ts", "#EXT-X-DISCONTINUITY-SEQUENCE:1"}),
       media({"#EXT-X-DISCONTINUITY-SEQUENCE:1"})},
      {"hls-discontinuity-sequence-late", 4,
       media({"#EXT-X-DISCONTINUITY", "#EXT-X-DISCONTINUITY-SEQUENCE:1"}),
       media({"#EXT-X-DISCONTINUITY-SEQUENCE:1", "#EXT-X-DISCONTINUITY"})},
      {"hls-discontinuity-sequence-missing", 3, live({"#EXT-X-DISCONTINUITY", "#EXTINF:10,", "a.ts"}),
       live({"#EXT-X-DISCONTINUITY-SEQUENCE:0", "#EXT-X-DISCONTINUITY", "#EXTINF:10,", "a.ts"})},
      {"hls-playlist-type-value", 3, media({"#EXT-X-PLAYLIST-TYPE:LIVE"}),
       media({"#EXT-X-PLAYLIST-TYPE:EVENT"})},
      {"hls-vod-without-endlist", 1, live({"#EXT-X-PLAYLIST-TYPE:VOD"}),
       live({"#EXT-X-PLAYLIST-TYPE:EVENT"})},
      {"hls-after-endlist", 7, media({}) + "#EXTINF:10,\na.ts\n#EXTINF:10,\nb.ts\n",
       media({}) + "# the end\n"},
      {"hls-live-short", 1,
       live({"#EXT-X-MEDIA-SEQUENCE:1", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:9,", "c"}),
       live({"#EXT-X-MEDIA-SEQUENCE:1", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:10,", "c"})},
      {"hls-i-frame-whole-resource", 6,
       media({"#EXT-X-VERSION:4", "#EXT-X-I-FRAMES-ONLY", "#EXTINF:10,", "a.ts"}),
       media({"#EXT-X-VERSION:4", "#EXT-X-I-FRAMES-ONLY", "#EXT-X-BYTERANGE:1@0"})},
      {"hls-date-form", 6, dates({"#EXT-X-PROGRAM-DATE-TIME:2026-02-30T10:00:10.000Z"}),
       dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:10.000Z"})},
      {"hls-date-zone", 6, dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:10.000"}),
       dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T12:00:10.000+02:00"})},
      {"hls-date-fraction", 6, dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:10.00Z"}),
       dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:10.000000Z"})},
      {"hls-date-overlap", 6, dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:09.000Z"}),
       dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:09.001Z"})},
      {"hls-date-overlap", 6, dates({"#EXT-X-PROGRAM-DATE-TIME:2026-04-30T10:00:00.000Z"}),
       dates({"#EXT-X-PROGRAM-DATE-TIME:2026-05-02T10:00:00.000Z"})},
      {"hls-discontinuity-without-date", 6, dates({"#EXT-X-DISCONTINUITY"}),
       dates({"#EXT-X-DISCONTINUITY", "#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:10.000Z"})},
      {"hls-start-beyond", 3, media({"#EXT-X-START:TIME-OFFSET=10.1"}),
       media({"#EXT-X-START:TIME-OFFSET=10"})},
      {"hls-start-beyond", 3, media({"#EXT-X-START:TIME-OFFSET=-10.1"}),
       media({"#EXT-X-START:TIME-OFFSET=-10"})},
      {"hls-start-near-end", 3,
       live({"#EXT-X-START:TIME-OFFSET=-29.9", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:10,", "c"}),
       live({"#EXT-X-START:TIME-OFFSET=-30", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:10,", "c"})},
      {"hls-start-near-end", 3,
       live({"#EXT-X-START:TIME-OFFSET=1", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:10,", "c"}),
       live({"#EXT-X-START:TIME-OFFSET=0", "#EXTINF:10,", "a", "#EXTINF:10,", "b", "#EXTINF:10,", "c"})},
      {"hls-key-uri-missing", 3, media({"#EXT-X-KEY:METHOD=AES-128"}), media({"#EXT-X-KEY:METHOD=NONE"})},
      {"hls-key-none-attributes", 3, media({R"(#EXT-X-KEY:METHOD=NONE,URI="k")"}),
       media({R"(#EXT-X-KEY:METHOD=AES-128,URI="k")"})},
      {"hls-key-iv-forbidden", 4,
       media({"#EXT-X-VERSION:2", R"(#EXT-X-KEY:METHOD=AES-256-GCM,URI="k",IV=0x1)"}),
       media({R"(#EXT-X-KEY:METHOD=AES-256-GCM,URI="k")"})},
      {"hls-key-iv-forbidden", 4,
       media({"#EXT-X-VERSION:2", R"(#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k",IV=0x1)"}),
       media({R"(#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k")"})},
      {"hls-key-iv-size", 4,
       media({"#EXT-X-VERSION:2",
              R"(#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x000000000000000000000000000000001)"}),
       media({"#EXT-X-VERSION:2",
              R"(#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x00000000000000000000000000000001)"})},
      {"hls-key-format-versions", 4,
       media({"#EXT-X-VERSION:5", R"(#EXT-X-KEY:METHOD=AES-128,URI="k",KEYFORMATVERSIONS="1/0")"}),
       media({"#EXT-X-VERSION:5", R"(#EXT-X-KEY:METHOD=AES-128,URI="k",KEYFORMATVERSIONS="1/20")"})},
      {"hls-key-methods-differ", 7,
       media({"#EXT-X-VERSION:5", R"(#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k",KEYFORMAT="a")",
              R"(#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k",KEYFORMAT="b")"}),
       media({"#EXT-X-VERSION:5", R"(#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k",KEYFORMAT="a")",
              R"(#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="k",KEYFORMAT="a")"})},
      {"hls-map-offset-missing", 4, media({"#EXT-X-VERSION:6", R"(#EXT-X-MAP:URI="i",BYTERANGE="700")"}),
       media({"#EXT-X-VERSION:6", R"(#EXT-X-MAP:URI="i",BYTERANGE="700@0")"})},
      {"hls-map-iv-missing", 5,
       media({"#EXT-X-VERSION:6", R"(#EXT-X-KEY:METHOD=AES-128,URI="k")", R"(#EXT-X-MAP:URI="i")"}),
       media({"#EXT-X-VERSION:6", R"(#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x1)", R"(#EXT-X-MAP:URI="i")"})},
      {"hls-map-iv-missing", 5,
       media({"#EXT-X-VERSION:6", R"(#EXT-X-KEY:METHOD=AES-128,URI="k")", R"(#EXT-X-MAP:URI="i")"}),
       media({"#EXT-X-VERSION:6", R"(#EXT-X-KEY:METHOD=AES-128,URI="k")", "#EXT-X-KEY:METHOD=NONE",
              R"(#EXT-X-MAP:URI="i")"})},
      {"hls-map-missing", 4, media({"#EXTINF:10,", "a.m4s?b"}), media({"#EXTINF:10,", "a.ts?b.m4s"})},
      {"hls-map-missing", 4, media({"#EXTINF:10,", "a.cmfv", "#EXTINF:10,", "b.cmfv"}),
       media({"#EXT-X-VERSION:6", R"(#EXT-X-MAP:URI="i")", "#EXTINF:10,", "a.cmfv"})},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithSegments) { check(media_cases()); }

}  // namespace
}  // namespace praxino::judge::hls
