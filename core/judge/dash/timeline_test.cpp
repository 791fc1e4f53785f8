#include <gtest/gtest.h>

#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows timeline_rows() {
  // The S stand from line 5 on; a minute is 60 ticks.
  const auto told = [](const std::string& s) {
    return set("<SegmentTemplate initialization='i' media='$Time$'><SegmentTimeline>\n" + s +
               "</SegmentTimeline></SegmentTemplate>" + representation());
  };
  const auto line = [&](const std::string& s) { return vod(told(s)); };
  const std::string good = line("<S t='0' d='4' r='14'/>");
  return {
      {"dash-timeline-duration", 5, line("<S t='0'/>"), good},
      {"dash-timeline-duration", 6, line("<S t='0' d='4' r='13'/>\n<S d='0'/>"),
       line("<S t='0' d='4' r='13'/>\n<S d='4'/>")},
      {"dash-timeline-repeat", 5, line("<S t='0' d='4' r='-2'/>"), line("<S t='0' d='4' r='-1'/>")},
      {"dash-timeline-open-repeat", 5, live(told("<S t='0' d='4' r='-1'/>")),
       live(told("<S t='0' d='4' r='-1'/><S t='40' d='4'/>"))},
      {"dash-timeline-repeat-end", 5, line("<S t='0' d='4' r='-1'/><S d='5'/>"),
       line("<S t='0' d='4' r='-1'/><S t='55' d='5'/>")},
      {"dash-timeline-overlap", 6, line("<S t='0' d='4' r='4'/>\n<S t='19' d='4' r='9'/>"),
       line("<S t='0' d='4' r='4'/>\n<S t='20' d='4' r='9'/>")},
      {"dash-timeline-hole", 6, line("<S t='0' d='4' r='4'/>\n<S t='21' d='4' r='9'/>"),
       line("<S t='7' d='4' r='4'/>\n<S d='4' r='7'/>")},
      {"dash-timeline-beyond", 6, line("<S t='0' d='50'/>\n<S d='21'/>"),
       line("<S t='0' d='50'/>\n<S d='20'/>")},
      {"dash-timeline-overflow", 5, line("<S t='9223372036854775807' d='1'/>"), good},
      {"dash-timeline-overflow", 5, line("<S t='9223372036854775808' d='1'/>"), good},
      {"dash-timeline-overflow", 5, line("<S d='4294967296' r='4294967296'/>"), good},
      {"dash-timeline-empty", 4, line(""), live(told(""))},
      {"dash-segment-too-long", 6,
       mpd("<Period>\n" + told("<S t='0' d='4' r='13'/>\n<S d='5'/>") + "</Period>",
           "mediaPresentationDuration='PT60S' maxSegmentDuration='PT4S'"),
       mpd("<Period>\n" + told("<S t='0' d='4' r='14'/>") + "</Period>",
           "mediaPresentationDuration='PT60S' maxSegmentDuration='PT4S'")},
  };
}

}  // namespace testing_rows

namespace {

TEST(Timelines, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::timeline_rows()); }

}  // namespace
}  // namespace praxino::judge::dash
