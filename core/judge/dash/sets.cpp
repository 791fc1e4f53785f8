#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/presentation.h"
#include "core/judge/dash/rules/sets.h"
#include "core/judge/dash/structure.h"
#include "core/judge/dash/types.h"
#include "core/manifest/codecs.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

/// A MIME type without its parameters, and what stands before its slash.
struct Mime {
  std::string_view whole;
  std::string_view type;
};

Mime mime_of(Node node) {
  std::string_view whole = attribute(node, "mimeType");
  whole = text::trim(text::take(whole, ';'));
  return {whole, whole.substr(0, whole.find('/'))};
}

bool is_true(std::string_view value) { return value == "true" || value == "1"; }

/// What an AdaptationSet says of all of its Representations: the least and the most of something.
struct Limit {
  const char* value;
  const char* least;
  const char* most;
};
constexpr std::array<Limit, 4> limits{{{"width", "minWidth", "maxWidth"},
                                       {"height", "minHeight", "maxHeight"},
                                       {"bandwidth", "minBandwidth", "maxBandwidth"},
                                       {"frameRate", "minFrameRate", "maxFrameRate"}}};

/// Widths, bandwidths and frame rates alike: a double holds them all exactly enough to be compared.
std::optional<double> value_of(Node node, const char* name) {
  const std::string_view value = attribute(node, name);
  return value.empty() ? std::nullopt : manifest::dash::parse_frame_rate(value);
}

/// What an AdaptationSet says once for its Representations.
struct Set {
  Node node;
  Mime mime;
  std::string_view codecs;
  std::string_view content;
  bool sized = false;
  std::array<std::optional<double>, limits.size()> values;
  std::array<std::optional<double>, limits.size()> least;
  std::array<std::optional<double>, limits.size()> most;
};

class Checker {
 public:
  Checker(Report& report, const Presentation& presentation, const Period& period)
      : report_(report),
        presentation_(presentation),
        period_(period.node),
        switching_(is_true(attribute(period_, "bitstreamSwitching"))) {}

  void check();

 private:
  Set read_set(Node node);
  void check_set(Node node);
  void check_references(Node set);
  void check_representation(const Set& set, Node representation, Mime& mime);
  void check_kind(const Set& set, Node representation, const Mime& mime);
  void check_limits(const Set& set, Node representation);
  void check_names();

  Report& report_;
  const Presentation& presentation_;
  Node period_;
  bool switching_;  // The Period's bitstreamSwitching.
  std::vector<Named> sets_;
  std::vector<Named> representations_;
  Names set_ids_;
  Names component_ids_;  // Of AdaptationSets and ContentComponents.
  Names representation_ids_;
};

Set Checker::read_set(Node node) {
  Set set{.node = node,
          .mime = mime_of(node),
          .codecs = attribute(node, "codecs"),
          .content = attribute(node, "contentType"),
          .sized = node.attribute("width") && node.attribute("height")};
  for (std::size_t i = 0; i < limits.size(); ++i) {
    set.values[i] = value_of(node, limits[i].value);
    set.least[i] = value_of(node, limits[i].least);
    set.most[i] = value_of(node, limits[i].most);
    if (set.least[i] && set.most[i] && *set.least[i] > *set.most[i])
      report_.tell(set_rules.reversed_limits, node, limits[i].least,
                   name_of(node, limits[i].least) + ", " + name_of(node, limits[i].most));
  }
  return set;
}

void Checker::check_limits(const Set& set, Node representation) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const char* name = limits[i].value;
    const auto own = value_of(representation, name);
    const auto value = own ? own : set.values[i];
    if (!value) continue;
    const char* bound = set.least[i] && *value < *set.least[i] ? limits[i].least
                        : set.most[i] && *value > *set.most[i] ? limits[i].most
                                                               : nullptr;
    if (bound != nullptr)
      report_.tell(set_rules.beyond_limit, representation, name,
                   name_of(own ? representation : set.node, name) + ", " + name_of(set.node, bound));
  }
}

/// What kind of media it is, and whether everything says the same.
void Checker::check_kind(const Set& set, Node representation, const Mime& mime) {
  const auto& [whole, type] = mime;
  if (!set.content.empty() && type != "application" && type != set.content)
    report_.tell(set_rules.other_content, representation, "mimeType",
                 quote(whole) + " in " + quote(set.content));
  const bool timed = type == "video" || type == "audio" || whole == "application/mp4";
  if (timed && set.codecs.empty() && attribute(representation, "codecs").empty())
    report_.tell(set_rules.codecs, representation, quote(whole));
  const bool video = set.content == "video" || (set.content.empty() && type == "video");
  const bool sized = set.sized || (representation.attribute("width") && representation.attribute("height"));
  if (video && !sized) report_.tell(set_rules.picture_size, representation);
}

