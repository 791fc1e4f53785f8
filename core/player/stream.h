#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/buffer/laid.h"
#include "core/buffer/sink.h"
#include "core/container/mp4/scanner.h"
#include "core/media/presentation.h"
#include "core/player/cipher.h"
#include "core/player/ids.h"
#include "core/player/transfer.h"
#include "core/transmux/transmuxer.h"

/// What the session keeps for one sink: which rendition feeds it, which segments are on their way, where the
/// next one begins.
namespace praxino::player {

/// The init of a rendition's stretch: asked for once, kept for every later switch back.
struct InitEntry {
  buffer::Setting setting;
  net::DownloadId download{};
  std::optional<Transfer> transfer;  ///< While it comes.
  std::optional<Cipher> cipher;      ///< Where it is encrypted.
  std::string url;                   ///< After redirects; empty until it is whole.
  ByteWindow bytes;                  ///< Once it is whole.
  std::optional<mp4::Init> facts;    ///< Likewise.
  /// What it is. Of a transport stream's program tables, which the transmuxer reads before each segment
  /// (RFC 8216bis §3.1.2), and of WebM, which is left to the browser, facts has no tracks.
  enum class Form : std::uint8_t { iso, tables, webm };
  Form form = Form::iso;
};

/// One segment on its way into the sink.
struct Job {
  buffer::JobId id{};
  buffer::Setting setting;
  std::uint32_t timeline = 0;
  TimeRange nominal;
  net::DownloadId download{};
  Transfer transfer;
  std::optional<Cipher> cipher;  ///< Where they are encrypted.
  /// Where they are no fragmented MP4, and are made into it, with an init before it.
  std::optional<transmux::Transmuxer> transmuxer;
  mp4::Scanner scanner;
  std::uint64_t accepted = 0;
  bool received = false;          ///< The download is over.
  bool begun = false;             ///< Its first fragment was read.
  std::optional<Seconds> offset;  ///< Of the presentation's timeline to the media's, once known.
  bool joined = false;            ///< It is several segments that lie behind each other in one file.

  struct Mark {
    Instant at;
    std::uint64_t bytes = 0;
  };
  std::optional<Mark> mark;  ///< How far the download was, a moment ago.

  /// What the server has in the clear.
  [[nodiscard]] ByteWindow& clear() { return cipher ? cipher->bytes() : transfer.bytes(); }
  /// What the scanner reads and the sink gets.
  [[nodiscard]] ByteWindow& media() { return transmuxer ? transmuxer->out() : clear(); }
};

/// A segment that could not be had, and is not asked for again until then.
struct Hole {
  TimeRange range;
  Instant until;
};

struct Stream {
  SinkId id{};
  media::TrackKind kind = media::TrackKind::video;
  media::RenditionId rendition{};  ///< That segments are fetched of.
  media::RenditionId target{};     ///< That they shall be fetched of, once its segments are known.
  std::string type;                ///< What its SourceBuffer is opened with; empty until known.
  Seconds next;                    ///< Where on the timeline the next segment is wanted.
  Seconds overlaid;                ///< Up to here it lies in the sink already, of a cheaper rendition.
  bool at_end = false;             ///< There is no next segment.
  buffer::Sink sink;
  OpId op{};              ///< The operation under way, if any.
  std::vector<Job> jobs;  ///< In the order in which they play.
  std::vector<InitEntry> inits;
  std::vector<buffer::Laid> laid;  ///< For telling which one is on the screen.
  std::optional<media::RenditionId> shown;
  Seconds evicted;  ///< What was removed from the back so far.
  std::vector<Hole> holes;
  Seconds apart;               ///< Before this, segments are not joined.
  std::uint32_t left_out = 0;  ///< Holes in a row.
  bool waiting = false;        ///< Said so already: enough is ahead.
  /// What was scanned last: how far it lay beside its place, for telling where the media's clock jumps, and
  /// how far over its end it goes, for what follows a discontinuity.
  struct Lay {
    std::uint32_t timeline = 0;
    Seconds end;
    Seconds beside;
    Seconds over;
    /// Whether a segment that begins there, by the manifest, comes next.
    [[nodiscard]] bool goes_on(Seconds start) const {
      return std::abs((end - start).value) < buffer::seam.value;
    }
  };
  std::optional<Lay> lay;
  std::optional<Instant> feedless;    ///< Since when no playlist of its kind can be had.
  std::optional<Instant> unanswered;  ///< Since when no server answers for its segments.
  std::optional<Seconds> renewed;     ///< The segment that began again, since its file had changed.

  /// The first segment on its way that has not come; none: nullptr.
  [[nodiscard]] Job* coming() {
    const auto first = std::ranges::find(jobs, false, &Job::received);
    return first == jobs.end() ? nullptr : &*first;
  }
  /// Up to here all is there or on its way.
  [[nodiscard]] Seconds reach() const { return std::max(next, overlaid); }
};

}  // namespace praxino::player
