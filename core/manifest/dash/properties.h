#pragma once

#include <optional>
#include <string_view>

#include "core/manifest/dash/xml.h"
#include "core/media/presentation.h"

namespace praxino::manifest::dash {

/// What an element's EssentialProperty and SupplementalProperty say that the engine acts on (ISO/IEC 23009-1
/// §5.8.4.8 and 9). Values are as they are written, of at most 1 kB; null where nothing is said.
struct Properties {
  Node unknown;                  ///< An EssentialProperty that we do not know: its parent is not to be used.
  std::string_view trick;        ///< Ids of the AdaptationSets that this one is for winding of.
  std::string_view tiles;        ///< "10x20": columns and rows.
  std::string_view last_number;  ///< The last segment's in the Period.
  std::string_view switches_to;  ///< Ids of AdaptationSets.
  std::string_view continues;  ///< Id of the Period whose AdaptationSet of the same id this one goes on with.
};

[[nodiscard]] Properties properties_of(Node node);

/// "10x20"; nothing where there are no pictures or more than 10000 in a row.
[[nodiscard]] std::optional<media::Tiles> parse_tiles(std::string_view text);

}  // namespace praxino::manifest::dash
