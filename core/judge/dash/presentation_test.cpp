#include <gtest/gtest.h>

#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows presentation_rows() {
  const std::string period = "<Period>" + good_set() + "</Period>";
  const std::string timeless = "mediaPresentationDuration='PT60S'";
  const auto without = [](const std::string& name) {
    std::string attributes = live_attributes;
    const std::size_t begin = attributes.find(name);
    return attributes.erase(begin, attributes.find(' ', begin) - begin);
  };
  const auto profiled = [](const std::string& inside, const std::string& profiles,
                           const std::string& attributes) {
    return head + "profiles='" + profiles + "' " + attributes + ">\n" + inside + "</MPD>";
  };
  const std::string on_demand = "urn:mpeg:dash:profile:isoff-on-demand:2011";
  const std::string isoff_live = "urn:mpeg:dash:profile:isoff-live:2011";
  const std::string indexed =
      "<Period>" + set(representation("<BaseURL>v.mp4</BaseURL><SegmentBase indexRange='7-99'/>")) +
      "</Period>";
  return {
      {"dash-static-update", 1, mpd(period, timeless + " minimumUpdatePeriod='PT5S'"), live(good_set())},
      {"dash-static-duration", 1, mpd(period, ""),
       mpd("<Period duration='PT60S'>" + good_set() + "</Period>", "")},
      {"dash-static-live-attribute", 1, mpd(period, timeless + " timeShiftBufferDepth='PT60S'"),
       live(good_set(), live_attributes + "timeShiftBufferDepth='PT60S'")},
      {"dash-availability-start", 1, live(good_set(), without("availabilityStartTime")), live(good_set())},
      {"dash-publish-time", 1, live(good_set(), without("publishTime")), live(good_set())},
      {"dash-dynamic-end", 1, live(good_set(), without("minimumUpdatePeriod")),
       live(good_set(), without("minimumUpdatePeriod") + timeless)},
      {"dash-availability-end", 1,
       live(good_set(), live_attributes + "availabilityEndTime='2025-12-31T00:00:00Z'"),
       live(good_set(), live_attributes + "availabilityEndTime='2026-01-01T02:00:00+02:00'")},
      {"dash-presentation-delay", 1,
       live(good_set(), live_attributes + "timeShiftBufferDepth='PT10S' suggestedPresentationDelay='PT20S'"),
       live(good_set(), live_attributes + "timeShiftBufferDepth='PT20S' suggestedPresentationDelay='PT20S'")},
      {"dash-no-utc-timing", 1, live(good_set(), live_attributes, ""), live(good_set())},
      {"dash-unknown-profile", 1, profiled(period, "urn:mpeg:dash:profile:isoff-life:2011", timeless),
       profiled(period, isoff_live + ",urn:dvb:dash:profile:dvb-dash:2014", timeless)},
      {"dash-on-demand-dynamic", 1,
       profiled("<Period id='p' start='PT0S'>" + set(representation("<BaseURL>v.mp4</BaseURL>")) +
                    "</Period>" + clock,
                on_demand, live_attributes),
       profiled(indexed, on_demand, timeless)},
      {"dash-on-demand-addressing", 3, profiled(period, on_demand, timeless),
       profiled(indexed, on_demand, timeless)},
      {"dash-live-addressing", 3, profiled(indexed, isoff_live, timeless),
       profiled(period, isoff_live, timeless)},
  };
}

Rows period_rows() {
  const auto period = [](const std::string& attributes, const std::string& inside = good_set()) {
    return "<Period " + attributes + ">" + inside + "</Period>\n";
  };
  const auto dynamic = [](const std::string& periods) { return mpd(periods + clock, live_attributes); };
  const std::string sound = mpd(period("duration='PT30S'") + period("start='PT30S'"));
  const std::string switching_set = set(segments + representation(), "bitstreamSwitching='false' " + video);
  return {
      {"dash-first-period-start", 2, mpd(period("start='PT1S'")), mpd(period("start='PT0S'"))},
      {"dash-period-start", 5, mpd(period("") + period("")), sound},
      {"dash-early-period", 5, dynamic(period("id='1' start='PT0S'") + period("id='2'", "")),
       dynamic(period("id='1' start='PT0S' duration='PT10S'") + period("id='2'", ""))},
      {"dash-period-order", 8, mpd(period("") + period("start='PT30S'") + period("start='PT20S'")), sound},
      {"dash-period-overlap", 5, mpd(period("duration='PT30S'") + period("start='PT29S'")), sound},
      {"dash-period-gap", 5, mpd(period("duration='PT30S'") + period("start='PT31S'")), sound},
      {"dash-presentation-end", 1, mpd(period("duration='PT50S'")), mpd(period("duration='PT59.5S'"))},
      {"dash-duplicate-period-id", 5, mpd(period("id='a' duration='PT30S'") + period("id='a'")),
       mpd(period("id='a' duration='PT30S'") + period("id='b'"))},
      {"dash-period-id", 2, dynamic(period("start='PT0S'")), dynamic(period("id='a' start='PT0S'"))},
      {"dash-empty-period", 2, mpd(period("", "")),
       mpd(period("duration='PT0S'", "") + period("start='PT0S'"))},
      {"dash-bitstream-switching", 2, mpd(period("bitstreamSwitching='true'", switching_set)),
       mpd(period("bitstreamSwitching='false'", switching_set))},
      {"dash-subset", 4, mpd(period("", good_set() + "<Subset contains='7'/>")),
       mpd(period("", set(segments + representation(), "id='7' " + video) + "<Subset contains='7'/>"))},
  };
}

}  // namespace testing_rows

namespace {

TEST(Presentation, IsHeldAgainstItsRules) { testing_rows::expect(testing_rows::presentation_rows()); }

TEST(Periods, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::period_rows()); }

}  // namespace
}  // namespace praxino::judge::dash
