#include "network.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace praxino::virtual_host {
namespace {

/// What came of one request.
struct Seen {
  Network::Head head;
  std::size_t bytes = 0;
  std::string end = "open";
  double at = 0;  ///< Of the last word.
};

class Harness {
 public:
  explicit Harness(Link link, std::uint64_t seed = 1)
      : network(
            loop,
            std::make_shared<const Files>(
                Files{{"a", std::vector<std::byte>(100'000)}, {"b", std::vector<std::byte>(100'000)}}),
            [this](Network::Id id, const Network::Word& word) { hear(id, word); }, seed) {
    network.link = link;
  }
  Seen get(double from = -1, double to = -1) {
    network.begin(++last_, "a", from, to);
    loop.run_until(loop.now() + 100);
    return seen[last_];
  }

  Loop loop;
  Network network;
  std::map<Network::Id, Seen> seen;

 private:
  void hear(Network::Id id, const Network::Word& word) {
    Seen& one = seen[id];
    one.at = loop.now();
    if (const auto* head = std::get_if<Network::Head>(&word)) one.head = *head;
    if (const auto* piece = std::get_if<Network::Piece>(&word)) one.bytes += piece->bytes.size();
    if (std::holds_alternative<Network::Ended>(word)) one.end = "ended";
    if (std::holds_alternative<Network::Reset>(word)) one.end = "reset";
  }
  Network::Id last_ = 0;
};

TEST(Network, TakesTheTimeThatTheLineTakes) {
  Harness one({.bits_per_second = 800'000, .latency = 0.3});
  const Seen alone = one.get();
  EXPECT_EQ(alone.end, "ended");
  EXPECT_NEAR(alone.at, 1.3, 0.02);

  Harness two({.bits_per_second = 800'000, .latency = 0.3});
  two.network.begin(1, "a", -1, -1);
  two.network.begin(2, "b", -1, -1);
  EXPECT_FALSE(two.network.begin(2, "b", -1, -1));
  two.loop.run_until(10);
  EXPECT_NEAR(two.seen[1].at, 2.3, 0.02) << "two share the line";
  EXPECT_NEAR(two.seen[2].at, 2.3, 0.02);
}

TEST(Network, LossMakesBodiesStandForARoundTripEach) {
  const Seen clean = Harness({.bits_per_second = 8e6, .latency = 0.1}).get();
  const Seen lossy = Harness({.bits_per_second = 8e6, .latency = 0.1, .loss = 0.2}).get();
  const Seen again = Harness({.bits_per_second = 8e6, .latency = 0.1, .loss = 0.2}).get();
  const Seen other = Harness({.bits_per_second = 8e6, .latency = 0.1, .loss = 0.2}, 2).get();
  EXPECT_EQ(lossy.bytes, 100'000U);
  // 69 packets in ten pieces, of which about half lose one.
  EXPECT_GT(lossy.at, clean.at + 0.1);
  EXPECT_LT(lossy.at, clean.at + 1.1);
  EXPECT_EQ(lossy.at, again.at) << "the same seed";
  EXPECT_NE(lossy.at, other.at);
}

TEST(Network, AnswersRanges) {
  struct Row {
    double from;
    double to;
    std::uint32_t status;
    std::size_t bytes;
  };
  for (const Row& row : {Row{-1, -1, 200, 100'000}, Row{0, 9, 206, 10}, Row{99'990, -1, 206, 10},
                         Row{99'990, 200'000, 206, 10}, Row{100'000, -1, 416, 0}}) {
    SCOPED_TRACE(row.from);
    const Seen seen = Harness({}).get(row.from, row.to);
    EXPECT_EQ(seen.head.status, row.status);
    EXPECT_EQ(seen.bytes, row.bytes);
    EXPECT_EQ(seen.head.total, row.from < 0 ? -1 : 100'000);
  }
}

TEST(Network, FaultsAreWhatTheyAreCalled) {
  struct Row {
    Fault fault;
    std::uint32_t status;
    double length;
    std::size_t most_bytes;
    const char* end;
  };
  const Row rows[] = {
      {{.status = 503}, 503, 0, 0, "ended"},
      {{.silent = true}, 0, -1, 0, "open"},
      {{.cut = 50'000}, 200, 100'000, 50'000, "reset"},
      {{.stall = 50'000}, 200, 100'000, 50'000, "open"},
      {{.ends = 50'000}, 200, 50'000, 50'000, "ended"},
      {{.more_announced = 1000}, 200, 101'000, 100'000, "ended"},
      {{.more_announced = -1000}, 200, 99'000, 99'000, "ended"},
      {{.body = "<html>"}, 200, 6, 6, "ended"},
  };
  for (const Row& row : rows) {
    Harness harness({});
    harness.network.fault = [&](const std::string&, int attempt) {
      return attempt == 0 ? std::optional(row.fault) : std::nullopt;
    };
    const Seen seen = harness.get();
    EXPECT_EQ(seen.head.status, row.status);
    EXPECT_EQ(seen.head.length, row.length);
    EXPECT_LE(seen.bytes, row.most_bytes);
    EXPECT_EQ(seen.end, row.end);
    EXPECT_EQ(harness.get().bytes, 100'000U) << "the next one is answered well";
  }
}

TEST(Network, GoesThroughItsTraceAndRoundAgain) {
  const Trace trace(R"([{"duration_ms":2000,"bandwidth_kbps":800,"latency_ms":60},
                        {"duration_ms":1000,"bandwidth_kbps":0,"latency_ms":20}])");
  EXPECT_EQ(trace.at(1.9).bits_per_second, 800'000);
  EXPECT_EQ(trace.at(2).bits_per_second, 0);
  EXPECT_EQ(trace.at(2.9).latency, 0.02);
  EXPECT_EQ(trace.at(3).latency, 0.06);
  Harness harness({});
  harness.network.trace = trace;
  harness.loop.run_until(1.44);
  harness.network.begin(1, "a", -1, -1);
  harness.loop.run_until(10);
  EXPECT_NEAR(harness.seen[1].at, 3.5, 0.03) << "half of it before the tunnel, half behind it";
}

TEST(Network, ChanceIsTheSameForTheSameSeed) {
  const auto count = [](std::uint64_t seed) {
    const Faults faults = chance_faults({.refused = 0.1, .cut = 0.1, .silent = 0.05}, seed);
    std::string kinds;
    for (int i = 0; i < 1000; ++i) {
      const auto fault = faults("a", i);
      kinds += !fault ? '.' : fault->status != 0 ? 'r' : fault->cut ? 'c' : 's';
    }
    return kinds;
  };
  const std::string one = count(1);
  EXPECT_EQ(one, count(1));
  EXPECT_NE(one, count(2));
  EXPECT_NEAR(static_cast<double>(std::ranges::count(one, 'r')), 100, 35);
  EXPECT_NEAR(static_cast<double>(std::ranges::count(one, 's')), 50, 25);
}

TEST(Network, SaysNothingMoreOfWhatWasCancelled) {
  Harness harness({.bits_per_second = 800'000});
  harness.network.begin(1, "a", -1, -1);
  harness.loop.run_until(0.5);
  const std::size_t bytes = harness.seen[1].bytes;
  EXPECT_TRUE(harness.network.cancel(1));
  EXPECT_FALSE(harness.network.cancel(1));
  harness.loop.run_until(10);
  EXPECT_EQ(harness.seen[1].bytes, bytes);
  EXPECT_EQ(harness.network.open(), 0U);
}

}  // namespace
}  // namespace praxino::virtual_host
