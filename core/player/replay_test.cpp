#include "core/player/replay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace praxino::player {
namespace {

/// A load whose manifest the server does not have, recorded as a host would.
LogWriter recorded(RecordMode mode) {
  LogWriter log(mode);
  log.head();
  Session session;
  Effects effects;
  const auto feed = [&](const Event& event, double now) {
    effects.clear();
    log.event(event, Instant{now});
    session.handle(event, Instant{now}, effects);
    log.effects(effects);
  };
  feed(Load{.url = "https://example.com/a/main.m3u8?token=secret"}, 0);
  const auto fetch =
      std::ranges::find_if(effects, [](const Effect& e) { return std::holds_alternative<Fetch>(e); });
  EXPECT_NE(fetch, effects.end());
  if (fetch == effects.end()) return log;
  const FetchId id = std::get<Fetch>(*fetch).fetch;
  const std::vector<std::byte> page(9, std::byte{'x'});
  feed(Response{.fetch = id, .status = 200, .url = "https://example.com/a/main.m3u8", .type = "text/html"},
       0.125);
  feed(Body{.fetch = id, .bytes = {page}}, 0.25);
  feed(BodyEnded{id}, 0.25);
  return log;
}

struct Outcome {
  bool equal = true;
  std::string text;
};

Outcome replayed(Bytes log) {
  auto replay = Replay::open(log);
  EXPECT_TRUE(replay);
  Outcome outcome;
  std::string lines;
  while (outcome.equal && replay->tell(lines)) {
    outcome.text += lines;
    outcome.equal = replay->run(lines);
    outcome.text += lines;
  }
  if (outcome.equal) outcome.text += replay->summary();
  return outcome;
}

TEST(Replay, TellsAFullLogInWordsAndFindsItEqual) {
  const auto outcome = replayed(recorded(RecordMode::full).bytes());
  EXPECT_TRUE(outcome.equal) << outcome.text;
  for (const char* words : {"     0.000  load https://example.com/a/main.m3u8?token=secret\n", "→ fetch ",
                            ": manifest https://example.com/a/main.m3u8?token=secret",
                            "     0.125  reply to ", " (manifest main.m3u8): 200, text/html\n", ": 9 bytes\n",
                            "→ give up: manifest-parse", "4 events, ", ": run again, all equal.\n"}) {
    EXPECT_NE(outcome.text.find(words), std::string::npos) << words << "\nin\n" << outcome.text;
  }
}

TEST(Replay, OnlyTellsALogWithoutBodies) {
  const auto outcome = replayed(recorded(RecordMode::ring).bytes());
  EXPECT_TRUE(outcome.equal) << outcome.text;
  EXPECT_EQ(outcome.text.find("secret"), std::string::npos);
  EXPECT_NE(outcome.text.find("Not run again"), std::string::npos) << outcome.text;
}

TEST(Replay, ShowsBothSidesOfTheFirstDifference) {
  LogWriter log(RecordMode::full);
  log.head();
  Session session;
  Effects effects;
  const Event load = Load{.url = "https://example.com/main.mpd"};
  session.handle(load, Instant{2}, effects);
  log.event(load, Instant{2});
  for (Effect& effect : effects) {
    if (auto* fetch = std::get_if<Fetch>(&effect)) fetch->url = "https://example.com/other.mpd";
  }
  log.effects(effects);
  const auto outcome = replayed(log.bytes());
  EXPECT_FALSE(outcome.equal);
  EXPECT_NE(outcome.text.find("Different: effect "), std::string::npos) << outcome.text;
  EXPECT_NE(outcome.text.find("recorded: fetch 1: manifest https://example.com/other.mpd"), std::string::npos)
      << outcome.text;
  EXPECT_NE(outcome.text.find("replayed: fetch 1: manifest https://example.com/main.mpd"), std::string::npos)
      << outcome.text;
}

TEST(Replay, SaysSoWhereAnEffectIsMissingOrTooMany) {
  LogWriter log(RecordMode::full);
  log.head();
  log.event(Load{.url = "https://example.com/main.mpd"}, Instant{0});
  log.effects({});
  const auto outcome = replayed(log.bytes());
  EXPECT_FALSE(outcome.equal);
  EXPECT_NE(outcome.text.find("recorded: nothing"), std::string::npos) << outcome.text;
}

TEST(Replay, NoticesABodyThatIsNotTheOneThatWasSeen) {
  const LogWriter log = recorded(RecordMode::full);
  std::vector<std::byte> bytes(log.bytes().begin(), log.bytes().end());
  const std::vector<std::byte> page(9, std::byte{'x'});
  const auto body = std::search(bytes.begin(), bytes.end(), page.begin(), page.end());
  ASSERT_NE(body, bytes.end());
  *body = std::byte{'y'};
  const auto outcome = replayed(bytes);
  EXPECT_FALSE(outcome.equal);
  EXPECT_NE(outcome.text.find("damaged"), std::string::npos) << outcome.text;
}

TEST(Replay, TellsAnEventThatWasNeverAnswered) {
  LogWriter log(RecordMode::full);
  log.head();
  log.event(Load{.url = "https://example.com/main.mpd"}, Instant{0});
  const auto outcome = replayed(log.bytes());
  EXPECT_TRUE(outcome.equal) << outcome.text;
  EXPECT_NE(outcome.text.find("never came back"), std::string::npos) << outcome.text;
}

}  // namespace
}  // namespace praxino::player
