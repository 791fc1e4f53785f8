#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loop.h"

namespace praxino::virtual_host {

/// A server's files by URL.
using Files = std::map<std::string, std::vector<std::byte>>;

/// What a line gives.
struct Link {
  double bits_per_second = 20e6;
  double latency = 0.02;  ///< Seconds from a request to its first byte: a round trip.
  double loss = 0;        ///< The part of packets that are sent again: the body stands for a round trip.
};

/// A line that changes: each link for some seconds, then again from the front.
class Trace {
 public:
  Trace() = default;
  /// An array of {duration_ms, bandwidth_kbps, latency_ms}, the form that Sabre and the DASH-IF's profiles
  /// have.
  explicit Trace(std::string_view json);

  [[nodiscard]] bool empty() const { return spans_.empty(); }
  /// Its `loss` is none.
  [[nodiscard]] Link at(double time) const;

 private:
  struct Span {
    double end = 0;  ///< Seconds from the trace's start.
    Link link;
  };
  std::vector<Span> spans_;
};

/// What a server does with one request instead of answering it well.
struct Fault {
  std::uint32_t status = 0;          ///< Answer with this status and no body.
  bool silent = false;               ///< Never answer.
  bool reset = false;                ///< The connection breaks before the head.
  double retry_after = -1;           ///< Seconds of Retry-After, with a status.
  std::string etag;                  ///< Of the file.
  std::optional<std::size_t> cut;    ///< The connection breaks after so many bytes of the body; or
  std::optional<std::size_t> stall;  ///< nothing more comes after so many; or
  std::optional<std::size_t> ends;   ///< the body ends there, as it was announced to.
  std::int64_t more_announced = 0;  ///< Content-Length tells so many more bytes than there are. Of fewer, the
                                    ///< rest does not come.
  std::optional<double> part;       ///< Likewise there, as a part of all its bytes.
  double rate = 0;                  ///< Bytes a second at most; 0: as the line gives.
  std::optional<std::string> body;  ///< This instead of the file.
  bool no_ranges = false;           ///< The whole file where a range was asked for.
};

/// The n-th request of a URL, from 0, may go wrong.
using Faults = std::function<std::optional<Fault>(const std::string& url, int attempt)>;

/// Of each kind the part of requests that go so wrong.
struct Chances {
  double refused = 0;  ///< 503.
  double cut = 0;      ///< At any place of the first 100 kB.
  double silent = 0;
};
/// Faults by chance, the same for the same seed.
[[nodiscard]] Faults chance_faults(Chances chances, std::uint64_t seed);

/// A server behind a line, in virtual time. Bodies under way share the line in equal parts.
class Network {
 public:
  using Id = std::uint32_t;
  struct Head {
    std::uint32_t status = 0;
    double length = -1;  ///< Of this body, as announced.
    double start = -1;   ///< Of a 206: its first byte's place in the file.
    double total = -1;   ///< Likewise: the file's size.
    double retry_after = -1;
    std::string etag;
  };
  struct Piece {
    std::span<const std::byte> bytes;
  };
  struct Ended {};
  struct Reset {};
  using Word = std::variant<Head, Piece, Ended, Reset>;

  /// `tell` hears of every request that was begun and not cancelled: a head, pieces, then its end or a reset.
  Network(Loop& loop, std::shared_ptr<const Files> files, std::function<void(Id, const Word&)> tell,
          std::uint64_t seed = 1)
      : loop_(loop), files_(std::move(files)), tell_(std::move(tell)), chance_(seed) {}

  Link link;    ///< Where there is no trace.
  Trace trace;  ///< With the link's loss.
  Faults fault;
  /// While it says so the line is gone: bodies stand, and who asks is refused.
  std::function<bool()> gone;
  /// Where bodies are cut: how many bytes come in one piece at most, behind the first `sent`.
  std::function<std::size_t(std::size_t sent)> pieces;

  /// `from`: the first byte, negative for the whole; `to`: the last, negative for the end. False for an `id`
  /// that was used before.
  bool begin(Id id, std::string url, double from, double to);
  /// False where it is not under way.
  bool cancel(Id id);
  void hold(Id id, bool held);
  /// All that is under way breaks off.
  void reset();
  [[nodiscard]] std::size_t open() const { return requests_.size(); }
  /// Bytes that were delivered, of bodies.
  [[nodiscard]] std::uint64_t delivered() const { return delivered_; }
  /// How often each URL's bytes came to their end, in one piece or in parts.
  [[nodiscard]] const std::map<std::string, int>& whole() const { return whole_; }

 private:
  struct Request {
    std::string url;
    double from = -1;
    double to = -1;
    std::span<const std::byte> body;
    std::vector<std::byte> made;  ///< A fault's own body.
    std::size_t sent = 0;
    std::optional<std::size_t> cut;
    std::optional<std::size_t> stall;
    bool headed = false;
    bool held = false;
    double rate = 0;
    double share = 0;         ///< Bytes owed by the line.
    double stands_until = 0;  ///< A lost packet is sent again.
  };

  [[nodiscard]] Link now() const;
  void respond(Id id);
  void pump();
  void carry(Id id, double share, const Link& line);
  void finish(Id id, const Word& word);

  Loop& loop_;
  std::shared_ptr<const Files> files_;
  std::function<void(Id, const Word&)> tell_;
  std::mt19937_64 chance_;
  std::map<Id, Request> requests_;
  Id last_id_ = 0;
  std::map<std::string, int> attempts_;
  std::map<std::string, int> whole_;
  bool pumping_ = false;
  std::uint64_t delivered_ = 0;
};

}  // namespace praxino::virtual_host
