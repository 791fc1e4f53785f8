#include "core/judge/dash/rules/events.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/types.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

/// Where the Period ends in the stream's ticks; nothing where that is unknown.
std::optional<std::uint64_t> end_of(Node stream, const Period& period) {
  const std::uint64_t timescale = to_number(attribute(stream, "timescale"), 1);
  const std::uint64_t offset = to_number(attribute(stream, "presentationTimeOffset"), 0);
  if (!period.duration || timescale == 0 || timescale > UINT32_MAX) return std::nullopt;
  const auto length = manifest::dash::to_timescale(*period.duration, static_cast<std::uint32_t>(timescale));
  std::uint64_t end = 0;
  if (!length || __builtin_add_overflow(offset, *length, &end)) return std::nullopt;
  return end;
}

void check_stream(Report& report, Node stream, const Period& period) {
  if (to_number(attribute(stream, "timescale"), 1) == 0)
    report.tell(event_rules.timescale, stream, "timescale");
  const auto end = end_of(stream, period);
  std::vector<Named> ids;
  std::uint64_t before = 0;
  for (Node event = child(stream, "Event"); event; event = next(event)) {
    const std::uint64_t time = to_number(attribute(event, "presentationTime"), 0);
    if (time < before)
      report.tell(event_rules.order, event, "presentationTime", name_of(event, "presentationTime"));
    if (end && time > *end)
      report.tell(event_rules.beyond, event, "presentationTime", name_of(event, "presentationTime"));
    before = time;
    ids.push_back({attribute(event, "id"), event});
  }
  tell_duplicates(report, event_rules.duplicate, ids, "id");
}

/// Streams of one scheme with different values are different streams.
void check_inband(Report& report, Node holder, std::vector<Named>& streams, std::vector<std::string>& names) {
  streams.clear();
  names.clear();
  for (Node stream = child(holder, "InbandEventStream"); stream; stream = next(stream)) {
    std::string name(attribute(stream, "schemeIdUri"));
    name.append(" ").append(attribute(stream, "value"));
    names.push_back(std::move(name));
    streams.push_back({{}, stream});
  }
  for (std::size_t i = 0; i < streams.size(); ++i) streams[i].name = names[i];
  tell_duplicates(report, event_rules.duplicate_inband, streams, "schemeIdUri");
}

}  // namespace

void check_events(Report& report, const Period& period) {
  for (Node stream = child(period.node, "EventStream"); stream; stream = next(stream))
    check_stream(report, stream, period);
  std::vector<Named> streams;
  std::vector<std::string> names;
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) {
    check_inband(report, set, streams, names);
    for (Node node = child(set, "Representation"); node; node = next(node))
      check_inband(report, node, streams, names);
  }
}

}  // namespace praxino::judge::dash
