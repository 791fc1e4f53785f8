#include "core/player/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "core/base/hash.h"

namespace praxino::player {
namespace {

const std::vector<std::byte> body(100, std::byte{3});

/// A load, a body and an event that was never answered.
LogWriter written(RecordMode mode) {
  LogWriter log(mode);
  log.head();
  log.event(Load{.url = "https://example.com/m.mpd?token=secret"}, Instant{0.5});
  log.effects(Effects{Fetch{.fetch = FetchId{1}, .url = "https://example.com/m.mpd?token=secret"}});
  log.event(Body{.fetch = FetchId{1}, .bytes = {body}}, Instant{0.75});
  log.effects({});
  log.event(Tick{}, Instant{1});
  return log;
}

bool contains(Bytes bytes, std::string_view text) {
  const auto* first = reinterpret_cast<const char*>(bytes.data());
  return std::string_view(first, bytes.size()).find(text) != std::string_view::npos;
}

TEST(Log, AFullLogHoldsEverything) {
  const LogWriter log = written(RecordMode::full);
  auto reader = LogReader::open(log.bytes());
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->protocol(), protocol_version);

  LogStep step;
  ASSERT_TRUE(reader->next(step));
  EXPECT_EQ(step.now, Instant{0.5});
  EXPECT_EQ(std::get<Load>(step.event).url, "https://example.com/m.mpd?token=secret");
  EXPECT_TRUE(step.answered);
  wire::Decoder effects(step.effects);
  Effect effect;
  ASSERT_TRUE(effects.next(effect));
  EXPECT_EQ(std::get<Fetch>(effect).url, "https://example.com/m.mpd?token=secret");

  ASSERT_TRUE(reader->next(step));
  EXPECT_TRUE(step.whole);
  EXPECT_TRUE(std::ranges::equal(std::get<Body>(step.event).bytes.data, body));
  EXPECT_EQ(step.body, (wire::BlobRef{100, hash_bytes(body)}));
  EXPECT_TRUE(step.answered);
  EXPECT_TRUE(step.effects.empty());

  ASSERT_TRUE(reader->next(step));
  EXPECT_TRUE(std::holds_alternative<Tick>(step.event));
  EXPECT_FALSE(step.answered);
  EXPECT_FALSE(reader->next(step));
  EXPECT_TRUE(reader->ok());
}

TEST(Log, ARingHoldsNoBodiesAndNoSecrets) {
  const LogWriter log = written(RecordMode::ring);
  EXPECT_FALSE(contains(log.bytes(), "secret"));
  EXPECT_TRUE(contains(log.bytes(), "m.mpd?redacted"));
  auto reader = LogReader::open(log.bytes());
  ASSERT_TRUE(reader);
  LogStep step;
  ASSERT_TRUE(reader->next(step));
  ASSERT_TRUE(reader->next(step));
  EXPECT_FALSE(step.whole);
  EXPECT_TRUE(std::get<Body>(step.event).bytes.data.empty());
  EXPECT_EQ(step.body, (wire::BlobRef{100, 0})) << "hashing costs time, and only a full log is compared";
}

TEST(Log, AnEncodedBatchIsKeptAsItIsOnlyInAFullLog) {
  const Effects batch = {Fetch{.url = "https://example.com/?secret"}};
  std::vector<std::byte> encoded;
  wire::encode(batch, {.hash = true}, encoded);
  for (const RecordMode mode : {RecordMode::ring, RecordMode::full}) {
    LogWriter log(mode);
    log.effects(batch, encoded);
    EXPECT_EQ(contains(log.bytes(), "secret"), mode == RecordMode::full);
  }
}

TEST(Log, NothingIsWrittenWhereNothingIsRecorded) {
  LogWriter log(RecordMode::none);
  log.event(Tick{}, Instant{1});
  log.effects({});
  EXPECT_TRUE(log.bytes().empty());
}

TEST(Log, ARingSaysWhatItLetGo) {
  LogWriter log(RecordMode::ring);
  log.head();
  log.dropped(41);
  log.effects({});  // its event was dropped
  log.event(Tick{}, Instant{9});
  log.effects({});
  auto reader = LogReader::open(log.bytes());
  ASSERT_TRUE(reader);
  LogStep step;
  ASSERT_TRUE(reader->next(step));
  EXPECT_EQ(step.dropped, 41U);
  EXPECT_EQ(step.now, Instant{9});
}

TEST(Log, WhatIsNoLogIsRefused) {
  std::vector<std::byte> bytes(8);
  EXPECT_FALSE(LogReader::open({}));
  EXPECT_FALSE(LogReader::open(bytes));
  LogWriter log(RecordMode::full);
  log.head();
  bytes.assign(log.bytes().begin(), log.bytes().end());
  EXPECT_TRUE(LogReader::open(bytes));
  bytes[4] = std::byte{log_format_version + 1};
  ASSERT_FALSE(LogReader::open(bytes));
  EXPECT_EQ(LogReader::open(bytes).error().fault, Fault::unsupported);
}

TEST(Log, CutAnywhereItGivesTheStepsBeforeTheCut) {
  const LogWriter log = written(RecordMode::full);
  std::size_t most = 0;
  for (std::size_t size = 8; size < log.bytes().size(); ++size) {
    const std::vector<std::byte> cut(log.bytes().begin(),
                                     log.bytes().begin() + static_cast<std::ptrdiff_t>(size));
    auto reader = LogReader::open(cut);
    ASSERT_TRUE(reader);
    LogStep step;
    std::size_t steps = 0;
    while (reader->next(step)) ++steps;
    EXPECT_GE(steps, most);
    most = steps;
  }
  EXPECT_EQ(most, 2U);
}

}  // namespace
}  // namespace praxino::player
