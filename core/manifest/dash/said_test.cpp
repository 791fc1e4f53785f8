#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/manifest/dash/testing/mpd_text.h"
#include "core/manifest/read.h"

// Nothing that an MPD says is lost: each element is said once, where it stands.

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::Attribute;
using media::Presentation;
using media::Said;
using media::TimedEvent;

std::vector<std::string> names_of(const std::vector<Said>& said) {
  std::vector<std::string> names;
  for (const Said& each : said) names.push_back(each.name);
  return names;
}

const Said* find(const std::vector<Said>& said, const std::string& name) {
  const auto found = std::ranges::find(said, name, &Said::name);
  return found == said.end() ? nullptr : &*found;
}

using Names = std::vector<std::string>;

std::string mpd_with(const std::string& in_mpd, const std::string& in_period, const std::string& in_set,
                     const std::string& in_representation) {
  return mpd_of(in_mpd + "<Period id='p1'>" + in_period +
                "<AdaptationSet id='7' contentType='video' par='16:9'>" + in_set +
                "<Representation id='v' bandwidth='1' sar='1:1'>" + in_representation +
                "<SegmentTemplate duration='2' media='$Number$'/></Representation></AdaptationSet></Period>");
}

TEST(Said, IsEachElementAtTheLevelWhereItStands) {
  struct Row {
    const char* element;
    std::vector<Attribute> attributes;
    const char* text;
  };
  const std::array<Row, 34> rows{{
      {"<Accessibility schemeIdUri='urn:tva:metadata:cs:AudioPurposeCS:2007' value='1'/>",
       {{"schemeIdUri", "urn:tva:metadata:cs:AudioPurposeCS:2007"}, {"value", "1"}},
       ""},
      {"<AssetIdentifier schemeIdUri='urn:org:dashif:asset-id:2013' value='x'/>",
       {{"schemeIdUri", "urn:org:dashif:asset-id:2013"}, {"value", "x"}},
       ""},
      {"<AudioChannelConfiguration schemeIdUri='urn:x' value='6'/>",
       {{"schemeIdUri", "urn:x"}, {"value", "6"}},
       ""},
      {"<ContentComponent id='1' contentType='video'/>", {{"id", "1"}, {"contentType", "video"}}, ""},
      {"<ContentProtection schemeIdUri='urn:uuid:edef8ba9' cenc:default_KID='9eb4' refId='a'>"
       "<cenc:pssh>AAAA</cenc:pssh><mspr:pro>BB</mspr:pro><dashif:laurl>https://l/</dashif:laurl></"
       "ContentProtection>",
       {{"schemeIdUri", "urn:uuid:edef8ba9"}, {"cenc:default_KID", "9eb4"}, {"refId", "a"}},
       "<cenc:pssh>AAAA</cenc:pssh><mspr:pro>BB</mspr:pro><dashif:laurl>https://l/</dashif:laurl>"},
      {"<ContentProtection ref='a'/>", {{"ref", "a"}}, ""},
      {"<ContentSteering defaultServiceLocation='a' queryBeforeStart='true'> https://s/ </ContentSteering>",
       {{"defaultServiceLocation", "a"}, {"queryBeforeStart", "true"}},
       "https://s/"},
      {"<EssentialProperty schemeIdUri='urn:mpeg:mpegB:cicp:TransferCharacteristics' value='16'/>",
       {{"schemeIdUri", "urn:mpeg:mpegB:cicp:TransferCharacteristics"}, {"value", "16"}},
       ""},
      {"<FramePacking schemeIdUri='urn:mpeg:mpegB:cicp:VideoFramePackingType' value='3'/>",
       {{"schemeIdUri", "urn:mpeg:mpegB:cicp:VideoFramePackingType"}, {"value", "3"}},
       ""},
      {"<GroupLabel id='1' lang='de'>Ton</GroupLabel>", {{"id", "1"}, {"lang", "de"}}, "Ton"},
      {"<InbandEventStream schemeIdUri='urn:scte:scte35:2013:bin' value='1'/>",
       {{"schemeIdUri", "urn:scte:scte35:2013:bin"}, {"value", "1"}},
       ""},
      {"<InitializationSet id='3' contentType='video'/>", {{"id", "3"}, {"contentType", "video"}}, ""},
      {"<Label lang='en'>Main &amp; more</Label>", {{"lang", "en"}}, "Main & more"},
      {"<LeapSecondInformation availabilityStartLeapOffset='37'/>",
       {{"availabilityStartLeapOffset", "37"}},
       ""},
      {"<Location>https://a/x.mpd</Location>", {}, "https://a/x.mpd"},
      {"<Metrics metrics='BufferLevel'><Reporting schemeIdUri='urn:x'/></Metrics>",
       {{"metrics", "BufferLevel"}},
       "<Reporting schemeIdUri='urn:x'/>"},
      {"<OutputProtection schemeIdUri='urn:x'/>", {{"schemeIdUri", "urn:x"}}, ""},
      {"<PatchLocation ttl='60'>p.mpp</PatchLocation>", {{"ttl", "60"}}, "p.mpp"},
      {"<Preselection id='1' preselectionComponents='1 2'><Role schemeIdUri='urn:x'/></Preselection>",
       {{"id", "1"}, {"preselectionComponents", "1 2"}},
       "<Role schemeIdUri='urn:x'/>"},
      {"<ProducerReferenceTime id='0' wallClockTime='2026-11-22T00:00:00Z' presentationTime='0'>"
       "<UTCTiming schemeIdUri='urn:x'/></ProducerReferenceTime>",
       {{"id", "0"}, {"wallClockTime", "2026-11-22T00:00:00Z"}, {"presentationTime", "0"}},
       "<UTCTiming schemeIdUri='urn:x'/>"},
      {"<ProgramInformation lang='en'><Title>A <!-- </ProgramInformation> --> "
       "film</Title></ProgramInformation>",
       {{"lang", "en"}},
       "<Title>A <!-- </ProgramInformation> --> film</Title>"},
      {"<RandomAccess interval='2'/>", {{"interval", "2"}}, ""},
      {"<Rating schemeIdUri='urn:x' value='12'/>", {{"schemeIdUri", "urn:x"}, {"value", "12"}}, ""},
      {"<Resync type='2' dT='1000' dImax='4'/>", {{"type", "2"}, {"dT", "1000"}, {"dImax", "4"}}, ""},
      {"<Role schemeIdUri='urn:mpeg:dash:role:2011' value='alternate'/>",
       {{"schemeIdUri", "urn:mpeg:dash:role:2011"}, {"value", "alternate"}},
       ""},
      {"<SegmentBase presentationTimeOffset='0' eptDelta='-3'><Initialization range='0-9'/></SegmentBase>",
       {{"presentationTimeOffset", "0"}, {"eptDelta", "-3"}},
       ""},
      {"<ServiceDescription id='0'><Latency target='3000'/><PlaybackRate max='1.04'/></ServiceDescription>",
       {{"id", "0"}},
       "<Latency target='3000'/><PlaybackRate max='1.04'/>"},
      {"<SubRepresentation level='1' bandwidth='5'/>", {{"level", "1"}, {"bandwidth", "5"}}, ""},
      {"<Subset contains='7'/>", {{"contains", "7"}}, ""},
      {"<SupplementalProperty schemeIdUri='urn:scte:dash:powered-by' value='y'/>",
       {{"schemeIdUri", "urn:scte:dash:powered-by"}, {"value", "y"}},
       ""},
      {"<Switching interval='2' type='media'/>", {{"interval", "2"}, {"type", "media"}}, ""},
      {"<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='https://t/'/>",
       {{"schemeIdUri", "urn:mpeg:dash:utc:http-iso:2014"}, {"value", "https://t/"}},
       ""},
      {"<Viewpoint schemeIdUri='urn:x' value='left'/>", {{"schemeIdUri", "urn:x"}, {"value", "left"}}, ""},
      {"<x:Own xmlns:x='urn:x' a='&lt;'><![CDATA[<b>]]> &amp; c</x:Own>",
       {{"xmlns:x", "urn:x"}, {"a", "<"}},
       "<b>& c"},
  }};
  for (const Row& row : rows) {
    const std::string tag =
        std::string(row.element).substr(1, std::string(row.element).find_first_of(" >") - 1);
    const std::string name = tag.substr(tag.find(':') + 1);
    for (std::size_t level = 0; level < 4; ++level) {
      SCOPED_TRACE(std::string(row.element) + " at level " + std::to_string(level));
      std::array<std::string, 4> inside;
      inside[level] = row.element;
      Warnings warnings;
      const auto out = try_read(mpd_with(inside[0], inside[1], inside[2], inside[3]), warnings);
      ASSERT_TRUE(out);
      EXPECT_EQ(warnings.total(), 0u);
      const std::array<const std::vector<Said>*, 3> places{&out->said, &out->tracks[0].said,
                                                           &out->renditions[0].said};
      const std::size_t here = level == 0 ? 0 : level - 1;
      for (std::size_t place = 0; place < places.size(); ++place) {
        const auto count = std::ranges::count(*places[place], name, &Said::name);
        EXPECT_EQ(count, place == here ? 1 : 0);
      }
      const Said* said = find(*places[here], name);
      ASSERT_NE(said, nullptr);
      EXPECT_EQ(said->attributes, row.attributes);
      EXPECT_EQ(said->text, row.text);
    }
  }
}

