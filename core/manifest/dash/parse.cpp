#include "core/manifest/dash/parse.h"

#include <algorithm>
#include <utility>

#include "core/base/sort.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/codecs.h"
#include "core/manifest/dash/values.h"

namespace praxino::manifest::dash {
namespace {

using media::TrackKind;
using Method = Addressing::Method;

constexpr std::size_t kLongestBase = 16384;
constexpr std::size_t kMostPeriods = 16384;
constexpr std::size_t kMostSets = 512;
constexpr std::size_t kMostRepresentations = 512;
constexpr std::string_view kSwitching = "urn:mpeg:dash:adaptation-set-switching:2016";
constexpr std::string_view kRoles = "urn:mpeg:dash:role:2011";

/// The elements that enclose what is being read, from the inside out.
struct Levels {
  Node representation;
  Node set;
  Node period;

  [[nodiscard]] std::string_view attribute(const char* name) const {
    const std::string_view own = dash::attribute(representation, name);
    return own.empty() ? dash::attribute(set, name) : own;
  }
};

class Parser {
 public:
  Parser(const Document& document, Warnings& warnings) : document_(document), warnings_(warnings) {}

  Result<Mpd> parse(std::string_view url);

 private:
  void read_period(Node node, const std::string& base, Period& period);
  void read_set(Node node, Node period, const std::string& base, Period& out);
  std::optional<Representation> read_representation(const Levels& levels, const std::string& base);
  std::optional<TrackKind> kind_of(Node set, const Representation& first);
  bool understood(Node node);
  bool join_switching(const AdaptationSet& set, Node node, Period& out);
  void place_periods(std::vector<std::pair<Node, Period>>& periods, const Mpd& mpd);
  std::string base_of(Node node, const std::string& outer);
  std::optional<std::int64_t> duration_of(Node node, const char* name);
  std::uint32_t number_of(const Levels& levels, const char* name);
  void warn(Node node, const char* what) { document_.warn(warnings_, node, what); }
  void refuse(Node node, const char* what) {
    if (!error_) error_ = Error{Fault::too_large, document_.line_of(node), what};
  }

