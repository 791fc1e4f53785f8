#include <algorithm>
#include <limits>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/addressing.h"
#include "core/judge/dash/rules/timeline.h"
#include "core/judge/dash/types.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();

/// Goes over the S of one timeline; repeats are counted, never gone over.
class Walker {
 public:
  Walker(Report& report, const Presentation& presentation, std::uint32_t timescale,
         std::optional<std::int64_t> end)
      : report_(report), presentation_(presentation), end_(end) {
    if (presentation.longest_segment && timescale != 0)
      longest_ = manifest::dash::to_timescale(*presentation.longest_segment, timescale);
  }

  void walk(Node timeline);

 private:
  bool step(Node s);
  bool repeat(Node s, std::uint64_t duration);
  bool advance(Node s, std::uint64_t duration, std::uint64_t count);

  Report& report_;
  const Presentation& presentation_;
  std::optional<std::int64_t> end_;      // Ticks.
  std::optional<std::int64_t> longest_;  // Ticks.
  std::uint64_t next_ = 0;               // Where an S without @t begins; at most `most`.
  std::uint64_t last_duration_ = 0;      // Of the segment that ends there.
  bool begun_ = false;
  bool open_ = false;  // The S before repeats until this one begins.
  Node last_;
};

bool Walker::advance(Node s, std::uint64_t duration, std::uint64_t count) {
  std::uint64_t length = 0;
  if (__builtin_mul_overflow(duration, count, &length) || __builtin_add_overflow(next_, length, &next_) ||
      next_ > most) {
    report_.tell(timeline_rules.overflow, s);
    return false;
  }
  return true;
}

bool Walker::repeat(Node s, std::uint64_t duration) {
  const std::string_view text = text::trim(attribute(s, "r"));
  open_ = text == "-1";
  if (text.starts_with('-') && !open_ && text.find_first_not_of("0", 1) != std::string_view::npos)
    report_.tell(timeline_rules.repeat, s, "r", name_of(s, "r"));
  const Node following = next(s);
  if (open_ && following && !following.attribute("t"))
    report_.tell(timeline_rules.repeat_without_time, s, "r");
  if (open_ && !following && !end_) report_.tell(timeline_rules.open_repeat, s, "r");
  if (open_ || text.starts_with('-')) return advance(s, duration, 1);
  const std::uint64_t repeats = to_number(text.starts_with('+') ? text.substr(1) : text, 0);
  return repeats < most ? advance(s, duration, repeats + 1) : advance(s, most, 2);
}

bool Walker::step(Node s) {
  const std::string_view begin = attribute(s, "t");
  if (!begin.empty()) {
    const std::uint64_t time = to_number(begin, next_);
    if (time > most) {
      report_.tell(timeline_rules.overflow, s, "t", name_of(s, "t"));
      return false;
    }
    if (begun_ && time < next_) report_.tell(timeline_rules.overlap, s, "t", name_of(s, "t"));
    if (begun_ && time > next_ && !open_) report_.tell(timeline_rules.hole, s, "t", name_of(s, "t"));
    next_ = time;
  }
  begun_ = true;
  open_ = false;
  if (s.attribute("p")) {  // A Pattern's durations are not followed: what comes after it is not compared.
    begun_ = false;
    last_duration_ = 0;
    return true;
  }
  const std::uint64_t duration = to_number(attribute(s, "d"), 0);
  if (duration == 0) {
    report_.tell(timeline_rules.duration, s, "d");
    return true;
  }
  if (longest_ && duration > static_cast<std::uint64_t>(*longest_))
    report_.tell(addressing_rules.over_longest, s, "d", name_of(s, "d"));
  last_ = s;
  last_duration_ = duration;
  return repeat(s, duration);
}

void Walker::walk(Node timeline) {
  Node s = child(timeline, "S");
  if (!s && !presentation_.dynamic) report_.tell(timeline_rules.empty, timeline);
  for (; s; s = next(s)) {
    if (!step(s)) return;
  }
  if (last_duration_ == 0 || !end_ || open_) return;
  const auto end = static_cast<std::uint64_t>(std::max<std::int64_t>(*end_, 0));
  if (next_ > end && next_ - end > last_duration_ / 2) report_.tell(timeline_rules.beyond, last_);
}

}  // namespace

void check_timeline(Report& report, const Presentation& presentation, Node timeline, std::uint32_t timescale,
                    std::optional<std::int64_t> end) {
  Walker(report, presentation, timescale, end).walk(timeline);
}

}  // namespace praxino::judge::dash
