#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/manifest/dash/entry.h"
#include "core/manifest/warnings.h"

/// XML as MPDs need it: names without their namespace prefix, attributes as views, lines for what is wrong.
namespace praxino::manifest::dash {

using Node = pugi::xml_node;

/// The element's name without prefix; empty for what is not an element.
[[nodiscard]] std::string_view local_name(Node node);
/// First child element of that name, and the next sibling of the same name; null where there is none.
[[nodiscard]] Node child(Node parent, std::string_view name);
[[nodiscard]] Node next(Node node);
/// An attribute's value, empty where it is absent. `name` is without prefix, as MPD attributes are.
[[nodiscard]] std::string_view attribute(Node node, const char* name);
/// The value of an attribute of another namespace, whatever its prefix ("href" for xlink:href).
[[nodiscard]] std::string_view foreign_attribute(Node node, std::string_view name);

/// Where the next tag begins from there on, not where a comment, a CDATA section or
/// a processing instruction does. npos: none does. The text is known to be well formed.
[[nodiscard]] std::size_t next_tag(std::string_view text, std::size_t from);

/// A parsed MPD. Nodes and views into it live as long as it does.
class Document {
 public:
  static constexpr std::size_t most_marks = 1'000'000;  ///< Tags and attributes, of up to 64 bytes each.
  static constexpr std::size_t most_attributes = 256;   ///< Of one element.

  /// What the tree has of SegmentTimelines that hold nothing but S elements: they may be most of an MPD.
  enum class Timelines : std::uint8_t { whole, without_entries };

  /// Takes UTF-8, which lives as long as the document. The root is an element named MPD; otherwise an Error
  /// whose `where` is the line.
  [[nodiscard]] std::optional<Error> load(std::string_view text, Timelines timelines = Timelines::whole);
  [[nodiscard]] Node root() const { return document_.document_element(); }
  [[nodiscard]] std::uint64_t line_of(Node node) const;
  /// Of a place in the text.
  [[nodiscard]] std::uint64_t line_at(std::size_t offset) const;
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The S elements of a SegmentTimeline that the tree was made without.
  [[nodiscard]] std::span<const PlainEntry> entries_of(Node timeline) const;
  /// In the text.
  [[nodiscard]] std::size_t place_of(Node node) const;
  /// Behind the element's tag; nothing where the tag ends it too.
  [[nodiscard]] std::optional<std::size_t> content_of(Node node) const;
  /// What stands inside an element: as it is written where there are elements, else its text.
  [[nodiscard]] std::string inside(Node node) const;
  /// Adds a warning at the node; does not count lines where the warning would not be kept.
  void warn(Warnings& warnings, Node node, const char* what) const;
  void warn(Warnings& warnings, std::size_t offset, const char* what) const;

 private:
  void copy(Timelines timelines);
  [[nodiscard]] std::size_t place_at(std::size_t copied) const;
  [[nodiscard]] std::string_view written_in(Node node) const;
  [[nodiscard]] Node crowded() const;

  /// What of the text was left out at a place of the tree's copy.
  struct Cut {
    std::size_t place = 0;
    std::size_t length = 0;   ///< With all that was left out before.
    std::size_t entries = 0;  ///< Where they end in `entries_`.
  };

  struct Line {
    std::size_t offset = 0;
    std::uint64_t line = 1;
  };

  std::string buffer_;  // The tree's strings.
  pugi::xml_document document_;
  std::string_view text_;
  std::vector<Cut> cuts_;
  std::vector<PlainEntry> entries_;
  mutable Line counted_;
};

}  // namespace praxino::manifest::dash
