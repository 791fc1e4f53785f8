#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/manifest/dash/parse.h"
#include "core/manifest/dash/timeline.h"

namespace praxino::manifest::dash {

/// An AdaptationSet and the Period that it is in, as places.
struct Placed {
  std::uint32_t period = 0;
  std::uint32_t set = 0;
};

/// AdaptationSets of several Periods that are one choice for a person: at most one of each Period, in order.
using TrackPlan = std::vector<Placed>;

/// Matches AdaptationSets over Periods: those that say that they go on with one (period continuity and
/// connectivity, ISO/IEC 23009-1 §5.3.2.4) with that one, the others by kind, language, roles and codec
/// family; what finds no such partner is matched without the codec family, then without the roles, video at
/// last by kind alone. Sets for trick modes go with each other alone. Nothing when the budget is spent.
[[nodiscard]] std::optional<std::vector<TrackPlan>> match_tracks(const Mpd& mpd, Budget& budget);

/// The Representation of `set` that goes on with the one in place `rank` of `count` that is called `id`: the
/// one of that id, else the one whose place among its own is alike. The highest go with the highest.
[[nodiscard]] const Representation& partner_of(const AdaptationSet& set, std::string_view id,
                                               std::size_t rank, std::size_t count);

/// Which of `others` goes with place `rank` of `count`, both ascending.
[[nodiscard]] std::size_t place_alike(std::size_t rank, std::size_t count, std::size_t others);

}  // namespace praxino::manifest::dash
