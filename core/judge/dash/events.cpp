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

/// Tells streams that stand twice in a holder: those of one scheme with different values are different ones.
void check_duplicates(Report& report, const Rule& rule, Node holder, const char* element) {
  std::vector<std::string> names;
  std::vector<Named> streams;
  for (Node stream = child(holder, element); stream; stream = next(stream)) {
    names.push_back(
        std::string(attribute(stream, "schemeIdUri")).append(" ").append(attribute(stream, "value")));
    streams.push_back({{}, stream});
  }
  for (std::size_t i = 0; i < streams.size(); ++i) streams[i].name = names[i];
  tell_duplicates(report, rule, streams, "schemeIdUri");
}

}  // namespace

void check_events(Report& report, const Period& period) {
  for (Node stream = child(period.node, "EventStream"); stream; stream = next(stream))
    check_stream(report, stream, period);
  check_duplicates(report, event_rules.duplicate_stream, period.node, "EventStream");
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) {
    check_duplicates(report, event_rules.duplicate_inband, set, "InbandEventStream");
    for (Node node = child(set, "Representation"); node; node = next(node))
      check_duplicates(report, event_rules.duplicate_inband, node, "InbandEventStream");
  }
}

}  // namespace praxino::judge::dash