TEST(Said, BeginsWithTheElementItself) {
  const Presentation out = read(mpd_with("<BaseURL serviceLocation='alpha'>a/</BaseURL>", "", "", ""));
  EXPECT_EQ(names_of(out.said), (Names{"MPD", "BaseURL", "Period"}));
  EXPECT_EQ(out.said[0].attributes[1], (Attribute{"type", "static"}));
  EXPECT_EQ(out.said[0].text, "");
  EXPECT_EQ(out.said[1], (Said{"BaseURL", {{"serviceLocation", "alpha"}}, "a/"}));
  EXPECT_EQ(out.said[2], (Said{"Period", {{"id", "p1"}}, ""}));
  EXPECT_EQ(names_of(out.tracks[0].said), Names{"AdaptationSet"});
  EXPECT_EQ(out.tracks[0].said[0].attributes[2], (Attribute{"par", "16:9"}));
  EXPECT_EQ(names_of(out.renditions[0].said), (Names{"Representation", "SegmentTemplate"}));
  EXPECT_EQ(out.renditions[0].said[1].attributes[0], (Attribute{"duration", "2"}));
}

TEST(Said, KeepsAttributesThatNothingActsOn) {
  const std::string attributes =
      " codingDependency='false' maxPlayoutRate='8' scanType='interlaced' selectionPriority='2'"
      " scte214:supplementalCodecs='dvh1.08.07' scte214:supplementalProfiles='db1p' tag='t'";
  const Presentation out = read(mpd_of("<Period><AdaptationSet contentType='video'" + attributes + ">" +
                                       plain("v", 1, attributes) + "</AdaptationSet></Period>"));
  EXPECT_EQ(out.tracks[0].said[0].attributes.size(), 8u);
  EXPECT_EQ(out.tracks[0].said[0].attributes[5], (Attribute{"scte214:supplementalCodecs", "dvh1.08.07"}));
  EXPECT_EQ(out.renditions[0].said[0].attributes.size(), 9u);
}

