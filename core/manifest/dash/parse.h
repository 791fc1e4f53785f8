#pragma once

#include <array>
#include <cstdint>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/manifest/dash/xml.h"
#include "core/manifest/warnings.h"
#include "core/media/mirrors.h"
#include "core/media/presentation.h"

namespace praxino::manifest::dash {

/// How a Representation's segments are told: the element of one name that stands in it, its AdaptationSet or
/// its Period, each inheriting from the next (ISO/IEC 23009-1 §5.3.9.1).
struct Addressing {
  enum class Method : std::uint8_t { template_, list, base, none };

  Method method = Method::none;
  std::array<Node, 3> levels;    ///< From the Representation up; null where absent.
  std::string_view last_number;  ///< The property last-segment-number.

  /// The nearest level's attribute; empty where no level has it.
  [[nodiscard]] std::string_view attribute(const char* name) const;
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
  std::optional<media::Tiles> tiles;
  std::string_view base;  ///< Absolute URL that its addresses are relative to.
  Addressing addressing;
};

struct AdaptationSet {
  std::vector<Node> nodes;  ///< Its own, and those of the sets that joined it.
  media::TrackKind kind = media::TrackKind::video;
  std::string_view id;
  std::string_view language;
  std::string_view label;
  std::string_view family;  ///< Of its first Representation's codec.
  std::vector<std::string_view> roles;
  std::uint32_t priority = 1;  ///< @selectionPriority.
  bool trick = false;
  std::string_view continues;  ///< Id of the Period whose set of the same id it goes on with.
  std::vector<Representation> representations;  ///< Ascending by bandwidth; at least one.

  [[nodiscard]] bool has_role(std::string_view role) const;
};

struct Period {
  Node node;
  std::string_view id;
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
  std::string_view fragment;    ///< Of the document's URL, without '#'.
  media::Mirrors mirrors;
  std::forward_list<std::string> bases;  ///< What Representation::base are views into.
};

/// What an MPD says, inheritance applied, as views into the document and `url`, which is the document's own.
/// Elements that we cannot play (unknown essential properties, unknown kinds) are left out with a warning.
[[nodiscard]] Result<Mpd> parse(const Document& document, std::string_view url, Warnings& warnings);

/// Whether an element stands for one elsewhere and has nothing of its own (xlink:href, ISO/IEC 23009-1 §5.5):
/// nothing is fetched for it, and it is left out.
[[nodiscard]] bool is_elsewhere(const Document& document, Node node, Warnings& warnings);

}  // namespace praxino::manifest::dash
