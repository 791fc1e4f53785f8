#include <array>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/presentation.h"
#include "core/judge/dash/types.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

constexpr std::string_view mpeg_profile = "urn:mpeg:dash:profile:";
constexpr std::array<std::string_view, 15> mpeg_profiles{
    "full:2011",
    "isoff-on-demand:2011",
    "isoff-live:2011",
    "isoff-main:2011",
    "mp2t-main:2011",
    "mp2t-simple:2011",
    "isoff-ext-live:2014",
    "isoff-ext-on-demand:2014",
    "isoff-common:2014",
    "isoff-broadcast:2015",
    "webm-on-demand:2012",
    "cmaf:2019",
    "cmaf-extended:2019",
    "list:2024",
    "advanced-linear:2025",
};

/// What of the standard's profiles is named. A list of several is what each of them may take its part of, so
/// that only a single one binds the whole.
void check_profiles(Report& report, Presentation& out) {
  std::string_view list = attribute(out.node, "profiles");
  std::size_t count = 0;
  bool on_demand = false;
  bool live = false;
  while (!list.empty()) {
    std::string_view profile = text::trim(text::take(list, ','));
    if (!profile.starts_with(mpeg_profile)) continue;
    profile.remove_prefix(mpeg_profile.size());
    bool known = false;
    for (const std::string_view name : mpeg_profiles) known = known || name == profile;
    if (!known) report.tell(presentation_rules.unknown_profile, out.node, "profiles", quote(profile));
    on_demand = on_demand || profile == "isoff-on-demand:2011";
    live = live || profile == "isoff-live:2011";
    ++count;
  }
  out.on_demand = on_demand && count == 1;
  out.live = live && count == 1;
  if (out.on_demand && out.dynamic) report.tell(presentation_rules.on_demand_dynamic, out.node, "profiles");
}

void check_static(Report& report, Node mpd) {
  if (mpd.attribute("minimumUpdatePeriod"))
    report.tell(presentation_rules.update_of_static, mpd, "minimumUpdatePeriod");
  for (const char* name : {"timeShiftBufferDepth", "suggestedPresentationDelay"}) {
    if (mpd.attribute(name)) report.tell(presentation_rules.live_of_static, mpd, name, name_of(mpd, name));
  }
  Node last;
  for (Node period = child(mpd, "Period"); period; period = next(period)) last = period;
  const bool list = attribute(mpd, "type") == "list";
  if (!list && !duration_of(mpd, "mediaPresentationDuration") && !duration_of(last, "duration"))
    report.tell(presentation_rules.static_duration, mpd);
}

void check_dynamic(Report& report, Node mpd) {
  const auto start = to_time(attribute(mpd, "availabilityStartTime"));
  const auto end = to_time(attribute(mpd, "availabilityEndTime"));
  if (!mpd.attribute("availabilityStartTime")) report.tell(presentation_rules.availability_start, mpd);
  if (!mpd.attribute("publishTime")) report.tell(presentation_rules.publish_time, mpd);
  if (start && end && *end < *start)
    report.tell(presentation_rules.availability_end, mpd, "availabilityEndTime",
                name_of(mpd, "availabilityEndTime"));

  bool ends = mpd.attribute("mediaPresentationDuration") || mpd.attribute("minimumUpdatePeriod");
  for (Node period = child(mpd, "Period"); period; period = next(period)) {
    ends = ends || (!next(period) && period.attribute("duration"));
    if (!period.attribute("id")) report.tell(presentation_rules.period_id, period);
  }
  if (!ends) report.tell(presentation_rules.dynamic_end, mpd);

  const auto depth = duration_of(mpd, "timeShiftBufferDepth");
  const auto delay = duration_of(mpd, "suggestedPresentationDelay");
  if (depth && delay && *delay > *depth)
    report.tell(presentation_rules.delay, mpd, "suggestedPresentationDelay",
                name_of(mpd, "suggestedPresentationDelay"));
  if (!child(mpd, "UTCTiming")) report.tell(presentation_rules.clock, mpd);
}

}  // namespace

std::optional<std::int64_t> duration_of(Node node, const char* name) {
  const std::string_view value = attribute(node, name);
  return fits(Type::duration, value) ? manifest::dash::parse_duration(value) : std::nullopt;
}

void check_presentation(Report& report, Node mpd) {
  Presentation presentation;
  presentation.node = mpd;
  presentation.dynamic = attribute(mpd, "type") == "dynamic";
  presentation.duration = duration_of(mpd, "mediaPresentationDuration");
  presentation.longest_segment = duration_of(mpd, "maxSegmentDuration");
  for (Node node = child(mpd, "InitializationSet"); node; node = next(node))
    presentation.initialization_sets.add(attribute(node, "id"));
  for (Node node = child(mpd, "ContentProtection"); node; node = next(node))
    presentation.protections.add(attribute(node, "refId"));
  presentation.initialization_sets.sort();
  presentation.protections.sort();
  check_profiles(report, presentation);
  if (presentation.dynamic) {
    check_dynamic(report, mpd);
  } else {
    check_static(report, mpd);
  }
  check_descriptors(report, mpd);
  check_service(report, presentation);

  std::vector<Period> periods;
  place_periods(report, presentation, periods);
  for (const Period& period : periods) {
    check_descriptors(report, period.node);
    check_sets(report, presentation, period);
    check_addressing(report, presentation, period);
    check_references(report, period);
    check_protection(report, presentation, period);
    check_events(report, period);
  }
}

}  // namespace praxino::judge::dash
