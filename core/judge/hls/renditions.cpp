#include "core/judge/hls/renditions.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <tuple>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-media-uri-missing", "RFC 8216bis §4.4.6.2.1", Severity::error, "subtitles without a URI",
         "Name their Media Playlist."},
    Rule{"hls-media-uri-captions", "RFC 8216bis §4.4.6.1", Severity::error, "closed captions with a URI",
         "Leave it out: they are in the video's segments."},
    Rule{"hls-media-type-attribute", "RFC 8216bis §4.4.6.1", Severity::error,
         "an attribute that this TYPE of rendition must not have",
         "FORCED is for subtitles; BIT-DEPTH, SAMPLE-RATE and CHANNELS are for audio."},
    Rule{"hls-instream-id-missing", "RFC 8216bis §4.4.6.1", Severity::error,
         "closed captions without an INSTREAM-ID", "Say CC1 to CC4 or SERVICE1 to SERVICE63."},
    Rule{"hls-instream-id-value", "RFC 8216bis §4.4.6.1", Severity::error,
         "an INSTREAM-ID that its TYPE does not have",
         "Captions have CC1 to CC4 and SERVICE1 to SERVICE63, others letters, digits and '.'."},
    Rule{"hls-autoselect-default", "RFC 8216bis §4.4.6.1", Severity::error,
         "a DEFAULT rendition with AUTOSELECT=NO", "Say YES, or leave AUTOSELECT out."},
    Rule{"hls-channels-form", "RFC 8216bis §4.4.6.1", Severity::error,
         "CHANNELS other than a count and, behind '/', lists of identifiers",
         "Write \"6\" or \"16/JOC\", for instance."},
    Rule{"hls-channels-missing", "RFC 8216bis §4.4.6.1", Severity::warning, "audio without CHANNELS",
         "Say how many channels there are."},
    Rule{"hls-channels-required", "RFC 8216bis §4.4.6.1", Severity::error,
         "audio without CHANNELS whose namesakes differ in theirs", "Say how many channels there are."},
    Rule{"hls-language-form", "RFC 8216bis §4.4.6.1", Severity::error,
         "a language that is no tag of RFC 5646", "Write \"en\" or \"pt-BR\", for instance."},
    Rule{"hls-group-name-twice", "RFC 8216bis §4.4.6.1.1", Severity::error, "a NAME twice in one group",
         "Rename one: people cannot tell them apart."},
    Rule{"hls-group-default-twice", "RFC 8216bis §4.4.6.1.1", Severity::error,
         "two DEFAULT renditions in one group", "Choose one."},
    Rule{"hls-autoselect-alike", "RFC 8216bis §4.4.6.1.1", Severity::warning,
         "AUTOSELECT renditions of one group that clients cannot tell apart",
         "Let LANGUAGE, ASSOC-LANGUAGE, FORCED or CHARACTERISTICS differ."},
    Rule{"hls-group-members-differ", "RFC 8216bis §4.4.6.1.1", Severity::error,
         "a group with other members than another one of its TYPE",
         "Give all groups of a TYPE renditions of the same NAMEs."},
    Rule{"hls-group-attributes-differ", "RFC 8216bis §4.4.6.1.1", Severity::error,
         "a rendition whose attributes differ from its namesake's in another group",
         "Only URI, CHANNELS, BIT-DEPTH, SAMPLE-RATE, INSTREAM-ID and STABLE-RENDITION-ID may."},
    Rule{"hls-stable-id-characters", "RFC 8216bis §4.4.6.1", Severity::error,
         "a stable ID with other characters than letters, digits, '+', '/', '=', '.', '-' and '_'",
         "Rename it."},
    Rule{"hls-stable-id-differs", "RFC 8216bis §4.4.6.1", Severity::warning,
         "one URI with different stable IDs", "Give a URI one ID."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

/// What may differ between groups, or counts for what it says by being left out.
constexpr std::string_view free_attributes =
    "URI GROUP-ID CHANNELS BIT-DEPTH STABLE-RENDITION-ID INSTREAM-ID SAMPLE-RATE";
constexpr std::string_view choosing_attributes = "LANGUAGE ASSOC-LANGUAGE FORCED CHARACTERISTICS";
constexpr std::string_view no_by_default = "DEFAULT AUTOSELECT FORCED";

template <typename Takes>
std::uint64_t hash_attributes(const Values& values, Takes takes) {
  std::string whole;
  values.for_each([&](std::string_view name, std::string_view value) {
    if (!takes(name) || (value == "NO" && is_among(no_by_default, name))) return;
    whole.append(name).append("=").append(value).append("\n");
  });
  return hash_bytes(std::as_bytes(std::span(whole)));
}

bool is_identifier(std::string_view text) {
  if (text.starts_with("DOF-") && text != "DOF-3" && text != "DOF-6") return false;
  return !text.empty() && consists_of(text, capitals | digits, "-");
}

bool is_channels(std::string_view text) {
  bool is_count = true;
  return each(text, '/', [&](std::string_view parameter) {
    const bool is_good = is_count ? is_integer(parameter) : each(parameter, ',', is_identifier);
    is_count = false;
    return is_good;
  });
}

bool is_service(std::string_view id) {
  if (!id.starts_with("SERVICE")) return false;
  id.remove_prefix(7);
  const auto number = text::to_uint32(id);
  return number && *number >= 1 && *number <= 63 && !id.starts_with('0');
}

}  // namespace

