#include "core/judge/dash/mpd.h"

#include <gtest/gtest.h>

#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {
namespace {

using testing_rows::describe;

/// Whole MPDs as packagers write them: there is nothing to say of them.
TEST(Mpd, IsLetPassWhereItIsSound) {
  struct Row {
    const char* what;
    const char* mpd;
  };
  constexpr std::array<Row, 8> rows{{
      {"a template and a timeline, static", R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="urn:mpeg:dash:schema:mpd:2011 DASH-MPD.xsd" type="static"
     profiles="urn:mpeg:dash:profile:isoff-live:2011" mediaPresentationDuration="PT0H1M0.000S"
     minBufferTime="PT4S" maxSegmentDuration="PT4.02S">
  <ProgramInformation lang="en" moreInformationURL="https://a.example/">
    <Title>A &amp; B</Title><Source>C</Source><Copyright>2026</Copyright>
  </ProgramInformation>
  <Period id="0" start="PT0S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1"
        maxWidth="1280" maxHeight="720" maxFrameRate="30000/1001" par="16:9">
      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
      <SegmentTemplate timescale="1000" media="$RepresentationID$/$Number%05d$.m4s" duration="4000"
          initialization="$RepresentationID$/init.mp4" startNumber="1"/>
      <Representation id="v0" codecs="avc1.64001f" bandwidth="2000000" width="1280" height="720" sar="1:1"
          frameRate="30000/1001"/>
      <Representation id="v1" codecs="avc1.64001e" bandwidth="800000" width="640" height="360" sar="1:1"
          frameRate="15"/>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" lang="de" codecs="mp4a.40.2"
        audioSamplingRate="48000">
      <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>
      <Label>Deutsch</Label>
      <SegmentTemplate timescale="48000" media="a/$Time$.m4s" initialization="a/init.mp4">
        <SegmentTimeline><S t="0" d="192512"/><S d="191488" r="13"/></SegmentTimeline>
      </SegmentTemplate>
      <Representation id="a" bandwidth="128000"/>
    </AdaptationSet>
  </Period>
</MPD>
)"},
      {"a list",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011"
     minBufferTime="PT2S" mediaPresentationDuration="PT20S">
  <BaseURL serviceLocation="a">https://a.example/</BaseURL>
  <BaseURL serviceLocation="b">https://b.example/</BaseURL>
  <Period>
    <AdaptationSet mimeType="video/mp4" codecs="hvc1.1.6.L93.B0" width="1280" height="720">
      <SegmentList timescale="1" duration="10"/>
      <Representation id="1" bandwidth="1">
        <BaseURL>v.mp4</BaseURL>
        <SegmentList><Initialization range="0-699"/>
          <SegmentURL mediaRange="700-5000"/><SegmentURL mediaRange="5001-9000"/>
        </SegmentList>
      </Representation>
    </AdaptationSet>
  </Period>
</MPD>)"},
      {"an index in the file",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S"
     profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT20S">
  <Period>
    <AdaptationSet mimeType="video/mp4" codecs="av01.0.04M.08" width="1280" height="720"
        subsegmentAlignment="true" subsegmentStartsWithSAP="1">
      <Representation id="1" bandwidth="900000"><BaseURL>v.mp4</BaseURL>
        <SegmentBase indexRange="700-899" indexRangeExact="true"><Initialization range="0-699"/></SegmentBase>
      </Representation>
    </AdaptationSet>
    <AdaptationSet mimeType="text/vtt" lang="pt-BR">
      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>
      <Representation id="2" bandwidth="256"><BaseURL>t.vtt</BaseURL></Representation>
    </AdaptationSet>
  </Period>
</MPD>)"},
      {"two Periods",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011"
     type="static" minBufferTime="PT2S" mediaPresentationDuration="PT40.04S">
  <Period id="1" duration="PT20.02S">
    <AssetIdentifier schemeIdUri="urn:org:example:asset" value="1"/>
    <AdaptationSet id="1" mimeType="audio/mp4" codecs="mp4a.40.2">
      <SegmentTemplate duration="4" media="1/$Number$.m4s" initialization="1/i.mp4"/>
      <Representation id="1" bandwidth="1"/></AdaptationSet>
  </Period>
  <Period id="2" start="PT20.02S" duration="PT20.02S">
    <AdaptationSet id="1" mimeType="audio/mp4" codecs="mp4a.40.2">
      <SupplementalProperty schemeIdUri="urn:mpeg:dash:period-continuity:2015" value="1"/>
      <SegmentTemplate duration="4" media="2/$Number$.m4s" initialization="2/i.mp4"/>
      <Representation id="1" bandwidth="1"/></AdaptationSet>
  </Period>
</MPD>)"},
      {"live with low latency",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" id="live" type="dynamic" minBufferTime="PT1S"
     profiles="urn:mpeg:dash:profile:isoff-live:2011,http://www.dashif.org/guidelines/low-latency-live-v5"
     availabilityStartTime="1970-01-01T00:00:00Z" publishTime="2026-01-01T00:00:00.25Z" minimumUpdatePeriod="PT2S"
     timeShiftBufferDepth="PT5M" suggestedPresentationDelay="PT6S" maxSegmentDuration="PT2S">
  <Location>https://a.example/live.mpd</Location>
  <PatchLocation ttl="60">live.mpp</PatchLocation>
  <ServiceDescription id="0">
    <Scope schemeIdUri="urn:dvb:dash:lowlatency:scope:2019"/>
    <Latency referenceId="0" target="3000" min="2000" max="6000"/>
    <PlaybackRate min="0.96" max="1.04"/>
    <ContentSteering defaultServiceLocation="a" queryBeforeStart="false">https://a.example/steer</ContentSteering>
  </ServiceDescription>
  <Period id="p0" start="PT0S">
    <BaseURL serviceLocation="a" availabilityTimeOffset="1.5" availabilityTimeComplete="false">v/</BaseURL>
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" codecs="avc1.64001f" width="640" height="360">
      <InbandEventStream schemeIdUri="urn:mpeg:dash:event:2012" value="1"/>
      <ProducerReferenceTime id="0" inband="true" type="encoder" wallClockTime="2026-01-01T00:00:00Z"
          presentationTime="0"><UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="https://t.example/"/>
      </ProducerReferenceTime>
      <Resync type="1" dT="500" dImax="0.5" dImin="0.1"/>
      <SegmentTemplate timescale="90000" media="$Time$.m4s" initialization="i.mp4" availabilityTimeOffset="1.5"
          availabilityTimeComplete="false"><SegmentTimeline><S t="158990400000000" d="180000" r="149"/></SegmentTimeline>
      </SegmentTemplate>
      <Representation id="0" bandwidth="1000000"/>
    </AdaptationSet>
  </Period>
  <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="https://t.example/"/>
</MPD>)"},
      {"protected", R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013"
     xmlns:mspr="urn:microsoft:playready" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
     minBufferTime="PT2S" mediaPresentationDuration="PT40S">
  <Period>
    <AdaptationSet mimeType="video/mp4" codecs="avc1.64001f" width="640" height="360">
      <ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"
          cenc:default_KID="00112233-4455-6677-8899-aabbccddeeff"/>
      <ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed" value="Widevine">
        <cenc:pssh>AAAAMnBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAABISEAARIjNEVWZ3iJmqu8zd7v8=</cenc:pssh>
      </ContentProtection>
      <ContentProtection schemeIdUri="urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95" value="MSPR 2.0">
        <mspr:pro>AAAA</mspr:pro>
      </ContentProtection>
      <SegmentTemplate duration="4" media="$Number$.m4s" initialization="i.mp4"/>
      <Representation id="1" bandwidth="1"/>
    </AdaptationSet>
  </Period>
</MPD>)"},
      {"events",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
     minBufferTime="PT2S" mediaPresentationDuration="PT40S">
  <Period>
    <EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin" timescale="90000" presentationTimeOffset="900000">
      <Event presentationTime="900000" duration="450000" id="1">
        <Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>/DAlAAAAAAAAAP/wFAUAAAABf+//</Binary></Signal>
      </Event>
      <Event presentationTime="1800000" id="2">{"a": 1}</Event>
    </EventStream>
    <AdaptationSet mimeType="audio/mp4" codecs="ec-3">
      <AudioChannelConfiguration schemeIdUri="tag:dolby.com,2014:dash:audio_channel_configuration:2011" value="F801"/>
      <SegmentTemplate duration="4" media="$Number$.m4s" initialization="i.mp4"/>
      <Representation id="1" bandwidth="1"/>
    </AdaptationSet>
  </Period>
</MPD>)"},
      {"thumbnails, a trick mode and a set to switch to",
       R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
     profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S" mediaPresentationDuration="PT40S">
  <Period>
    <AdaptationSet id="1" mimeType="video/mp4" codecs="vp09.00.10.08" width="640" height="360">
      <SupplementalProperty schemeIdUri="urn:mpeg:dash:adaptation-set-switching:2016" value="2"/>
      <SegmentTemplate duration="4" media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$.mp4"/>
      <Representation id="1" bandwidth="1"/>
    </AdaptationSet>
    <AdaptationSet id="2" mimeType="video/mp4" codecs="hvc1.1.6.L93.B0" width="640" height="360">
      <SupplementalProperty schemeIdUri="urn:mpeg:dash:adaptation-set-switching:2016" value="1"/>
      <SegmentTemplate duration="4" media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$.mp4"/>
      <Representation id="2" bandwidth="1"/>
    </AdaptationSet>
    <AdaptationSet id="3" mimeType="video/mp4" codecs="avc1.64001f" width="640" height="360" codingDependency="false"
        maxPlayoutRate="24">
      <EssentialProperty schemeIdUri="http://dashif.org/guidelines/trickmode" value="1"/>
      <SegmentTemplate duration="4" media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$.mp4"/>
      <Representation id="3" bandwidth="1"/>
    </AdaptationSet>
    <AdaptationSet id="4" contentType="image" mimeType="image/jpeg">
      <SegmentTemplate duration="20" media="$RepresentationID$/tile$Number$.jpg"/>
      <Representation id="4" bandwidth="10000" width="1600" height="720">
        <EssentialProperty schemeIdUri="http://dashif.org/thumbnail_tile" value="10x8"/>
      </Representation>
    </AdaptationSet>
  </Period>
</MPD>)"},
  }};
  for (const Row& row : rows) {
    Findings findings;
    judge(row.mpd, findings);
    EXPECT_TRUE(findings.kept().empty()) << row.what << ":\n" << describe(findings);
  }
}

}  // namespace
}  // namespace praxino::judge::dash
