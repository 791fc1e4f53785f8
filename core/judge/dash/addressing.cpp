#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/addressing.h"
#include "core/judge/dash/rules/presentation.h"
#include "core/judge/dash/structure.h"
#include "core/judge/dash/types.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

enum class Kind : std::uint8_t { base, list, template_ };
constexpr std::array<const char*, 3> names{"SegmentBase", "SegmentList", "SegmentTemplate"};

/// What elements of one kind tell, those of the levels above inherited from.
struct Told {
  Node node;  ///< The nearest element; null where no level has one.
  std::uint32_t timescale = 1;
  std::uint64_t offset = 0;  ///< presentationTimeOffset.
  std::uint64_t start_number = 1;
  std::optional<std::uint64_t> end_number;
  std::optional<std::uint64_t> duration;
  Node timeline;
  std::optional<std::uint64_t> segments;  ///< Of the timeline; nothing where it does not say how many.
  Node urls;                              ///< The first SegmentURL.
  Node media;                             ///< The element that has @media.
  Identifiers identifiers;
  bool index = false;
  bool initialization = false;
  bool remote = false;
  bool failover = false;  ///< A SegmentBase for its FailoverContent alone.
  bool single = true;     ///< One segment only.
};
using Level = std::array<Told, 3>;

std::optional<std::uint64_t> number_of(Node node, const char* name) {
  const std::string_view value = attribute(node, name);
  return value.empty() ? std::nullopt : text::to_uint(text::trim(value));
}

/// Nothing where repeats are open, or of a Pattern, or more than can be counted.
std::optional<std::uint64_t> count_segments(Node timeline) {
  std::uint64_t segments = 0;
  for (Node s = child(timeline, "S"); s; s = next(s)) {
    const auto repeats = s.attribute("r") ? number_of(s, "r") : 0;
    if (!repeats || s.attribute("p") || __builtin_add_overflow(segments, *repeats, &segments) ||
        __builtin_add_overflow(segments, 1, &segments))
      return std::nullopt;
  }
  return segments;
}

class Checker {
 public:
  Checker(Report& report, const Presentation& presentation, const Period& period)
      : report_(report), presentation_(presentation), period_(period) {}

  void check();

 private:
  Level read_level(Node holder, const Level& upper);
  Told read(Kind kind, Node node, const Told& upper);
  void read_template(Node node, Told& told);
  void check_numbers(Node node, const Told& told);
  void check_list(Node node, const Told& told);
  void check_representation(Node set, const Level& level, bool addressed);
  void check_template_of(const Told& told);
  [[nodiscard]] bool has_one_segment(const Told& told) const;
  [[nodiscard]] std::optional<std::int64_t> end_of(const Told& told) const;
  /// Once for an element, however many Representations inherit it.
  void tell_once(const Rule& rule, Node node) {
    const bool inherited = node.parent() != representation_;
    if (inherited && std::ranges::find(told_, std::pair(&rule, node)) != told_.end()) return;
    if (inherited) told_.emplace_back(&rule, node);
    report_.tell(rule, node);
  }

  Report& report_;
  const Presentation& presentation_;
  const Period& period_;
  Node representation_;                             // At hand, as is its set.
  std::string_view mime_;                           // Of the set.
  std::size_t sharing_ = 0;                         // Representations of the set with the same addresses.
  std::vector<std::pair<const Rule*, Node>> told_;  // Of what the set and the Period tell.
};

/// Where the Period ends on the media's clock, in ticks.
std::optional<std::int64_t> Checker::end_of(const Told& told) const {
  if (!period_.duration || told.timescale == 0) return std::nullopt;
  auto end = manifest::dash::to_timescale(*period_.duration, told.timescale);
  if (!end || __builtin_add_overflow(*end, told.offset, &*end)) return std::nullopt;
  return end;
}

bool Checker::has_one_segment(const Told& told) const {
  if (told.timeline) return told.segments && *told.segments <= 1;
  const auto end = end_of(told);
  return !told.duration || (end && *told.duration + told.offset >= static_cast<std::uint64_t>(*end));
}

