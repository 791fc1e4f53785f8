#include "core/judge/dash/rules/service.h"

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/types.h"
#include "core/manifest/dash/xml.h"

namespace praxino::judge::dash {
namespace {

class Checker {
 public:
  Checker(Report& report, Node mpd) : report_(report), mpd_(mpd) {}

  void check();

 private:
  void gather();
  void gather_holder(Node holder);
  void check_producer_time(Node node);
  void check_description(Node description);
  void check_range(Node node);

  Report& report_;
  Node mpd_;
  Names locations_;  // Of BaseURLs and Locations.
  Names times_;      // Of ProducerReferenceTimes.
};

void Checker::check_producer_time(Node node) {
  times_.add(attribute(node, "id"));
  if (attribute(node, "type") == "application" && !node.attribute("applicationScheme"))
    report_.tell(service_rules.application_time, node, "type");
  // NTP's own form is a number of 64 bits.
  const bool ntp = attribute(child(node, "UTCTiming"), "schemeIdUri").find("ntp") != std::string_view::npos;
  if (node.attribute("wallClockTime") && !ntp && !to_time(attribute(node, "wallClockTime")))
    report_.tell(service_rules.wall_clock, node, "wallClockTime", name_of(node, "wallClockTime"));
  check_descriptors(report_, node);
}

void Checker::gather_holder(Node holder) {
  for (Node node = holder.first_child(); node; node = node.next_sibling()) {
    const std::string_view name = manifest::dash::local_name(node);
    if (name == "BaseURL" || name == "Location") locations_.add(attribute(node, "serviceLocation"));
    if (name == "ProducerReferenceTime") check_producer_time(node);
  }
}

void Checker::gather() {
  gather_holder(mpd_);
  for (Node period = child(mpd_, "Period"); period; period = next(period)) {
    gather_holder(period);
    for (Node set = child(period, "AdaptationSet"); set; set = next(set)) {
      gather_holder(set);
      for (Node node = child(set, "Representation"); node; node = next(node)) gather_holder(node);
    }
  }
  locations_.sort();
  times_.sort();
}

void Checker::check_range(Node node) {
  constexpr std::uint64_t most = UINT64_MAX;
  const std::uint64_t least = to_number(attribute(node, "min"), 0);
  const std::uint64_t last = to_number(attribute(node, "max"), most);
  const std::uint64_t target = to_number(attribute(node, "target"), least);
  if (least > last || target < least || target > last)
    report_.tell(service_rules.range, node,
                 name_of(node, "min") + ", " + name_of(node, "target") + ", " + name_of(node, "max"));
}

void Checker::check_description(Node description) {
  for (Node node = description.first_child(); node; node = node.next_sibling()) {
    const std::string_view name = manifest::dash::local_name(node);
    if (name == "Latency") {
      check_range(node);
      const std::string_view reference = attribute(node, "referenceId");
      if (!reference.empty() && !times_.has(reference))
        report_.tell(service_rules.latency_reference, node, "referenceId", quote(reference));
    } else if (name == "OperatingQuality" || name == "OperatingBandwidth") {
      check_range(node);
    } else if (name == "PlaybackRate") {
      if (to_real(attribute(node, "min")).value_or(1) > 1 || to_real(attribute(node, "max")).value_or(1) < 1)
        report_.tell(service_rules.playback_rate, node, name_of(node, "min") + ", " + name_of(node, "max"));
    } else if (name == "ContentSteering") {
      std::string_view list = attribute(node, "defaultServiceLocation");
      for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
        if (!locations_.has(word))
          report_.tell(service_rules.steering_location, node, "defaultServiceLocation", quote(word));
      }
    }
  }
}

void Checker::check() {
  gather();
  for (Node node = child(mpd_, "ServiceDescription"); node; node = next(node)) check_description(node);
  for (Node period = child(mpd_, "Period"); period; period = next(period)) {
    for (Node node = child(period, "ServiceDescription"); node; node = next(node)) check_description(node);
  }
}

}  // namespace

void check_service(Report& report, const Presentation& presentation) {
  Checker(report, presentation.node).check();
  const Node patch = child(presentation.node, "PatchLocation");
  if (!patch) return;
  if (!presentation.dynamic) report.tell(service_rules.patch_of_static, patch);
  if (!presentation.node.attribute("id")) report.tell(service_rules.patch_id, patch);
}

}  // namespace praxino::judge::dash
