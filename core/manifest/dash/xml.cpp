#include "core/manifest/dash/xml.h"

#include <algorithm>

#include "core/base/text.h"

namespace praxino::manifest::dash {
namespace {

/// Behind the next `end` from there on; the text's end where there is none.
std::size_t behind(std::string_view text, std::string_view end, std::size_t from) {
  const std::size_t found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

/// Behind the tag that `from` is in; what is quoted does not end it.
std::size_t behind_tag(std::string_view text, std::size_t from) {
  for (char quote = 0; from < text.size(); ++from) {
    const char letter = text[from];
    if (quote != 0) {
      if (letter == quote) quote = 0;
    } else if (letter == '"' || letter == '\'') {
      quote = letter;
    } else if (letter == '>') {
      return from + 1;
    }
  }
  return from;
}

}  // namespace

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

std::string_view foreign_attribute(Node node, std::string_view name) {
  for (const pugi::xml_attribute each : node.attributes()) {
    std::string_view full = each.name();
    text::take(full, ':');
    if (full == name) return each.value();
  }
  return {};
}

namespace {

/// Tags and attributes. Some at a time: a compiler then looks at many letters at once.
std::size_t count_marks(std::string_view text) {
  std::size_t marks = 0;
  for (constexpr std::size_t kSome = 240; !text.empty(); text.remove_prefix(std::min(kSome, text.size()))) {
    std::uint8_t some = 0;
    for (const char letter : text.substr(0, kSome))
      some = static_cast<std::uint8_t>(some + ((letter == '<' ? 1U : 0U) | (letter == '=' ? 1U : 0U)));
    marks += some;
  }
  return marks;
}

}  // namespace

std::size_t next_tag(std::string_view text, std::size_t from) {
  for (std::size_t at = from; (at = text.find('<', at)) != std::string_view::npos;) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = behind(text, "-->", at + 4);
    } else if (rest.starts_with("<!")) {
      at = behind(text, "]]>", at);
    } else if (rest.starts_with("<?")) {
      at = behind(text, "?>", at);
    } else {
      return at;
    }
  }
  return std::string_view::npos;
}

std::optional<Error> Document::load(std::string_view text, Timelines timelines) {
  text_ = text;
  // The tree takes up to sixteen times as much as its text, so that it is refused before there is one.
  if (count_marks(text) > most_marks)
    return Error{Fault::too_large, 1, "an MPD of more than a million tags and attributes"};
  // Told its encoding, pugixml does not look for others: that reads wider units wherever the text begins.
  copy(timelines);
  const pugi::xml_parse_result result = document_.load_buffer_inplace(
      buffer_.data(), buffer_.size(), pugi::parse_default | pugi::parse_trim_pcdata, pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory)
    return Error{Fault::too_large, 0, "no memory for the manifest"};
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    return Error{Fault::malformed, line_at(place_at(offset)), "XML that is not well formed"};
  }
  if (local_name(root()) != "MPD")
    return Error{Fault::malformed, line_of(root()), "an XML document that is no MPD"};
  if (const Node node = crowded())
    return Error{Fault::too_large, line_of(node), "an element of more than 256 attributes"};
  return std::nullopt;
}

/// The text for the tree, without what is left out of it.
void Document::copy(Timelines timelines) {
  constexpr std::string_view kTimeline = "SegmentTimeline";
  buffer_.reserve(text_.size());
  std::size_t copied = 0;
  std::size_t at = timelines == Timelines::whole ? text_.size() : 0;
  for (std::size_t found = 0; (found = text_.find(kTimeline, at)) != std::string_view::npos;) {
    const std::size_t begin = behind_tag(text_, found + kTimeline.size());
    // In a CDATA section there may be anything.
    if (text_.substr(at, begin - at).contains("<![CDATA[")) break;
    at = behind_space(text_, begin);
    const std::size_t entries = entries_.size();
    for (PlainEntry entry; take_plain(text_, at, entry); at = behind_space(text_, at))
      entries_.push_back(entry);
    // Unless the element ends with them the tree has them all.
    if (!text_.substr(at).starts_with("</")) entries_.resize(entries);
    if (entries_.size() == entries) continue;
    buffer_.append(text_.substr(copied, begin - copied));
    copied = at;
    cuts_.push_back({.place = buffer_.size(), .length = copied - buffer_.size(), .entries = entries_.size()});
  }
  buffer_.append(text_.substr(copied));
}

