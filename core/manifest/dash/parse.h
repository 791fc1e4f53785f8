#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/manifest/dash/xml.h"
#include "core/manifest/warnings.h"
#include "core/media/mirrors.h"
#include "core/media/types.h"

namespace praxino::manifest::dash {

/// How a Representation's segments are told: the element of one name that stands in it, its AdaptationSet or
/// its Period, each inheriting from the next (ISO/IEC 23009-1 §5.3.9.1).
struct Addressing {
  enum class Method : std::uint8_t { none, base, list, template_ };

  Method method = Method::none;
  std::array<Node, 3> levels;  ///< From the Representation up; null where absent.

  /// The nearest level's attribute; empty where no level has it.
  [[nodiscard]] std::string_view attribute(const char* name) const;
  /// The nearest level's child element; null where no level has it.
  [[nodiscard]] Node element(std::string_view name) const;
  /// The nearest level, for a warning's place.
  [[nodiscard]] Node place() const;
};

struct Representation {
  Node node;
  std::string_view id;
  std::uint64_t bandwidth = 0;
  std::string_view mime_type;
  std::string_view codecs;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double frame_rate = 0;
  std::uint32_t channels = 0;
  std::uint32_t sample_rate = 0;
  std::string base;  ///< Absolute URL that its addresses are relative to.
  Addressing addressing;
};

struct AdaptationSet {
  media::TrackKind kind = media::TrackKind::video;
  std::string_view id;
  std::string_view language;
  std::string_view label;
  std::string_view family;  ///< Of its first Representation's codec.
  std::vector<std::string_view> roles;
  std::vector<Representation> representations;  ///< Ascending by bandwidth; at least one.

  [[nodiscard]] bool has_role(std::string_view role) const;
};

struct Period {
  std::int64_t start = 0;                ///< Microseconds on the presentation's timeline.
  std::optional<std::int64_t> duration;  ///< Microseconds.
  std::vector<AdaptationSet> sets;
};

struct Mpd {
  bool live = false;
  std::optional<std::int64_t> duration;  ///< Microseconds.
  std::int64_t min_buffer = 0;           ///< Microseconds.
  std::optional<std::int64_t> longest_segment;
  std::vector<Period> periods;  ///< Ascending by start.
  media::Mirrors mirrors;
};

/// What an MPD says, inheritance applied, as views into the document. Elements that we cannot play (unknown
/// essential properties, unknown kinds) are left out with a warning. `url` is the document's own.
[[nodiscard]] Result<Mpd> parse(const Document& document, std::string_view url, Warnings& warnings);

}  // namespace praxino::manifest::dash
