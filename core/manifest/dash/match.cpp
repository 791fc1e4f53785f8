#include "core/manifest/dash/match.h"

namespace praxino::manifest::dash {
namespace {

constexpr int kPasses = 4;

bool matches(const AdaptationSet& a, const AdaptationSet& b, int pass) {
  if (a.kind != b.kind) return false;
  if (pass == 3) return a.kind == media::TrackKind::video;
  if (a.language != b.language) return false;
  if (pass == 2) return true;
  return a.roles == b.roles && (pass == 1 || a.family == b.family);
}

}  // namespace

std::optional<std::vector<TrackPlan>> match_tracks(const Mpd& mpd, Budget& budget) {
  std::vector<TrackPlan> plans;
  for (std::uint32_t p = 0; p < mpd.periods.size(); ++p) {
    const std::vector<AdaptationSet>& sets = mpd.periods[p].sets;
    const std::size_t known = plans.size();
    std::vector<bool> placed(sets.size());
    for (int pass = 0; pass < kPasses && known != 0; ++pass) {
      for (std::uint32_t s = 0; s < sets.size(); ++s) {
        if (placed[s]) continue;
        if (!budget.take(1 + known / 16)) return std::nullopt;
        for (std::size_t t = 0; t < known && !placed[s]; ++t) {
          const Placed last = plans[t].back();
          if (last.period == p || !matches(mpd.periods[last.period].sets[last.set], sets[s], pass)) continue;
          plans[t].push_back({p, s});
          placed[s] = true;
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
