#include "core/net/loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

namespace praxino::net {
namespace {

template <typename Outcome>
std::vector<Outcome> of(const LoaderOutcomes& all) {
  std::vector<Outcome> some;
  for (const LoaderOutcome& one : all) {
    if (const auto* outcome = std::get_if<Outcome>(&one)) some.push_back(*outcome);
  }
  return some;
}

LoaderOutcomes tell(Loader& loader, const LoaderEvent& event, double now = 0) {
  LoaderOutcomes out;
  loader.handle(event, {now}, out);
  return out;
}

FetchId begin(Loader& loader, std::uint32_t download, FetchKind kind = FetchKind::segment, double now = 0) {
  const auto begun = of<Begin>(tell(loader, Want{DownloadId{download}, kind, FetchPriority::normal}, now));
  EXPECT_EQ(begun.size(), 1U);
  return begun.front().fetch;
}

TEST(Loader, BeginsAtOnceAndFinishes) {
  Loader loader;
  const FetchId fetch = begin(loader, 7);
  EXPECT_EQ(loader.serves(fetch), DownloadId{7});
  tell(loader, Headed{fetch, 200});
  const auto finished = of<Finished>(tell(loader, Completed{fetch, true}));
  ASSERT_EQ(finished.size(), 1U);
  EXPECT_EQ(finished.front().download, DownloadId{7});
  EXPECT_EQ(loader.size(), 0U);
  EXPECT_FALSE(loader.deadline());
}

TEST(Loader, NeverHasMoreRequestsUnderWayThanItMay) {
  Loader loader;
  std::size_t begun = 0;
  for (std::uint32_t i = 0; i < 20; ++i) {
    begun += of<Begin>(tell(loader, Want{DownloadId{i}, FetchKind::segment, FetchPriority::normal})).size();
  }
  EXPECT_EQ(begun, Loader::max_active);
  // Another host's do not wait for those.
  Want elsewhere{DownloadId{20}, FetchKind::segment, FetchPriority::normal};
  elsewhere.host = HostId{1};
  EXPECT_EQ(of<Begin>(tell(loader, elsewhere)).size(), 1U);
}

TEST(Loader, WaitsAtTheLiveEdgeForWhatIsNotThereYet) {
  for (const double expected : {0.0, 4.0, 12.0}) {
    SCOPED_TRACE(expected);
    Loader loader;
    Want want{DownloadId{1}, FetchKind::segment, FetchPriority::normal};
    want.expected = {expected};
    FetchId fetch = of<Begin>(tell(loader, want)).front().fetch;
    double now = 0;
    std::optional<double> gave_up;
    for (int attempt = 0; !gave_up && attempt < 100; ++attempt) {
      const auto out = tell(loader, Headed{fetch, attempt % 2 == 0 ? 404U : 410U}, now);
      if (!of<GaveUp>(out).empty()) {
        gave_up = now;
        continue;
      }
      const double at = of<Retrying>(out).front().at.value;
      if (now < expected) {
        EXPECT_LE(at - now, 0.7) << "it is asked for soon again";
      }
      now = at;
      fetch = of<Begin>(tell(loader, Ticked{}, now)).front().fetch;
    }
    ASSERT_TRUE(gave_up);
    EXPECT_GE(*gave_up, expected);
    EXPECT_LE(*gave_up, std::max(expected + 1, 3.0));
  }
}

TEST(Loader, CountsOtherAnswersAtTheLiveEdgeAsEver) {
  Loader loader;
  Want want{DownloadId{1}, FetchKind::segment, FetchPriority::normal};
  want.expected = {1000};
  FetchId fetch = of<Begin>(tell(loader, want)).front().fetch;
  EXPECT_EQ(of<GaveUp>(tell(loader, Headed{fetch, 400})).size(), 1U);
}

TEST(Loader, TriesEachKindAsItsPolicySays) {
  const struct {
    FetchKind kind;
    std::uint32_t attempts;
  } rows[] = {{FetchKind::manifest, 4}, {FetchKind::playlist, 6}, {FetchKind::index, 6},
              {FetchKind::init, 6},     {FetchKind::segment, 6},  {FetchKind::key, 6},
              {FetchKind::licence, 3},  {FetchKind::steering, 1}};
  for (const auto& row : rows) {
    Loader loader;
    FetchId fetch = begin(loader, 1, row.kind);
    double now = 0;
    std::uint32_t attempts = 1;
    while (of<GaveUp>(tell(loader, Headed{fetch, 503}, now)).empty() && attempts < 20) {
      now = loader.deadline()->value;
      fetch = of<Begin>(tell(loader, Ticked{}, now)).front().fetch;
      ++attempts;
    }
    EXPECT_EQ(attempts, row.attempts) << static_cast<int>(row.kind);
  }
}

TEST(Loader, GivesAFreePlaceToTheMostUrgentThenToTheOldest) {
  Loader loader;
  std::vector<FetchId> fetches;
  for (std::uint32_t i = 0; i < Loader::max_active; ++i) fetches.push_back(begin(loader, i));
  tell(loader, Want{DownloadId{20}, FetchKind::segment, FetchPriority::normal});
  tell(loader, Want{DownloadId{21}, FetchKind::init, FetchPriority::high});
  tell(loader, Want{DownloadId{22}, FetchKind::init, FetchPriority::high});
  std::vector<DownloadId> order;
  for (const FetchId fetch : fetches) {
    tell(loader, Headed{fetch, 200});
    for (const Begin& next : of<Begin>(tell(loader, Completed{fetch, true}))) order.push_back(next.download);
  }
  EXPECT_EQ(order, (std::vector{DownloadId{21}, DownloadId{22}, DownloadId{20}}));
}

struct FailureCase {
  const char* what;
  std::uint32_t status;  // 0: broken
  BreakReason reason;
  bool tried_again;
};

TEST(Loader, TriesAgainWhatAnotherAttemptMayMend) {
  const FailureCase cases[] = {
      {"a missing file may come", 404, {}, true},
      {"too many requests pass", 429, {}, true},
      {"a server's fault passes", 503, {}, true},
      {"a request time-out passes", 408, {}, true},
      {"who was forbidden may be let in", 403, {}, true},
      {"what is gone may come back", 410, {}, true},
      {"who has to log in does so elsewhere", 401, {}, false},
      {"a range that is not there stays away", 416, {}, false},
      {"a connection may come back", 0, BreakReason::network, true},
      {"a policy does not change its mind", 0, BreakReason::refused, false},
  };
  for (const FailureCase& one : cases) {
    SCOPED_TRACE(one.what);
    Loader loader;
    const FetchId fetch = begin(loader, 1);
    const LoaderOutcomes out =
        one.status ? tell(loader, Headed{fetch, one.status}, 1) : tell(loader, Severed{fetch, one.reason}, 1);
    EXPECT_EQ(of<Retrying>(out).size(), one.tried_again ? 1U : 0U);
    EXPECT_EQ(of<GaveUp>(out).size(), one.tried_again ? 0U : 1U);
    EXPECT_EQ(of<Abandon>(out).size(), one.status ? 1U : 0U) << "an error's body is not read";
    EXPECT_FALSE(loader.serves(fetch));
  }
}

TEST(Loader, TriesAgainWhereOnlyTheRestWasRefused) {
  Loader loader;
  const FetchId fetch = begin(loader, 1);
  EXPECT_EQ(of<Retrying>(tell(loader, Headed{fetch, 416, true}, 1)).size(), 1U);
}

TEST(Loader, WaitsLongerBeforeEachAttemptAndGivesUpInTheEnd) {
  Loader loader;
  double now = 0;
  FetchId fetch = begin(loader, 1, FetchKind::playlist);
  double previous = 0;
  for (std::uint32_t attempt = 1; attempt < policy_of(FetchKind::playlist).attempts; ++attempt) {
    const auto retrying = of<Retrying>(tell(loader, Headed{fetch, 503}, now));
    ASSERT_EQ(retrying.size(), 1U);
    const double delay = retrying.front().at.value - now;
    EXPECT_GT(delay, previous * 1.1);
    previous = delay;
    EXPECT_EQ(loader.deadline(), retrying.front().at);
    EXPECT_TRUE(of<Begin>(tell(loader, Ticked{}, now + delay - 0.01)).empty());
    now = retrying.front().at.value;
    const auto begun = of<Begin>(tell(loader, Ticked{}, now));
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_EQ(begun.front().attempt, attempt);
    fetch = begun.front().fetch;
  }
  EXPECT_EQ(of<GaveUp>(tell(loader, Headed{fetch, 503}, now)).size(), 1U);
  EXPECT_EQ(loader.size(), 0U);
}

TEST(Loader, GivesUpSoonOnWhatAServerSaysIsNotThere) {
  Loader loader;
  double now = 0;
  FetchId fetch = begin(loader, 1);
  for (std::uint32_t attempt = 0; attempt < 2; ++attempt) {
    const auto retrying = of<Retrying>(tell(loader, Headed{fetch, 404}, now));
    ASSERT_EQ(retrying.size(), 1U);
    EXPECT_EQ(retrying.front().attempt, attempt);
    now = retrying.front().at.value;
    fetch = of<Begin>(tell(loader, Ticked{}, now)).front().fetch;
  }
  EXPECT_EQ(of<GaveUp>(tell(loader, Headed{fetch, 404}, now)).size(), 1U);
}

TEST(Loader, CountsSilenceFromTheLastByteAndNotWhileHeld) {
  Loader loader;
  const Policy policy = policy_of(FetchKind::segment);
  const double silence = policy.stall.value;
  const FetchId fetch = begin(loader, 1);
  EXPECT_EQ(loader.deadline(), Instant{policy.silence.value}) << "a head may take longer";
  tell(loader, Headed{fetch, 200}, 1);
  tell(loader, Progressed{fetch}, 5);
  EXPECT_EQ(loader.deadline(), Instant{5 + silence});
  EXPECT_EQ(of<Pause>(tell(loader, Held{DownloadId{1}, true}, 6)).size(), 1U);
  EXPECT_FALSE(loader.deadline());
  EXPECT_TRUE(of<Pause>(tell(loader, Held{DownloadId{1}, true}, 7)).empty()) << "held already";
  tell(loader, Ticked{}, 100);
  EXPECT_EQ(of<Pause>(tell(loader, Held{DownloadId{1}, false}, 101)).size(), 1U);
  EXPECT_EQ(loader.deadline(), Instant{101 + silence});
  const auto out = tell(loader, Ticked{}, 101 + silence);
  EXPECT_EQ(of<Abandon>(out).size(), 1U);
  ASSERT_EQ(of<Retrying>(out).size(), 1U);
  EXPECT_EQ(of<Retrying>(out).front().reason, BreakReason::timeout);
}

TEST(Loader, AsksElsewhereAtOnce) {
  Loader loader;
  Want want{DownloadId{1}, FetchKind::segment, FetchPriority::normal};
  want.places = 3;
  FetchId fetch = of<Begin>(tell(loader, want)).front().fetch;
  // What one place refuses for good the others may have.
  for (const std::uint32_t status : {401U, 503U}) {
    const auto out = tell(loader, Headed{fetch, status});
    ASSERT_EQ(of<Retrying>(out).size(), 1U) << status;
    EXPECT_EQ(of<Retrying>(out).front().at, Instant{}) << "without a wait";
    ASSERT_EQ(of<Begin>(out).size(), 1U);
    fetch = of<Begin>(out).front().fetch;
  }
  const auto out = tell(loader, Severed{fetch, BreakReason::network});
  ASSERT_EQ(of<Retrying>(out).size(), 1U);
  EXPECT_GT(of<Retrying>(out).front().at, Instant{}) << "they were all asked";
}

TEST(Loader, FallsSilentInItsTurnElsewhere) {
  Loader loader;
  Want want{DownloadId{1}, FetchKind::segment, FetchPriority::normal};
  want.places = 2;
  tell(loader, want);
  const double silence = policy_of(FetchKind::segment).silence.value;
  EXPECT_EQ(of<Begin>(tell(loader, Ticked{}, silence)).size(), 1U);
  EXPECT_EQ(loader.deadline(), Instant{2 * silence}) << "a tick moves the deadline on";
}

TEST(Loader, HurriesWhatIsNeededInAMoment) {
  Loader loader;
  FetchId fetch = begin(loader, 1);
  double now = 0;
  // Each wait is longer than the one before; a second is enough.
  for (int i = 0; i < 4; ++i) {
    const auto out = tell(loader, Headed{fetch, 503}, now);
    const double due = of<Retrying>(out).front().at.value;
    EXPECT_TRUE(of<Begin>(tell(loader, Pressed{DownloadId{1}}, now + 0.1)).empty());
    now = std::min(due, now + 1);
    const auto begun = of<Begin>(tell(loader, Ticked{}, now));
    ASSERT_EQ(begun.size(), 1U) << i;
    fetch = begun.front().fetch;
  }
  // Who asks for peace gets it all the same.
  tell(loader, Headed{fetch, 503, false, {5}}, now);
  tell(loader, Pressed{DownloadId{1}}, now + 1);
  EXPECT_TRUE(of<Begin>(tell(loader, Ticked{}, now + 4.9)).empty());
}

TEST(Loader, WaitsForAHeadThatIsNeededInAMomentThreeSecondsThenSix) {
  Loader loader;
  begin(loader, 1);
  EXPECT_TRUE(tell(loader, Pressed{DownloadId{1}}, 2.9).empty());
  const auto out = tell(loader, Pressed{DownloadId{1}}, 3);
  EXPECT_EQ(of<Abandon>(out).size(), 1U);
  ASSERT_EQ(of<Retrying>(out).size(), 1U);
  const double again = of<Retrying>(out).front().at.value;
  EXPECT_LT(again, 3.2) << "time enough has passed";
  EXPECT_EQ(of<Begin>(tell(loader, Ticked{}, again)).size(), 1U);
  EXPECT_TRUE(tell(loader, Pressed{DownloadId{1}}, again + 5.9).empty());
  EXPECT_EQ(of<Retrying>(tell(loader, Pressed{DownloadId{1}}, again + 6)).size(), 1U);
}

TEST(Loader, GivesAServerThePeaceItAsksFor) {
  struct Case {
    double asked;
    double least;
    double most;
  };
  for (const Case& one : {Case{-1, 0.3, 0.7}, Case{0, 0.3, 0.7}, Case{7, 7, 7}, Case{1e9, 60, 60}}) {
    Loader loader;
    const FetchId fetch = begin(loader, 1);
    const auto retrying = of<Retrying>(tell(loader, Headed{fetch, 429, false, {one.asked}}));
    ASSERT_EQ(retrying.size(), 1U);
    EXPECT_GE(retrying.front().at.value, one.least);
    EXPECT_LE(retrying.front().at.value, one.most);
    EXPECT_EQ(retrying.front().as_asked, one.asked > 0);
  }
}

/// Breaks every attempt; when it gave up, and whether nothing could be reached.
std::pair<double, bool> break_all(Loader& loader, FetchId fetch, double now,
                                  const std::function<void(double)>& also) {
  for (;;) {
    const auto out = tell(loader, Severed{fetch, BreakReason::network}, now);
    if (const auto gone = of<GaveUp>(out); !gone.empty()) return {now, gone.front().unreachable};
    now = of<Retrying>(out).front().at.value;
    also(now);
    fetch = of<Begin>(tell(loader, Ticked{}, now)).front().fetch;
  }
}

TEST(Loader, WaitsForALineThatIsGoneButNotForAFileThatIs) {
  Want want{DownloadId{1}, FetchKind::segment, FetchPriority::normal};
  want.patience = {60};
  Loader loader;
  const FetchId fetch = of<Begin>(tell(loader, want)).front().fetch;
  const auto [gone, unreachable] = break_all(loader, fetch, 0, [](double) {});
  EXPECT_GE(gone, 60);
  EXPECT_LT(gone, 63) << "tried every two seconds or so";
  EXPECT_TRUE(unreachable);
  // Another download is answered all the while.
  Loader other;
  const FetchId lost = of<Begin>(tell(other, want)).front().fetch;
  const FetchId fine = begin(other, 2);
  tell(other, Headed{fine, 200});
  const auto [soon, alone] =
      break_all(other, lost, 0, [&](double now) { tell(other, Progressed{fine}, now - 0.01); });
  EXPECT_LT(soon, 10);
  EXPECT_FALSE(alone);
}

TEST(Loader, TriesAgainABodyThatCameShort) {
  Loader loader;
  const FetchId fetch = begin(loader, 1);
  tell(loader, Headed{fetch, 200});
  EXPECT_EQ(of<Retrying>(tell(loader, Completed{fetch, false})).size(), 1U);
}

TEST(Loader, DroppedIsOverWithoutAWord) {
  Loader loader;
  const FetchId fetch = begin(loader, 1);
  const auto out = tell(loader, Drop{DownloadId{1}});
  EXPECT_EQ(out.size(), 1U);
  EXPECT_EQ(of<Abandon>(out).size(), 1U);
  EXPECT_TRUE(tell(loader, Headed{fetch, 200}).empty()) << "late facts change nothing";
  EXPECT_TRUE(tell(loader, Completed{fetch, true}).empty());
}

TEST(Loader, EveryDownloadEndsExactlyOnceWhateverTheNetworkDoes) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto roll = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(random() % sides); };
    Loader loader;
    double now = 0;
    std::map<DownloadId, int> ends;
    std::vector<FetchId> live;
    std::uint32_t wanted = 0;
    const auto absorb = [&](const LoaderOutcomes& out) {
      for (const LoaderOutcome& one : out) {
        if (const auto* begun = std::get_if<Begin>(&one)) live.push_back(begun->fetch);
        if (const auto* gone = std::get_if<Abandon>(&one)) std::erase(live, gone->fetch);
        if (const auto* done = std::get_if<Finished>(&one)) ++ends[done->download];
        if (const auto* lost = std::get_if<GaveUp>(&one)) ++ends[lost->download];
      }
      EXPECT_LE(live.size(), Loader::max_active);
    };
    for (int step = 0; step < 2000 && (wanted < 30 || loader.size() > 0); ++step) {
      if (wanted < 30 && roll(3) == 0) {
        const auto kind = static_cast<FetchKind>(roll(8));
        absorb(tell(loader, Want{DownloadId{wanted++}, kind, static_cast<FetchPriority>(roll(3))}, now));
      } else if (!live.empty() && roll(4) != 0) {
        const FetchId fetch = live[roll(static_cast<std::uint32_t>(live.size()))];
        const std::uint32_t what = roll(10);
        if (what < 3) {
          absorb(tell(loader, Headed{fetch, what == 0 ? 503U : 200U}, now));
        } else if (what < 6) {
          absorb(tell(loader, Progressed{fetch}, now));
        } else {
          std::erase(live, fetch);
          absorb(what == 6 ? tell(loader, Severed{fetch, BreakReason::network}, now)
                           : tell(loader, Completed{fetch, what != 7}, now));
        }
      } else if (const auto at = loader.deadline()) {
        now = std::max(now, at->value);
        absorb(tell(loader, Ticked{}, now));
        const auto next = loader.deadline();
        EXPECT_TRUE(!next || next->value > now) << "a tick moves the deadline on";
      }
    }
    EXPECT_EQ(ends.size(), 30U);
    for (const auto& [download, count] : ends) EXPECT_EQ(count, 1) << static_cast<std::uint32_t>(download);
  }
}

}  // namespace
}  // namespace praxino::net
