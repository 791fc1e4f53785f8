#include "core/manifest/dash/timeline.h"

#include <algorithm>
#include <limits>

#include "core/base/text.h"
#include "core/manifest/dash/entry.h"

namespace praxino::manifest::dash {
namespace {

constexpr std::int64_t kMostTicks = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kMostSegments = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostRuns = 1'000'000;

std::optional<std::int64_t> ticks_of(std::string_view text) {
  auto value = text::to_uint(text);
  if (!value) value = text::to_uint(text::trim(text));
  if (!value || *value > static_cast<std::uint64_t>(kMostTicks)) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::uint64_t divide_up(std::uint64_t a, std::uint64_t b) { return a / b + (a % b == 0 ? 0 : 1); }

/// b - a for a <= b, which may be more than 63 bits.
std::uint64_t distance(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

/// The S elements of a SegmentTimeline, out of its text: there may be very many, and a tree of them takes
/// sixteen times as much. What is not plain was found to be well formed by whoever made the tree.
class Entries {
 public:
  /// `at`: behind the SegmentTimeline's tag.
  Entries(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  /// False at the end.
  bool next(Entry& entry) {
    at_ = behind_space(text_, at_);
    if (depth_ == 0 && take_plain(text_, at_, entry)) return true;
    while ((at_ = next_tag(text_, at_)) < text_.size()) {
      if (text_.substr(at_).starts_with("</")) {
        if (depth_-- == 0) return false;
        ++at_;
      } else if (read_tag(entry)) {
        return true;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] char letter() const { return at_ < text_.size() ? text_[at_] : '>'; }
  [[nodiscard]] std::string_view word(std::string_view ends) {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(ends, begin), text_.size());
    return text_.substr(begin, at_ - begin);
  }

  /// Whether it is an S.
  bool read_tag(Entry& entry) {
    entry = {.at = at_++};
    std::string_view name = word(" \t\r\n/>");
    name.remove_prefix(name.rfind(':') + 1);
    const bool counts = depth_ == 0 && name == "S";
    for (;;) {
      at_ = behind_space(text_, at_);
      if (letter() == '>' || letter() == '/') break;
      const std::string_view key = text::trim(word("="));
      at_ = std::min(text_.find_first_of("\"'", at_), text_.size() - 1);
      const std::string_view quote = text_.substr(at_++, 1);
      const std::string_view value = word(quote);
      ++at_;
      std::string_view* const field = entry.attribute(key);
      if (field != nullptr && field->data() == nullptr) *field = value;
    }
    if (letter() == '>') ++depth_;
    return counts;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t depth_ = 0;
};

class Reader {
 public:
  Reader(const Document& document, std::size_t content, const Bounds& bounds, std::uint64_t first,
         Warnings& warnings)
      : document_(document),
        entries_(document.text(), content),
        bounds_(bounds),
        first_(first),
        warnings_(warnings) {}

  Result<std::vector<Span>> read(Budget& budget);

 private:
  bool read_entry(const Entry& entry);
  void read_number(const Entry& entry);
  std::optional<std::uint64_t> count_of(const Entry& entry, std::int64_t time, std::int64_t duration);
  void add(Span span, std::uint64_t count);
  bool refuse(const Entry& entry, Fault fault, const char* what) {
    error_ = Error{fault, document_.line_at(entry.at), what};
    return false;
  }
  void warn(const Entry& entry, const char* what) { document_.warn(warnings_, entry.at, what); }

  const Document& document_;
  Entries entries_;
  const Bounds& bounds_;
  std::uint64_t first_;
  Warnings& warnings_;
  std::optional<Error> error_;
  std::vector<Span> spans_;
  std::int64_t next_ = 0;   // Where an S without @t begins.
  std::int64_t least_ = 0;  // Where the S before began.
  std::uint64_t place_ = 0;
};

/// How many segments an S stands for: @r + 1; with a negative @r those until the next S@t or the Period's
/// end.
std::optional<std::uint64_t> Reader::count_of(const Entry& entry, std::int64_t time, std::int64_t duration) {
  const std::string_view text = text::trim(entry.r);
  if (text.empty()) return 1;
  if (text.starts_with('-')) {
    Entry after;
    const auto following = Entries(entries_).next(after) ? ticks_of(after.t) : std::nullopt;
    const auto until = following ? following : bounds_.end;
    if (until && *until > time)
      return divide_up(distance(time, *until), static_cast<std::uint64_t>(duration));
    warn(entry, "an open S@r with no end to repeat to counts once");
    return 1;
  }
  const auto repeats = text::to_uint(text);
  if (!repeats || *repeats == std::numeric_limits<std::uint64_t>::max()) return std::nullopt;
  return *repeats + 1;
}

/// @n: segments before this one may be missing, and their numbers with them.
void Reader::read_number(const Entry& entry) {
  if (entry.n.empty()) return;
  const auto number = text::to_uint(text::trim(entry.n));
  if (!number || *number > kHighestNumber || *number < first_ || *number - first_ < place_)
    return warn(entry, "an S@n that goes back is ignored");
  place_ = *number - first_;
}

bool Reader::read_entry(const Entry& entry) {
  const auto duration = ticks_of(entry.d);
  if (!duration || *duration == 0) {
    warn(entry, "an S without a duration is ignored");
    return true;
  }
  std::int64_t time = next_;
  if (!entry.t.empty()) {
    const auto own = ticks_of(entry.t);
    if (!own) warn(entry, "a malformed S@t counts as absent");
    time = own.value_or(time);
    if (time < next_) warn(entry, "an S begins before the one before ends");
  }
  if (time < least_) {
    warn(entry, "an S that begins before the one before is ignored");
    return true;
  }
  read_number(entry);
  const auto count = count_of(entry, time, *duration);
  if (!count) return refuse(entry, Fault::malformed, "S@r is not a number");

  std::int64_t length = *duration;
  // Of one alone it is known.
  if ((*count != 1 && (*count > static_cast<std::uint64_t>(kMostTicks) ||
                       __builtin_mul_overflow(static_cast<std::int64_t>(*count), *duration, &length))) ||
      __builtin_add_overflow(time, length, &next_)) {
    return refuse(entry, Fault::too_large, "a SegmentTimeline that lasts longer than can be counted");
  }
  least_ = time;
  // A part of a sequence lasts a tick at least.
  const std::uint32_t parts = text::to_uint32(entry.k).value_or(1);
  const bool whole = parts == 0 || parts > *duration;
  add({.time = time, .duration = *duration, .place = place_, .parts = whole ? 1 : parts}, *count);
  // At most 2^63 ticks in all, each segment at least one, and @n at most 2^62: no overflow.
  place_ += *count;
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

Result<std::vector<Span>> Reader::read(Budget& budget) {
  for (Entry entry; entries_.next(entry);) {
    if (!budget.take(1))
      return fail(Fault::too_large, document_.line_at(entry.at), "too many segments in the MPD");
    if (!read_entry(entry)) return std::unexpected(*error_);
  }
  return std::move(spans_);
}

}  // namespace

Result<std::vector<Span>> read_timeline(const Document& document, Node timeline, const Bounds& bounds,
                                        std::uint64_t first, Budget& budget, Warnings& warnings) {
  const auto content = document.content_of(timeline);
  if (!content) return std::vector<Span>();
  return Reader(document, *content, bounds, first, warnings).read(budget);
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
