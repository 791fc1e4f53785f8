#include "core/abr/rule.h"

#include <algorithm>
#include <cmath>

namespace praxino::abr {
namespace {

/// The dearest rung that `share` of the estimate carries; the cheapest where none does.
std::size_t carried(const View& view, double share) {
  const double limit = static_cast<double>(view.estimate.bps) * share;
  std::size_t best = 0;
  for (std::size_t i = 0; i < view.ladder.size(); ++i) {
    if (static_cast<double>(view.ladder[i].bps) <= limit) best = i;
  }
  return best;
}

}  // namespace

Choice throughput(const View& view) {
  using media::Why;
  using Tuning = ThroughputTuning;
  if (view.estimate.bps == 0) return {view.current, Why::start};
  const bool low = view.buffer < Tuning::low;
  const std::size_t up = carried(view, low ? Tuning::cautious : Tuning::up);
  if (up > view.current) return {up, Why::throughput_up};
  const std::size_t stay = carried(view, Tuning::down);
  if (stay < view.current) return {low ? up : stay, low ? Why::buffer_low : Why::throughput_down};
  return {view.current, Why::hold};
}

Choice bola(const View& view) {
  using media::Why;
  if (view.segment <= Seconds{} || view.goal < view.segment * 2) return throughput(view);
  if (view.estimate.bps == 0) return {view.current, Why::start};
  const auto rate = [&](std::size_t i) {
    return static_cast<double>(std::max<std::uint64_t>(view.ladder[i].bps, 1));
  };
  const auto utility = [&](std::size_t i) { return std::log(rate(i) / rate(0)); };
  constexpr double gamma_p = BolaTuning::gamma_p;
  // V in seconds, so that the buffer stays below the goal: (goal − p) / (v_max + γp).
  const double v = (view.goal - view.segment).value / (utility(view.ladder.size() - 1) + gamma_p);
  const auto score = [&](std::size_t i) {
    return (v * (utility(i) + gamma_p) - view.buffer.value) / rate(i);
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < view.ladder.size(); ++i) {
    if (score(i) > score(best)) best = i;
  }
  if (best > view.current) {
    best = std::min(best, std::max(carried(view, 1), view.current));
    return {best, best > view.current ? Why::buffer_high : Why::hold};
  }
  return {best, best < view.current ? Why::buffer_low : Why::hold};
}

Choice dynamic(const View& view) {
  const Choice by_rate = throughput(view);
  if (view.buffer < DynamicTuning::bola_from) return by_rate;
  const Choice by_buffer = bola(view);
  return by_buffer.to < by_rate.to ? by_rate : by_buffer;
}

Rule rule_of(RuleName name) {
  switch (name) {
    case RuleName::throughput:
      return throughput;
    case RuleName::bola:
      return bola;
    case RuleName::dynamic:
      break;
  }
  return dynamic;
}

}  // namespace praxino::abr