TEST(Said, OverPeriodsIsWhatChanges) {
  const auto period = [](const std::string& id, const std::string& inside) {
    return "<Period id='" + id + "' duration='PT20S'>" +
           set_of("contentType='video'", plain("v", 1), inside) + "</Period>";
  };
  const std::string key = "<ContentProtection schemeIdUri='urn:x'/>";
  const Presentation out =
      read(mpd_of(period("a", "") + period("b", "") + period("c", key) + period("d", key), ""));
  ASSERT_EQ(out.tracks.size(), 1u);
  EXPECT_EQ(names_of(out.tracks[0].said),
            (Names{"AdaptationSet", "Period", "AdaptationSet", "ContentProtection"}));
  EXPECT_EQ(out.tracks[0].said[1].attributes[0], (Attribute{"id", "c"}));
  EXPECT_EQ(names_of(out.renditions[0].said), (Names{"Representation", "SegmentTemplate"}));
  EXPECT_EQ(names_of(out.said), (Names{"MPD", "Period", "Period", "Period", "Period"}));
}

TEST(Said, IsOfAllSetsThatAreOneTrack) {
  const std::string switching =
      "<SupplementalProperty schemeIdUri='urn:mpeg:dash:adaptation-set-switching:2016' value='1'/>";
  const Presentation out =
      read(mpd_of("<Period>" + set_of("id='1' contentType='video'", plain("hd", 2000)) +
                  set_of("id='2' contentType='video'", plain("sd", 1000), switching) + "</Period>"));
  EXPECT_EQ(names_of(out.tracks[0].said), (Names{"AdaptationSet", "AdaptationSet", "SupplementalProperty"}));
}

