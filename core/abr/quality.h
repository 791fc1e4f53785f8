#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/abr/estimator.h"
#include "core/abr/rule.h"

/// The Quality machine: which variant to fetch next. The rule proposes; the machine adds what a rule must not
/// know: a person's choice, the application's cap, and time (hysteresis).
namespace praxino::abr {

/// The guess before anything was measured: hls.js takes 0.5, Shaka 1, VHS 4.2 Mbit/s.
inline constexpr media::Bitrate first_guess{1'500'000};
/// Two switches up are at least this far apart.
inline constexpr Seconds calm{4};

// Events.
/// The ladder is known: ascending, not empty. `start`: the dearest rung not above it is the first.
struct LadderKnown {
  std::vector<media::Bitrate> ladder;
  std::optional<media::Bitrate> start;
  std::optional<media::Bitrate> cap;
};
/// Bytes came while at least one media download was receiving, for `busy` of the time since the last such
/// fact.
struct Moved {
  double bytes = 0;
  Seconds busy;
};
struct Pinned {
  std::size_t to = 0;
};
struct Released {};
/// Rungs that cannot be had for now, by their place in the ladder; what is missing at the end is open.
struct Shut {
  std::vector<bool> rungs;
};
/// What is on its way would come too late; this rung's would not.
struct Late {
  std::size_t to = 0;
};
/// A segment is about to be asked for.
struct Asked {
  Seconds buffer;
  Seconds segment;  ///< Its length; 0: not known.
  Seconds goal;     ///< The buffer is filled up to this.
  double rate = 1;  ///< Of playback: at twice the speed media cost twice the bandwidth.
};
using QualityEvent = std::variant<LadderKnown, Moved, Pinned, Released, Shut, Late, Asked>;

class Quality {
 public:
  explicit Quality(Rule rule = throughput) : rule_(rule) {}

  /// The decision, where the event called for one.
  std::optional<Choice> handle(const QualityEvent& event, Instant now);

  [[nodiscard]] std::size_t current() const { return current_; }
  [[nodiscard]] bool automatic() const { return !pin_; }
  /// Whether no better one will be asked for.
  [[nodiscard]] bool is_best() const;
  [[nodiscard]] media::Bitrate estimate() const { return estimator_.estimate(); }

 private:
  [[nodiscard]] std::size_t capped(std::size_t rung) const;
  [[nodiscard]] std::optional<std::size_t> open(std::size_t rung) const;

  Rule rule_;
  Estimator estimator_;
  std::vector<media::Bitrate> ladder_;
  std::optional<media::Bitrate> cap_;
  std::size_t current_ = 0;
  std::optional<std::size_t> pin_;
  std::vector<bool> shut_;
  std::optional<Instant> raised_;  // when the last switch up was
};

}  // namespace praxino::abr
