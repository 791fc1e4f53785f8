#include "core/abr/quality.h"

#include <algorithm>

// state      event        → state      decision
// any        LadderKnown  → automatic  start: the dearest rung not above `start`, else not above the first
// guess any        Moved        → same       (none; the estimate learns) any        Pinned       → pinned
// pinned pinned     Released     → automatic  released, at the same rung automatic  Asked        → automatic
// the rule's, capped; up at most once in `calm` pinned     Asked        → pinned     pinned

namespace praxino::abr {

std::size_t Quality::capped(std::size_t rung) const {
  while (rung > 0 && cap_ && ladder_[rung] > *cap_) --rung;
  return rung;
}

std::optional<Choice> Quality::handle(const QualityEvent& event, Instant now) {
  using media::Why;
  if (const auto* known = std::get_if<LadderKnown>(&event)) {
    ladder_ = known->ladder;
    cap_ = known->cap;
    pinned_ = false;
    const media::Bitrate limit = known->start.value_or(first_guess);
    current_ = 0;
    for (std::size_t i = 0; i < ladder_.size(); ++i) {
      if (ladder_[i] <= limit) current_ = i;
    }
    current_ = capped(current_);
    return Choice{current_, Why::start};
  }
  if (const auto* moved = std::get_if<Moved>(&event)) {
    estimator_.add(moved->bytes, moved->busy);
    return std::nullopt;
  }
  if (const auto* pinned = std::get_if<Pinned>(&event)) {
    current_ = std::min(pinned->to, ladder_.size() - 1);
    pinned_ = true;
    return Choice{current_, Why::pinned};
  }
  if (std::holds_alternative<Released>(event)) {
    pinned_ = false;
    return Choice{current_, Why::released};
  }
  const auto& asked = std::get<Asked>(event);
  if (pinned_) return Choice{current_, Why::pinned};
  Choice choice = rule_({.ladder = ladder_,
                         .current = current_,
                         .estimate = estimate(),
                         .buffer = asked.buffer,
                         .segment = asked.segment,
                         .goal = asked.goal});
  if (const std::size_t limit = capped(choice.to); limit < choice.to) choice = {limit, Why::capped};
  if (choice.to > current_) {
    if (raised_ && now < *raised_ + calm) return Choice{current_, Why::hold};
    raised_ = now;
  }
  current_ = choice.to;
  return choice;
}

}  // namespace praxino::abr
