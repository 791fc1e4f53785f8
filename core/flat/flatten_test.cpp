#include "core/flat/flatten.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/flat/testing/reader.h"
#include "core/judge/findings.h"
#include "core/manifest/read.h"

namespace praxino::flat {
namespace {

using testing_flat::Reader;

media::Presentation sample() {
  media::Presentation out;
  out.protocol = media::Protocol::dash;
  out.live = true;
  out.min_buffer = Seconds{1.5};
  out.start = Seconds{-3};
  out.start_precise = false;
  out.tracks.push_back({.kind = media::TrackKind::audio,
                        .language = "de",
                        .label = "Deutsch",
                        .roles = {"main", "dub"},
                        .is_default = true,
                        .trick = true,
                        .renditions = {media::RenditionId{0}},
                        .said = {{"AdaptationSet", {{"id", "1"}, {"lang", "de"}}, "inside"}}});
  out.renditions.push_back({.name = "a",
                            .peak = {128'000},
                            .average = {96'000},
                            .container = "audio/mp4",
                            .codecs = "mp4a.40.2",
                            .frame_rate = 0.5,
                            .channels = 2,
                            .sample_rate = 48'000,
                            .tiles = media::Tiles{5, 4},
                            .muxed = true});
  out.variants.push_back(
      {.audio = {media::RenditionId{0}}, .peak = {128'000}, .average = {96'000}, .score = 1.5});
  media::PendingIndex pending;
  pending.index = {"https://a/i", media::ByteRange{10, 20}};
  pending.stretch.start = Seconds{30};
  pending.stretch.init = media::Resource{"https://a/init", std::nullopt};
  pending.url = "https://a/f";
  out.feeds.push_back({.playlist = "https://a/p",
                       .fallbacks = {"https://b/p"},
                       .indexes = {pending},
                       .said = {{"EXT-X-VERSION", {}, "9"}},
                       .events = {{.scheme = "c", .start = {2}, .duration = Seconds{3}}},
                       .dates = {{{5}, 6'000'000}}});
  out.said.push_back({"UTCTiming", {}, "now"});
  out.events.push_back({.scheme = "urn:x", .value = "v", .id = "7", .start = {4}, .message = "boo"});
  out.variables.push_back({"name", "value"});
  return out;
}

TEST(Flatten, TellsAllOfAPresentation) {
  manifest::Warnings warnings;
  warnings.add(3, "something");
  Reader in(flatten(sample(), warnings));
  EXPECT_TRUE(in.flag());
  EXPECT_EQ(in.number(), 1);
  EXPECT_TRUE(in.flag());
  EXPECT_TRUE(std::isnan(in.number()));
  EXPECT_EQ(in.number(), 1.5);
  EXPECT_EQ(in.number(), -3);
  EXPECT_FALSE(in.flag());

  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.number(), 1);
  EXPECT_EQ(in.text(), "de");
  EXPECT_EQ(in.text(), "Deutsch");
  ASSERT_EQ(in.count(), 2U);
  EXPECT_EQ(in.text(), "main");
  EXPECT_EQ(in.text(), "dub");
  EXPECT_TRUE(in.flag());
  EXPECT_FALSE(in.flag());
  EXPECT_FALSE(in.flag());
  EXPECT_TRUE(in.flag());
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.number(), 0);
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "AdaptationSet");
  ASSERT_EQ(in.count(), 2U);
  for (const char* word : {"id", "1", "lang", "de", "inside"}) EXPECT_EQ(in.text(), word);

  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.number(), 0);
  EXPECT_EQ(in.number(), 0);
  EXPECT_EQ(in.text(), "a");
  EXPECT_EQ(in.number(), 128'000);
  EXPECT_EQ(in.number(), 96'000);
  EXPECT_EQ(in.text(), "audio/mp4");
  EXPECT_EQ(in.text(), "mp4a.40.2");
  for (const double value : {0.0, 0.0, 0.5, 2.0, 48'000.0, 5.0, 4.0, 1.0, 0.0}) EXPECT_EQ(in.number(), value);

  ASSERT_EQ(in.count(), 1U);
  for (const double value : {-1.0, 1.0, 0.0, 128'000.0, 96'000.0, 1.5}) EXPECT_EQ(in.number(), value);

  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "https://a/p");
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "https://b/p");
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.number(), 30);
  EXPECT_EQ(testing_flat::read_resource(in), (media::Resource{"https://a/i", media::ByteRange{10, 20}}));
  EXPECT_EQ(in.text(), "https://a/f");
  EXPECT_TRUE(in.flag());
  EXPECT_EQ(testing_flat::read_resource(in), (media::Resource{"https://a/init", std::nullopt}));
  EXPECT_FALSE(in.flag());
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "EXT-X-VERSION");
  EXPECT_EQ(in.count(), 0U);
  EXPECT_EQ(in.text(), "9");
  ASSERT_EQ(in.count(), 1U);
  for (const char* word : {"c", "", ""}) EXPECT_EQ(in.text(), word);
  for (const double value : {2.0, 3.0, 0.0}) EXPECT_EQ(in.number(), value);
  EXPECT_EQ(in.text(), "");
  for (const double value : {1.0, 5.0, 6000.0}) EXPECT_EQ(in.number(), value);

  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "UTCTiming");
  EXPECT_EQ(in.count(), 0U);
  EXPECT_EQ(in.text(), "now");
  ASSERT_EQ(in.count(), 1U);
  for (const char* word : {"urn:x", "v", "7"}) EXPECT_EQ(in.text(), word);
  EXPECT_EQ(in.number(), 4);
  EXPECT_TRUE(std::isnan(in.number()));
  EXPECT_EQ(in.count(), 0U);
  EXPECT_EQ(in.text(), "boo");
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "name");
  EXPECT_EQ(in.text(), "value");

  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.number(), 3);
  EXPECT_EQ(in.text(), "something");
  EXPECT_EQ(in.number(), 1);
  EXPECT_TRUE(in.at_end());
}

