#include "core/judge/dash/structure.h"

#include <gtest/gtest.h>

#include "core/judge/dash/mpd.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows structure_rows() {
  const std::string good = vod(good_set());
  const std::string xlink = "xmlns:xlink='http://www.w3.org/1999/xlink' ";
  return {
      {"dash-unknown-element", 3, vod("<Colour/>\n" + good_set()),
       vod("<x:Colour xmlns:x='urn:x'/>\n" + good_set())},
      {"dash-misplaced-element", 4, vod_set("<Period/>\n"), vod_set("<Label>main</Label>\n")},
      {"dash-misplaced-element", 5, vod(set(segments + representation("<AdaptationSet/>"))), good},
      {"dash-element-order", 5,
       vod(set(segments + "\n<Label>late</Label>\n<Role schemeIdUri='urn:x'/>" + representation())),
       vod(set("<Label>first</Label>\n<Role schemeIdUri='urn:x'/>" + segments + representation()))},
      {"dash-repeated-element", 5, vod_segments(segments + "\n" + segments), vod_segments(segments + "\n")},
      {"dash-missing-element", 1, mpd("", "mediaPresentationDuration='PT60S'"), good},
      {"dash-missing-element", 4, vod_set("<ContentPopularityRate source='content'/>"),
       vod_set("<ContentPopularityRate source='content'><PR popularityRate='50'/></ContentPopularityRate>")},
      {"dash-stray-text", 2, vod("two minutes" + good_set()), vod("<!-- two minutes -->" + good_set())},
      {"dash-stray-text", 4, vod_set("<Role schemeIdUri='urn:x'>main</Role>"),
       vod_set("<Role schemeIdUri='urn:x'> </Role>")},
      {"dash-unknown-attribute", 2, vod(good_set(), "colour='red'"),
       vod(good_set(), "x:colour='red' xmlns:x='urn:x'")},
      {"dash-missing-attribute", 1,
       "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' minBufferTime='PT2S' "
       "mediaPresentationDuration='PT60S'><Period>" +
           good_set() + "</Period></MPD>",
       good},
      {"dash-missing-attribute", 1,
       "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' " + full + "mediaPresentationDuration='PT60S'><Period>" +
           good_set() + "</Period></MPD>",
       good},
      {"dash-missing-attribute", 4, vod(set(segments + representation("", "id='v'"))), good},
      {"dash-missing-attribute", 4, vod(set(segments + representation("", "bandwidth='1'"))), good},
      {"dash-missing-attribute", 4, vod_set("<SupplementalProperty value='1'/>"),
       vod_set("<SupplementalProperty schemeIdUri='urn:x'/>")},
      {"dash-missing-attribute", 3, vod("<EventStream/>" + good_set()),
       vod("<EventStream schemeIdUri='urn:x'/>" + good_set())},
      {"dash-malformed-value", 1,
       mpd("<Period>" + good_set() + "</Period>", "type='live' mediaPresentationDuration='PT60S'"),
       mpd("<Period>" + good_set() + "</Period>", "type='static' mediaPresentationDuration='PT60S'")},
      {"dash-malformed-value", 3, vod("<BaseURL></BaseURL>" + good_set()),
       vod("<BaseURL>a/</BaseURL>" + good_set())},
      {"dash-malformed-value", 4,
       vod("<BaseURL xmlns:d='urn:dvb:dash:dash-extensions:2014-1'\nd:weight='-1'>a/</BaseURL>" + good_set()),
       vod("<BaseURL xmlns:d='urn:dvb:dash:dash-extensions:2014-1' d:weight='1' d:priority='2'>a/</BaseURL>" +
           good_set())},
      {"dash-reversed-range", 5, vod(set(representation("<SegmentBase indexRange='99-7'/>"))),
       vod(set(representation("<SegmentBase indexRange='99-107'/>")))},
      {"dash-deprecated", 3,
       vod("<EventStream schemeIdUri='urn:x'><Event messageData='x'/></EventStream>" + good_set()),
       vod("<EventStream schemeIdUri='urn:x'><Event>x</Event></EventStream>" + good_set())},
      {"dash-xlink", 2, vod("", xlink + "xlink:href='https://a.example/p' duration='PT60S'"),
       vod(good_set(), xlink + "duration='PT60S'")},
      {"dash-xlink-actuate", 2, vod(good_set(), xlink + "xlink:actuate='onLoad'"), good},
  };
}

}  // namespace testing_rows

namespace {

using testing_rows::describe;

TEST(Structure, IsHeldAgainstTheSchema) { testing_rows::expect(testing_rows::structure_rows()); }

TEST(Structure, TellsAnAttributeInItsOwnLine) {
  Findings findings;
  judge(testing_rows::vod(testing_rows::good_set(), "id='a'\nstart='PT0S'\nduration='a minute'"), findings);
  ASSERT_EQ(findings.kept().size(), 1U) << describe(findings);
  EXPECT_EQ(findings.kept().front().line, 4U);
  EXPECT_EQ(findings.kept().front().detail,
            "Period@duration (§5.3.2.2): 'a minute' is no duration such as PT1M4.5S");
}

TEST(Structure, LooksIntoOtherNamespacesOnlyWhereItKnowsThem) {
  Findings findings;
  judge(testing_rows::vod_set(
            "<ContentProtection schemeIdUri='urn:mpeg:dash:mp4protection:2011' value='cenc'"
            " c:default_KID='00112233-4455-6677-8899-AABBCCDDEEFF' xmlns:c='urn:mpeg:cenc:2013'/>"
            "<ContentProtection schemeIdUri='urn:uuid:EDEF8BA9-79D6-4ACE-A3C8-27DCD51D21ED'>"
            "<pssh xmlns='urn:mpeg:cenc:2013'>not base64!</pssh><Period "
            "xmlns='urn:other'/></ContentProtection>"),
        findings);
  ASSERT_EQ(findings.kept().size(), 1U) << describe(findings);
  EXPECT_STREQ(findings.kept().front().rule->id, "dash-malformed-value");
}

TEST(Structure, TakesElementsOfOtherNamespacesForNothing) {
  Findings findings;
  judge(testing_rows::vod("<x:AdaptationSet xmlns:x='urn:x' id='1'><Representation/></x:AdaptationSet>" +
                          testing_rows::good_set()),
        findings);
  EXPECT_TRUE(findings.kept().empty()) << describe(findings);
}

}  // namespace
}  // namespace praxino::judge::dash
