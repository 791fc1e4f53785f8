#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <random>
#include <utility>

#include "core/base/hash.h"
#include "core/player/narrate.h"
#include "core/player/wire.h"
#include "tests/sessions/world.h"

/// However the network cuts what it brings, and wherever it breaks off to be asked again, a session appends
/// the same bytes and says the same of them.
namespace praxino::sessions {
namespace {

struct Kind {
  const char* name;
  Files (*files)(const Film&);
  const char* manifest = "master.m3u8";
};
constexpr Kind kinds[] = {{"HLS", as_hls},
                          {"HLS_TS", as_hls_ts},
                          {"HLS_AES", as_hls_aes},
                          {"HLS_PACKED_AES", as_hls_packed_aes},
                          {"DASH", as_dash, "film.mpd"}};

/// What a session did, but for how its appends were cut and its operations numbered.
struct Deeds {
  std::map<player::SinkId, std::vector<std::byte>> appended;
  /// All effects of one kind and sink, one behind the other. Which sink comes first is the network's affair.
  std::map<std::pair<std::size_t, player::SinkId>, std::vector<std::byte>> others;

  bool operator==(const Deeds&) const = default;
};

/// For a test that fails.
void PrintTo(const Deeds& deeds, std::ostream* out) {
  for (const auto& [sink, bytes] : deeds.appended)
    *out << "\nsink " << static_cast<unsigned>(sink) << ": " << bytes.size() << " bytes, hash "
         << hash_bytes(bytes);
  for (const auto& [key, bytes] : deeds.others) {
    player::Narrator narrator;
    player::wire::Decoder decoder(bytes);
    for (player::Effect effect; decoder.next(effect);) *out << '\n' << narrator.tell(effect);
  }
}

/// Notes the effect if it is one of these.
template <typename... Kinds>
void note(const player::Effect& effect, Deeds& deeds) {
  const auto note_one = [&](auto one) {
    player::SinkId sink{};
    if constexpr (requires { one.sink; }) sink = static_cast<player::SinkId>(one.sink);
    if constexpr (requires { one.op; }) one.op = {};
    if constexpr (requires { one.estimate; }) one.estimate = 0;  // of the pieces' speed
    const player::Effect bare = one;
    player::wire::encode(std::span(&bare, 1), {}, deeds.others[{effect.index(), sink}]);
  };
  const auto note_if = [&](const auto* one) {
    if (one) note_one(*one);
  };
  (note_if(std::get_if<Kinds>(&effect)), ...);
}

/// A server's files, to be played again and again.
struct Playable {
  std::string manifest;
  std::shared_ptr<const Files> files;
  std::size_t longest = 0;

  Playable(std::string url, Files all)
      : manifest(std::move(url)), files(std::make_shared<const Files>(std::move(all))) {
    for (const auto& [name, bytes] : *files) longest = std::max(longest, bytes.size());
  }

  /// Lets all of it be appended. `prepare(world)` says what is to become of bodies.
  template <typename Prepare>
  [[nodiscard]] Deeds play(Prepare prepare) const {
    // An answer takes no time: when the next segment is asked for ahead depends on when bytes come.
    World world(files, {.bits_per_second = 1e9, .latency = 0});
    Deeds deeds;
    world.appended = [&](const player::Append& append) {
      auto& all = deeds.appended[append.sink];
      all.insert(all.end(), append.bytes.data.begin(), append.bytes.data.end());
    };
    prepare(world);
    player::Load load;
    load.url = manifest;
    load.buffer_goal = 1000;
    load.rule = abr::RuleName::throughput;
    world.load(load);
    std::size_t seen = 0;
    bool ended = false;
    EXPECT_TRUE(world.run_until(
        [&] {
          for (; seen < world.effects.size(); ++seen)
            ended = ended || std::holds_alternative<player::EndOfStream>(world.effects[seen]);
          return ended;
        },
        60));
    EXPECT_TRUE(world.broken_rules.empty());
    for (const player::Effect& effect : world.effects) {
      using namespace player;
      note<AddSink, ChangeType, SetOffset, SetWindow, AbortSink, Remove, SetDuration, EndOfStream, Present,
           ShowQuality, Warn, GiveUp>(effect, deeds);
      if (!world.network().fault) note<Fetch, Cancel, Decide>(effect, deeds);
    }
    return deeds;
  }

  /// `length()`: of the next piece.
  template <typename Length>
  [[nodiscard]] Deeds play_cut(Length length) const {
    return play([&](World& world) { world.network().pieces = [&](std::size_t) { return length(); }; });
  }

