#include "core/abr/quality.h"

#include <algorithm>

// state      event        → state      decision
// any        LadderKnown  → automatic  start: the dearest rung not above `start`, else the first guess
// any        Moved        → same       none; the estimate learns
// any        Pinned       → pinned     pinned
// pinned     Released     → automatic  released, at the same rung
// any        Shut         → same       failed, at the nearest open rung, where this one is shut
// automatic  Asked        → automatic  the rule's, capped, of the open ones; up at most once in `calm`
// pinned     Asked        → pinned     pinned; or failed, at the nearest open rung

namespace praxino::abr {

std::size_t Quality::capped(std::size_t rung) const {
  while (rung > 0 && cap_ && ladder_[rung] > *cap_) --rung;
  return rung;
}

/// The nearest that can be had: cheaper ones first, then dearer ones that nothing forbids.
std::optional<std::size_t> Quality::open(std::size_t rung) const {
  const auto is_open = [&](std::size_t i) { return i >= shut_.size() || !shut_[i]; };
  if (!pin_) rung = capped(rung);
  for (std::size_t i = rung + 1; i-- > 0;) {
    if (is_open(i)) return i;
  }
  const std::size_t end = pin_ ? ladder_.size() : capped(ladder_.size() - 1) + 1;
  for (std::size_t i = rung + 1; i < end; ++i) {
    if (is_open(i)) return i;
  }
  return std::nullopt;
}

bool Quality::is_best() const { return pin_ || (!ladder_.empty() && current_ >= capped(ladder_.size() - 1)); }

std::optional<Choice> Quality::handle(const QualityEvent& event, Instant now) {
  using media::Why;
  if (const auto* known = std::get_if<LadderKnown>(&event)) {
    ladder_ = known->ladder;
    cap_ = known->cap;
    pin_.reset();
    shut_.clear();
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
    pin_ = current_ = std::min(pinned->to, ladder_.size() - 1);
    return Choice{current_, Why::pinned};
  }
  if (std::holds_alternative<Released>(event)) {
    pin_.reset();
    return Choice{current_, Why::released};
  }
  if (const auto* shut = std::get_if<Shut>(&event)) {
    shut_ = shut->rungs;
    const auto to = open(current_);
    if (!to || *to == current_) return std::nullopt;
    current_ = *to;
    return Choice{current_, Why::failed};
  }
  if (const auto* late = std::get_if<Late>(&event)) {
    current_ = open(late->to).value_or(late->to);
    raised_ = now;
    return Choice{current_, Why::late};
  }
  const auto& asked = std::get<Asked>(event);
  if (pin_) {
    current_ = open(*pin_).value_or(*pin_);
    return Choice{current_, current_ == *pin_ ? Why::pinned : Why::failed};
  }
  // Slow playback leaves time, but a download may still fail: it does not go further for it. In this order
  // what is no number is one.
  const double lasts = static_cast<double>(estimate().bps) / std::max(1.0, asked.rate);
  Choice choice = rule_({.ladder = ladder_,
                         .current = current_,
                         .estimate = {static_cast<std::uint64_t>(lasts)},
                         .buffer = asked.buffer,
                         .segment = asked.segment,
                         .goal = asked.goal});
  if (const std::size_t limit = capped(choice.to); limit < choice.to) choice = {limit, Why::capped};
  if (const auto to = open(choice.to); to && *to != choice.to) choice = {*to, Why::failed};
  if (choice.to > current_) {
    if (raised_ && now < *raised_ + calm) return Choice{current_, Why::hold};
    raised_ = now;
  }
  current_ = choice.to;
  return choice;
}

}  // namespace praxino::abr
