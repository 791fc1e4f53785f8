#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/media/types.h"

namespace praxino::media {

/// One segment, worked out on demand.
struct Segment {
  std::uint32_t index = 0;    ///< Place in its list.
  std::uint64_t number = 0;   ///< HLS media sequence number or DASH $Number$: stable over refreshes.
  std::uint32_t stretch = 0;  ///< Place of its Stretch in the list.
  Seconds start;              ///< Nominal, on the presentation's timeline.
  Seconds duration;
  Resource media;
  Bitrate bitrate;   ///< EXT-X-BITRATE; 0 where unsaid.
  bool gap = false;  ///< Announced as absent (EXT-X-GAP, a hole in a SegmentTimeline).
};

/// How whole files are encrypted: AES-128 in CBC mode with PKCS #7 padding (RFC 8216bis §4.4.4.4, METHOD
/// AES-128); or otherwise, and then they are not played.
struct Encryption {
  std::string key_url;  ///< Absolute; 16 bytes are there.
  /// Absent: the segment's number, as a big-endian integer of 128 bits.
  std::optional<std::array<std::byte, 16>> iv;
  bool otherwise = false;  ///< By another method, or with a key for a system of its own.
  bool operator==(const Encryption&) const = default;
};

/// A piece of a feed whose segments share one clock and one init: what lies between two EXT-X-DISCONTINUITY,
/// EXT-X-MAP or EXT-X-KEY tags, or one DASH Period.
struct Stretch {
  /// Names the Timeline: the discontinuity sequence number (RFC 8216bis §4.4.4.3) or the Period's place.
  /// Stretches of two feeds with the same number share one mapping from media time to presentation time.
  std::uint32_t timeline = 0;
  /// Ticks per second of this stretch's runs; never 0. HLS durations are kept in microseconds.
  std::uint32_t timescale = 1;
  /// Nominal start on the presentation's timeline, where tick 0 of its runs lies.
  Seconds start;
  /// What appends may cover: for DASH the Period's bounds; without a value unbounded.
  std::optional<TimeRange> window;
  /// Presentation time minus media time where the manifest declares it (DASH: Period@start −
  /// presentationTimeOffset); HLS leaves it to be learnt from the first fragment.
  std::optional<Seconds> offset;
  std::optional<Resource> init;
  std::optional<Encryption> init_encryption;  ///< With an IV.
  std::optional<Encryption> encryption;       ///< Of its segments.
};

/// The segments of one feed as runs: `count` segments of equal length whose addresses follow one rule. What
/// can be computed is not stored. Times of a run are relative to its stretch's start.
class SegmentList {
 public:
  /// How a run's segments are addressed: an explicit URI, or a template in which $Number$, $Time$,
  /// $SubNumber$ and $$ are still to be filled (ISO/IEC 23009-1 §5.3.9.4.4; $RepresentationID$ and
  /// $Bandwidth$ are filled already).
  struct Run {
    std::int64_t start = 0;       ///< Ticks from the stretch's start.
    std::int64_t duration = 0;    ///< Ticks, of each; at least 1.
    std::int64_t media_time = 0;  ///< $Time$ of the first: ticks on the media's own clock.
    std::uint64_t number = 0;     ///< Number of the first.
    std::uint32_t count = 1;      ///< At least 1; whole sequences.
    /// DASH S@k: each of `count` is a sequence of so many segments that share its number, $Time$ and
    /// duration; at least 1.
    std::uint32_t parts = 1;
    std::string_view uri{};  ///< Relative to the list's base, or absolute; copied by add().
    std::optional<ByteRange> range{};
    std::uint32_t kbps = 0;  ///< EXT-X-BITRATE; 0 where unsaid.
    bool templated = false;
    bool gap = false;
  };

  /// `base`: absolute URL that URIs are resolved against (RFC 3986 §5).
  explicit SegmentList(std::string base = {});

  /// Opens a new stretch; runs added from now on belong to it.
  void begin(Stretch stretch);
  /// Appends a run. Its start is not before the previous one's in the same stretch, and its last segment's
  /// end is within 64 bits. A list holds at most 2^32 - 1 segments: what is beyond is left out.
  void add(const Run& run);
  /// Makes room for so many runs more.
  void reserve(std::size_t runs);
  /// Appends a stretch of another list, with its runs.
  void append(const SegmentList& other, std::size_t stretch);

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::uint32_t size() const;
  /// `index` < size(). O(log runs).
  [[nodiscard]] Segment at(std::uint32_t index) const;
  /// The segment at `index` and those behind it as one, as far as they lie byte behind byte in the same file
  /// and stretch and last no longer than `most` in all.
  [[nodiscard]] Segment joined(std::uint32_t index, Seconds most) const;
  /// The segment that holds `at`; where it falls in a hole or before the first one, the next one; past the
  /// last one's end, nothing. A time within 1 ms before a segment's start counts as in that segment. O(log
  /// runs).
  [[nodiscard]] std::optional<std::uint32_t> find(Seconds at) const;
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  [[nodiscard]] std::size_t run_count() const { return entries_.size(); }
  /// As it was added, its text borrowed. `place` < run_count().
  [[nodiscard]] Run run(std::size_t place) const {
    const Entry& entry = entries_[place];
    return {.start = entry.start,
            .duration = entry.duration,
            .media_time = entry.media_time,
            .number = entry.number,
            .count = entry.count / entry.parts,
            .parts = entry.parts,
            .uri = text_of(entry),
            .range = entry.ranged ? std::optional(entry.range) : std::nullopt,
            .kbps = entry.kbps,
            .templated = entry.templated,
            .gap = entry.gap};
  }
  /// Place of the run's Stretch.
  [[nodiscard]] std::uint32_t stretch_of_run(std::size_t place) const { return entries_[place].stretch; }
  [[nodiscard]] const std::string& base() const { return base_; }
  /// What the URIs of all runs are slices of.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Nominal bounds from the first segment's start to the last one's end; empty at 0 when there is none.
  [[nodiscard]] TimeRange bounds() const;

  /// Whether no further segments will come (EXT-X-ENDLIST, a static MPD).
  bool ended = true;
  /// Longest segment announced (EXT-X-TARGETDURATION, @maxSegmentDuration or the longest run).
  Seconds target_duration;

 private:
  /// A run with its text kept as a slice of text_.
  struct Entry {
    std::int64_t start = 0;
    std::int64_t duration = 0;
    std::int64_t media_time = 0;
    std::uint64_t number = 0;
    ByteRange range{};
    std::uint32_t count = 0;  ///< Of segments: of all sequences' parts.
    std::uint32_t parts = 1;
    std::uint32_t first = 0;  ///< Index of its first segment in the list.
    std::uint32_t stretch = 0;
    std::uint32_t uri_start = 0;
    std::uint32_t uri_size = 0;
    std::uint32_t kbps = 0;
    bool ranged = false;
    bool templated = false;
    bool gap = false;
  };

  [[nodiscard]] std::string_view text_of(const Entry& entry) const {
    return {text_.data() + entry.uri_start, entry.uri_size};
  }
  [[nodiscard]] Segment segment_of(const Entry& entry, std::uint32_t offset) const;
  [[nodiscard]] Seconds time_of(const Entry& entry, std::uint32_t offset) const;
  [[nodiscard]] Seconds reach_of(const Entry& entry) const;

  std::string base_;
  std::string text_;
  std::vector<Stretch> stretches_;
  std::vector<Entry> entries_;
};

}  // namespace praxino::media