/// What the element says itself; what it inherits has been told where it stands.
void Checker::check_numbers(Node node, const Told& told) {
  const bool has_duration = static_cast<bool>(node.attribute("duration"));
  if (number_of(node, "timescale") == 0) report_.tell(addressing_rules.timescale, node, "timescale");
  if (number_of(node, "duration") == 0) report_.tell(addressing_rules.duration_zero, node, "duration");
  const bool numbered = node.attribute("startNumber") || node.attribute("endNumber");
  if (numbered && told.end_number && *told.end_number < told.start_number)
    report_.tell(addressing_rules.end_number, node, "endNumber", name_of(node, "endNumber"));
  if (node.attribute("indexRangeExact") && !told.index)
    report_.tell(addressing_rules.index_exact, node, "indexRangeExact");
  if ((has_duration || told.timeline.parent() == node) && told.duration && told.timeline)
    report_.tell(addressing_rules.two_durations, node);
  if (!has_duration || !told.duration || told.timescale == 0 || !presentation_.longest_segment) return;
  const auto longest = manifest::dash::to_timescale(*presentation_.longest_segment, told.timescale);
  if (longest && *told.duration > static_cast<std::uint64_t>(*longest))
    report_.tell(addressing_rules.over_longest, node, "duration", name_of(node, "duration"));
}

void Checker::check_list(Node node, const Told& told) {
  std::uint64_t urls = 0;
  for (Node url = child(node, "SegmentURL"); url; url = next(url)) {
    ++urls;
    if (!url.attribute("media") && !url.attribute("mediaRange"))
      report_.tell(addressing_rules.segment_url, url);
  }
  if (urls > 1 && !told.duration && !told.timeline) report_.tell(addressing_rules.no_duration, node);
  if (urls != 0 && told.segments && *told.segments != urls) report_.tell(addressing_rules.list_length, node);
}

void Checker::read_template(Node node, Told& told) {
  if (node.attribute("media")) {
    told.media = node;
    told.identifiers = check_template(report_, node, "media");
    if (told.identifiers.number && told.identifiers.time)
      report_.tell(addressing_rules.number_and_time, node, "media", name_of(node, "media"));
  }
  if (node.attribute("index")) check_template(report_, node, "index");
  for (const char* name : {"initialization", "bitstreamSwitching"}) {
    if (!node.attribute(name)) continue;
    const Identifiers identifiers = check_template(report_, node, name);
    if (identifiers.number || identifiers.time)
      report_.tell(addressing_rules.not_media, node, name, name_of(node, name));
  }
}

Told Checker::read(Kind kind, Node node, const Told& upper) {
  if (!node) return upper;
  Told told = upper;
  told.node = node;
  const auto timescale = number_of(node, "timescale");
  if (timescale && *timescale <= UINT32_MAX) told.timescale = static_cast<std::uint32_t>(*timescale);
  told.offset = number_of(node, "presentationTimeOffset").value_or(told.offset);
  told.start_number = number_of(node, "startNumber").value_or(told.start_number);
  if (const auto end = number_of(node, "endNumber")) told.end_number = end;
  if (const auto duration = number_of(node, "duration")) told.duration = duration;
  const Node timeline = child(node, "SegmentTimeline");
  if (timeline) {
    told.timeline = timeline;
    told.segments = count_segments(timeline);
  }
  told.index = told.index || node.attribute("indexRange") || child(node, "RepresentationIndex");
  told.initialization =
      told.initialization || node.attribute("initialization") || child(node, "Initialization");
  told.remote = told.remote || foreign_attribute(node, "href");
  told.failover = child(node, "FailoverContent") && !told.index;
  if (kind == Kind::template_) read_template(node, told);
  check_numbers(node, told);
  if (timeline) check_timeline(report_, presentation_, timeline, told.timescale, end_of(told));
  if (kind == Kind::list) {
    if (const Node url = child(node, "SegmentURL")) told.urls = url;
    check_list(node, told);
  }
  told.single = has_one_segment(told);
  return told;
}

