#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/presentation.h"
#include "core/judge/dash/structure.h"

namespace praxino::judge::dash {
namespace {

/// What sums of written times may differ by: packagers round to milliseconds.
constexpr std::int64_t tolerance = 1'000;
constexpr std::int64_t tolerated_end = 1'000'000;

/// Nothing where it does not fit: such a time is none that a Period could have.
std::optional<std::int64_t> sum(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  std::int64_t out = 0;
  if (!a || !b || __builtin_add_overflow(*a, *b, &out)) return std::nullopt;
  return out;
}

/// The Period's start, with the Period before it, as §5.3.2.1 has it.
std::optional<std::int64_t> start_of(Report& report, const Presentation& presentation, Node node,
                                     const Period* before) {
  const auto own = duration_of(node, "start");
  if (before == nullptr) {
    if (own && *own != 0 && !presentation.dynamic)
      report.tell(presentation_rules.first_start, node, "start", name_of(node, "start"));
    if (!own && presentation.dynamic) report.tell(presentation_rules.early_period, node);
    return own || presentation.dynamic ? own : std::optional<std::int64_t>(0);
  }
  const auto end = sum(before->start, before->duration);
  const bool remote = static_cast<bool>(foreign_attribute(before->node, "href"));
  if (!own && !end && !remote) {
    const bool early = presentation.dynamic && !node.attribute("start");
    report.tell(early ? presentation_rules.early_period : presentation_rules.unknown_start, node);
  }
  if (!own) return end;
  if (before->start && *own < *before->start) {
    report.tell(presentation_rules.period_order, node, "start", name_of(node, "start"));
  } else if (end && *own < *end - tolerance) {
    report.tell(presentation_rules.period_overlap, node, "start", name_of(node, "start"));
  } else if (end && *own > *end + tolerance) {
    report.tell(presentation_rules.period_gap, node, "start", name_of(node, "start"));
  }
  return own;
}

void check_end(Report& report, const Presentation& presentation, Period& last) {
  if (!last.duration) {
    if (presentation.duration && last.start && *presentation.duration >= *last.start)
      last.duration = *presentation.duration - *last.start;
    return;
  }
  const auto end = sum(last.start, last.duration);
  if (!end || !presentation.duration) return;
  const std::int64_t off = *end - *presentation.duration;
  if (off > tolerated_end || off < -tolerated_end)
    report.tell(presentation_rules.presentation_end, presentation.node, "mediaPresentationDuration",
                name_of(presentation.node, "mediaPresentationDuration"));
}

/// A Period may be without sets where it lasts no time, or where they are to be had elsewhere or later.
bool may_be_empty(const Presentation& presentation, const Period& period) {
  return presentation.dynamic || period.duration == 0 || foreign_attribute(period.node, "href") ||
         child(period.node, "ImportedMPD") || child(period.node, "EmptyAdaptationSet");
}

}  // namespace

void place_periods(Report& report, const Presentation& presentation, std::vector<Period>& periods) {
  std::vector<Named> ids;
  for (Node node = child(presentation.node, "Period"); node; node = next(node)) {
    const Period* before = periods.empty() ? nullptr : &periods.back();
    const auto start = start_of(report, presentation, node, before);
    // A Period without a duration ends where the next one begins.
    if (before != nullptr && !before->duration && before->start && start && *start >= *before->start)
      periods.back().duration = *start - *before->start;
    periods.push_back({node, start, duration_of(node, "duration")});
    ids.push_back({attribute(node, "id"), node});
    if (!child(node, "AdaptationSet") && !may_be_empty(presentation, periods.back()))
      report.tell(presentation_rules.empty_period, node);
  }
  if (!periods.empty()) check_end(report, presentation, periods.back());
  tell_duplicates(report, presentation_rules.duplicate_period, ids, "id");
}

}  // namespace praxino::judge::dash
