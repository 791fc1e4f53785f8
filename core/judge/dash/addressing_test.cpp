#include <gtest/gtest.h>

#include <algorithm>

#include "core/judge/dash/mpd.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows addressing_rows() {
  const std::string good = vod(good_set());
  const auto base = [](const std::string& attributes) {
    return vod(set(representation("<BaseURL>v.mp4</BaseURL>\n<SegmentBase " + attributes + "/>")));
  };
  const auto list = [](const std::string& attributes, const std::string& inside) {
    return vod_segments("<SegmentList " + attributes + "><Initialization sourceURL='i'/>\n" + inside +
                        "</SegmentList>");
  };
  const auto numbered = [](const std::string& attributes, const std::string& inside = "") {
    return vod_segments("<SegmentTemplate initialization='i' media='$Number$' " + attributes + ">" + inside +
                        "</SegmentTemplate>");
  };
  const std::string longest = "mediaPresentationDuration='PT60S' maxSegmentDuration='PT3.999S'";
  const std::string urls = "<SegmentURL media='1'/>\n<SegmentURL media='2'/>";
  return {
      {"dash-no-addressing", 4, vod(set(representation())),
       vod(set(representation("<BaseURL>v.mp4</BaseURL>")))},
      {"dash-two-addressings", 4, vod_segments("<SegmentBase indexRange='0-9'/>" + segments), good},
      {"dash-two-addressings", 5,
       vod(set(segments + representation("<SegmentList duration='9'><SegmentURL media='a'/></SegmentList>"))),
       vod(set(segments + representation("<SegmentTemplate startNumber='7'/>"))), "dash-no-initialization"},
      {"dash-timescale-zero", 4, numbered("timescale='0' duration='4'"),
       numbered("timescale='1' duration='4'")},
      {"dash-duration-zero", 4, numbered("duration='0'"), numbered("duration='1'")},
      {"dash-two-durations", 4,
       numbered("duration='4'", "<SegmentTimeline><S t='0' d='4' r='14'/></SegmentTimeline>"),
       numbered("", "<SegmentTimeline><S t='0' d='4' r='14'/></SegmentTimeline>")},
      {"dash-no-segment-duration", 4, numbered(""), numbered("duration='4'")},
      {"dash-no-segment-duration", 4, list("", urls), list("duration='30'", urls)},
      {"dash-segment-too-long", 4, mpd("<Period>\n" + good_set() + "</Period>", longest),
       mpd("<Period>\n" + good_set() + "</Period>",
           "mediaPresentationDuration='PT60S' maxSegmentDuration='PT4S'")},
      {"dash-segment-too-long", 4,
       mpd("<Period>\n" + set(segments + representation("<SegmentTemplate startNumber='2'/>")) + "</Period>",
           longest),
       vod(set(segments + representation("<SegmentTemplate startNumber='2'/>")))},
      {"dash-end-number", 4, numbered("duration='4' startNumber='5' endNumber='4'"),
       numbered("duration='4' startNumber='5' endNumber='5'")},
      {"dash-index-range-exact", 6, base("indexRangeExact='true'"),
       base("indexRangeExact='true' indexRange='7-99'"), "dash-no-index"},
      {"dash-no-index", 6, base("timescale='1000'"), base("timescale='1000' indexRange='7-99'")},
      {"dash-no-index", 5, vod(set(segments + representation("<SegmentBase timescale='7'/>"))),
       vod(set(
           segments +
           representation("<SegmentBase><FailoverContent><FCS t='0'/></FailoverContent></SegmentBase>")))},
      {"dash-no-initialization", 4, vod_segments("<SegmentTemplate duration='4' media='$Number$'/>"),
       vod_segments("<SegmentTemplate duration='4' media='$Number$'><Initialization "
                    "sourceURL='i'/></SegmentTemplate>")},
      {"dash-empty-list", 4, list("duration='4'", ""), list("duration='60'", "<SegmentURL media='1'/>")},
      {"dash-list-length", 4, list("", "<SegmentTimeline><S t='0' d='20' r='2'/></SegmentTimeline>" + urls),
       list("", "<SegmentTimeline><S t='0' d='30' r='1'/></SegmentTimeline>" + urls)},
      {"dash-segment-url", 6, list("duration='30'", "<SegmentURL media='1'/>\n<SegmentURL/>"),
       list("duration='30'", "<SegmentURL media='1'/>\n<SegmentURL mediaRange='0-9'/>")},
  };
}

