#include "core/manifest/dash/xml.h"

#include <algorithm>

namespace praxino::manifest::dash {

std::string_view local_name(Node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

namespace {

/// The node itself, or the first of its siblings behind it, that has the name.
Node first_named(Node node, std::string_view name) {
  // Most have no prefix that would have to be looked for.
  while (node && node.name() != name && local_name(node) != name) node = node.next_sibling();
  return node;
}

}  // namespace

Node child(Node parent, std::string_view name) { return first_named(parent.first_child(), name); }

Node next(Node node) { return first_named(node.next_sibling(), local_name(node)); }

std::string_view attribute(Node node, const char* name) { return node.attribute(name).value(); }

std::optional<Error> Document::load(std::string_view text) {
  text_ = text;
  // Told its encoding, pugixml does not look for others: that reads wider units wherever the text begins.
  const pugi::xml_parse_result result = document_.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_trim_pcdata, pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory)
    return Error{Fault::too_large, 0, "no memory for the manifest"};
  if (!result) return Error{Fault::malformed, line_at(result.offset), "XML that is not well formed"};
  if (local_name(root()) != "MPD")
    return Error{Fault::malformed, line_of(root()), "an XML document that is no MPD"};
  return std::nullopt;
}

std::uint64_t Document::line_of(Node node) const { return line_at(node.offset_debug()); }

void Document::warn(Warnings& warnings, Node node, const char* what) const {
  warnings.add(warnings.total() < Warnings::kKept ? line_of(node) : 0, what);
}

std::uint64_t Document::line_at(std::ptrdiff_t offset) const {
  const std::size_t end =
      std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text_.size());
  return 1 + static_cast<std::uint64_t>(
                 std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

}  // namespace praxino::manifest::dash
