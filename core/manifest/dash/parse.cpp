#include "core/manifest/dash/parse.h"

#include <algorithm>
#include <utility>

#include "core/base/sort.h"
#include "core/base/text.h"
#include "core/manifest/codecs.h"
#include "core/manifest/dash/bases.h"
#include "core/manifest/dash/properties.h"
#include "core/manifest/dash/values.h"

namespace praxino::manifest::dash {
namespace {

using media::TrackKind;
using Method = Addressing::Method;

constexpr std::size_t kMostPeriods = 16384;
constexpr std::size_t kMostSets = 512;
constexpr std::size_t kMostRepresentations = 512;
constexpr std::size_t kMostRoles = 16;
constexpr std::size_t kLongestValue = 1024;
constexpr std::string_view kRoles = "urn:mpeg:dash:role:2011";
constexpr std::string_view kToZero = "urn:mpeg:dash:resolve-to-zero:2013";

/// An element and what it hands down to those inside it.
struct Level {
  Node node;
  std::string_view base;
  Properties properties{};
  std::array<Node, 3> addressing{};  // By Method.
  std::uint32_t channels = 0;
};

/// A Representation and what encloses it, from the inside out.
struct Levels {
  const Level& representation;
  const Level& set;
  const Level& period;

  /// What is longer than anything known is not copied into every Representation.
  [[nodiscard]] std::string_view attribute(const char* name) const {
    const std::string_view own = dash::attribute(representation.node, name);
    const std::string_view value = own.empty() ? dash::attribute(set.node, name) : own;
    return value.size() > kLongestValue ? std::string_view() : value;
  }
};

class Parser {
 public:
  Parser(const Document& document, Warnings& warnings)
      : document_(document), warnings_(warnings), bases_(document) {}

  Result<Mpd> parse(std::string_view url);

 private:
  Level level_of(Node node, std::string_view outer);
  void read_period(Node node, std::string_view base, Period& period);
  void read_set(Node node, const Level& period, Period& out);
  std::optional<Representation> read_representation(Node node, const Level& set, const Level& period);
  std::optional<TrackKind> kind_of(Node set, const Representation& first);
  bool is_left_out(Node node);
  bool join_switching(AdaptationSet& set, std::string_view ids, Period& out);
  void place_periods(Mpd& mpd);
  std::optional<std::int64_t> duration_of(Node node, const char* name);
  std::uint32_t number_of(const Levels& levels, const char* name);
  [[nodiscard]] bool failed() const { return error_ || bases_.error(); }
  void warn(Node node, const char* what) { document_.warn(warnings_, node, what); }
  void refuse(Node node, const char* what) {
    if (!error_) error_ = Error{Fault::too_large, document_.line_of(node), what};
  }

