#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/manifest/hls/events.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/hls/tags.h"
#include "core/manifest/warnings.h"
#include "core/media/said.h"
#include "core/media/segment_list.h"
#include "core/media/types.h"

namespace praxino::manifest::hls {

/// Reads a media playlist line by line: tags gather what the next URI line then makes a segment of.
class PlaylistReader {
 public:
  /// Both are borrowed. `start`: of the first segment, in microseconds.
  PlaylistReader(std::string_view url, Warnings& warnings, std::int64_t start = 0)
      : url_(url), warnings_(&warnings), segments_(std::string(url)), time_(start) {
    segments_.ended = false;
  }

  /// Makes room for the segments of a text.
  void expect(std::string_view text);
  /// Reads lines up to the text's end, or to behind so many segments more, and takes them off the text, which
  /// is borrowed. False where it cannot go on.
  bool read(std::string_view& text, std::uint32_t most = std::numeric_limits<std::uint32_t>::max());
  [[nodiscard]] const Error& error() const { return *error_; }
  [[nodiscard]] Playlist finish();

  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// Of the segment that comes next; its start in microseconds.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::int64_t time() const { return time_; }
  [[nodiscard]] const media::SegmentList& segments() const { return segments_; }
  /// Whether all that follows would come out the same of both, but for times: neither has a segment begun.
  [[nodiscard]] bool goes_on_as(const PlaylistReader& other) const;
  /// Begins a new list, of what comes behind what has been read; `removed` segments at the front are gone.
  /// What was borrowed of the text is kept in `text`.
  void begin_list(std::uint32_t removed, std::string& text);

 private:
  bool read_tag(Tag tag);
  bool read_segment_tag(Tag tag);
  bool read_header_tag(Tag tag);
  void read_date(std::string_view value);
  bool read_key(std::string_view attributes);
  bool read_map(std::string_view attributes);
  bool read_duration(std::string_view value);
  bool take_duration(std::string_view& text);
  bool add_segment(std::string_view uri);
  void open_stretch();
  void keep(Tag tag);
  std::optional<media::ByteRange> range_of(std::string_view uri);
  bool refuse(Fault fault, const char* what);
  void warn(const char* what) { warnings_->add(line_, what); }
  std::optional<std::uint64_t> number_before_segments(std::string_view value, const char* where_it_belongs);
  [[nodiscard]] Seconds now() const { return seconds_of(time_); }

  std::string_view url_;
  Warnings* warnings_;
  media::SegmentList segments_;
  std::optional<Start> start_;
  std::vector<media::DatePoint> dates_;
  EventReader events_;
  std::vector<media::Said> said_;
  Tag last_kept_;
  std::optional<Error> error_;
  std::uint64_t line_ = 0;

  // Of the segment being gathered.
  std::optional<std::int64_t> duration_;
  std::optional<std::string_view> range_text_;
  bool gap_ = false;

  // Of all that follow.
  std::optional<media::Resource> map_;
  std::optional<media::Encryption> map_key_;
  std::optional<media::Encryption> key_;
  std::string_view key_text_;  // What it was read from; empty where that is not at hand.
  bool keys_over_ = true;      // The next EXT-X-KEY stands for itself, not beside the ones before.
  bool stretch_over_ = true;
  std::uint32_t kbps_ = 0;
  std::uint32_t timeline_ = 0;
  std::int64_t time_;               // Microseconds from the playlist's start.
  std::int64_t stretch_start_ = 0;  // The same.
  std::int64_t longest_ = 0;        // Microseconds.
  std::uint64_t number_ = 0;
  std::uint32_t count_ = 0;
  std::string_view last_ranged_;  // URI whose bytes up to last_end_ the previous segment took.
  std::uint64_t last_end_ = 0;
};

}  // namespace praxino::manifest::hls
