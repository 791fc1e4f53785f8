#include "core/judge/hls/parts.h"

#include <array>

#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

/// By how much a segment and its parts together may differ before it is told: rounding, many times over.
constexpr Micros slack = second / 10;

constexpr std::array table{
    Rule{"hls-part-without-part-inf", "RFC 8216bis §4.4.3.7", Severity::error,
         "an EXT-X-PART in a playlist without EXT-X-PART-INF", "Add it, with PART-TARGET."},
    Rule{"hls-part-over-target", "RFC 8216bis §4.4.4.9", Severity::error,
         "a part longer than the Part Target Duration", "Raise PART-TARGET, or cut the part shorter."},
    Rule{"hls-part-short", "RFC 8216bis §4.4.4.9", Severity::error,
         "a part shorter than 85% of the Part Target Duration",
         "Only the last part of a segment, independent parts and those at gaps may be shorter."},
    Rule{"hls-part-range-no-previous", "RFC 8216bis §4.4.4.9", Severity::error,
         "a part's byte range without an offset whose part before is no range of the same resource",
         "Write the offset of a segment's first part."},
    Rule{"hls-part-tag-late", "RFC 8216bis §4.4.4.9", Severity::error,
         "a segment's tag behind its first part, which it applies to as well",
         "Write EXT-X-DISCONTINUITY, EXT-X-KEY, EXT-X-MAP and EXT-X-PROGRAM-DATE-TIME above the first part."},
    Rule{"hls-part-i-frames", "RFC 8216bis §4.4.4.9", Severity::warning,
         "an EXT-X-PART in an I-frame playlist", "Leave parts out there."},
    Rule{"hls-parts-sum", "RFC 8216bis §3.2", Severity::warning,
         "a segment that does not last as long as its parts together",
         "Parts hold the same samples as their segment: look for one that is missing or wrong."},
    Rule{"hls-part-old", "RFC 8216bis §6.2.2", Severity::warning,
         "parts farther than three Target Durations from the end",
         "Remove them: nobody plays them, and each reload carries them."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

}  // namespace

std::span<const Rule> part_rules() { return table; }

void Parts::before(const TagRead& tag) {
  const Tag kind = tag.info.tag;
  if (count_ != 0 && (kind == Tag::discontinuity || kind == Tag::key || kind == Tag::map ||
                      kind == Tag::program_date_time)) {
    context_.tell(rule("hls-part-tag-late"), tag.line, {tag.info.name});
  }
}

void Parts::part(const Values& values, std::uint64_t line, Micros begin) {
  if (first_line_ == 0) {
    if (!context_.facts.has(Tag::part_inf)) context_.tell(rule("hls-part-without-part-inf"), line);
    if (context_.facts.has(Tag::i_frames_only)) context_.tell(rule("hls-part-i-frames"), line);
  }
  const bool is_gap = values.is("GAP", "YES");
  if (short_line_ != 0 && !is_gap) context_.tell(rule("hls-part-short"), short_line_);
  short_line_ = 0;
  judge_range(values, line);
  const auto duration = values.seconds("DURATION");
  if (duration) judge_duration(*duration, is_gap || values.is("INDEPENDENT", "YES"), line);
  is_known_ = is_known_ && duration;
  duration_ = sum(duration_, duration.value_or(0));
  ++count_;
  if (first_line_ == 0) {
    first_line_ = line;
    first_end_ = sum(begin, duration_);
  }
}

void Parts::judge_duration(Micros duration, bool is_free, std::uint64_t line) {
  const auto target = context_.facts.part_target;
  if (!target) return;
  if (duration > *target) context_.tell(rule("hls-part-over-target"), line);
  // Whether it is the last one of its segment shows later.
  if (!is_free && duration < *target - *target * 15 / 100) short_line_ = line;
}

void Parts::judge_range(const Values& values, std::uint64_t line) {
  const std::string_view uri = values.text_or("URI");
  const auto range = values.text("BYTERANGE");
  if (range && !parse_range(*range)->offset && (ranged_uri_.empty() || ranged_uri_ != uri)) {
    context_.tell(rule("hls-part-range-no-previous"), line, {uri});
  }
  ranged_uri_ = range ? uri : std::string_view{};
}

void Parts::segment(const std::optional<Micros>& duration, std::uint64_t line) {
  if (count_ != 0 && duration && is_known_) {
    const Micros missing = *duration - duration_;
    if (missing < -slack || (missing > slack && !first_segment_)) context_.tell(rule("hls-parts-sum"), line);
    first_segment_ = false;
  }
  count_ = 0;
  duration_ = 0;
  is_known_ = true;
  short_line_ = 0;
  ranged_uri_ = {};
}

void Parts::end(Micros end) const {
  const auto target = context_.facts.target;
  if (first_line_ == 0 || !target) return;
  if (sum(end, duration_) - first_end_ > *target * 3) context_.tell(rule("hls-part-old"), first_line_);
}

}  // namespace praxino::judge::hls
