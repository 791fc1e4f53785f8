#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/time.h"
#include "core/media/decision.h"
#include "core/media/types.h"

namespace praxino::abr {

/// What a rule may know. A snapshot: equal views give equal choices.
struct View {
  std::span<const media::Bitrate> ladder;  ///< Ascending, not empty.
  std::size_t current = 0;                 ///< Place in the ladder of what is being fetched.
  media::Bitrate estimate;                 ///< 0: nothing known.
  Seconds buffer;                          ///< Playable ahead of the playhead.
  Seconds segment;                         ///< Length of a segment; 0: not known.
  Seconds goal;                            ///< The buffer is filled up to this.
};

struct Choice {
  std::size_t to = 0;
  media::Why why{};
  bool operator==(const Choice&) const = default;
};

/// A rule is a function, so that anybody can write one and none can remember.
using Rule = Choice (*)(const View&);

/// Up where the estimate carries the dearer rendition with room to spare, down where it no longer carries the
/// current one. With little in the buffer it goes no higher than what the estimate carries twice over.
[[nodiscard]] Choice throughput(const View& view);

/// BOLA-O (Spiteri, Urgaonkar, Sitaraman: BOLA, IEEE/ACM ToN 2020, Fig. 6): the rung with the best ratio of
/// what it adds (the logarithm of its bitrate, and play without a stall) to what it costs, less eagerly the
/// more is ahead. Up it goes no further than the estimate carries. Where a segment's length is not known, or
/// the goal holds no two of them, it is `throughput`.
[[nodiscard]] Choice bola(const View& view);

/// `throughput` while little is ahead and nothing was measured, beyond it `bola` where that chooses no less:
/// dash.js' pair (DYNAMIC), without its memory. While the buffer fills on a fast line, `bola` alone would go
/// down.
[[nodiscard]] Choice dynamic(const View& view);

/// For those who choose one by name.
enum class RuleName : std::uint8_t { dynamic, throughput, bola };
[[nodiscard]] Rule rule_of(RuleName name);

struct BolaTuning {
  static constexpr double gamma_p =
      5;  ///< What play without a stall is worth beside ln(bitrate), as published.
};
struct DynamicTuning {
  static constexpr Seconds bola_from{10};  ///< Ahead of the playhead, as published.
};

/// The constants of `throughput`, named so that a table can print them.
struct ThroughputTuning {
  static constexpr double up =
      0.7;  ///< Share of the estimate that a dearer rendition may take (hls.js' value).
  static constexpr double down = 0.95;  ///< Share that the current one may take before it is left.
  static constexpr Seconds low{4};      ///< A buffer below this is little.
  static constexpr double cautious = 0.5;
};

}  // namespace praxino::abr
