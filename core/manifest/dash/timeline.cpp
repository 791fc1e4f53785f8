#include "core/manifest/dash/timeline.h"

#include <algorithm>
#include <limits>
#include <span>

#include "core/base/text.h"

namespace praxino::manifest::dash {
namespace {

constexpr std::int64_t kMostTicks = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMostSegments = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostRuns = 1'000'000;

std::optional<std::int64_t> ticks_of(std::string_view text) {
  const auto value = text::to_uint(text::trim(text));
  if (!value || *value > static_cast<std::uint64_t>(kMostTicks)) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::uint64_t divide_up(std::uint64_t a, std::uint64_t b) { return a / b + (a % b == 0 ? 0 : 1); }

/// b - a for a <= b, which may be more than 63 bits.
std::uint64_t distance(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

/// An S with its attributes.
struct Entry {
  std::size_t at = 0;  ///< In the text.
  std::optional<std::int64_t> t{};
  std::int64_t d = 0;  ///< 0: none that counts.
  std::int64_t r = 0;  ///< Negative: as often as there is room.
  std::optional<std::uint64_t> n{};
  std::uint32_t k = 1;
};

class Reader {
 public:
  Reader(const Document& document, const Bounds& bounds, std::uint64_t first, Budget& budget,
         Warnings& warnings)
      : document_(document), bounds_(bounds), first_(first), budget_(budget), warnings_(warnings) {}

  Result<std::vector<Span>> read(Node timeline);

 private:
  bool read_plain(std::span<const PlainEntry> entries);
  bool read_nodes(Node timeline);
  bool read_node(Node node, Entry& entry);
  bool add_entry(const Entry& entry, std::optional<std::int64_t> following);
  std::uint64_t count_of(const Entry& entry, std::int64_t time, std::optional<std::int64_t> following);
  void add(Span span, std::uint64_t count);
  bool refuse(const Entry& entry, Fault fault, const char* what) {
    error_ = Error{fault, document_.line_at(entry.at), what};
    return false;
  }
  void warn(const Entry& entry, const char* what) { document_.warn(warnings_, entry.at, what); }

  const Document& document_;
  const Bounds& bounds_;
  std::uint64_t first_;
  Budget& budget_;
  Warnings& warnings_;
  std::optional<Error> error_;
  std::vector<Span> spans_;
  std::int64_t next_ = 0;   // Where an S without @t begins.
  std::int64_t least_ = 0;  // Where the S before began.
  std::uint64_t place_ = 0;
};

/// How many segments an S stands for: @r + 1; with a negative @r those until the next S@t (`following`) or
/// the Period's end.
std::uint64_t Reader::count_of(const Entry& entry, std::int64_t time, std::optional<std::int64_t> following) {
  if (entry.r >= 0) return static_cast<std::uint64_t>(entry.r) + 1;
  const auto until = following ? following : bounds_.end;
  if (until && *until > time) return divide_up(distance(time, *until), static_cast<std::uint64_t>(entry.d));
  warn(entry, "an open S@r with no end to repeat to counts once");
  return 1;
}

/// False where it is refused.
bool Reader::read_node(Node node, Entry& entry) {
  entry = {.at = document_.place_of(node)};
  entry.d = ticks_of(attribute(node, "d")).value_or(0);
  const std::string_view t = attribute(node, "t");
  entry.t = ticks_of(t);
  if (entry.d != 0 && !t.empty() && !entry.t) warn(entry, "a malformed S@t counts as absent");
  const std::string_view r = text::trim(attribute(node, "r"));
  const auto repeats = r.empty() ? 0 : ticks_of(r);
  if (!repeats && entry.d != 0 && !r.starts_with('-'))
    return refuse(entry, Fault::malformed, "S@r is not a number");
  entry.r = repeats.value_or(-1);
  // One that is no number is told of as one that goes back.
  if (const std::string_view n = attribute(node, "n"); !n.empty())
    entry.n = text::to_uint(text::trim(n)).value_or(kHighestNumber + 1);
  entry.k = text::to_uint32(attribute(node, "k")).value_or(1);
  return true;
}

bool Reader::add_entry(const Entry& entry, std::optional<std::int64_t> following) {
  if (!budget_.take(1)) return refuse(entry, Fault::too_large, "too many segments in the MPD");
  if (entry.d == 0) {
    warn(entry, "an S without a duration is ignored");
    return true;
  }
  const std::int64_t time = entry.t.value_or(next_);
  if (time < next_) warn(entry, "an S begins before the one before ends");
  if (time < least_) {
    warn(entry, "an S that begins before the one before is ignored");
    return true;
  }
  if (entry.n) {
    // Segments before this one may be missing, and their numbers with them.
    if (*entry.n > kHighestNumber || *entry.n < first_ || *entry.n - first_ < place_) {
      warn(entry, "an S@n that goes back is ignored");
    } else {
      place_ = *entry.n - first_;
    }
  }
  const std::uint64_t count = count_of(entry, time, following);
  std::int64_t length = entry.d;
  // Of one alone it is known.
  if ((count != 1 && (count > static_cast<std::uint64_t>(kMostTicks) ||
                      __builtin_mul_overflow(static_cast<std::int64_t>(count), entry.d, &length))) ||
      __builtin_add_overflow(time, length, &next_)) {
    return refuse(entry, Fault::too_large, "a SegmentTimeline that lasts longer than can be counted");
  }
  least_ = time;
  // A part of a sequence lasts a tick at least.
  const bool whole = entry.k == 0 || entry.k > entry.d;
  add({.time = time, .duration = entry.d, .place = place_, .parts = whole ? 1 : entry.k}, count);
  // At most 2^63 ticks in all, each segment at least one, and @n at most 2^62: no overflow.
  place_ += count;
  if (spans_.size() > kMostRuns)
    return refuse(entry, Fault::too_large, "more than a million runs of segments");
  return true;
}

/// Adds what of the span overlaps the bounds, to the span before where it goes on like it.
void Reader::add(Span span, std::uint64_t count) {
  const auto duration = static_cast<std::uint64_t>(span.duration);
  if (span.time < bounds_.begin) {
    const std::uint64_t cut = std::min(count, distance(span.time, bounds_.begin) / duration);
    span.time += static_cast<std::int64_t>(cut) * span.duration;
    span.place += cut;
    count -= cut;
  }
  if (bounds_.end && next_ > *bounds_.end) {
    const std::uint64_t rest = span.time < *bounds_.end ? distance(span.time, *bounds_.end) : 0;
    count = std::min(count, divide_up(rest, duration));
  }
  if (!spans_.empty()) {
    Span& last = spans_.back();
    const bool goes_on = last.duration == span.duration && last.parts == span.parts &&
                         last.place + last.count == span.place &&
                         distance(last.time, span.time) == last.count * duration;
    if (goes_on && last.count + count <= kMostSegments) {
      last.count += static_cast<std::uint32_t>(count);
      return;
    }
  }
  if (count == 0) return;
  span.count = static_cast<std::uint32_t>(std::min(count, kMostSegments));
  spans_.push_back(span);
}

bool Reader::read_plain(std::span<const PlainEntry> entries) {
  const auto time_of = [](const PlainEntry& entry) {
    return entry.t < 0 ? std::nullopt : std::optional(entry.t);
  };
  spans_.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const PlainEntry& plain = entries[i];
    const auto following = i + 1 < entries.size() ? time_of(entries[i + 1]) : std::nullopt;
    if (!add_entry({.at = plain.at, .t = time_of(plain), .d = plain.d, .r = plain.r}, following))
      return false;
  }
  return true;
}

bool Reader::read_nodes(Node timeline) {
  Node following = child(timeline, "S");
  while (const Node node = following) {
    following = next(node);
    Entry entry;
    if (!read_node(node, entry) || !add_entry(entry, ticks_of(attribute(following, "t")))) return false;
  }
  return true;
}

Result<std::vector<Span>> Reader::read(Node timeline) {
  const auto entries = document_.entries_of(timeline);
  if (entries.empty() ? read_nodes(timeline) : read_plain(entries)) return std::move(spans_);
  return std::unexpected(*error_);
}

}  // namespace

Result<std::vector<Span>> read_timeline(const Document& document, Node timeline, const Bounds& bounds,
                                        std::uint64_t first, Budget& budget, Warnings& warnings) {
  return Reader(document, bounds, first, budget, warnings).read(timeline);
}

Result<std::vector<Span>> fill_bounds(const Bounds& bounds, std::int64_t duration, std::uint32_t timescale,
                                      std::optional<std::uint64_t> most) {
  const auto step = static_cast<std::uint64_t>(duration);
  std::uint64_t count = most.value_or(0);
  std::uint64_t length = 0;
  if (bounds.end) {
    length = distance(bounds.begin, std::max(bounds.begin, *bounds.end));
    const bool sliver = length > step && length % step * 1000 < timescale;
    count = sliver ? length / step : divide_up(length, step);
    if (most) count = std::min(count, *most);
  }
  std::vector<Span> spans;
  if (count == 0) return spans;
  std::int64_t end = 0;
  if (count > kMostSegments || __builtin_mul_overflow(static_cast<std::int64_t>(count), duration, &end) ||
      __builtin_add_overflow(bounds.begin, end, &end)) {
    return fail(Fault::too_large, 0, "more segments than can be counted");
  }
  const bool cut = bounds.end && count * step > length;
  const auto whole = static_cast<std::uint32_t>(cut ? count - 1 : count);
  if (whole != 0) spans.push_back({.time = bounds.begin, .duration = duration, .count = whole});
  if (cut) {
    const std::int64_t start = bounds.begin + static_cast<std::int64_t>(whole) * duration;
    spans.push_back({.time = start, .duration = *bounds.end - start, .place = whole, .count = 1});
  }
  return spans;
}

}  // namespace praxino::manifest::dash