Rows template_rows() {
  const auto media = [](const std::string& text, const std::string& attributes = "duration='4'",
                        const std::string& inside = "") {
    return vod_segments("<SegmentTemplate initialization='i.mp4' media='" + text + "' " + attributes + ">" +
                        inside + "</SegmentTemplate>");
  };
  const auto initialization = [](const std::string& text) {
    return vod_segments("<SegmentTemplate media='$Number$' duration='4' initialization='" + text + "'/>");
  };
  const std::string good = media("$Number$");
  const std::string timeline = "<SegmentTimeline><S t='0' d='4' r='14'/></SegmentTimeline>";
  const std::string both = representation() + "\n" + representation("", "id='w' bandwidth='1'");
  return {
      {"dash-template-media", 4, vod_segments("<SegmentTemplate initialization='i' duration='4'/>"), good},
      {"dash-template-dollar", 4, media("$Number$-$5"), media("$Number$-$$5")},
      {"dash-template-identifier", 4, media("$number$-$Number$"), media("$Number$-$SubNumber$")},
      {"dash-template-identifier", 4, initialization("$Representation$"),
       initialization("$RepresentationID$-$Bandwidth$")},
      {"dash-template-format", 4, media("$Number%5d$"), media("$Number%05d$")},
      {"dash-template-format", 4, media("$Number%05x$"), media("$Number%01d$")},
      {"dash-template-format", 4, media("$Number%0d$"), good},
      {"dash-template-representation-format", 4, media("$RepresentationID%05d$-$Number$"),
       media("$RepresentationID$-$Number$")},
      {"dash-template-number-and-time", 4, media("$Number$-$Time$", "", timeline),
       media("$Time$", "", timeline)},
      {"dash-template-time", 4, media("$Time$"), media("$Time%012d$", "", timeline)},
      {"dash-template-not-media", 4, initialization("$Number$.mp4"), initialization("$Bandwidth%05d$.mp4")},
      {"dash-template-constant", 4, media("v.m4s"), media("v.m4s", "duration='60'")},
      {"dash-template-constant", 4, media("v.m4s", "", timeline),
       media("v.m4s", "", "<SegmentTimeline><S t='0' d='60'/></SegmentTimeline>")},
      {"dash-template-shared", 6,
       vod(set("<SegmentTemplate initialization='i' duration='4' media='$Number$'/>" + both)),
       vod(set("<SegmentTemplate initialization='i' duration='4' media='$Bandwidth$/$Number$'/>" + both))},
  };
}

}  // namespace testing_rows

namespace {

TEST(Addressing, IsHeldAgainstItsRules) { testing_rows::expect(testing_rows::addressing_rows()); }

TEST(Templates, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::template_rows()); }

TEST(Addressing, TellsWhatIsInheritedOnce) {
  std::string representations;
  for (int i = 0; i < 100; ++i)
    representations += testing_rows::representation("", "id='v" + std::to_string(i) + "' bandwidth='1'");
  Findings findings;
  judge(testing_rows::vod("<SegmentTemplate duration='4' media='$RepresentationID$'/>" +
                          testing_rows::set(representations)),
        findings);
  const auto count = [&](std::string_view id) {
    return std::ranges::count_if(findings.kept(), [&](const Finding& it) { return it.rule->id == id; });
  };
  EXPECT_EQ(count("dash-template-constant"), 1) << testing_rows::describe(findings);
  EXPECT_EQ(count("dash-no-initialization"), 1);
  EXPECT_EQ(findings.kept().size(), 2U);
}

}  // namespace
}  // namespace praxino::judge::dash
