#include "core/judge/hls/dateranges.h"

#include <algorithm>
#include <array>

#include "core/judge/hls/dates.h"
#include "core/judge/hls/interstitials.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

/// Far beyond any real Date Range; what it says twice behind that is not compared.
constexpr std::size_t most_compared = 100'000;
/// Dates are written in milliseconds.
constexpr Micros exactness = second / 1000;

constexpr std::array table{
    Rule{"hls-daterange-start-missing", "RFC 8216bis §4.4.5.1", Severity::error,
         "a Date Range whose first tag has no START-DATE", "Add it to the first tag with that ID."},
    Rule{"hls-daterange-backwards", "RFC 8216bis §4.4.5.1", Severity::error,
         "a Date Range that ends before it starts", "Look whether START-DATE and END-DATE are right."},
    Rule{"hls-daterange-negative", "RFC 8216bis §4.4.5.1", Severity::error, "a negative duration",
         "Write 0 for an instant."},
    Rule{"hls-daterange-end-differs", "RFC 8216bis §4.4.5.1", Severity::error,
         "an END-DATE that is not START-DATE and DURATION together",
         "Correct one of them, or leave one out."},
    Rule{"hls-daterange-next-without-class", "RFC 8216bis §4.4.5.1", Severity::error,
         "END-ON-NEXT without a CLASS", "Add the CLASS whose next range ends this one."},
    Rule{"hls-daterange-next-with-end", "RFC 8216bis §4.4.5.1", Severity::error,
         "END-ON-NEXT together with DURATION or END-DATE", "Leave one of them out."},
    Rule{"hls-daterange-overlap", "RFC 8216bis §4.4.5.1", Severity::error,
         "Date Ranges that overlap in a CLASS that has END-ON-NEXT", "End one before the next starts."},
    Rule{"hls-daterange-conflict", "RFC 8216bis §4.4.5.1", Severity::error,
         "one attribute with two values in tags of one ID",
         "Tags of one ID may add attributes, never change them."},
    Rule{"hls-daterange-cue", "RFC 8216bis §4.4.5.1", Severity::error, "a CUE with both PRE and POST",
         "Write two Date Ranges."},
    Rule{"hls-daterange-without-date", "RFC 8216bis §4.4.5.1", Severity::error,
         "an EXT-X-DATERANGE in a playlist without EXT-X-PROGRAM-DATE-TIME",
         "Add a date to a segment: ranges have no place in time otherwise."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

std::optional<Micros> time_of(std::string_view text) {
  const auto date = parse_date(text);
  return date ? std::optional(date->time) : std::nullopt;
}

/// What the tags of one ID say together; the first of two values counts.
struct DateRange {
  std::string_view of;
  std::optional<Micros> start;
  std::optional<Micros> end;
  std::optional<Micros> duration;
  bool ends_on_next = false;
  std::uint64_t end_line = 0;  ///< Of the tag that said when it ends.

  void take(const Attribute& attribute, std::uint64_t line) {
    const std::string_view name = attribute.name;
    if (name == "CLASS" && of.empty()) of = attribute.value;
    if (name == "START-DATE" && !start) start = time_of(attribute.value);
    if (name == "END-ON-NEXT") ends_on_next = true;
    if (name == "END-DATE" && !end) end = time_of(attribute.value);
    if (name == "DURATION" && !duration) duration = to_micros(attribute.value);
    if (name == "END-DATE" || name == "DURATION") end_line = line;
  }
};

}  // namespace

std::span<const Rule> daterange_rules() { return table; }

void DateRanges::add(const Values& values, std::string_view list, std::uint64_t line) {
  if (first_line_ == 0) first_line_ = line;
  for (const std::string_view name : {"START-DATE", "END-DATE"}) {
    const auto date = values.text(name);
    if (date) judge_date(*date, name, line, context_);
  }
  for (const std::string_view name : {"DURATION", "PLANNED-DURATION"}) {
    if (values.seconds(name).value_or(0) < 0) context_.tell(rule("hls-daterange-negative"), line, {name});
  }
  const std::string_view cue = values.text_or("CUE");
  if (is_among(cue, "PRE", ',') && is_among(cue, "POST", ',')) context_.tell(rule("hls-daterange-cue"), line);
  if (values.has("END-ON-NEXT") && (values.has("DURATION") || values.has("END-DATE"))) {
    context_.tell(rule("hls-daterange-next-with-end"), line);
  }
  judge_class(values, line, context_);
  if (const auto id = values.text("ID")) tags_.push_back({*id, list, line});
}

void DateRanges::end() {
  // Dates may be among what a delta update leaves out.
  if (first_line_ != 0 && !context_.facts.has(Tag::program_date_time) && !context_.facts.has(Tag::skip)) {
    context_.tell(rule("hls-daterange-without-date"), first_line_);
  }
  std::stable_sort(tags_.begin(), tags_.end(), [](const Tagged& a, const Tagged& b) { return a.id < b.id; });
  for (std::size_t first = 0; first < tags_.size();) {
    std::size_t next = first + 1;
    while (next < tags_.size() && tags_[next].id == tags_[first].id) ++next;
    judge_one(first, next - first);
    if (next - first > 1) judge_conflicts(first, next - first);
    first = next;
  }
  judge_stretches();
}

void DateRanges::judge_one(std::size_t first, std::size_t count) {
  const Tagged& head = tags_[first];
  DateRange range;
  bool has_start = false;
  for (std::size_t i = first; i < first + count; ++i) {
    for (AttributeList attributes(tags_[i].list); attributes.next();) {
      range.take(attributes.attribute(), tags_[i].line);
      if (attributes.attribute().name == "START-DATE") has_start = has_start || i == first;
    }
  }
  // The tags of a delta update may add to ranges that it leaves out.
  const bool is_whole = !context_.facts.has(Tag::skip);
  if (!has_start && is_whole) context_.tell(rule("hls-daterange-start-missing"), head.line, {head.id});
  if (is_whole) judge_first_of_class(head.list, head.line, context_);
  if (range.ends_on_next && range.of.empty()) {
    context_.tell(rule("hls-daterange-next-without-class"), head.line, {head.id});
  }
  if (!range.start) return;
  if (range.end && *range.end < *range.start) {
    context_.tell(rule("hls-daterange-backwards"), range.end_line, {head.id});
  } else if (range.end && range.duration) {
    const Micros off = *range.end - sum(*range.start, *range.duration);
    if (off < -exactness || off > exactness) {
      context_.tell(rule("hls-daterange-end-differs"), range.end_line, {head.id});
    }
  }
  if (range.of.empty()) return;
  const Micros end = range.end ? *range.end : sum(*range.start, range.duration.value_or(0));
  stretches_.push_back({range.of, *range.start, end, head.line, range.ends_on_next});
}

void DateRanges::judge_conflicts(std::size_t first, std::size_t count) {
  struct Said {
    Attribute attribute;
    std::uint64_t line = 0;
  };
  std::vector<Said> said;
  for (std::size_t i = first; i < first + count && said.size() < most_compared; ++i) {
    for (AttributeList attributes(tags_[i].list); attributes.next() && said.size() < most_compared;) {
      said.push_back({attributes.attribute(), tags_[i].line});
    }
  }
  std::stable_sort(said.begin(), said.end(),
                   [](const Said& a, const Said& b) { return a.attribute.name < b.attribute.name; });
  for (std::size_t i = 1, head = 0; i < said.size(); ++i) {
    const Attribute& before = said[head].attribute;
    const Attribute& now = said[i].attribute;
    if (now.name != before.name || now.slip != Slip::none) {
      head = i;
    } else if ((now.value != before.value || now.quoted != before.quoted) &&
               said[i].line != said[head].line) {
      context_.tell(rule("hls-daterange-conflict"), said[i].line, {tags_[first].id, ": ", now.name});
    }
  }
}

void DateRanges::judge_stretches() {
  std::sort(stretches_.begin(), stretches_.end(), [](const Stretch& a, const Stretch& b) {
    if (a.of != b.of) return a.of < b.of;
    return a.begin != b.begin ? a.begin < b.begin : a.line < b.line;
  });
  for (std::size_t first = 0; first < stretches_.size();) {
    std::size_t next = first;
    bool is_exclusive = false;
    for (; next < stretches_.size() && stretches_[next].of == stretches_[first].of; ++next) {
      is_exclusive = is_exclusive || stretches_[next].ends_on_next;
    }
    Micros end = stretches_[first].end;
    for (std::size_t i = first + 1; i < next && is_exclusive; ++i) {
      if (stretches_[i].begin < end) {
        context_.tell(rule("hls-daterange-overlap"), stretches_[i].line, {stretches_[i].of});
      }
      end = std::max(end, stretches_[i].end);
    }
    first = next;
  }
}

}  // namespace praxino::judge::hls
