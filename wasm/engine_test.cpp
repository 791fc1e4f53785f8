#include "wasm/engine.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <variant>
#include <vector>

#include "core/player/replay.h"

namespace praxino {
namespace {

/// Writes an event where a host would.
int feed(Engine& engine, const player::Event& event, double now, std::string_view body = {}) {
  std::vector<std::byte> bytes;
  player::wire::encode(event, {}, bytes);
  auto* at = reinterpret_cast<std::byte*>(
      engine.reserve(static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(body.size())));
  std::memcpy(at, bytes.data(), bytes.size());
  if (!body.empty()) std::memcpy(at + bytes.size(), body.data(), body.size());
  return engine.handle(now);
}

Bytes effects_of(const Engine& engine) {
  return {reinterpret_cast<const std::byte*>(engine.effects_address()), engine.effects_length()};
}

Bytes log_of(const Engine& engine) {
  return {reinterpret_cast<const std::byte*>(engine.log_address()), engine.log_length()};
}

player::FetchId first_fetch(const Engine& engine) {
  player::wire::Decoder decoder(effects_of(engine));
  for (player::Effect effect; decoder.next(effect);) {
    if (const auto* fetch = std::get_if<player::Fetch>(&effect)) return fetch->fetch;
  }
  ADD_FAILURE() << "no fetch";
  return {};
}

player::Body body_of(player::FetchId fetch, std::string_view text) {
  return {.fetch = fetch, .bytes = {{reinterpret_cast<const std::byte*>(text.data()), text.size()}}};
}

TEST(Engine, TakesAnEventAndGivesItsEffects) {
  Engine engine(0);
  EXPECT_EQ(engine.deadline(), -1);
  const int count = feed(engine, player::Load{.url = "https://example.com/main.mpd"}, 1);
  EXPECT_GT(count, 0);
  player::wire::Decoder decoder(effects_of(engine));
  int decoded = 0;
  for (player::Effect effect; decoder.next(effect);) ++decoded;
  EXPECT_TRUE(decoder.ok());
  EXPECT_EQ(decoded, count);
  EXPECT_EQ(engine.log_length(), 0U);
}

TEST(Engine, RefusesWhatIsNoEvent) {
  Engine engine(2);
  EXPECT_EQ(engine.handle(0), -1);
  engine.reserve(16, 0);
  EXPECT_EQ(engine.handle(0), -1);
  // A body that speaks of more bytes than were handed over did not happen.
  feed(engine, player::Load{.url = "https://example.com/main.mpd"}, 1);
  const auto fetch = first_fetch(engine);
  EXPECT_EQ(feed(engine, body_of(fetch, "0123456789"), 1, "01234"), -1);
  EXPECT_EQ(engine.effects_length(), 0U);
  EXPECT_EQ(engine.log_length(), 0U);
}

TEST(Engine, ItsRecordsMakeALogThatRunsAgain) {
  Engine engine(2);
  player::LogWriter header(player::RecordMode::full);
  header.head();
  std::vector<std::byte> log(header.bytes().begin(), header.bytes().end());
  const auto keep = [&] { log.insert(log.end(), log_of(engine).begin(), log_of(engine).end()); };

  const std::string manifest =
      "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000,CODECS=\"avc1.64001f\"\nvideo.m3u8\n";
  feed(engine, player::Load{.url = "https://example.com/main.m3u8"}, 0);
  keep();
  const auto fetch = first_fetch(engine);
  feed(engine, player::Response{.fetch = fetch, .status = 200, .url = "https://example.com/main.m3u8"}, 0.1);
  keep();
  EXPECT_GE(feed(engine, body_of(fetch, manifest), 0.2, manifest), 0);
  keep();
  EXPECT_GT(feed(engine, player::BodyEnded{fetch}, 0.2), 0);
  keep();
  EXPECT_GT(feed(engine, player::Support{{1}}, 0.2), 0);
  keep();

  auto replay = player::Replay::open(log);
  ASSERT_TRUE(replay);
  std::string lines;
  std::string told;
  while (replay->tell(lines)) {
    told += lines;
    ASSERT_TRUE(replay->run(lines)) << told << lines;
  }
  EXPECT_TRUE(replay->complete());
  EXPECT_NE(told.find("https://example.com/video.m3u8"), std::string::npos) << told;
}

TEST(Engine, WhereItIsNotAskedForAFullLogItKeepsNoSecrets) {
  Engine engine(1);
  feed(engine, player::Load{.url = "https://example.com/main.mpd?token=secret"}, 1);
  const Bytes log = log_of(engine);
  const std::string_view text(reinterpret_cast<const char*>(log.data()), log.size());
  EXPECT_EQ(text.find("secret"), std::string_view::npos);
  EXPECT_NE(text.find("main.mpd?redacted"), std::string_view::npos);
  // The host itself needs the whole address.
  const Bytes effects = effects_of(engine);
  EXPECT_NE(std::string_view(reinterpret_cast<const char*>(effects.data()), effects.size()).find("secret"),
            std::string_view::npos);
}

}  // namespace
}  // namespace praxino