std::span<const Rule> rendition_rules() { return table; }

void judge_language(const Values& values, std::string_view attribute, std::uint64_t line, Context& context) {
  const auto language = values.text(attribute);
  if (language && !is_language(*language)) context.tell(rule("hls-language-form"), line, {*language});
}

void Renditions::add(const Values& values, std::uint64_t line) {
  context_.allow(4);
  const auto type = values.text("TYPE");
  if (type) judge_type(values, *type, line);
  judge_language(values, "LANGUAGE", line, context_);
  judge_language(values, "ASSOC-LANGUAGE", line, context_);
  if (values.is("DEFAULT", "YES") && values.is("AUTOSELECT", "NO")) {
    context_.tell(rule("hls-autoselect-default"), line);
  }
  const auto group = values.text("GROUP-ID");
  has_hidden_group_ = has_hidden_group_ || (values.has("GROUP-ID") && !group);
  if (!type || !group) return;
  Rendition rendition{*type, *group, values.text_or("NAME"), values.text_or("CHANNELS"), line};
  rendition.attributes =
      hash_attributes(values, [](std::string_view name) { return !is_among(free_attributes, name); });
  rendition.choice =
      hash_attributes(values, [](std::string_view name) { return is_among(choosing_attributes, name); });
  rendition.is_default = values.is("DEFAULT", "YES");
  rendition.autoselect = values.is("AUTOSELECT", "YES");
  rendition.has_uri = values.has("URI");
  renditions_.push_back(rendition);
}

void Renditions::judge_type(const Values& values, std::string_view type, std::uint64_t line) {
  if (type == "SUBTITLES" && !values.has("URI")) context_.tell(rule("hls-media-uri-missing"), line);
  if (values.has("FORCED") && type != "SUBTITLES") {
    context_.tell(rule("hls-media-type-attribute"), line, {type, " with FORCED"});
  }
  for (const std::string_view name : {"BIT-DEPTH", "SAMPLE-RATE", "CHANNELS"}) {
    if (values.has(name) && type != "AUDIO") {
      context_.tell(rule("hls-media-type-attribute"), line, {type, " with ", name});
    }
  }
  const auto channels = values.text("CHANNELS");
  if (channels && !is_channels(*channels)) context_.tell(rule("hls-channels-form"), line, {*channels});
  if (type == "CLOSED-CAPTIONS") return judge_captions(values, line);
  const auto id = values.text("INSTREAM-ID");
  if (values.has("INSTREAM-ID")) context_.need(13, line, "an INSTREAM-ID of other than closed captions");
  if (id && !consists_of(*id, alphanumeric, ".")) context_.tell(rule("hls-instream-id-value"), line, {*id});
}

void Renditions::judge_captions(const Values& values, std::uint64_t line) {
  if (values.has("URI")) context_.tell(rule("hls-media-uri-captions"), line);
  if (!values.has("INSTREAM-ID")) context_.tell(rule("hls-instream-id-missing"), line);
  const auto id = values.text("INSTREAM-ID");
  if (!id) return;
  if (is_service(*id)) {
    context_.need(7, line, "an INSTREAM-ID of SERVICE");
  } else if (!is_among("CC1 CC2 CC3 CC4", *id)) {
    context_.tell(rule("hls-instream-id-value"), line, {*id});
  }
}

void Renditions::end() {
  std::sort(renditions_.begin(), renditions_.end(), [](const Rendition& a, const Rendition& b) {
    return std::tie(a.type, a.group, a.name, a.line) < std::tie(b.type, b.group, b.name, b.line);
  });
  for (Index of_type = 0; of_type < renditions_.size();) {
    const Index first_end = end_of_group(of_type);
    Index first = of_type;
    while (first < renditions_.size() && renditions_[first].type == renditions_[of_type].type) {
      const Index end = end_of_group(first);
      judge_group(first, end);
      if (first != of_type) judge_alike(of_type, first_end, first, end);
      first = end;
    }
    of_type = first;
  }
  judge_channels();
}

Renditions::Index Renditions::end_of_group(Index first) const {
  Index end = first;
  while (end < renditions_.size() && renditions_[end].type == renditions_[first].type &&
         renditions_[end].group == renditions_[first].group) {
    ++end;
  }
  return end;
}

