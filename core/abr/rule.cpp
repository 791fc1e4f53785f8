#include "core/abr/rule.h"

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

}  // namespace praxino::abr