/// In the text, of a place in what the tree was made of.
std::size_t Document::place_at(std::size_t copied) const {
  const auto behind = std::ranges::upper_bound(cuts_, copied, {}, &Cut::place);
  return behind == cuts_.begin() ? copied : copied + std::prev(behind)->length;
}

std::span<const PlainEntry> Document::entries_of(Node timeline) const {
  const auto place = static_cast<std::size_t>(timeline.offset_debug());
  const auto cut = std::ranges::upper_bound(cuts_, place, {}, &Cut::place);
  if (cut == cuts_.end() || timeline.first_child()) return {};
  const bool first = cut == cuts_.begin();
  // It is the first one behind the element's name, and stands behind its tag.
  const std::size_t begin = cut->place + (first ? 0 : std::prev(cut)->length);
  if (content_of(timeline) != begin) return {};
  const std::size_t from = first ? 0 : std::prev(cut)->entries;
  return std::span(entries_).subspan(from, cut->entries - from);
}

std::size_t Document::place_of(Node node) const {
  return place_at(static_cast<std::size_t>(node.offset_debug()));
}

/// An element of more attributes than are looked through again and again.
Node Document::crowded() const {
  const Node top = root();
  for (Node node = top; node;) {
    const auto attributes = node.attributes();
    if (static_cast<std::size_t>(std::distance(attributes.begin(), attributes.end())) > most_attributes)
      return node;
    Node following = node.first_child();
    while (!following && node != top) {
      following = node.next_sibling();
      if (!following) node = node.parent();
    }
    node = following;
  }
  return {};
}

std::string Document::inside(Node node) const {
  std::string text;
  for (const Node each : node.children()) {
    if (each.type() == pugi::node_element) return std::string(text::trim(written_in(node)));
    text += each.value();
  }
  return text;
}

/// From behind the element's tag to the one that ends it. The text is known to be well formed.
std::string_view Document::written_in(Node node) const {
  const std::size_t begin = content_of(node).value_or(text_.size());
  std::size_t depth = 1;
  for (std::size_t at = begin; (at = next_tag(text_, at)) != std::string_view::npos;) {
    const bool ends = text_.substr(at).starts_with("</");
    if (ends && --depth == 0) return text_.substr(begin, at - begin);
    at = behind_tag(text_, at);
    if (!ends && text_[at - 2] != '/') ++depth;
  }
  return {};
}

std::optional<std::size_t> Document::content_of(Node node) const {
  const std::size_t end = behind_tag(text_, place_of(node));
  return text_[end - 2] == '/' ? std::nullopt : std::optional(end);
}

std::uint64_t Document::line_of(Node node) const { return line_at(place_of(node)); }

void Document::warn(Warnings& warnings, Node node, const char* what) const {
  warn(warnings, place_of(node), what);
}

void Document::warn(Warnings& warnings, std::size_t offset, const char* what) const {
  warnings.add(warnings.total() < Warnings::kKept ? line_at(offset) : 0, what);
}

std::uint64_t Document::line_at(std::size_t offset) const {
  const std::size_t end = std::min(offset, text_.size());
  // Lines are asked for in about the document's order: counted on from the last one.
  if (end < counted_.offset) counted_ = {};
  for (; counted_.offset < end; ++counted_.offset) {
    const char letter = text_[counted_.offset];
    const bool crlf = letter == '\r' && text_.substr(counted_.offset).starts_with("\r\n");
    if (letter == '\n' || (letter == '\r' && !crlf)) ++counted_.line;
  }
  return counted_.line;
}

}  // namespace praxino::manifest::dash
