#include "core/player/wire.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/player/testing/random_messages.h"

namespace praxino::player::wire {
namespace {

std::vector<std::byte> encoded(const Event& event, Options options = {}) {
  std::vector<std::byte> out;
  encode(event, options, out);
  return out;
}

std::vector<std::byte> encoded(const Effect& effect, Options options = {}) {
  std::vector<std::byte> out;
  encode(std::span(&effect, 1), options, out);
  return out;
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

std::string hexadecimal(Bytes bytes) {
  std::string text;
  char pair[3];
  for (const std::byte byte : bytes) {
    std::snprintf(pair, sizeof(pair), "%02x", std::to_integer<unsigned>(byte));
    text += pair;
  }
  return text;
}

template <typename Variant>
void every_kind_survives() {
  const std::vector<std::byte> beside(64, std::byte{7});
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    testing::RandomMessages random(seed);
    for (const Variant& message : random.one_of_each<Variant>()) {
      const auto bytes = encoded(message);
      Decoder decoder(bytes, beside);
      Variant back;
      ASSERT_TRUE(decoder.next(back));
      EXPECT_TRUE(testing::same(message, back)) << "kind " << message.index() << ", seed " << seed;
      EXPECT_EQ(decoder.message().size(), bytes.size());
      EXPECT_FALSE(decoder.next(back));
      EXPECT_TRUE(decoder.ok());
      EXPECT_TRUE(decoder.blobs_complete());
    }
  }
}

TEST(Wire, EveryKindOfEventSurvives) { every_kind_survives<Event>(); }
TEST(Wire, EveryKindOfEffectSurvives) { every_kind_survives<Effect>(); }

TEST(Wire, ABatchKeepsItsOrderAndItsBlobs) {
  const auto first = bytes_of("first");
  const auto second = bytes_of("the second");
  const Effects batch = {Append{.op = OpId{1}, .bytes = {first}}, Hold{FetchId{4}},
                         Append{.op = OpId{2}, .bytes = {second}}};
  std::vector<std::byte> bytes;
  encode(batch, {}, bytes);
  const auto beside = bytes_of("firstthe second");
  Decoder decoder(bytes, beside);
  Effect effect;
  ASSERT_TRUE(decoder.next(effect));
  EXPECT_EQ(hexadecimal(std::get<Append>(effect).bytes.data), hexadecimal(first));
  ASSERT_TRUE(decoder.next(effect));
  EXPECT_EQ(std::get<Hold>(effect).fetch, FetchId{4});
  EXPECT_EQ(decoder.blob(), std::nullopt);
  ASSERT_TRUE(decoder.next(effect));
  EXPECT_EQ(hexadecimal(std::get<Append>(effect).bytes.data), hexadecimal(second));
  EXPECT_FALSE(decoder.next(effect));
}

TEST(Wire, ABlobWhoseBytesAreNotBesideIsEmptyAndSaysSo) {
  const auto data = bytes_of("body");
  const auto bytes = encoded(Event(Body{.fetch = FetchId{1}, .bytes = {data}}), {.hash = true});
  Decoder decoder(bytes);
  Event event;
  ASSERT_TRUE(decoder.next(event));
  EXPECT_TRUE(std::get<Body>(event).bytes.data.empty());
  EXPECT_FALSE(decoder.blobs_complete());
  EXPECT_EQ(decoder.blob(), (BlobRef{4, hash_bytes(data)}));
}

TEST(Wire, HashesAreFilledInOnlyWhenAskedForAndMissing) {
  const auto data = bytes_of("body");
  const auto hash_in = [](const std::vector<std::byte>& bytes) {
    Decoder decoder(bytes);
    Event event;
    EXPECT_TRUE(decoder.next(event));
    return decoder.blob()->hash;
  };
  EXPECT_EQ(hash_in(encoded(Event(Body{.bytes = {data}}))), 0U);
  EXPECT_EQ(hash_in(encoded(Event(Body{.bytes = {data}}), {.hash = true})), hash_bytes(data));
  EXPECT_EQ(hash_in(encoded(Event(Body{.bytes = {data, 5}}), {.hash = true})), 5U);
}

TEST(Wire, UnknownKindsAreSkippedWithTheirBlobs) {
  auto bytes = encoded(Effect(Append{.op = OpId{1}, .bytes = {bytes_of("old")}}));
  bytes[0] = std::byte{0xEE};  // no kind of ours
  const auto known = encoded(Effect(Append{.op = OpId{2}, .bytes = {bytes_of("new!")}}));
  bytes.insert(bytes.end(), known.begin(), known.end());
  const auto beside = bytes_of("oldnew!");
  Decoder decoder(bytes, beside);
  Effect effect;
  ASSERT_TRUE(decoder.next(effect));
  EXPECT_EQ(std::get<Append>(effect).op, OpId{2});
  EXPECT_EQ(hexadecimal(std::get<Append>(effect).bytes.data), hexadecimal(bytes_of("new!")));
}

/// A message of one kind whose fields are given as hexadecimal pairs.
std::vector<std::byte> message(std::uint8_t kind, std::string_view fields) {
  std::vector<std::byte> bytes(8);
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(fields.substr(i, 2)), nullptr, 16)));
  }
  bytes[0] = static_cast<std::byte>(kind);
  bytes[4] = static_cast<std::byte>(bytes.size() - 8);
  return bytes;
}