Level Checker::read_level(Node holder, const Level& upper) {
  Level level;
  std::size_t count = 0;
  for (std::size_t kind = 0; kind < names.size(); ++kind) {
    const Node node = child(holder, names[kind]);
    if (node && ++count == 2)
      report_.tell(addressing_rules.two, node, "in one " + std::string(holder.name()));
    const std::size_t rival = kind == 1 ? 2 : 1;
    if (node && kind != 0 && upper[rival].node)
      report_.tell(addressing_rules.two, node, std::string(names[rival]) + " in an element around it");
    level[kind] = read(static_cast<Kind>(kind), node, upper[kind]);
  }
  return level;
}

void Checker::check_template_of(const Told& told) {
  if (!told.media) return tell_once(addressing_rules.no_media, told.node);
  const bool many = told.identifiers.number || told.identifiers.time;
  if (told.identifiers.time && !told.timeline) {
    tell_once(addressing_rules.time, told.media);
  } else if (many && !told.duration && !told.timeline) {
    tell_once(addressing_rules.no_duration, told.node);
  }
  if (!many && !told.single) tell_once(addressing_rules.constant, told.media);
  const bool own = told.media.parent() == representation_;
  if (!own && !told.identifiers.representation && !child(representation_, "BaseURL") && ++sharing_ == 2)
    report_.tell(addressing_rules.shared, representation_);
}

void Checker::check_representation(Node set, const Level& level, bool addressed) {
  // The nearest level's.
  Kind kind = Kind::base;
  Node nearest;
  for (const Node holder : {representation_, set, period_.node}) {
    for (std::size_t i = 0; i < names.size() && !nearest; ++i) {
      const bool told = level[i].node && level[i].node.parent() == holder;
      if (told && !(static_cast<Kind>(i) == Kind::base && level[i].failover)) {
        kind = static_cast<Kind>(i);
        nearest = level[i].node;
      }
    }
  }
  if (presentation_.live && (!nearest || kind != Kind::template_))
    report_.tell(presentation_rules.live_addressing, representation_, name_of(representation_, "id"));
  if (!nearest) {
    if (!addressed && !child(representation_, "BaseURL"))
      report_.tell(addressing_rules.none, representation_, name_of(representation_, "id"));
    return;
  }
  const Told& told = level[static_cast<std::size_t>(kind)];
  if (kind == Kind::base) {
    if (!told.index) tell_once(addressing_rules.no_index, told.node);
    return;
  }
  if (presentation_.on_demand) tell_once(presentation_rules.on_demand_addressing, told.node);
  if (kind == Kind::template_) check_template_of(told);
  if (kind == Kind::list && !told.urls && !told.remote) tell_once(addressing_rules.empty_list, told.node);
  const std::string_view own = attribute(representation_, "mimeType");
  const std::string_view mime = own.empty() ? mime_ : own;
  if (!told.initialization &&
      (mime.starts_with("video/mp4") || mime.starts_with("audio/mp4") || mime.starts_with("application/mp4")))
    tell_once(addressing_rules.initialization, told.node);
}

void Checker::check() {
  const Level of_period = read_level(period_.node, {});
  const bool period_addressed = static_cast<bool>(child(period_.node, "BaseURL"));
  for (Node set = child(period_.node, "AdaptationSet"); set; set = next(set)) {
    const Level of_set = read_level(set, of_period);
    const bool addressed = period_addressed || child(set, "BaseURL");
    mime_ = attribute(set, "mimeType");
    sharing_ = 0;
    told_.clear();
    for (representation_ = child(set, "Representation"); representation_;
         representation_ = next(representation_))
      check_representation(set, read_level(representation_, of_set), addressed);
  }
}

}  // namespace

void check_addressing(Report& report, const Presentation& presentation, const Period& period) {
  Checker(report, presentation, period).check();
}

}  // namespace praxino::judge::dash
