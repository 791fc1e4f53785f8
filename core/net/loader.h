#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/base/time.h"
#include "core/net/types.h"

/// The Loader machine: one pool of downloads for everything, in order of priority, each tried again as its
/// kind's policy says. It knows no URLs and holds no bytes; it says when a request begins, ends and how much
/// of what arrives is new. Every download that was wanted ends in exactly one of Finished, GaveUp, or the
/// caller's own Drop.
namespace praxino::net {

/// How a kind of download is tried.
struct Policy {
  std::uint32_t attempts = 4;  ///< At least 1.
  Seconds first_delay{0.5};    ///< Before the second attempt; doubles with each further one, ± a quarter.
  Seconds max_delay{8};
  Seconds silence{10};  ///< Longest time without a byte before an attempt counts as lost.
};
[[nodiscard]] Policy policy_of(FetchKind kind);

// Events.
struct Want {
  DownloadId download{};
  FetchKind kind{};
  FetchPriority priority{};
};
struct Drop {
  DownloadId download{};
};
struct Headed {
  FetchId fetch{};
  std::uint32_t status = 0;  ///< 0: not the bytes that were asked for.
  bool rest_asked = false;   ///< Only for what is missing: where that is refused, the whole may not be.
};
struct Progressed {
  FetchId fetch{};
};
struct Completed {
  FetchId fetch{};
  bool whole = true;  ///< False where fewer bytes came than were announced.
};
struct Severed {
  FetchId fetch{};
  BreakReason reason{};
};
struct Held {
  DownloadId download{};
  bool held = false;
};
struct Ticked {};
using LoaderEvent = std::variant<Want, Drop, Headed, Progressed, Completed, Severed, Held, Ticked>;

// Outcomes.
struct Begin {  ///< Ask the network now.
  FetchId fetch{};
  DownloadId download{};
  std::uint32_t attempt = 0;  ///< From 0.
};
struct Abandon {  ///< Cancel this request.
  FetchId fetch{};
};
struct Pause {  ///< Hold or resume this request's body.
  FetchId fetch{};
  bool held = false;
};
struct Retrying {  ///< An attempt failed; another follows at `at`.
  DownloadId download{};
  std::uint32_t attempt = 0;  ///< The one that failed, from 0.
  Instant at;
  std::uint32_t status = 0;  ///< The server's, or 0 where there was none.
  BreakReason reason{};
};
struct Finished {
  DownloadId download{};
};
struct GaveUp {
  DownloadId download{};
  std::uint32_t status = 0;
  BreakReason reason{};
};
using LoaderOutcome = std::variant<Begin, Abandon, Pause, Retrying, Finished, GaveUp>;
using LoaderOutcomes = std::vector<LoaderOutcome>;

class Loader {
 public:
  /// Requests under way at once: what a browser opens to one host over HTTP/1.1.
  static constexpr std::size_t max_active = 6;

  void handle(const LoaderEvent& event, Instant now, LoaderOutcomes& out);
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// The download that a fetch under way serves; nothing for one that is over or was dropped.
  [[nodiscard]] std::optional<DownloadId> serves(FetchId fetch) const;
  [[nodiscard]] std::size_t size() const { return downloads_.size(); }

 private:
  enum class Phase : std::uint8_t { queued, connecting, receiving, waiting };
  struct Download {
    DownloadId id{};
    FetchKind kind{};
    FetchPriority priority{};
    Phase phase = Phase::queued;
    FetchId fetch{};            // connecting, receiving
    std::uint32_t attempt = 0;  // of the request under way or next
    Instant since;              // connecting, receiving: last sign of life; waiting: when to go on
    bool held = false;
  };

  [[nodiscard]] std::vector<Download>::iterator find(FetchId fetch);
  [[nodiscard]] std::vector<Download>::iterator find(DownloadId download);
  void fail(std::vector<Download>::iterator it, std::uint32_t status, BreakReason reason, bool hopeless,
            Instant now, LoaderOutcomes& out);
  void start_queued(Instant now, LoaderOutcomes& out);

  std::vector<Download> downloads_;  // in the order wanted
  std::uint32_t last_fetch_ = 0;
};

}  // namespace praxino::net
