#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/judge/dash/checks.h"
#include "core/judge/dash/rules/descriptors.h"
#include "core/judge/dash/types.h"

namespace praxino::judge::dash {
namespace {

using manifest::dash::local_name;

constexpr std::string_view role_scheme = "urn:mpeg:dash:role:2011";
constexpr std::array<std::string_view, 15> roles{
    "main",
    "alternate",
    "supplementary",
    "commentary",
    "dub",
    "caption",
    "subtitle",
    "description",
    "sign",
    "metadata",
    "emergency",
    "karaoke",
    "easyreader",
    "forced-subtitle",
    "enhanced-audio-intelligibility",
};

/// Those that players in use understand.
constexpr std::array<std::string_view, 23> essential_schemes{
    "https://dashif.org/guidelines/trickmode",
    "http://dashif.org/guidelines/trickmode",
    "http://dashif.org/thumbnail_tile",
    "http://dashif.org/guidelines/thumbnail_tile",
    "urn:mpeg:mpegB:cicp:ColourPrimaries",
    "urn:mpeg:mpegB:cicp:MatrixCoefficients",
    "urn:mpeg:mpegB:cicp:TransferCharacteristics",
    "urn:mpeg:mpegB:cicp:VideoFullRangeFlag",
    "urn:mpeg:dash:adaptation-set-switching:2016",
    "urn:mpeg:dash:preselection:2016",
    "urn:mpeg:dash:srd:2014",
    "urn:mpeg:dash:srd-dynamic:2019",
    "urn:mpeg:dash:ssr:2023",
    "urn:mpeg:dash:pattern:2024",
    "urn:mpeg:dash:urlparam:2014",
    "urn:mpeg:dash:urlparam:2016",
    "urn:mpeg:dash:chaining:2016",
    "urn:mpeg:dash:fallback:2016",
    "urn:mpeg:dash:reset:2016",
    "urn:mpeg:dash:mpd-as-linking:2015",
    "urn:mpeg:dash:sea:2012",
    "urn:dvb:dash:fontdownload:2014",
    "urn:dvb:dash:hdr-dmi",
};

/// How an AudioChannelConfiguration scheme writes its value.
struct ChannelScheme {
  std::string_view uri;
  enum class Form : std::uint8_t { count, configuration, positions, mask4, mask6, mask8 } form;
};
using Form = ChannelScheme::Form;
constexpr std::array<ChannelScheme, 9> channel_schemes{{
    {"urn:mpeg:dash:23003:3:audio_channel_configuration:2011", Form::count},
    {"urn:mpeg:mpegB:cicp:ChannelConfiguration", Form::configuration},
    {"urn:mpeg:dash:outputChannelPositionList:2012", Form::positions},
    {"tag:dolby.com,2014:dash:audio_channel_configuration:2011", Form::mask4},
    {"urn:dolby:dash:audio_channel_configuration:2011", Form::mask4},
    {"tag:dolby.com,2015:dash:audio_channel_configuration:2015", Form::mask6},
    {"urn:dts:dash:audio_channel_configuration:2012", Form::count},
    {"tag:dts.com,2014:dash:audio_channel_configuration:2012", Form::count},
    {"tag:dts.com,2018:uhd:audio_channel_configuration", Form::mask8},
}};

bool is_mask(std::string_view value, std::size_t size) {
  return value.size() == size && value.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool has_form(Form form, std::string_view value) {
  value = text::trim(value);
  switch (form) {
    case Form::count:
      return to_number(value, 0) != 0;
    case Form::configuration:
      return to_number(value, 21) <= 20;
    case Form::positions:
      return fits(Type::uint32s, value);
    case Form::mask4:
      return is_mask(value, 4);
    case Form::mask6:
      return is_mask(value, 6);
    case Form::mask8:
      return is_mask(value, 8);
  }
  return false;
}

void check_channels(Report& report, Node node) {
  const std::string_view scheme = attribute(node, "schemeIdUri");
  const auto* known = std::ranges::find(channel_schemes, scheme, &ChannelScheme::uri);
  if (known == channel_schemes.end()) {
    report.tell(descriptor_rules.channel_scheme, node, "schemeIdUri", quote(scheme));
  } else if (!has_form(known->form, attribute(node, "value"))) {
    report.tell(descriptor_rules.channels, node, "value", name_of(node, "value"));
  }
}

void check_role(Report& report, Node node) {
  if (attribute(node, "schemeIdUri") != role_scheme) return;
  if (std::ranges::find(roles, attribute(node, "value")) == roles.end())
    report.tell(descriptor_rules.role, node, "value", name_of(node, "value"));
}

void check_clock(Report& report, Node node) {
  constexpr std::string_view family = "urn:mpeg:dash:utc:";
  constexpr std::array<std::string_view, 7> schemes{"ntp:2014",         "sntp:2014",     "http-head:2014",
                                                    "http-xsdate:2014", "http-iso:2014", "http-ntp:2014",
                                                    "direct:2014"};
  const std::string_view scheme = attribute(node, "schemeIdUri");
  const std::string_view rest = scheme.starts_with(family) ? scheme.substr(family.size()) : "";
  if (std::ranges::find(schemes, rest) == schemes.end()) {
    report.tell(descriptor_rules.clock_scheme, node, "schemeIdUri", quote(scheme));
    return;
  }
  std::string_view value = attribute(node, "value");
  bool good = !text::trim(value).empty();
  if (rest.starts_with("direct")) {
    good = to_time(value).has_value();
  } else {
    for (std::string_view word = take_word(value); !word.empty(); word = take_word(value))
      good = good && fits(Type::url, word);
  }
  if (!good) report.tell(descriptor_rules.clock_value, node, "value", name_of(node, "value"));
}

void check_tiles(Report& report, Node node) {
  const std::string_view scheme = attribute(node, "schemeIdUri");
  if (scheme != "http://dashif.org/thumbnail_tile" && scheme != "http://dashif.org/guidelines/thumbnail_tile")
    return;
  std::string_view rows = attribute(node, "value");
  const std::string_view columns = text::take(rows, 'x');
  if (to_number(columns, 0) == 0 || to_number(rows, 0) == 0)
    report.tell(descriptor_rules.tiles, node, "value", name_of(node, "value"));
}

}  // namespace

void check_descriptors(Report& report, Node holder) {
  for (Node node = holder.first_child(); node; node = node.next_sibling()) {
    const std::string_view name = local_name(node);
    if (name == "Role" || name == "Accessibility") {
      check_role(report, node);
    } else if (name == "AudioChannelConfiguration") {
      check_channels(report, node);
    } else if (name == "UTCTiming") {
      check_clock(report, node);
    } else if (name == "EssentialProperty") {
      if (std::ranges::find(essential_schemes, attribute(node, "schemeIdUri")) == essential_schemes.end())
        report.tell(descriptor_rules.essential, node, "schemeIdUri", name_of(node, "schemeIdUri"));
      check_tiles(report, node);
    } else if (name == "SupplementalProperty") {
      check_tiles(report, node);
    }
  }
}

void check_references(Report& report, const Period& period) {
  Names ids;
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) ids.add(attribute(set, "id"));
  ids.sort();
  const auto check = [&](Node node, const Rule& rule) {
    std::string_view list = attribute(node, "value");
    if (text::trim(list).empty()) report.tell(rule, node, "value");
    while (!list.empty()) {
      std::string_view part = text::take(list, ',');
      for (std::string_view id = take_word(part); !id.empty(); id = take_word(part)) {
        if (!ids.has(id)) report.tell(rule, node, "value", quote(id));
      }
    }
  };
  for (Node set = child(period.node, "AdaptationSet"); set; set = next(set)) {
    for (Node node = set.first_child(); node; node = node.next_sibling()) {
      const std::string_view name = local_name(node);
      if (name != "EssentialProperty" && name != "SupplementalProperty") continue;
      const std::string_view scheme = attribute(node, "schemeIdUri");
      if (scheme == "urn:mpeg:dash:adaptation-set-switching:2016") check(node, descriptor_rules.switching);
      if (scheme.ends_with("://dashif.org/guidelines/trickmode")) check(node, descriptor_rules.trick_mode);
    }
  }
}

}  // namespace praxino::judge::dash
