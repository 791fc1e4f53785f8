#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/time.h"
#include "core/buffer/ranges.h"
#include "core/media/types.h"

/// The Buffer machine of one sink (one SourceBuffer): it takes segments in the order in which they are to
/// play, hears how much of each the reader accepted, and says what the SourceBuffer must do next. It knows no
/// bytes, only counts; never two operations are under way, and what must not happen in mid-segment happens
/// behind an Abort.
namespace praxino::buffer {

/// One segment on its way into the sink, over its download and its appends.
enum class JobId : std::uint32_t {};

/// Which init a segment needs, and what else of the sink is set by it.
struct Setting {
  media::RenditionId rendition{};
  std::uint32_t stretch = 0;
  bool operator==(const Setting&) const = default;
};

// Events.
/// A segment begins; it plays after those that began before it.
struct Started {
  JobId job{};
  Setting setting;
  std::string type;                 ///< MIME type with codecs that its rendition needs.
  std::uint32_t timeline = 0;       ///< Media times of one timeline go on.
  TimeRange range;                  ///< Where it plays, nominally.
  std::optional<TimeRange> window;  ///< Append window; without one, unbounded.
};
/// The init for a setting is there, `bytes` long (0: the segments need none).
struct InitReady {
  Setting setting;
  std::uint64_t bytes = 0;
  std::string type;  ///< MIME type with the codecs that it says itself; empty: the job's.
  bool operator==(const InitReady&) const = default;
};
/// A job's place on the timeline is known: presentation time minus media time.
struct Placed {
  JobId job{};
  Seconds offset;
};
/// The reader accepted bytes: `total` since the segment's start.
struct Accepted {
  JobId job{};
  std::uint64_t total = 0;
};
/// No more bytes come; all were accepted.
struct Ended {
  JobId job{};
  bool broken = false;  ///< It ends inside a box: the browser's parser waits for the rest.
};
/// The job is no longer wanted, whatever of it is in the sink already.
struct Dropped {
  JobId job{};
};
struct OpDone {
  Ranges buffered;
};
/// The append was refused for lack of room; it is tried again after Room.
struct OpFull {
  Ranges buffered;
};
/// There may be room again.
struct Room {};
/// Take this range out, when the sink is next idle.
struct Unwanted {
  TimeRange range;
};
/// The browser removed something by itself.
struct Shrunk {
  Ranges buffered;
};
/// Time has passed.
struct Passed {};
using SinkEvent = std::variant<Started, InitReady, Placed, Accepted, Ended, Dropped, OpDone, OpFull, Room,
                               Unwanted, Shrunk, Passed>;

// Outcomes, in the order in which they are to be done.
struct DoAbort {
  Seconds offset;  ///< That the SourceBuffer has, and keeps.
};
struct DoType {
  std::string type;
};
struct DoOffset {
  Seconds offset;
};
struct DoWindow {
  std::optional<TimeRange> window;
};
struct DoInit {  ///< Append the whole init of this setting.
  Setting setting;
};
struct DoAppend {  ///< Append the job's bytes [from, from + count).
  JobId job{};
  std::uint64_t from = 0;
  std::uint64_t count = 0;
};
struct DoRemove {
  TimeRange range;
};
struct JobDone {  ///< All of it is in the sink, or it was dropped: its bytes are free.
  JobId job{};
};
using SinkOutcome = std::variant<DoAbort, DoType, DoOffset, DoWindow, DoInit, DoAppend, DoRemove, JobDone>;
using SinkOutcomes = std::vector<SinkOutcome>;

class Sink {
 public:
  /// Once the first frame is out, appends are at least this large, or `patience` old, or end a segment.
  static constexpr std::uint64_t worthwhile = 64 * 1024;
  static constexpr Seconds patience{0.1};

  void handle(const SinkEvent& event, Instant now, SinkOutcomes& out);
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// The SourceBuffer exists, with this type: from now on operations come out.
  void open(std::string type, bool changes_type);
  /// Whether small appends wait for company: once a person sees a picture, and not while they wait for one.
  void coalesce(bool on) { coalescing_ = on; }

  [[nodiscard]] const Ranges& buffered() const { return buffered_; }
  /// No operation under way.
  [[nodiscard]] bool idle() const { return busy_ == Busy::no; }
  [[nodiscard]] bool empty() const { return jobs_.empty(); }
  [[nodiscard]] bool full() const { return full_; }
  /// Accepted and not yet appended, of all jobs.
  [[nodiscard]] std::uint64_t backlog() const;
  [[nodiscard]] bool is_open() const { return open_; }
  /// What the SourceBuffer would have to be for the front job, where it is another type and cannot be
  /// changed.
  [[nodiscard]] const std::string& foreign() const { return foreign_; }
  bool operator==(const Sink&) const = default;

 private:
  struct Job {
    JobId id{};
    Setting setting;
    std::string type;
    std::uint32_t timeline = 0;
    TimeRange range;
    std::optional<TimeRange> window;
    std::optional<Seconds> offset;
    std::uint64_t accepted = 0;
    std::uint64_t appended = 0;
    bool entered = false;  ///< Its turn has come.
    bool ended = false;
    bool broken = false;
    bool dropped = false;
    bool operator==(const Job&) const = default;
  };
  [[nodiscard]] Job* find(JobId id);
  void retire(SinkOutcomes& out);
  void advance(Instant now, SinkOutcomes& out);
  void enter();
  [[nodiscard]] bool worth_appending(const Job& job, Instant now) const;

  bool open_ = false;
  bool coalescing_ = false;
  std::vector<Job> jobs_;
  std::vector<InitReady> inits_;  // ready ones
  std::vector<TimeRange> unwanted_;
  Ranges buffered_;
  bool changes_type_ = true;
  std::string foreign_;
  // What the SourceBuffer is set to.
  std::string type_;
  bool typed_ = false;  // an init has said what it really is
  std::optional<Setting> init_;
  Seconds offset_;
  std::optional<TimeRange> window_;
  struct Reached {
    std::uint32_t timeline = 0;
    Seconds end;
    bool operator==(const Reached&) const = default;
  };
  std::optional<Reached> reached_;  // by the last job whose turn came
  bool torn_ = false;               // a segment stands half-appended that will not be completed
  // The operation under way.
  enum class Busy : std::uint8_t { no, init, append, remove };
  Busy busy_ = Busy::no;
  std::uint64_t busy_count_ = 0;
  bool full_ = false;
  std::optional<Instant> waiting_since_;  // the oldest byte accepted and not yet sent
};

}  // namespace praxino::buffer