QualityChosen read_quality(std::string_view fields) {
  const auto bytes = message(QualityChosen::kind, fields);
  Decoder decoder(bytes);
  Event event;
  EXPECT_TRUE(decoder.next(event));
  return std::get<QualityChosen>(event);
}

TEST(Wire, UnknownFieldsOfEveryTypeAreSkipped) {
  const char* payloads[] = {
      "01"
      "11223344",
      "02"
      "1122334455667788",
      "03"
      "02000000"
      "6162",
      "04"
      "00000000"
      "1122334455667788",
      "05"
      "01000000"
      "1122334455667788",
      "06"
      "06000000"
      "02000000"
      "6162",
      "07"
      "04000000"
      "00000000"};
  for (const char* payload : payloads) {
    EXPECT_EQ(read_quality(std::string("63") + payload +
                           "0201"
                           "09000000")
                  .rendition,
              9U)
        << payload;
  }
}

TEST(Wire, AFieldOfAnotherTypeOrThatIsNotThereHasItsDefault) {
  EXPECT_TRUE(read_quality("").automatic);
  EXPECT_TRUE(read_quality("0102"
                           "0000000000000000"
                           "0201"
                           "09000000")
                  .automatic);
  EXPECT_FALSE(read_quality("0101"
                            "00000000")
                   .automatic);
}

TEST(Wire, ANumberBeyondAnEnumerationOrABoolIsIgnored) {
  EXPECT_TRUE(read_quality("0101"
                           "02000000")
                  .automatic);
  const auto bytes = message(Broken::kind,
                             "0201"
                             "03000000");
  Decoder decoder(bytes);
  Event event;
  ASSERT_TRUE(decoder.next(event));
  EXPECT_EQ(std::get<Broken>(event).reason, BreakReason::network);
}

TEST(Wire, AnUnknownTypeEndsTheMessageAlone) {
  auto bytes = message(QualityChosen::kind,
                       "0201"
                       "05000000"
                       "6309"
                       "0201"
                       "09000000");
  const auto after = encoded(Event(Seek{4}));
  bytes.insert(bytes.end(), after.begin(), after.end());
  Decoder decoder(bytes);
  Event event;
  ASSERT_TRUE(decoder.next(event));
  EXPECT_EQ(std::get<QualityChosen>(event).rendition, 5U);
  ASSERT_TRUE(decoder.next(event));
  EXPECT_EQ(std::get<Seek>(event).to, 4);
}

/// The same lines are read by js/test/wire.test.ts.
TEST(Wire, WritesTheGoldenBytes) {
  const auto body = bytes_of("bytes");
  const std::map<std::string, std::string> written = {
      {"load", hexadecimal(encoded(Event(Load{.url = "https://example.com/é.mpd", .max_bitrate = 2e6})))},
      {"body", hexadecimal(encoded(Event(Body{.fetch = FetchId{3}, .bytes = {body}})))},
      {"broken", hexadecimal(encoded(Event(Broken{
                     .fetch = FetchId{70000}, .reason = BreakReason::timeout, .message = "no answer"})))},
      {"done",
       hexadecimal(encoded(Event(Done{.op = OpId{2}, .sink = SinkId{1}, .buffered = {0, 6.006, 8, 12.5}})))},
      {"playhead", hexadecimal(encoded(Event(Playhead{.at = 1.25, .paused = false, .ready_state = 4})))},
      {"append", hexadecimal(encoded(Effect(Append{.op = OpId{9}, .sink = SinkId{1}, .bytes = {body}}),
                                     {.hash = true}))},
      {"askSupport",
       hexadecimal(encoded(Effect(AskSupport{{"video/mp4", "", "audio/mp4; codecs=\"mp4a.40.2\""}})))},
      {"present",
       hexadecimal(encoded(Effect(
           Present{.duration = 60,
                   .protocol = media::Protocol::dash,
                   .tracks = {TrackInfo{
                       .id = 1, .media_kind = media::TrackKind::audio, .language = "de", .is_default = true}},
                   .renditions = {RenditionInfo{.id = 0, .bitrate = 8e5},
                                  RenditionInfo{.id = 1, .codecs = "avc1.64001f"}}})))},
      {"decide",
       hexadecimal(encoded(Effect(Decide{.why = Why::throughput_up, .rendition = 2, .estimate = 5e6})))},
  };
  std::map<std::string, std::string> golden;
  std::FILE* file = std::fopen("core/player/testing/wire.txt", "r");
  ASSERT_NE(file, nullptr) << "run from the repository's root";
  char name[64];
  char hex[4096];
  while (std::fscanf(file, "%63s %4095s", name, hex) == 2) golden[name] = hex;
  std::fclose(file);
  for (const auto& [kind, bytes] : written) EXPECT_EQ(golden[kind], bytes) << kind;
  EXPECT_EQ(golden.size(), written.size());
}

}  // namespace
}  // namespace praxino::player::wire
