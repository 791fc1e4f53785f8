#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/judge/dash/types.h"

/// The schema of the MPD (ISO/IEC 23009-1 Annex B, 5th and 6th edition together) as tables.
namespace praxino::judge::dash {

enum class Use : std::uint8_t {
  optional,
  required,
  deprecated,  ///< The newest edition has it no more.
};

struct Attribute {
  const char* name;  ///< With the prefix of `namespaces` where it is in one of those.
  Type type = Type::text;
  Use use = Use::optional;
  const char* words = "";  ///< Of Type::word, parted by spaces.
};

struct Element;

/// What may stand in an element, in this order.
struct Child {
  const Element* element;
  enum class Count : std::uint8_t { any, optional, some } count = Count::any;  ///< `optional` is at most one.
};

struct Element {
  const char* name;
  const char* section;        ///< Of ISO/IEC 23009-1, where it is not said which document.
  Type content = Type::none;  ///< Of its text.
  std::array<std::span<const Attribute>, 3> attributes{};
  std::array<std::span<const Child>, 3> children{};
};

/// A namespace other than the MPD's that tables name attributes and elements of.
struct Namespace {
  std::string_view uri;
  std::string_view prefix;
};

constexpr std::string_view mpd_namespace = "urn:mpeg:dash:schema:mpd:2011";
constexpr std::array<Namespace, 4> namespaces{{{"http://www.w3.org/1999/xlink", "xlink"},
                                               {"urn:mpeg:cenc:2013", "cenc"},
                                               {"urn:microsoft:playready", "mspr"},
                                               {"urn:dvb:dash:dash-extensions:2014-1", "dvb"}}};

/// The root, from which all others are reached: no element holds itself.
[[nodiscard]] const Element& mpd_element();

}  // namespace praxino::judge::dash