  const Document& document_;
  Warnings& warnings_;
  std::optional<Error> error_;
  Bases bases_;
};

std::optional<std::int64_t> Parser::duration_of(Node node, const char* name) {
  const std::string_view text = attribute(node, name);
  if (text.empty()) return std::nullopt;
  const auto duration = parse_duration(text);
  if (duration && *duration >= 0) return duration;
  warn(node, "a malformed duration is ignored");
  return std::nullopt;
}

std::uint32_t Parser::number_of(const Levels& levels, const char* name) {
  // "44100 48000" is a range of sampling rates.
  std::string_view text = levels.attribute(name);
  if (text.empty()) return 0;
  const auto number = text::to_uint32(text::trim(text::take(text, ' ')));
  if (!number) warn(levels.representation.node, "a malformed number is ignored");
  return number.value_or(0);
}

/// Whether the element stands for one elsewhere, or has a property that it must not be used without and that
/// we do not know (ISO/IEC 23009-1 §5.8.4.8).
bool Parser::is_left_out(Node node) {
  if (is_elsewhere(document_, node, warnings_)) return true;
  if (!properties_of(node).unknown) return false;
  warn(node, "an unknown EssentialProperty");
  return true;
}

Level Parser::level_of(Node node, std::string_view outer) {
  constexpr std::array<std::string_view, 3> kElements{"SegmentTemplate", "SegmentList", "SegmentBase"};
  Level level{.node = node, .base = bases_.of(node, outer), .properties = properties_of(node)};
  for (const Node each : node.children()) {
    const std::string_view name = local_name(each);
    for (std::size_t i = 0; i < kElements.size(); ++i) {
      if (name == kElements[i] && !level.addressing[i] && !is_elsewhere(document_, each, warnings_))
        level.addressing[i] = each;
    }
    if (name == "AudioChannelConfiguration" && level.channels == 0)
      level.channels = channels_of(dash::attribute(each, "schemeIdUri"), dash::attribute(each, "value"));
  }
  return level;
}

std::optional<TrackKind> Parser::kind_of(Node set, const Representation& first) {
  const Node component = child(set, "ContentComponent");
  const std::string_view type = attribute(set, "contentType");
  for (const std::string_view text : {type, attribute(component, "contentType"), first.mime_type}) {
    if (text.starts_with("video")) return TrackKind::video;
    if (text.starts_with("audio")) return TrackKind::audio;
    if (text.starts_with("text") || text == "application/ttml+xml") return TrackKind::text;
    if (text.starts_with("image")) return TrackKind::image;
  }
  std::string_view codecs = first.codecs;
  if (const auto kind = kind_of_codec(text::trim(text::take(codecs, ',')))) return kind;
  if (first.width != 0 || first.height != 0) return TrackKind::video;
  if (first.sample_rate != 0 || first.channels != 0) return TrackKind::audio;
  return std::nullopt;
}

Addressing addressing_of(const Levels& levels) {
  const std::array<const Level*, 3> nested{&levels.representation, &levels.set, &levels.period};
  Addressing out;
  for (const Level* level : nested) {
    if (out.last_number.empty()) out.last_number = level->properties.last_number;
    for (std::size_t i = 0; i < level->addressing.size() && out.method == Method::none; ++i) {
      if (!level->addressing[i]) continue;
      out.method = static_cast<Method>(i);
      out.levels = {nested[0]->addressing[i], nested[1]->addressing[i], nested[2]->addressing[i]};
    }
  }
  return out;
}

std::optional<Representation> Parser::read_representation(Node node, const Level& set, const Level& period) {
  if (is_left_out(node)) return std::nullopt;
  if (!attribute(node, "dependencyId").empty()) {
    warn(node, "a Representation that depends on others is not played");
    return std::nullopt;
  }
  const Level own = level_of(node, set.base);
  const Levels levels{own, set, period};
  Representation out;
  out.node = node;
  out.id = attribute(node, "id");
  if (out.id.size() > kLongestValue) refuse(node, "a Representation@id of more than 1 kB");
  const auto bandwidth = text::to_uint(attribute(node, "bandwidth"));
  if (!bandwidth) warn(node, "a Representation without bandwidth");
  out.bandwidth = bandwidth.value_or(0);
  out.mime_type = levels.attribute("mimeType");
  out.mime_type = text::trim(out.mime_type.substr(0, out.mime_type.find(';')));
  out.codecs = levels.attribute("codecs");
  out.width = number_of(levels, "width");
  out.height = number_of(levels, "height");
  out.sample_rate = number_of(levels, "audioSamplingRate");
  out.frame_rate = parse_frame_rate(levels.attribute("frameRate")).value_or(0);
  out.channels = own.channels != 0 ? own.channels : set.channels;
  out.tiles = parse_tiles(own.properties.tiles.empty() ? set.properties.tiles : own.properties.tiles);
  out.base = own.base;
  out.addressing = addressing_of(levels);
  return out;
}

/// Sets that name each other as switchable are one choice for a person: this one's Representations go to the
/// earlier's.
bool Parser::join_switching(AdaptationSet& set, std::string_view ids, Period& out) {
  while (!ids.empty()) {
    const std::string_view id = text::trim(text::take(ids, ','));
    for (AdaptationSet& earlier : out.sets) {
      if (id.empty() || earlier.id != id || earlier.kind != set.kind || earlier.family != set.family ||
          earlier.trick != set.trick)
        continue;
      auto& joined = earlier.representations;
      if (joined.size() + set.representations.size() > kMostRepresentations) {
        refuse(set.nodes.front(), "more than 512 Representations in AdaptationSets that may be switched");
        return true;
      }
      std::ranges::move(set.representations, std::back_inserter(joined));
      earlier.nodes.push_back(set.nodes.front());
      return true;
    }
  }
  return false;
}

void Parser::read_set(Node node, const Level& period, Period& out) {
  if (is_left_out(node)) return;
  const Level level = level_of(node, period.base);
  AdaptationSet set;
  for (Node each = child(node, "Representation"); each; each = next(each)) {
    auto representation = read_representation(each, level, period);
    if (representation) set.representations.push_back(*std::move(representation));
    if (set.representations.size() > kMostRepresentations) {
      return refuse(each, "more than 512 Representations in an AdaptationSet");
    }
  }
  if (set.representations.empty())
    return warn(node, "an AdaptationSet without a Representation that can be played");
  const auto kind = kind_of(node, set.representations.front());
  if (!kind) return warn(node, "an AdaptationSet of unknown kind");
  set.nodes.push_back(node);
  set.kind = *kind;
  set.id = attribute(node, "id");
  set.language = attribute(node, "lang");
  if (set.language.empty()) set.language = attribute(child(node, "ContentComponent"), "lang");
  set.label = text::trim(child(node, "Label").child_value());
  if (set.label.empty()) set.label = attribute(node, "label");
  std::string_view codecs = set.representations.front().codecs;
  set.family = family_of_codec(text::trim(text::take(codecs, ',')));
  set.priority = text::to_uint32(attribute(node, "selectionPriority")).value_or(1);
  set.trick = level.properties.trick.data() != nullptr;
  set.continues = level.properties.continues;
  for (const char* name : {"Role", "Accessibility"}) {
    for (Node role = child(node, name); role && set.roles.size() < kMostRoles; role = next(role)) {
      if (attribute(role, "schemeIdUri") == kRoles) set.roles.push_back(attribute(role, "value"));
    }
  }
  if (!join_switching(set, level.properties.switches_to, out)) out.sets.push_back(std::move(set));
}

void Parser::read_period(Node node, std::string_view outer, Period& out) {
  const Level level = level_of(node, outer);
  for (Node set = child(node, "AdaptationSet"); set && !failed(); set = next(set)) {
    read_set(set, level, out);
    if (out.sets.size() > kMostSets) refuse(set, "more than 512 AdaptationSets in a Period");
  }
  for (AdaptationSet& set : out.sets) {
    sort(set.representations, [](const Representation& a, const Representation& b) {
      return std::pair(a.bandwidth, a.node.offset_debug()) < std::pair(b.bandwidth, b.node.offset_debug());
    });
  }
}

/// Starts and durations from each other (ISO/IEC 23009-1 §5.3.2.1).
void Parser::place_periods(Mpd& mpd) {
  std::vector<Period>& periods = mpd.periods;
  std::optional<std::int64_t> expected = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (kept != i) periods[kept] = std::move(periods[i]);
    Period& period = periods[kept];
    const auto start = duration_of(period.node, "start");
    const std::int64_t least = kept == 0 ? 0 : periods[kept - 1].start;
    period.start = start.value_or(expected.value_or(0));
    if (!start && !expected) {
      warn(period.node, "a Period of unknown start is ignored");
      continue;
    }
    if (period.start < least) {
      warn(period.node, "a Period that starts before the one before is ignored");
      continue;
    }
    period.duration = duration_of(period.node, "duration");
    std::int64_t end = 0;
    expected.reset();
    if (period.duration) {
      if (__builtin_add_overflow(period.start, *period.duration, &end)) {
        return refuse(period.node, "a Period that lasts longer than can be counted");
      }
      expected = end;
    }
    ++kept;
  }
  const std::size_t placed = kept;
  kept = 0;
  for (std::size_t i = 0; i < placed; ++i) {
    Period& period = periods[i];
    const std::optional<std::int64_t> end = i + 1 < placed ? periods[i + 1].start : mpd.duration;
    // What a Period itself says gives way to the next one's start.
    if (period.duration && end)
      period.duration = std::min(*period.duration, std::max<std::int64_t>(*end - period.start, 0));
    if (!period.duration && end && *end >= period.start) period.duration = *end - period.start;
    if (period.duration == 0) continue;
    if (kept != i) periods[kept] = std::move(period);
    ++kept;
  }
  while (periods.size() > kept) periods.pop_back();
}

Result<Mpd> Parser::parse(std::string_view url) {
  const Node root = document_.root();
  Mpd out;
  out.live = attribute(root, "type") == "dynamic";
  out.duration = duration_of(root, "mediaPresentationDuration");
  out.min_buffer = duration_of(root, "minBufferTime").value_or(0);
  out.longest_segment = duration_of(root, "maxSegmentDuration");
  const std::string_view document_url = text::take(url, '#');
  out.fragment = url;
  if (const Node unknown = properties_of(root).unknown)
    return fail(Fault::unsupported, document_.line_of(unknown), "the MPD has an unknown EssentialProperty");

  for (Node node = child(root, "Period"); node; node = next(node)) {
    if (is_left_out(node)) continue;
    out.periods.push_back({.node = node, .id = attribute(node, "id")});
    if (out.periods.size() > kMostPeriods)
      return fail(Fault::too_large, document_.line_of(node), "more than 16384 Periods");
  }
  if (out.periods.empty()) return fail(Fault::missing, document_.line_of(root), "the MPD has no Period");
  place_periods(out);
  const std::string_view base = bases_.of(root, document_url);
  for (Period& period : out.periods) {
    if (!failed()) read_period(period.node, base, period);
  }
  if (error_) return std::unexpected(*error_);
  if (bases_.error()) return std::unexpected(*bases_.error());
  out.mirrors = std::move(bases_.mirrors);
  out.bases = std::move(bases_.texts);
  return out;
}

}  // namespace

std::string_view Addressing::attribute(const char* name) const {
  for (const Node level : levels) {
    const pugi::xml_attribute found = level.attribute(name);
    if (found) return found.value();
  }
  return {};
}

Node Addressing::place() const {
  for (const Node level : levels) {
    if (level) return level;
  }
  return {};
}

bool AdaptationSet::has_role(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool is_elsewhere(const Document& document, Node node, Warnings& warnings) {
  const std::string_view href = foreign_attribute(node, "href");
  if (href.empty()) return false;
  if (href == kToZero) return true;
  document.warn(warnings, node, "a remote element (xlink) is not fetched");
  return !node.first_child();
}

Result<Mpd> parse(const Document& document, std::string_view url, Warnings& warnings) {
  return Parser(document, warnings).parse(url);
}

}  // namespace praxino::manifest::dash