  const Document& document_;
  Warnings& warnings_;
  std::optional<Error> error_;
  media::Mirrors mirrors_;
};

/// The first BaseURL of the element, resolved against the outer ones'.
std::string Parser::base_of(Node node, const std::string& outer) {
  const Node base = child(node, "BaseURL");
  if (!base) return outer;
  std::string resolved = url::resolve(outer, base.child_value());
  if (resolved.size() > kLongestBase && !text::starts_ignoring_case(resolved, "data:")) {
    refuse(base, "a BaseURL of more than 16 kB");
  }
  for (Node other = next(base); other; other = next(other))
    mirrors_.add(resolved, url::resolve(outer, other.child_value()));
  return resolved;
}

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
  if (!number) warn(levels.representation, "a malformed number is ignored");
  return number.value_or(0);
}

/// Whether we know every property that the element must not be used without (ISO/IEC 23009-1 §5.8.4.8).
bool Parser::understood(Node node) {
  for (Node property = child(node, "EssentialProperty"); property; property = next(property)) {
    const std::string_view scheme = attribute(property, "schemeIdUri");
    if (scheme.starts_with("urn:mpeg:mpegB:cicp:") ||
        scheme.ends_with("dashif.org/guidelines/thumbnail_tile")) {
      continue;
    }
    // Sets for trick modes are not for playing, and nothing is wrong with them.
    if (!scheme.ends_with("dashif.org/guidelines/trickmode")) warn(node, "an unknown EssentialProperty");
    return false;
  }
  return true;
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
  constexpr std::array<std::pair<const char*, Method>, 3> kElements{
      {{"SegmentTemplate", Method::template_}, {"SegmentList", Method::list}, {"SegmentBase", Method::base}}};
  const std::array<Node, 3> nodes{levels.representation, levels.set, levels.period};
  for (const Node nearest : nodes) {
    for (const auto& [name, method] : kElements) {
      if (!child(nearest, name)) continue;
      return {method, {child(nodes[0], name), child(nodes[1], name), child(nodes[2], name)}};
    }
  }
  return {};
}

std::optional<Representation> Parser::read_representation(const Levels& levels, const std::string& base) {
  const Node node = levels.representation;
  if (!understood(node)) return std::nullopt;
  Representation out;
  out.node = node;
  out.id = attribute(node, "id");
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
  Node configuration = child(node, "AudioChannelConfiguration");
  if (!configuration) configuration = child(levels.set, "AudioChannelConfiguration");
  for (; configuration && out.channels == 0; configuration = next(configuration)) {
    out.channels = channels_of(attribute(configuration, "schemeIdUri"), attribute(configuration, "value"));
  }
  out.base = base_of(node, base);
  out.addressing = addressing_of(levels);
  return out;
}

/// Sets that name each other as switchable are one choice for a person: this one's Representations go to the
/// earlier's.
bool Parser::join_switching(const AdaptationSet& set, Node node, Period& out) {
  for (Node property = child(node, "SupplementalProperty"); property; property = next(property)) {
    if (attribute(property, "schemeIdUri") != kSwitching) continue;
    std::string_view ids = attribute(property, "value");
    while (!ids.empty()) {
      const std::string_view id = text::trim(text::take(ids, ','));
      for (AdaptationSet& earlier : out.sets) {
        if (id.empty() || earlier.id != id || earlier.kind != set.kind || earlier.family != set.family)
          continue;
        if (earlier.representations.size() + set.representations.size() > kMostRepresentations) {
          refuse(node, "more than 512 Representations in AdaptationSets that may be switched");
          return true;
        }
        earlier.representations.insert(earlier.representations.end(), set.representations.begin(),
                                       set.representations.end());
        return true;
      }
    }
  }
  return false;
}

void Parser::read_set(Node node, Node period, const std::string& outer, Period& out) {
  if (!understood(node)) return;
  const std::string base = base_of(node, outer);
  AdaptationSet set;
  for (Node each = child(node, "Representation"); each; each = next(each)) {
    auto representation = read_representation({each, node, period}, base);
    if (representation) set.representations.push_back(*std::move(representation));
    if (set.representations.size() > kMostRepresentations) {
      return refuse(each, "more than 512 Representations in an AdaptationSet");
    }
  }
  if (set.representations.empty())
    return warn(node, "an AdaptationSet without a Representation that can be played");
  const auto kind = kind_of(node, set.representations.front());
  if (!kind) return warn(node, "an AdaptationSet of unknown kind");
  set.kind = *kind;
  set.id = attribute(node, "id");
  set.language = attribute(node, "lang");
  set.label = text::trim(child(node, "Label").child_value());
  if (set.label.empty()) set.label = attribute(node, "label");
  std::string_view codecs = set.representations.front().codecs;
  set.family = family_of_codec(text::trim(text::take(codecs, ',')));
  for (const char* name : {"Role", "Accessibility"}) {
    for (Node role = child(node, name); role; role = next(role)) {
      if (attribute(role, "schemeIdUri") == kRoles) set.roles.push_back(attribute(role, "value"));
    }
  }
  if (!join_switching(set, node, out)) out.sets.push_back(std::move(set));
}

void Parser::read_period(Node node, const std::string& outer, Period& out) {
  const std::string base = base_of(node, outer);
  for (Node set = child(node, "AdaptationSet"); set && !error_; set = next(set)) {
    read_set(set, node, base, out);
    if (out.sets.size() > kMostSets) refuse(set, "more than 512 AdaptationSets in a Period");
  }
  for (AdaptationSet& set : out.sets) {
    sort(set.representations, [](const Representation& a, const Representation& b) {
      return std::pair(a.bandwidth, a.node.offset_debug()) < std::pair(b.bandwidth, b.node.offset_debug());
    });
  }
}

/// Starts and durations from each other (ISO/IEC 23009-1 §5.3.2.1).
void Parser::place_periods(std::vector<std::pair<Node, Period>>& periods, const Mpd& mpd) {
  std::optional<std::int64_t> expected = 0;
  for (std::size_t i = 0; i < periods.size();) {
    auto& [node, period] = periods[i];
    const auto start = duration_of(node, "start");
    if (!start && !expected) warn(node, "a Period of unknown start is ignored");
    const std::int64_t least = i == 0 ? 0 : periods[i - 1].second.start;
    period.start = start.value_or(expected.value_or(0));
    if ((!start && !expected) || period.start < least) {
      if (start) warn(node, "a Period that starts before the one before is ignored");
      periods.erase(periods.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    period.duration = duration_of(node, "duration");
    std::int64_t end = 0;
    expected.reset();
    if (period.duration) {
      if (__builtin_add_overflow(period.start, *period.duration, &end)) {
        return refuse(node, "a Period that lasts longer than can be counted");
      }
      expected = end;
    }
    ++i;
  }
  for (std::size_t i = 0; i < periods.size(); ++i) {
    Period& period = periods[i].second;
    std::optional<std::int64_t> end = i + 1 < periods.size() ? periods[i + 1].second.start : mpd.duration;
    // What a Period itself says gives way to the next one's start.
    if (period.duration && end)
      period.duration = std::min(*period.duration, std::max<std::int64_t>(*end - period.start, 0));
    if (!period.duration && end && *end >= period.start) period.duration = *end - period.start;
  }
}

Result<Mpd> Parser::parse(std::string_view url) {
  const Node root = document_.root();
  Mpd out;
  out.live = attribute(root, "type") == "dynamic";
  out.duration = duration_of(root, "mediaPresentationDuration");
  out.min_buffer = duration_of(root, "minBufferTime").value_or(0);
  out.longest_segment = duration_of(root, "maxSegmentDuration");

  std::vector<std::pair<Node, Period>> periods;
  for (Node node = child(root, "Period"); node; node = next(node)) {
    if (!attribute(node, "xlink:href").empty()) warn(node, "a remote Period (xlink) is not fetched");
    periods.emplace_back(node, Period{});
    if (periods.size() > kMostPeriods)
      return fail(Fault::too_large, document_.line_of(node), "more than 16384 Periods");
  }
  if (periods.empty()) return fail(Fault::missing, document_.line_of(root), "the MPD has no Period");
  place_periods(periods, out);
  const std::string base = base_of(root, std::string(url));
  for (auto& [node, period] : periods) {
    if (error_) break;
    read_period(node, base, period);
    if (period.duration == 0) continue;
    out.periods.push_back(std::move(period));
  }
  if (error_) return std::unexpected(*error_);
  out.mirrors = std::move(mirrors_);
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

Node Addressing::element(std::string_view name) const {
  for (const Node level : levels) {
    const Node found = child(level, name);
    if (found) return found;
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

Result<Mpd> parse(const Document& document, std::string_view url, Warnings& warnings) {
  return Parser(document, warnings).parse(url);
}

}  // namespace praxino::manifest::dash
