#include "core/manifest/dash/properties.h"

#include <array>

#include "core/base/text.h"

namespace praxino::manifest::dash {
namespace {

constexpr std::size_t kLongestValue = 1024;
constexpr std::uint32_t kMostTiles = 10'000;

struct Known {
  std::string_view scheme;  ///< What ends with a colon stands for all that begin with it.
  std::string_view Properties::* value = nullptr;
};

/// Those that say how something looks or sounds are known for what they are: what does not know them shows it
/// all the same.
constexpr std::array<Known, 10> kKnown{{
    {"http://dashif.org/guidelines/trickmode", &Properties::trick},
    {"http://dashif.org/guidelines/thumbnail_tile", &Properties::tiles},
    {"http://dashif.org/guidelines/last-segment-number", &Properties::last_number},
    {"urn:mpeg:dash:adaptation-set-switching:2016", &Properties::switches_to},
    {"urn:mpeg:dash:period-continuity:2015", &Properties::continues},
    {"urn:mpeg:dash:period-connectivity:2015", &Properties::continues},
    {"urn:mpeg:mpegB:cicp:"},
    {"urn:mpeg:dash:ssr:"},
    {"urn:dvb:dash:fontdownload:2014"},
    {"urn:dvb:dash:lowlatency:critical:2019"},
}};

const Known* find(std::string_view scheme) {
  constexpr std::string_view kSecure = "https:";
  for (const Known& known : kKnown) {
    const std::string_view name = known.scheme;
    if (name == scheme || (name.ends_with(':') && scheme.starts_with(name))) return &known;
    const bool secure = scheme.starts_with(kSecure) && name.starts_with("http:");
    if (secure && name.substr(kSecure.size() - 1) == scheme.substr(kSecure.size())) return &known;
  }
  return nullptr;
}

}  // namespace

Properties properties_of(Node node) {
  Properties out;
  for (const Node each : node.children()) {
    const std::string_view name = local_name(each);
    const bool essential = name == "EssentialProperty";
    if (!essential && name != "SupplementalProperty") continue;
    const Known* known = find(text::trim(attribute(each, "schemeIdUri")));
    const std::string_view value = attribute(each, "value");
    if (essential && !known && !out.unknown) out.unknown = each;
    if (known && known->value && value.size() <= kLongestValue) out.*known->value = value;
  }
  return out;
}

std::optional<media::Tiles> parse_tiles(std::string_view text) {
  const auto columns = text::to_uint32(text::trim(text::take(text, 'x')));
  const auto rows = text::to_uint32(text::trim(text));
  if (!columns || !rows || *columns - 1 >= kMostTiles || *rows - 1 >= kMostTiles) return std::nullopt;
  return media::Tiles{*columns, *rows};
}

}  // namespace praxino::manifest::dash
