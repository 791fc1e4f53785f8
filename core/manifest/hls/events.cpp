#include "core/manifest/hls/events.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/date.h"
#include "core/base/sort.h"
#include "core/base/text.h"
#include "core/manifest/event_order.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::DatePoint;
using media::TimedEvent;

/// A decimal number of seconds that is none below zero.
std::optional<Seconds> length_of(std::string_view text) {
  const auto ticks = text::to_ticks(text, 6);
  return ticks && *ticks >= 0 ? std::optional(seconds_of(*ticks)) : std::nullopt;
}

const std::string* find(const TimedEvent& event, std::string_view name) {
  const auto found = std::ranges::find(event.attributes, name, &media::Attribute::name);
  return found == event.attributes.end() ? nullptr : &found->value;
}

Seconds place_of(std::int64_t date, std::span<const DatePoint> dates) {
  const auto next = std::ranges::upper_bound(dates, date, {}, &DatePoint::date);
  const DatePoint& point = next == dates.begin() ? dates.front() : *std::prev(next);
  return point.at + seconds_of(date - point.date);
}

}  // namespace

void EventReader::read_date_range(std::string_view attributes, std::uint64_t line, Warnings& warnings) {
  if (ranges_.size() == most) return warnings.add(line, "more than ten thousand date ranges");
  DateRange range;
  range.line = line;
  range.event.attributes = said_of({"", attributes}).attributes;
  if (const std::string* id = find(range.event, "ID")) range.event.id = *id;
  if (range.event.id.empty()) return warnings.add(line, "EXT-X-DATERANGE without an ID is ignored");
  ranges_.push_back(std::move(range));
}

void EventReader::cue_out(std::string_view value, Seconds at) {
  if (out_ || cues_.size() == most) return;
  out_ = true;
  TimedEvent event;
  event.scheme = "EXT-X-CUE-OUT";
  event.start = at;
  media::Said said = said_of({"", value});
  event.attributes = std::move(said.attributes);
  for (const media::Attribute& one : event.attributes) {
    if (text::equal_ignoring_case(one.name, "DURATION")) event.duration = length_of(one.value);
  }
  if (event.attributes.empty() && !said.text.empty()) {
    event.duration = length_of(text::trim(said.text));
    event.message = std::move(said.text);
  }
  cues_.push_back(std::move(event));
}

void EventReader::cue_in(Seconds at) {
  if (!std::exchange(out_, false)) return;
  cues_.back().duration = at - cues_.back().start;
}

std::vector<TimedEvent> EventReader::finish(std::span<const DatePoint> dates, Warnings& warnings) {
  std::vector<TimedEvent> out = std::move(cues_);
  sort(ranges_, [](const DateRange& a, const DateRange& b) {
    return std::pair(std::string_view(a.event.id), a.line) < std::pair(std::string_view(b.event.id), b.line);
  });
  // What a later tag of an ID says is added to what an earlier one does.
  std::vector<DateRange> whole;
  for (DateRange& range : ranges_) {
    if (whole.empty() || whole.back().event.id != range.event.id) {
      whole.push_back(std::move(range));
      continue;
    }
    TimedEvent& event = whole.back().event;
    for (media::Attribute& attribute : range.event.attributes)
      if (event.attributes.size() < most_attributes && !find(event, attribute.name))
        event.attributes.push_back(std::move(attribute));
  }
  ranges_.clear();
  for (DateRange& range : whole) {
    TimedEvent& event = range.event;
    const std::string* start = find(event, "START-DATE");
    const auto date = start ? parse_date_time(*start) : std::nullopt;
    if (!date) {
      warnings.add(range.line, "EXT-X-DATERANGE without a START-DATE is ignored");
      continue;
    }
    if (dates.empty()) {
      warnings.add(range.line, "EXT-X-DATERANGE is ignored where no EXT-X-PROGRAM-DATE-TIME is");
      continue;
    }
    range.date = *date;
    event.start = place_of(*date, dates);
    if (const std::string* scheme = find(event, "CLASS")) event.scheme = *scheme;
    if (const std::string* end = find(event, "END-DATE")) {
      const auto ends = parse_date_time(*end);
      if (ends && *ends >= *date) event.duration = seconds_of(*ends - *date);
    }
    if (const std::string* length = find(event, "DURATION"); length && !event.duration)
      event.duration = length_of(*length);
    const std::string* on_next = find(event, "END-ON-NEXT");
    range.ends_on_next = on_next && *on_next == "YES" && !event.duration;
    ranges_.push_back(std::move(range));
  }
  sort(ranges_, [](const DateRange& a, const DateRange& b) {
    return std::pair(std::string_view(a.event.scheme), a.date) <
           std::pair(std::string_view(b.event.scheme), b.date);
  });
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    DateRange& range = ranges_[i];
    if (range.ends_on_next && i + 1 < ranges_.size() && ranges_[i + 1].event.scheme == range.event.scheme)
      range.event.duration = seconds_of(ranges_[i + 1].date - range.date);
  }
  for (DateRange& range : ranges_) out.push_back(std::move(range.event));
  sort_by_start(out);
  return out;
}

}  // namespace praxino::manifest::hls