void Checker::check_representation(const Set& set, Node representation, Mime& mime) {
  const Mime own = mime_of(representation);
  const Mime& type = own.whole.empty() ? set.mime : own;
  if (type.whole.empty()) {
    report_.tell(set_rules.mime_type, representation, name_of(representation, "id"));
  } else {
    const bool same =
        mime.whole.empty() || type.whole.data() == mime.whole.data() || type.whole == mime.whole;
    if (!same)
      report_.tell(set_rules.mixed_mime, representation, "mimeType",
                   quote(type.whole) + " beside " + quote(mime.whole));
    mime = type;
    check_kind(set, representation, type);
  }
  if (representation.attribute("codecs")) check_codecs(report_, representation, type.whole);
  if (to_number(attribute(representation, "bandwidth"), 1) == 0)
    report_.tell(set_rules.bandwidth, representation, "bandwidth");
  check_limits(set, representation);
  check_descriptors(report_, representation);
  for (Node part = child(representation, "SubRepresentation"); part; part = next(part)) {
    if (part.attribute("level") && !part.attribute("bandwidth"))
      report_.tell(set_rules.sub_representation, part);
    check_descriptors(report_, part);
  }
  representations_.push_back({attribute(representation, "id"), representation});
  representation_ids_.add(representations_.back().name);
}

void Checker::check_references(Node set) {
  if (switching_ && set.attribute("bitstreamSwitching") && !is_true(attribute(set, "bitstreamSwitching")))
    report_.tell(presentation_rules.bitstream_switching, set, "bitstreamSwitching");
  std::string_view references = attribute(set, "initializationSetRef");
  for (std::string_view word = take_word(references); !word.empty(); word = take_word(references)) {
    if (!presentation_.initialization_sets.has(word))
      report_.tell(set_rules.initialization_set, set, "initializationSetRef", quote(word));
  }
}

void Checker::check_set(Node node) {
  sets_.push_back({attribute(node, "id"), node});
  set_ids_.add(sets_.back().name);
  component_ids_.add(sets_.back().name);
  check_descriptors(report_, node);
  check_references(node);
  for (Node component = child(node, "ContentComponent"); component; component = next(component)) {
    component_ids_.add(attribute(component, "id"));
    check_descriptors(report_, component);
  }
  const Set set = read_set(node);
  if (!set.codecs.empty()) check_codecs(report_, node, set.mime.whole);
  const Node first = child(node, "Representation");
  if (!first && !foreign_attribute(node, "href")) report_.tell(set_rules.empty_set, node);
  Mime mime;
  for (Node representation = first; representation; representation = next(representation))
    check_representation(set, representation, mime);

  std::string_view codec = set.codecs.empty() ? attribute(first, "codecs") : set.codecs;
  const bool told = !set.content.empty() || child(node, "ContentComponent") || mime.whole.empty() ||
                    mime.type != "application" || mime.whole == "application/ttml+xml" ||
                    manifest::kind_of_codec(text::trim(text::take(codec, ',')));
  if (!told) report_.tell(set_rules.content_type, node);
}

void Checker::check_names() {
  set_ids_.sort();
  component_ids_.sort();
  representation_ids_.sort();
  for (const Named& named : representations_) {
    std::string_view list = attribute(named.node, "dependencyId");
    for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
      if (!representation_ids_.has(word))
        report_.tell(set_rules.dependency, named.node, "dependencyId", quote(word));
    }
    list = attribute(named.node, "associationId");
    for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
      if (!representation_ids_.has(word))
        report_.tell(set_rules.association, named.node, "associationId", quote(word));
    }
  }
  for (Node subset = child(period_, "Subset"); subset; subset = next(subset)) {
    std::string_view list = attribute(subset, "contains");
    for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
      if (!set_ids_.has(word)) report_.tell(presentation_rules.subset, subset, "contains", quote(word));
    }
  }
  for (Node selection = child(period_, "Preselection"); selection; selection = next(selection)) {
    check_descriptors(report_, selection);
    std::string_view list = attribute(selection, "preselectionComponents");
    for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
      if (!component_ids_.has(word))
        report_.tell(set_rules.preselection, selection, "preselectionComponents", quote(word));
    }
  }
}

void Checker::check() {
  for (Node set = child(period_, "AdaptationSet"); set; set = next(set)) check_set(set);
  check_names();
  tell_duplicates(report_, set_rules.duplicate_set, sets_, "id");
  tell_duplicates(report_, set_rules.duplicate_representation, representations_, "id");
}

}  // namespace

void check_sets(Report& report, const Presentation& presentation, const Period& period) {
  Checker(report, presentation, period).check();
}

}  // namespace praxino::judge::dash
