#include "core/judge/hls/dateranges.h"

#include <gtest/gtest.h>

#include "core/judge/hls/testing/cases.h"

namespace praxino::judge::hls {
namespace {

/// EXT-X-DATERANGE tags in a playlist with dates; the first is at line 4.
std::string ranges(Text lists) {
  std::string text = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-PROGRAM-DATE-TIME:2026-05-01T10:00:00.000Z\n";
  for (const std::string_view list : lists) text.append("#EXT-X-DATERANGE:").append(list).append("\n");
  return text + "#EXTINF:10,\na.ts\n#EXT-X-ENDLIST\n";
}
/// One with an ID and a start.
std::string range(std::string_view more) {
  return ranges({R"(ID="a",START-DATE="2026-05-01T10:00:00.000Z")" + std::string(more)});
}
std::string ad(std::string_view more) {
  return range(R"(,CLASS="com.apple.hls.interstitial",X-ASSET-URI="https://a.example/b.m3u8")" +
               std::string(more));
}
std::string preload(std::string_view more) {
  return range(R"(,CLASS="com.apple.hls.preload",X-URI="b",X-TARGET-ID="c")" + std::string(more));
}

constexpr std::string_view first = R"(ID="a",START-DATE="2026-05-01T10:00:00.000Z",DURATION=2)";

}  // namespace

std::vector<Case> daterange_cases() {
  return {
      {"hls-attribute-missing", 4, ranges({R"(START-DATE="2026-05-01T10:00:00.000Z")"}), range("")},
      {"hls-daterange-start-missing", 4, ranges({R"(ID="a")"}), range("")},
      {"hls-daterange-start-missing", 4, ranges({R"(ID="a")", first}), ranges({first, R"(ID="a")"})},
      {"hls-daterange-backwards", 4, range(R"(,END-DATE="2026-05-01T09:59:59.999Z")"),
       range(R"(,END-DATE="2026-05-01T10:00:00.000Z")")},
      {"hls-daterange-backwards", 5,
       ranges({R"(ID="a",START-DATE="2026-05-01T10:00:00.000Z")",
               R"(ID="a",END-DATE="2025-05-01T10:00:00.000Z")"}),
       ranges({R"(ID="a",START-DATE="2026-05-01T10:00:00.000Z")",
               R"(ID="a",END-DATE="2026-05-01T12:00:00.001+02:00")"})},
      {"hls-daterange-negative", 4, range(",DURATION=-1"), range(",DURATION=0")},
      {"hls-daterange-negative", 4, range(",PLANNED-DURATION=-0.5"), range(",PLANNED-DURATION=0.5")},
      {"hls-daterange-end-differs", 4, range(R"(,DURATION=2,END-DATE="2026-05-01T10:00:02.002Z")"),
       range(R"(,DURATION=2,END-DATE="2026-05-01T10:00:02.000Z")")},
      {"hls-daterange-next-without-class", 4, range(",END-ON-NEXT=YES"),
       range(R"(,END-ON-NEXT=YES,CLASS="c")")},
      {"hls-attribute-value", 4, range(R"(,END-ON-NEXT=NO,CLASS="c")"),
       range(R"(,END-ON-NEXT=YES,CLASS="c")")},
      {"hls-daterange-next-with-end", 4, range(R"(,CLASS="c",END-ON-NEXT=YES,DURATION=1)"),
       range(R"(,CLASS="c",END-ON-NEXT=YES,PLANNED-DURATION=1)")},
      {"hls-daterange-overlap", 5,
       ranges({R"(ID="a",CLASS="c",START-DATE="2026-05-01T10:00:00.000Z",DURATION=2)",
               R"(ID="b",CLASS="c",START-DATE="2026-05-01T10:00:01.000Z",END-ON-NEXT=YES)"}),
       ranges({R"(ID="a",CLASS="c",START-DATE="2026-05-01T10:00:00.000Z",DURATION=2)",
               R"(ID="b",CLASS="c",START-DATE="2026-05-01T10:00:02.000Z",END-ON-NEXT=YES)",
               R"(ID="d",CLASS="d",START-DATE="2026-05-01T10:00:00.000Z",DURATION=2)",
               R"(ID="e",CLASS="d",START-DATE="2026-05-01T10:00:01.000Z",DURATION=2)"})},
      {"hls-daterange-conflict", 5, ranges({first, R"(ID="a",DURATION=3)"}),
       ranges({first, R"(ID="a",DURATION=2)"})},
      {"hls-daterange-conflict", 6, ranges({first, R"(ID="a",X-B=1)", R"(ID="a",X-B="1")"}),
       ranges({first, R"(ID="a",X-B=1)", R"(ID="b",X-B=2,START-DATE="2026-05-01T10:00:00.000Z")"})},
      {"hls-daterange-cue", 4, range(R"(,CUE="PRE,POST")"), range(R"(,CUE="PRE,ONCE")")},
      {"hls-list-value-unknown", 4, range(R"(,CUE="PRE,TWICE")"), range(R"(,CUE="PRE")")},
      {"hls-list-value-twice", 4, range(R"(,CUE="PRE,ONCE,PRE")"), range(R"(,CUE="PRE,ONCE")")},
      {"hls-daterange-without-date", 3,
       media({R"(#EXT-X-DATERANGE:ID="a",START-DATE="2026-05-01T10:00:00.000Z")"}), range("")},
      {"hls-date-form", 4, range(R"(,END-DATE="tomorrow")"),
       range(R"(,END-DATE="2026-05-02T10:00:00.000Z")")},
      {"hls-attribute-type", 4, range(",X-COM-EXAMPLE=word"), range(",X-COM-EXAMPLE=-1.5")},
      {"hls-attribute-type", 4, range(",SCTE35-OUT=FC00"), range(",SCTE35-OUT=0xFC00")},
      {"hls-attribute-twice", 4, range(",X-A=1,X-A=1"), range(",X-A=1,X-B=1")},
      {"hls-interstitial-asset", 4, range(R"(,CLASS="com.apple.hls.interstitial")"), ad("")},
      {"hls-interstitial-asset", 4, ad(R"(,X-ASSET-LIST="list.json")"),
       range(R"(,CLASS="com.apple.hls.interstitial",X-ASSET-LIST="list.json")")},
      {"hls-interstitial-uri-relative", 4,
       range(R"(,CLASS="com.apple.hls.interstitial",X-ASSET-URI="b.m3u8")"), ad("")},
      {"hls-interstitial-label", 4, ad(R"(,X-SKIP-CONTROL-LABEL-ID="Skip 1")"),
       ad(R"(,X-SKIP-CONTROL-LABEL-ID="Skip_me-now")")},
      {"hls-attribute-type", 4, ad(R"(,X-RESUME-OFFSET="0")"), ad(",X-RESUME-OFFSET=-0.5")},
      {"hls-attribute-type", 4, ad(",X-PLAYOUT-LIMIT=-1"), ad(",X-PLAYOUT-LIMIT=1")},
      {"hls-attribute-type", 4, ad(",X-SKIP-CONTROL-OFFSET=1.5"), ad(",X-SKIP-CONTROL-OFFSET=1")},
      {"hls-list-value-unknown", 4, ad(R"(,X-SNAP="OUT,AWAY")"), ad(R"(,X-SNAP="OUT,IN")")},
      {"hls-list-value-unknown", 4, ad(R"(,X-RESTRICT="PAUSE")"), ad(R"(,X-RESTRICT="JUMP,SKIP")")},
      {"hls-attribute-value", 4, ad(R"(,X-CONTENT-MAY-VARY="MAYBE")"), ad(R"(,X-CONTENT-MAY-VARY="NO")")},
      {"hls-attribute-value", 4, ad(R"(,X-TIMELINE-STYLE="BOLD")"), ad(R"(,X-TIMELINE-STYLE="PRIMARY")")},
      {"hls-preload-attributes", 4, preload(",DURATION=1"), preload(R"(,X-TARGET-CLASS="d",DURATION=1)")},
      {"hls-preload-range", 4, preload(R"(,X-TARGET-CLASS="d")"),
       preload(R"(,X-TARGET-CLASS="d",DURATION=1)")},
      {"hls-preload-range", 4, preload(R"(,X-TARGET-CLASS="d",DURATION=1,CUE="PRE")"),
       preload(R"(,X-TARGET-CLASS="d",END-DATE="2026-05-01T10:00:02.000Z")")},
  };
}

namespace {

TEST(HlsRules, TellWhatIsWrongWithDateRanges) { check(daterange_cases()); }

}  // namespace
}  // namespace praxino::judge::hls