  /// Each body breaks off after `place()` bytes, `times` over, and comes then; `ranges`: the rest of it,
  /// where that is what is asked for.
  template <typename Place>
  [[nodiscard]] Deeds play_broken(int times, bool ranges, Place place) const {
    return play([&](World& world) {
      world.network().fault = [&, times, ranges](const std::string&, int attempt) {
        Fault fault{.no_ranges = !ranges};
        if (attempt < times) fault.cut = place();
        return std::optional(fault);
      };
    });
  }
};

class Cuts : public testing::TestWithParam<Kind> {
 protected:
  static Playable made(const Film& film) {
    return {film.origin + GetParam().manifest, GetParam().files(film)};
  }
  static Playable small() { return made({.duration = 0.24, .bitrates = {30'000}, .audio_bitrate = 30'000}); }
  static Playable large() { return made({.duration = 11, .bitrates = {2'500'000}}); }
};

const auto as_they_come = [](World&) {};
const auto never = [] { return 0U; };

TEST_P(Cuts, AnywhereInSmallBodies) {
  const Playable film = small();
  const Deeds whole = film.play(as_they_come);
  ASSERT_EQ(whole.appended.size(), 2U);
  for (const auto& [sink, bytes] : whole.appended) EXPECT_GT(bytes.size(), 1000U);
  for (std::size_t cut = 1; cut < film.longest; ++cut) {
    const Deeds deeds = film.play([&](World& world) {
      world.network().pieces = [&](std::size_t sent) { return sent < cut ? cut - sent : film.longest; };
    });
    ASSERT_EQ(deeds, whole) << cut;
  }
}

TEST_P(Cuts, IntoSingleBytes) {
  const Playable film = small();
  EXPECT_EQ(film.play_cut([] { return 1U; }), film.play(as_they_come));
}

TEST_P(Cuts, AThousandAtATimeInLargeBodies) {
  const Playable film = large();
  const Deeds whole = film.play(as_they_come);
  EXPECT_GT(whole.appended.at({}).size(), 3'000'000U);
  std::mt19937 generator(5);
  for (int round = 0; round < 3; ++round)
    ASSERT_EQ(film.play_cut([&] { return 1 + generator() % (3'000'000 / 500); }), whole) << round;
}

TEST_P(Cuts, AnywhereWhereABodyBreaksOff) {
  const Playable film = small();
  const Deeds whole = film.play_broken(0, true, never);
  const auto expect_same = [&](std::size_t cut, bool ranges) {
    ASSERT_EQ(film.play_broken(1, ranges, [&] { return cut; }), whole) << cut << ", ranges: " << ranges;
  };
  for (std::size_t cut = 0; cut < film.longest && !HasFailure(); ++cut) expect_same(cut, true);
  for (std::size_t cut = 0; cut < film.longest && !HasFailure(); cut += 5) expect_same(cut, false);
}

TEST_P(Cuts, WhereLargeBodiesBreakOffTwice) {
  const Playable film = large();
  const Deeds whole = film.play_broken(0, true, never);
  std::mt19937 generator(6);
  for (int round = 0; round < 4; ++round) {
    const bool ranges = round % 2 == 0;
    ASSERT_EQ(film.play_broken(2, ranges, [&] { return generator() % film.longest; }), whole) << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Session, Cuts, testing::ValuesIn(kinds),
                         [](const auto& one) { return one.param.name; });

/// What packagers made: everything that scripts/streams put into the folder that PRAXINO_STREAMS names.
TEST(CutsOfStreams, AThousandAtATime) {
  namespace fs = std::filesystem;
  const char* folder = std::getenv("PRAXINO_STREAMS");
  if (folder == nullptr) GTEST_SKIP() << "PRAXINO_STREAMS names no folder: the step e2e does";
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto bytes = std::as_bytes(std::span(text));
    files["https://streams/" + entry.path().lexically_relative(folder).string()] = {bytes.begin(),
                                                                                    bytes.end()};
  }
  const auto& about = files["https://streams/streams.json"];
  const auto json =
      nlohmann::json::parse(std::string(reinterpret_cast<const char*>(about.data()), about.size()));
  Playable stream("", std::move(files));
  std::mt19937 generator(7);
  int played = 0;
  for (const auto& one : json["streams"]) {
    if (one.contains("later")) continue;             // what is not played yet
    if (one["audio"]["codecs"] == "opus") continue;  // the virtual SourceBuffer reads ISO media alone
    SCOPED_TRACE(one["name"].get<std::string>());
    stream.manifest = "https://streams/" + one["url"].get<std::string>();
    const Deeds whole = stream.play(as_they_come);
    std::size_t bytes = 0;
    for (const auto& [sink, all] : whole.appended) bytes += all.size();
    EXPECT_GT(bytes, 1'000'000U);
    EXPECT_EQ(stream.play_cut([&] { return 1 + generator() % (bytes / 500); }), whole);
    ++played;
  }
  EXPECT_GE(played, 12);
}

}  // namespace
}  // namespace praxino::sessions
