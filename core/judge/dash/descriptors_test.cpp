#include <gtest/gtest.h>

#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows descriptor_rows() {
  // The descriptor stands in line 4.
  const auto described = [](const std::string& name, const std::string& scheme, const std::string& value) {
    return vod_set("<" + name + " schemeIdUri='" + scheme + "' value='" + value + "'/>");
  };
  const auto channels = [&](const std::string& scheme, const std::string& value) {
    return described("AudioChannelConfiguration", scheme, value);
  };
  const auto timed = [](const std::string& scheme, const std::string& value) {
    return live(good_set(), live_attributes,
                "\n<UTCTiming schemeIdUri='" + scheme + "' value='" + value + "'/>");
  };
  const auto referring = [](const std::string& name, const std::string& scheme, const std::string& value) {
    return vod(set(segments + representation(), "id='1' " + video) + "\n" +
               set("<" + name + " schemeIdUri='" + scheme + "' value='" + value + "'/>" + segments +
                       representation("", "id='w' bandwidth='1'"),
                   "id='2' " + video));
  };
  const std::string roles = "urn:mpeg:dash:role:2011";
  const std::string utc = "urn:mpeg:dash:utc:";
  const std::string tiles = "http://dashif.org/guidelines/thumbnail_tile";
  const std::string cicp = "urn:mpeg:mpegB:cicp:ChannelConfiguration";
  const std::string switching = "urn:mpeg:dash:adaptation-set-switching:2016";
  const std::string trick = "http://dashif.org/guidelines/trickmode";
  return {
      {"dash-unknown-essential", 4, described("EssentialProperty", "urn:x", "1"),
       described("SupplementalProperty", "urn:x", "1")},
      {"dash-unknown-essential", 4,
       mpd("<Period>" + good_set() + "</Period><EssentialProperty schemeIdUri='urn:x'/>"),
       mpd("<Period>" + good_set() +
           "</Period><EssentialProperty schemeIdUri='urn:mpeg:dash:urlparam:2014'/>")},
      {"dash-role", 4, described("Role", roles, "forced_subtitle"),
       described("Role", roles, "forced-subtitle")},
      {"dash-role", 4, described("Accessibility", roles, "blind"),
       described("Accessibility", roles, "description")},
      {"dash-role", 4, described("Role", roles, ""), described("Role", "urn:x", "anything")},
      {"dash-channel-scheme", 4, channels("urn:x", "2"), channels(cicp, "2")},
      {"dash-channels", 4, channels(cicp, "21"), channels(cicp, "20")},
      {"dash-channels", 4, channels("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "0"),
       channels("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "6")},
      {"dash-channels", 4, channels("urn:mpeg:dash:outputChannelPositionList:2012", "2,0,1"),
       channels("urn:mpeg:dash:outputChannelPositionList:2012", "2 0 1 4 5 3 17 1")},
      {"dash-channels", 4, channels("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "6"),
       channels("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "F801")},
      {"dash-channels", 4, channels("tag:dolby.com,2015:dash:audio_channel_configuration:2015", "F801"),
       channels("tag:dolby.com,2015:dash:audio_channel_configuration:2015", "000047")},
      {"dash-channels", 4, channels("tag:dts.com,2018:uhd:audio_channel_configuration", "2"),
       channels("tag:dts.com,2018:uhd:audio_channel_configuration", "0000003F")},
      {"dash-utc-scheme", 6, timed(utc + "sundial:2014", "noon"),
       timed(utc + "http-xsdate:2014", "https://a/ https://b/")},
      {"dash-utc-value", 6, timed(utc + "direct:2014", "noon"),
       timed(utc + "direct:2014", "2026-01-01T00:00:00Z")},
      {"dash-utc-value", 6, timed(utc + "http-head:2014", " "),
       timed(utc + "ntp:2014", "pool.example 2.pool.example")},
      {"dash-utc-value", 6, timed(utc + "http-iso:2014", "https://a/{time}"),
       timed(utc + "http-iso:2014", "https://a/time")},
      {"dash-thumbnail-tiles", 4, described("EssentialProperty", tiles, "10"),
       described("EssentialProperty", tiles, "10x4")},
      {"dash-thumbnail-tiles", 4, described("SupplementalProperty", tiles, "10x0"),
       described("SupplementalProperty", tiles, "1x1")},
      {"dash-set-switching", 7, referring("SupplementalProperty", switching, "1,3"),
       referring("SupplementalProperty", switching, "1, 2")},
      {"dash-set-switching", 7, referring("SupplementalProperty", switching, ""),
       referring("SupplementalProperty", switching, "1")},
      {"dash-trick-mode", 7, referring("EssentialProperty", trick, "7"),
       referring("EssentialProperty", trick, "1")},
  };
}

Rows protection_rows() {
  // What is in `set_inside` stands in line 4, what is in `inside` in line 5.
  const auto told = [](const std::string& set_inside, const std::string& inside = "") {
    return vod("<AdaptationSet xmlns:cenc='urn:mpeg:cenc:2013' " + video + ">\n" + set_inside + segments +
               representation(inside) + "</AdaptationSet>");
  };
  const auto common = [](const std::string& value) {
    return "<ContentProtection schemeIdUri='urn:mpeg:dash:mp4protection:2011' value='" + value +
           "' cenc:default_KID='00112233-4455-6677-8899-aabbccddeeff'/>";
  };
  const std::string widevine =
      "<ContentProtection schemeIdUri='urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed'/>";
  const auto referred = [](const std::string& id) {
    return mpd(
        "<ContentProtection refId='" + id +
        "' schemeIdUri='urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed'/><Period>\n" +
        set("<ContentProtection ref='a' schemeIdUri='urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed'/>" +
            segments + representation()) +
        "</Period>");
  };
  const std::string good = told(common("cenc") + widevine);
  return {
      {"dash-key-id", 4,
       told("<ContentProtection schemeIdUri='urn:mpeg:dash:mp4protection:2011' value='cenc'/>"), good},
      {"dash-protection-scheme", 4, told(common("")), good},
      {"dash-protection-scheme", 4, told(common("cbc")), told(common("cbcs"))},
      {"dash-duplicate-protection", 5, told(common("cenc") + widevine + "\n" + widevine), good},
      {"dash-mixed-protection", 5, told(common("cenc"), common("cenc")), told("", common("cenc"))},
      {"dash-undeclared-protection", 4, told(widevine), good},
      {"dash-protection-reference", 4, referred("b"), referred("a")},
  };
}

}  // namespace testing_rows

namespace {

TEST(Descriptors, AreHeldAgainstTheirSchemes) { testing_rows::expect(testing_rows::descriptor_rows()); }

TEST(Protection, IsHeldAgainstItsRules) { testing_rows::expect(testing_rows::protection_rows()); }

}  // namespace
}  // namespace praxino::judge::dash
