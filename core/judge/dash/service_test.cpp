#include <gtest/gtest.h>

#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows event_rows() {
  // Events stand from line 4 on.
  const auto events = [](const std::string& inside, const std::string& attributes = "timescale='1000'") {
    return vod("<EventStream schemeIdUri='urn:x' value='1' " + attributes + ">\n" + inside +
               "</EventStream>" + good_set());
  };
  const std::string good =
      events("<Event presentationTime='0' id='1'/>\n<Event presentationTime='60000' id='2'/>");
  const auto inband = [](const std::string& value) {
    return vod_set(
        "<InbandEventStream schemeIdUri='urn:x' value='1'/>\n<InbandEventStream schemeIdUri='urn:x' value='" +
        value + "'/>");
  };
  return {
      {"dash-event-timescale-zero", 3, events("", "timescale='0'"), events("", "timescale='1'")},
      {"dash-event-beyond-period", 4, events("<Event presentationTime='60001'/>"), good},
      {"dash-event-beyond-period", 4, events("<Event presentationTime='67'/>", "presentationTimeOffset='6'"),
       events("<Event presentationTime='66'/>", "presentationTimeOffset='6'")},
      {"dash-duplicate-event-stream", 3,
       vod("<EventStream schemeIdUri='urn:x'/><EventStream schemeIdUri='urn:x'/>" + good_set()),
       vod("<EventStream schemeIdUri='urn:x'/><EventStream schemeIdUri='urn:x' value='1'/>" + good_set())},
      {"dash-duplicate-event-id", 5, events("<Event id='1'/>\n<Event presentationTime='1' id='1'/>"), good},
      {"dash-event-order", 5, events("<Event presentationTime='2'/>\n<Event presentationTime='1'/>"), good},
      {"dash-duplicate-inband-events", 5, inband("1"), inband("2")},
  };
}

Rows service_rows() {
  // What is described stands in line 2.
  const auto served = [](const std::string& inside, const std::string& set_inside = "") {
    return mpd("<BaseURL serviceLocation='a'>https://a.example/</BaseURL><ServiceDescription id='0'>" +
               inside + "</ServiceDescription><Period>\n" + set(set_inside + segments + representation()) +
               "</Period>");
  };
  // In line 4.
  const auto produced = [](const std::string& attributes, const std::string& inside = "") {
    return vod_set("<ProducerReferenceTime id='7' presentationTime='0' " + attributes + ">" + inside +
                   "</ProducerReferenceTime>");
  };
  const std::string time = "wallClockTime='2026-01-01T00:00:00Z'";
  const auto patched = [](const std::string& attributes) {
    return mpd("<PatchLocation ttl='60'>patch.mpp</PatchLocation><Period id='p' start='PT0S'>\n" +
                   good_set() + "</Period>" + clock,
               attributes);
  };
  const std::string good_latency = served("<Latency min='2000' target='3000' max='4000'/>");
  return {
      {"dash-service-range", 2, served("<Latency min='2000' target='5000' max='4000'/>"), good_latency},
      {"dash-service-range", 2, served("<Latency min='2000' target='1000'/>"),
       served("<Latency target='1000'/>")},
      {"dash-service-range", 2, served("<OperatingBandwidth min='2' max='1'/>"),
       served("<OperatingBandwidth min='1' max='1'/>")},
      {"dash-service-range", 2, served("<OperatingQuality target='2' max='1'/>"),
       served("<OperatingQuality target='1' max='1'/>")},
      {"dash-playback-rate", 2, served("<PlaybackRate min='1.1' max='1.2'/>"),
       served("<PlaybackRate min='0.9' max='1.1'/>")},
      {"dash-playback-rate", 2, served("<PlaybackRate max='0.9'/>"), served("<PlaybackRate max='1'/>")},
      {"dash-latency-reference", 2, served("<Latency referenceId='7' target='1'/>"),
       served("<Latency referenceId='7' target='1'/>",
              "<ProducerReferenceTime id='7' presentationTime='0' " + time + "/>")},
      {"dash-steering-location", 2,
       served("<ContentSteering defaultServiceLocation='b'>https://a.example/steer</ContentSteering>"),
       served("<ContentSteering defaultServiceLocation='a' "
              "queryBeforeStart='true'>https://a.example/steer</ContentSteering>")},
      {"dash-malformed-value", 2, served("<ContentSteering/>"),
       served("<ContentSteering>steer</ContentSteering>")},
      {"dash-producer-time-application", 4, produced("type='application' " + time),
       produced("type='application' applicationScheme='urn:x' " + time)},
      {"dash-producer-time-clock", 4, produced("wallClockTime='now'"), produced(time)},
      {"dash-producer-time-clock", 4,
       produced("wallClockTime='16537536000'",
                "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='https://a/'/>"),
       produced("wallClockTime='16537536000'",
                "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:ntp:2014' value='a.example'/>")},
      {"dash-patch-static", 2,
       mpd("<PatchLocation>p</PatchLocation><Period>" + good_set() + "</Period>",
           "id='m' mediaPresentationDuration='PT60S'"),
       patched(live_attributes + "id='m'")},
      {"dash-patch-id", 2, patched(live_attributes), patched(live_attributes + "id='m'")},
      {"dash-malformed-value", 2,
       mpd("<PatchLocation ttl='-1'>p</PatchLocation><Period id='p' start='PT0S'>\n" + good_set() +
               "</Period>" + clock,
           live_attributes + "id='m'"),
       patched(live_attributes + "id='m'")},
  };
}

}  // namespace testing_rows

namespace {

TEST(Events, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::event_rows()); }

TEST(Services, AreHeldAgainstTheirRules) { testing_rows::expect(testing_rows::service_rows()); }

}  // namespace
}  // namespace praxino::judge::dash
