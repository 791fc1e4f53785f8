#include <gtest/gtest.h>

#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {
namespace {

/// A live playlist with Partial Segments of 1 s; its lines begin with the sixth.
std::string low_latency(Text lines) {
  return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PART-INF:PART-TARGET=1\n"
         "#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=3\n#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000Z\n" +
         joined(lines) + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"next\"\n";
}
std::string part(std::string_view duration, std::string_view more = "") {
  return "#EXT-X-PART:URI=\"p\",DURATION=" + std::string(duration) + std::string(more);
}
std::string control(std::string_view attributes) {
  return live({"#EXT-X-PART-INF:PART-TARGET=0.334", "#EXT-X-SERVER-CONTROL:" + std::string(attributes)});
}
std::string delta(Text lines) {
  return "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:4\n" + joined(lines);
}

constexpr std::string_view can_skip = "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24";
constexpr std::string_view skip = "#EXT-X-SKIP:SKIPPED-SEGMENTS=3";

}  // namespace

std::vector<Case> live_cases() {
  const std::string good = low_latency({part("1"), part("1")});
  return {
      {"hls-part-without-part-inf", 4,
       live({"#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000Z", part("1"),
             R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")"}),
       good},
      {"hls-part-over-target", 6, low_latency({part("1.001")}), low_latency({part("1.000")})},
      {"hls-part-short", 7, low_latency({part("1"), part("0.849"), part("1")}),
       low_latency({part("1"), part("0.85"), part("1")})},
      {"hls-part-short", 6, low_latency({part("0.5"), part("1")}),
       low_latency({part("0.5", ",INDEPENDENT=YES"), part("1")})},
      {"hls-part-short", 6, low_latency({part("0.5"), part("1")}),
       low_latency({part("0.5"), part("1", ",GAP=YES")})},
      {"hls-part-short", 6, low_latency({part("0.5"), part("1")}),
       "#EXTM3U\n#EXT-X-VERSION:3\n" + low_latency({part("0.5"), "#EXTINF:0.5,", "a", part("1")}).substr(8)},
      {"hls-part-range-no-previous", 6, low_latency({part("1", R"(,BYTERANGE="100")")}),
       low_latency({part("1", R"(,BYTERANGE="100@0")"), part("1", R"(,BYTERANGE="100")")})},
      {"hls-part-range-no-previous", 9,
       low_latency({part("1", R"(,BYTERANGE="100@0")"), "#EXTINF:1,", "a", part("1", R"(,BYTERANGE="100")")}),
       low_latency(
           {part("1", R"(,BYTERANGE="100@0")"), "#EXTINF:1,", "a", part("1", R"(,BYTERANGE="100@100")")})},
      {"hls-part-tag-late", 7, low_latency({part("1"), "#EXT-X-KEY:METHOD=NONE", part("1")}),
       low_latency({"#EXT-X-KEY:METHOD=NONE", part("1"), part("1")})},
      {"hls-part-tag-late", 7, low_latency({part("1"), "#EXT-X-KEY:METHOD=NONE", "#EXTINF:1,", "a"}),
       low_latency({part("1"), "#EXTINF:1,", "a", "#EXT-X-KEY:METHOD=NONE"})},
      {"hls-part-i-frames", 8, "#EXTM3U\n#EXT-X-VERSION:4\n#EXT-X-I-FRAMES-ONLY\n" + good.substr(8), good},
      {"hls-parts-sum", 8, low_latency({part("1"), "#EXTINF:0,", "a"}),
       low_latency({part("1"), "#EXTINF:1,", "a"})},
      {"hls-parts-sum", 11, low_latency({part("1"), "#EXTINF:2,", "a", part("1"), "#EXTINF:2,", "b"}),
       low_latency({part("1"), "#EXTINF:2,", "a", part("1"), part("1"), "#EXTINF:2,", "b"})},
      {"hls-part-old", 6,
       low_latency({part("1"), "#EXTINF:1,", "a", "#EXTINF:4,", "b", "#EXTINF:4,", "c", "#EXTINF:4,", "d",
                    part("1")}),
       low_latency({part("1"), "#EXTINF:1,", "a", "#EXTINF:4,", "b", "#EXTINF:4,", "c", "#EXTINF:3,", "d",
                    part("1")})},
      {"hls-hold-back-short", 4, control("HOLD-BACK=29.999,PART-HOLD-BACK=1.002"),
       control("HOLD-BACK=30,PART-HOLD-BACK=1.002")},
      {"hls-part-hold-back-short", 4, control("PART-HOLD-BACK=0.667"), control("PART-HOLD-BACK=1.002")},
      {"hls-part-hold-back-low", 4, control("PART-HOLD-BACK=0.668"), control("PART-HOLD-BACK=1.002")},
      {"hls-part-hold-back-low", 4, control("PART-HOLD-BACK=1.001"), control("PART-HOLD-BACK=1.002")},
      {"hls-part-hold-back-missing", 3, control("CAN-BLOCK-RELOAD=YES"),
       control("CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.002")},
      {"hls-part-hold-back-missing", 3, live({"#EXT-X-PART-INF:PART-TARGET=1"}), live({})},
      {"hls-can-skip-until-short", 3, live({"#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=59.9"}),
       live({"#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=60"})},
      {"hls-can-skip-dateranges-alone", 3, live({"#EXT-X-SERVER-CONTROL:CAN-SKIP-DATERANGES=YES"}),
       live({"#EXT-X-SERVER-CONTROL:CAN-SKIP-DATERANGES=YES,CAN-SKIP-UNTIL=60"})},
      {"hls-skip-late", 7, delta({can_skip, "#EXTINF:4,", "a", skip, "#EXTINF:4,", "b"}),
       delta({can_skip, skip, "#EXTINF:4,", "a", "#EXTINF:4,", "b"})},
      {"hls-skip-unannounced", 4, delta({skip, "#EXTINF:4,", "a"}),
       delta({skip, "#EXTINF:4,", "a", can_skip})},
      {"hls-skip-ended", 5, delta({can_skip, skip, "#EXTINF:4,", "a", "#EXT-X-ENDLIST"}),
       delta({can_skip, skip, "#EXTINF:4,", "a"})},
      {"hls-preload-hint-ended", 3, media({R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")"}),
       live({R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")"})},
      {"hls-preload-hint-twice", 4,
       live({R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")", R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="m")"}),
       live({R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")", R"(#EXT-X-PRELOAD-HINT:TYPE=MAP,URI="m")"})},
      {"hls-preload-hint-missing", 6, good.substr(0, good.find("#EXT-X-PRELOAD-HINT")), good},
      {"hls-part-without-date", 5,
       live({"#EXT-X-PART-INF:PART-TARGET=1", "#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=3", part("1"),
             R"(#EXT-X-PRELOAD-HINT:TYPE=PART,URI="n")"}),
       good},
      {"hls-rendition-report-absolute", 3,
       live({R"(#EXT-X-RENDITION-REPORT:URI="https://a.example/b",LAST-MSN=1)"}),
       live({R"(#EXT-X-RENDITION-REPORT:URI="/b",LAST-MSN=1)"})},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithLowLatency) { check(live_cases()); }

}  // namespace
}  // namespace praxino::judge::hls