void Renditions::judge_group(Index first, Index end) {
  bool has_default = false;
  for (Index i = first; i < end; ++i) {
    const Rendition& now = renditions_[i];
    if (i != first && now.name == renditions_[i - 1].name && !now.name.empty()) {
      context_.tell(rule("hls-group-name-twice"), now.line, {now.group, ": ", now.name});
    }
    if (now.is_default && has_default) {
      context_.tell(rule("hls-group-default-twice"), now.line, {now.group, ": ", now.name});
    }
    has_default = has_default || now.is_default;
  }
  judge_choices(first, end);
}

void Renditions::judge_choices(Index first, Index end) {
  std::vector<Index> choices;
  for (Index i = first; i < end; ++i) {
    if (renditions_[i].autoselect) choices.push_back(i);
  }
  std::sort(choices.begin(), choices.end(), [&](Index a, Index b) {
    return std::tie(renditions_[a].choice, renditions_[a].line) <
           std::tie(renditions_[b].choice, renditions_[b].line);
  });
  for (Index i = 1; i < choices.size(); ++i) {
    const Rendition& now = renditions_[choices[i]];
    if (now.choice == renditions_[choices[i - 1]].choice) {
      context_.tell(rule("hls-autoselect-alike"), now.line, {now.group, ": ", now.name});
    }
  }
}

/// Holds a group against the first one of its type; both are sorted by name.
void Renditions::judge_alike(Index reference, Index reference_end, Index first, Index end) {
  const bool same_size = end - first == reference_end - reference;
  const auto same_name = [](const Rendition& a, const Rendition& b) { return a.name == b.name; };
  const auto at = [&](Index i) { return renditions_.begin() + static_cast<std::ptrdiff_t>(i); };
  if (!same_size || !std::equal(at(first), at(end), at(reference), same_name)) {
    context_.tell(rule("hls-group-members-differ"), renditions_[first].line,
                  {renditions_[first].group, " and ", renditions_[reference].group});
    return;
  }
  for (Index i = first; i < end; ++i) {
    const Rendition& other = renditions_[reference + (i - first)];
    if (renditions_[i].attributes != other.attributes) {
      context_.tell(rule("hls-group-attributes-differ"), renditions_[i].line,
                    {renditions_[i].name, " in ", renditions_[i].group, " and ", other.group});
    }
  }
}

void Renditions::judge_channels() {
  std::vector<const Rendition*> audio;
  for (const Rendition& rendition : renditions_) {
    if (rendition.type == "AUDIO") audio.push_back(&rendition);
  }
  // Of one name those without CHANNELS come first.
  std::sort(audio.begin(), audio.end(), [](const Rendition* a, const Rendition* b) {
    return std::tie(a->name, a->channels, a->line) < std::tie(b->name, b->channels, b->line);
  });
  for (Index first = 0; first < audio.size();) {
    Index said = first;
    while (said < audio.size() && audio[said]->name == audio[first]->name && audio[said]->channels.empty()) {
      ++said;
    }
    Index end = said;
    while (end < audio.size() && audio[end]->name == audio[first]->name) ++end;
    const bool differ = said < end && audio[said]->channels != audio[end - 1]->channels;
    for (Index i = first; i < said; ++i) {
      context_.tell(differ ? rule("hls-channels-required") : rule("hls-channels-missing"), audio[i]->line,
                    {audio[i]->name});
    }
    first = end;
  }
}

Renditions::Index Renditions::find_group(std::string_view type, std::string_view group) const {
  const auto place =
      std::lower_bound(renditions_.begin(), renditions_.end(), std::tie(type, group),
                       [](const Rendition& a, const auto& key) { return std::tie(a.type, a.group) < key; });
  if (place == renditions_.end() || place->type != type || place->group != group) return renditions_.size();
  return static_cast<Index>(place - renditions_.begin());
}

bool Renditions::has_group(std::string_view type, std::string_view group) const {
  return has_hidden_group_ || find_group(type, group) < renditions_.size();
}

bool Renditions::has_playlist(std::string_view type, std::string_view group) const {
  const Index first = find_group(type, group);
  return first < renditions_.size() && renditions_[first].has_uri;
}

void StableIds::add(std::string_view uri, const Values& values, std::string_view attribute,
                    std::uint64_t line) {
  const auto id = values.text(attribute);
  if (id && !consists_of(*id, alphanumeric, "+/=.-_")) {
    context_.tell(rule("hls-stable-id-characters"), line, {*id});
  }
  if (!uri.empty()) ids_.push_back({uri, id.value_or(""), line});
}

void StableIds::end() {
  std::stable_sort(ids_.begin(), ids_.end(), [](const Id& a, const Id& b) { return a.uri < b.uri; });
  for (std::size_t i = 1; i < ids_.size(); ++i) {
    if (ids_[i].uri == ids_[i - 1].uri && ids_[i].id != ids_[i - 1].id) {
      context_.tell(rule("hls-stable-id-differs"), ids_[i].line, {ids_[i].uri});
    }
  }
}

}  // namespace praxino::judge::hls
