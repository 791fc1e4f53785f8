#include "core/manifest/dash/match.h"

namespace praxino::manifest::dash {
namespace {

constexpr int kPasses = 4;

bool matches(const AdaptationSet& a, const AdaptationSet& b, int pass) {
  if (a.kind != b.kind || a.trick != b.trick) return false;
  if (pass == 3) return a.kind == media::TrackKind::video;
  if (a.language != b.language) return false;
  if (pass == 2) return true;
  return a.roles == b.roles && (pass == 1 || a.family == b.family);
}

/// The plan of the set of the same id in the Period that this one says it goes on with, maybe with others
/// between them; none where there is no such one.
std::optional<std::size_t> plan_before(const Mpd& mpd, Placed one, const std::vector<TrackPlan>& plans,
                                       Budget& budget) {
  const AdaptationSet& set = mpd.periods[one.period].sets[one.set];
  if (set.continues.empty()) return std::nullopt;
  for (std::size_t plan = 0; plan < plans.size(); ++plan) {
    for (auto placed = plans[plan].rbegin(); placed != plans[plan].rend(); ++placed) {
      if (!budget.take(1)) return std::nullopt;
      const Period& period = mpd.periods[placed->period];
      if (period.id != set.continues) continue;
      const AdaptationSet& earlier = period.sets[placed->set];
      if (earlier.id == set.id && earlier.kind == set.kind && plans[plan].back().period != one.period)
        return plan;
      break;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<TrackPlan>> match_tracks(const Mpd& mpd, Budget& budget) {
  std::vector<TrackPlan> plans;
  for (std::uint32_t p = 0; p < mpd.periods.size(); ++p) {
    const std::vector<AdaptationSet>& sets = mpd.periods[p].sets;
    const std::size_t known = plans.size();
    std::vector<bool> placed(sets.size());
    const auto place = [&](std::uint32_t set, std::size_t plan) {
      plans[plan].push_back({p, set});
      placed[set] = true;
    };
    for (std::uint32_t s = 0; s < sets.size(); ++s) {
      if (const auto plan = plan_before(mpd, {p, s}, plans, budget)) place(s, *plan);
    }
    for (int pass = 0; pass < kPasses && known != 0; ++pass) {
      for (std::uint32_t s = 0; s < sets.size(); ++s) {
        if (placed[s]) continue;
        if (!budget.take(1 + known / 16)) return std::nullopt;
        for (std::size_t t = 0; t < known && !placed[s]; ++t) {
          const Placed last = plans[t].back();
          if (last.period != p && matches(mpd.periods[last.period].sets[last.set], sets[s], pass))
            place(s, t);
        }
      }
    }
    for (std::uint32_t s = 0; s < sets.size(); ++s) {
      if (!placed[s]) plans.push_back({{p, s}});
    }
  }
  return plans;
}

const Representation& partner_of(const AdaptationSet& set, std::string_view id, std::size_t rank,
                                 std::size_t count) {
  for (const Representation& representation : set.representations) {
    if (!id.empty() && representation.id == id) return representation;
  }
  return set.representations[place_alike(rank, count, set.representations.size())];
}

std::size_t place_alike(std::size_t rank, std::size_t count, std::size_t others) {
  return others - 1 - (count - 1 - rank) * others / count;
}

}  // namespace praxino::manifest::dash
