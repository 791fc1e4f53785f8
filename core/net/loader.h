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
  std::uint32_t attempts = 6;  ///< At least 1.
  Seconds first_delay{0.5};    ///< Before the second attempt; doubles with each further one, ± a quarter.
  Seconds max_delay{8};
  Seconds unanswered_delay{2};  ///< Likewise, where no server answered: a line that is back is used soon.
  Seconds silence{10};          ///< Longest time to the head of a reply before an attempt counts as lost.
  Seconds stall{5};             ///< Likewise without a byte of its body (Shaka's figures).
  /// Before another attempt behind silence, which took time enough, or the first one that broke in its body.
  Seconds at_once{0.1};
};
[[nodiscard]] Policy policy_of(FetchKind kind);

/// Statuses that say that there is no such file, or not for us. At the edge of a CDN they often heal.
[[nodiscard]] bool is_absent(std::uint32_t status);

// Events.
struct Want {
  DownloadId download{};
  FetchKind kind{};
  FetchPriority priority{};
  HostId host{};  ///< That is asked first, and that it counts for.
  /// Where it may be had: so many attempts follow each other without a wait, each elsewhere, and what one
  /// place refuses for good is asked of the others.
  std::uint32_t places = 1;
  /// Where nothing at all answers, not this and not any other download: how long to go on, beyond the
  /// policy's attempts.
  Seconds patience;
  std::optional<Instant> failed;  ///< Since when others that stood for it were not answered.
  bool again = false;             ///< It was given up a moment ago: it waits before its first attempt.
  /// At the live edge: for so long it may not be there yet, and then an answer that it is not does not count.
  Seconds expected;
};
struct Drop {
  DownloadId download{};
};
struct Headed {
  FetchId fetch{};
  std::uint32_t status = 0;  ///< 0: not the bytes that were asked for.
  bool rest_asked = false;   ///< Only for what is missing: where that is refused, the whole may not be.
  Seconds retry_after;       ///< The server asks for that much peace (RFC 9110 §10.2.3).
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
/// Its body comes far slower than the line gives: as if it had fallen silent.
struct Crawling {
  DownloadId download{};
};
/// It is needed in a moment: it waits no longer than a second, unless the server asked for peace, and a head
/// that has not come for three seconds is not waited for; for six the second time, then as long as ever.
struct Pressed {
  DownloadId download{};
};
struct Ticked {};
using LoaderEvent =
    std::variant<Want, Drop, Headed, Progressed, Completed, Severed, Held, Crawling, Pressed, Ticked>;

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
  bool unreachable = false;   ///< Nothing at all has answered since it gets no answer.
  std::uint32_t attempt = 0;  ///< The one that failed, from 0.
  Instant at;
  bool as_asked = false;     ///< The server said when.
  std::uint32_t status = 0;  ///< The server's, or 0 where there was none.
  BreakReason reason{};
};
struct Finished {
  DownloadId download{};
};
struct GaveUp {
  DownloadId download{};
  bool unreachable = false;  ///< As in Retrying.
  std::uint32_t status = 0;
  BreakReason reason{};
};
using LoaderOutcome = std::variant<Begin, Abandon, Pause, Retrying, Finished, GaveUp>;
using LoaderOutcomes = std::vector<LoaderOutcome>;

class Loader {
 public:
  /// Requests under way at once to one host: what a browser opens over HTTP/1.1.
  static constexpr std::size_t max_active = 6;
  /// A server that asks for more peace than this does not get it.
  static constexpr Seconds longest_peace{60};

  enum class Phase : std::uint8_t { queued, connecting, receiving, waiting };

  explicit Loader(std::size_t most = max_active) : most_(most) {}

  void handle(const LoaderEvent& event, Instant now, LoaderOutcomes& out);
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// The download that a fetch under way serves; nothing for one that is over or was dropped.
  [[nodiscard]] std::optional<DownloadId> serves(FetchId fetch) const;
  /// Whether an attempt of it failed already.
  [[nodiscard]] bool failing(DownloadId download) const;
  [[nodiscard]] std::size_t size() const { return downloads_.size(); }
  /// Nothing for one that is over.
  [[nodiscard]] std::optional<Phase> phase(DownloadId download) const;
  bool operator==(const Loader&) const = default;

 private:
  struct Download {
    DownloadId id{};
    FetchKind kind{};
    FetchPriority priority{};
    HostId host{};
    Phase phase = Phase::queued;
    FetchId fetch{};            // connecting, receiving
    std::uint32_t attempt = 0;  // of the request under way or next
    Instant since;              // connecting, receiving: last sign of life; waiting: when to go on
    Instant soonest;            // waiting: likewise, where it is pressed
    bool held = false;
    std::uint32_t places = 1;
    Seconds patience;
    Seconds expected;
    std::optional<Instant> failed;       // since when it gets no answer
    std::optional<Instant> absent;       // since when it is not there
    std::optional<Instant> unreachable;  // since when
    [[nodiscard]] bool under_way() const { return phase == Phase::connecting || phase == Phase::receiving; }
    bool operator==(const Download&) const = default;
  };

  [[nodiscard]] std::vector<Download>::iterator find(FetchId fetch);
  [[nodiscard]] std::vector<Download>::iterator find(DownloadId download);
  struct Failure {
    std::uint32_t status = 0;
    BreakReason reason{};
    bool hopeless = false;  // the same place will not give it another time
    Seconds retry_after;
  };
  [[nodiscard]] static Instant patience_ends(const Download& download);
  void fail(std::vector<Download>::iterator it, const Failure& failure, Instant now, LoaderOutcomes& out);
  void time_out(std::vector<Download>::iterator it, Instant now, LoaderOutcomes& out);
  void start_queued(Instant now, LoaderOutcomes& out);

  std::size_t most_;
  std::vector<Download> downloads_;  // in the order wanted
  std::uint32_t last_fetch_ = 0;
  std::optional<Instant> answered_;  // when anything last came of any server
  DownloadId unanswered_by_{};       // who last got no answer, and when
  Instant unanswered_at_;
};

}  // namespace praxino::net