TEST(Flatten, TellsAListWithItsInitsAndKeys) {
  manifest::Warnings warnings;
  const std::string text =
      "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x0A\n#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"9@1\"\n"
      "#EXT-X-BITRATE:800\n#EXT-X-START:TIME-OFFSET=2,PRECISE=YES\n#EXTINF:4,\na.mp4\n#EXT-X-DISCONTINUITY\n#"
      "EXT-X-GAP\n#EXTINF:2.5,\n#EXT-X-BYTERANGE:7@3\nb.mp4\n"
      "#EXT-X-ENDLIST\n";
  const auto list = manifest::read_playlist(text, "https://a/p", {}, warnings);
  ASSERT_TRUE(list);
  Reader in(flatten(*list, warnings));
  EXPECT_TRUE(in.flag());
  const testing_flat::FlatList flat = testing_flat::read_list(in);
  EXPECT_TRUE(flat.ended);
  EXPECT_EQ(flat.target, Seconds{4});
  ASSERT_EQ(flat.segments.size(), 2U);
  EXPECT_TRUE(flat.segments[1].gap);
  EXPECT_EQ(flat.segments[1].media, (media::Resource{"https://a/b.mp4", media::ByteRange{3, 7}}));
  ASSERT_EQ(flat.stretches.size(), 2U);
  EXPECT_EQ(flat.stretches[1].timeline, 1U);
  EXPECT_EQ(flat.stretches[1].init, (media::Resource{"https://a/i.mp4", media::ByteRange{1, 9}}));
  EXPECT_EQ(flat.stretches[1].encryption->key_url, "https://a/k");
  EXPECT_FALSE(flat.stretches[1].encryption->otherwise);
  EXPECT_EQ(flat.segments[0].bitrate.bps, 800'000U);
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "EXT-X-KEY");
  ASSERT_EQ(in.count(), 3U);
  for (const char* word : {"METHOD", "AES-128", "URI", "k", "IV", "0x0A", ""}) EXPECT_EQ(in.text(), word);
  EXPECT_EQ(in.count(), 0U) << "events";
  EXPECT_EQ(in.count(), 0U) << "dates";
  EXPECT_EQ(in.number(), 2);
  EXPECT_TRUE(in.flag());
  EXPECT_EQ(in.count(), 0U);
  EXPECT_EQ(in.number(), 0);
  EXPECT_TRUE(in.at_end());
}

TEST(Flatten, TellsARuleOnceForAllThatBreaksIt) {
  const judge::Rule rule{"a-rule", "1", judge::Severity::warning, "something", "mend it"};
  judge::Findings findings;
  findings.add(rule, 4, "x");
  findings.add(rule, 5);
  Reader in(flatten(findings));
  EXPECT_TRUE(in.flag());
  ASSERT_EQ(in.count(), 1U);
  EXPECT_EQ(in.text(), "a-rule");
  EXPECT_EQ(in.text(), "1");
  EXPECT_EQ(in.number(), 1);
  EXPECT_EQ(in.text(), "something");
  EXPECT_EQ(in.text(), "mend it");
  ASSERT_EQ(in.count(), 2U);
  for (const auto& [line, detail] : {std::pair(4, "x"), std::pair(5, "")}) {
    EXPECT_EQ(in.number(), 0);
    EXPECT_EQ(in.number(), line);
    EXPECT_EQ(in.text(), detail);
  }
  for (const int count : {0, 2, 0}) EXPECT_EQ(in.number(), count);
  EXPECT_TRUE(in.at_end());
}

TEST(Flatten, TellsWhyThereIsNothing) {
  Reader in(flatten(Error{Fault::missing, 12, "no segments"}));
  EXPECT_FALSE(in.flag());
  EXPECT_EQ(in.number(), static_cast<double>(Fault::missing));
  EXPECT_EQ(in.number(), 12);
  EXPECT_EQ(in.text(), "no segments");
  EXPECT_TRUE(in.at_end());
}

}  // namespace
}  // namespace praxino::flat