TEST(Events, ArePlacedOnThePresentationsTimeline) {
  const std::string stream =
      "<EventStream schemeIdUri='urn:scte:scte35:2014:xml+bin' value='7' timescale='10' "
      "presentationTimeOffset='100'>";
  const Presentation out = read(mpd_of(
      "<Period duration='PT20S'>" + set_of("contentType='video'", plain("v", 1)) +
      "</Period><Period duration='PT20S'>" + stream +
      "<Event presentationTime='150' duration='25' id='2'> <s:Signal xmlns:s='urn:s'>/DA=</s:Signal> </Event>"
      "<Event presentationTime='110' id='1' contentEncoding='base64'>AAEC</Event>"
      "<Event messageData='old &amp; short'/></EventStream><EventStream schemeIdUri='urn:y'>"
      "<Event presentationTime='5'/></EventStream>" +
      set_of("contentType='video'", plain("v", 1)) + "</Period>"));
  ASSERT_EQ(out.events.size(), 4u);
  const TimedEvent expected{.scheme = "urn:scte:scte35:2014:xml+bin",
                            .value = "7",
                            .id = "2",
                            .start = Seconds{25},
                            .duration = Seconds{2.5},
                            .attributes = {{"presentationTime", "150"}, {"duration", "25"}, {"id", "2"}},
                            .message = "<s:Signal xmlns:s='urn:s'>/DA=</s:Signal>"};
  EXPECT_EQ(out.events[2], expected);
  EXPECT_EQ(out.events[0].start, Seconds{10}) << "ascending; without a presentationTime it is 0";
  EXPECT_EQ(out.events[0].message, "old & short");
  EXPECT_EQ(out.events[1].start, Seconds{21});
  EXPECT_EQ(out.events[1].message, "AAEC");
  EXPECT_EQ(out.events[1].attributes[2], (Attribute{"contentEncoding", "base64"}));
  EXPECT_EQ(out.events[1].duration, std::nullopt);
  EXPECT_EQ(out.events[3].scheme, "urn:y");
  EXPECT_EQ(out.events[3].start, Seconds{25}) << "of two at one time the first in the document comes first";
  const Said* said = find(out.said, "EventStream");
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->attributes.size(), 4u);
  EXPECT_EQ(said->text, "");
}

TEST(Events, MayHaveAnyNumbers) {
  struct Row {
    const char* stream;
    const char* event;
    Seconds start;
  };
  const std::array<Row, 5> rows{{
      {"timescale='0'", "presentationTime='3'", Seconds{3}},
      {"timescale='x'", "presentationTime='-3'", Seconds{0}},
      {"presentationTimeOffset='4611686018427387904'", "", Seconds{-4611686018427387904.0}},
      {"", "presentationTime='18446744073709551615'", Seconds{0}},
      {"timescale='4294967295'", "presentationTime='4294967295'", Seconds{1}},
  }};
  for (const Row& row : rows) {
    const Presentation out = read(mpd_with(
        "", "<EventStream " + std::string(row.stream) + "><Event " + row.event + "/></EventStream>", "", ""));
    ASSERT_EQ(out.events.size(), 1u) << row.stream;
    EXPECT_EQ(out.events[0].start, row.start) << row.stream;
  }
}

}  // namespace
}  // namespace praxino::manifest
