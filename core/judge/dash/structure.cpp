#include "core/judge/dash/structure.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/text.h"
#include "core/judge/dash/rules/structure.h"
#include "core/judge/dash/rules/xml.h"
#include "core/judge/dash/schema.h"
#include "core/manifest/dash/values.h"

namespace praxino::judge::dash {
namespace {

constexpr std::size_t most_prefixes = 64;
constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view after_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string describe(const Element& element) {
  return std::string(element.name) + " (" + element.section + ")";
}

std::string describe(const Element& element, const Attribute& attribute) {
  return std::string(element.name) + "@" + attribute.name + " (" + element.section + ")";
}

/// Each row of a table that is in several parts, with its place in the whole.
template <typename Parts, typename Visit>
void visit(const Parts& parts, Visit visit_row) {
  std::size_t place = 0;
  for (const auto& part : parts) {
    for (const auto& row : part) visit_row(row, place++);
  }
}

/// The schema has no cycles, and is nine levels deep.
void add_names(const Element& element, Names& names) {
  names.add(element.name);
  visit(element.children, [&](const Child& child, std::size_t) { add_names(*child.element, names); });
}

class Walker {
 public:
  Walker(Report& report, Node mpd) : report_(report), root_(mpd) {
    add_names(mpd_element(), known_);
    known_.sort();
  }

  /// False where there were more namespaces than it keeps.
  bool walk();

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view uri;
  };
  /// An element whose children are being met.
  struct Level {
    const Element* element;
    std::size_t bindings = 0;  // That were there before its own.
    std::uint64_t seen = 0;    // A bit for each child of the schema.
    std::size_t furthest = 0;  // The last of them.
    bool ordered = true;
  };

  bool bind(Node node);
  std::optional<std::string_view> uri_of(std::string_view prefix) const;
  std::string known_name(std::string_view name, std::string_view uri) const;
  const Element* find_child(Node node, Level& parent);
  void enter(Node node, const Element& element, std::size_t bindings);
  void leave(Node node);
  std::string table_name(Node node, pugi::xml_attribute found);
  void check_attributes(Node node, const Element& element);
  void check_value(Node node, pugi::xml_attribute found, const Attribute& attribute, const Element& element);
  void check_content(Node node, const Element& element);

  Report& report_;
  Node root_;
  std::string_view namespace_ = mpd_namespace;
  Names known_;
  std::vector<Binding> bindings_;
  std::vector<Level> levels_;
};

/// Whether there was room for what the element declares.
bool Walker::bind(Node node) {
  for (pugi::xml_attribute attribute = node.first_attribute(); attribute;
       attribute = attribute.next_attribute()) {
    const std::string_view name = attribute.name();
    if (name != "xmlns" && prefix_of(name) != "xmlns") continue;
    if (bindings_.size() == most_prefixes) {
      report_.tell(xml_rules.too_large, node, attribute, "namespaces");
      return false;
    }
    bindings_.push_back({name == "xmlns" ? std::string_view() : after_prefix(name), attribute.value()});
  }
  return true;
}

std::optional<std::string_view> Walker::uri_of(std::string_view prefix) const {
  if (prefix == "xml") return xml_namespace;
  for (std::size_t i = bindings_.size(); i-- > 0;) {
    if (bindings_[i].prefix == prefix) return bindings_[i].uri;
  }
  return prefix.empty() ? std::optional<std::string_view>("") : std::nullopt;
}

/// The name as the tables have it: bare in the MPD's namespace, with the usual prefix in another that they
/// know, empty in any other.
std::string Walker::known_name(std::string_view name, std::string_view uri) const {
  if (uri == namespace_) return std::string(after_prefix(name));
  for (const Namespace& other : namespaces) {
    if (other.uri == uri) return std::string(other.prefix) + ":" + std::string(after_prefix(name));
  }
  return {};
}

/// The schema's element for a child; null where it is none of the parent's.
const Element* Walker::find_child(Node node, Level& parent) {
  const auto uri = uri_of(prefix_of(node.name()));
  if (!uri) {
    report_.tell(xml_rules.undeclared_prefix, node, quote(node.name()));
    return nullptr;
  }
  const std::string name = known_name(node.name(), *uri);
  if (name.empty()) return nullptr;
  const Child* found = nullptr;
  std::size_t at = 0;
  visit(parent.element->children, [&](const Child& child, std::size_t place) {
    if (name != child.element->name) return;
    found = &child;
    at = place;
  });
  if (found == nullptr) {
    const bool misplaced = known_.has(name);
    if (*uri == namespace_)
      report_.tell(misplaced ? structure_rules.misplaced_element : structure_rules.unknown_element, node,
                   quote(name) + " in " + parent.element->name);
    return nullptr;
  }
  const auto detail = [&] { return name + " in " + describe(*parent.element); };
  if (found->count == Child::Count::optional && (parent.seen >> at & 1) != 0)
    report_.tell(structure_rules.repeated_element, node, detail());
  if (at < parent.furthest && parent.ordered) {
    parent.ordered = false;  // Told once: what follows is out of order for the same reason.
    report_.tell(structure_rules.element_order, node, detail());
  }
  parent.seen |= std::uint64_t{1} << at;
  parent.furthest = std::max(parent.furthest, at);
  return found->element;
}

void Walker::check_value(Node node, pugi::xml_attribute found, const Attribute& attribute,
                         const Element& element) {
  const std::string_view value = found.value();
  if (attribute.use == Use::deprecated)
    report_.tell(structure_rules.deprecated, node, found, describe(element, attribute));
  if (!fits(attribute.type, value, attribute.words)) {
    report_.tell(structure_rules.malformed_value, node, found,
                 describe(element, attribute) + ": " + quote(value) + " is " + misfit(attribute.type));
  } else if (attribute.type == Type::byte_range && !manifest::dash::parse_range(value)) {
    report_.tell(structure_rules.reversed_range, node, found,
                 describe(element, attribute) + ": " + quote(value));
  }
}

/// The attribute's name as the tables have it; empty where they do not tell of its namespace.
std::string Walker::table_name(Node node, pugi::xml_attribute found) {
  const std::string_view name = found.name();
  const std::string_view prefix = prefix_of(name);
  if (name == "xmlns" || prefix == "xmlns") return {};
  if (prefix.empty()) return std::string(name);
  const auto uri = uri_of(prefix);
  if (!uri) report_.tell(xml_rules.undeclared_prefix, node, found, quote(name));
  return !uri || *uri == namespace_ ? std::string() : known_name(name, *uri);
}

void Walker::check_attributes(Node node, const Element& element) {
  std::uint64_t seen = 0;
  pugi::xml_attribute link;
  pugi::xml_attribute actuate;
  for (pugi::xml_attribute found = node.first_attribute(); found; found = found.next_attribute()) {
    const std::string name = table_name(node, found);
    if (name.empty()) continue;
    if (name == "xlink:href") link = found;
    if (name == "xlink:actuate") actuate = found;
    const Attribute* known = nullptr;
    visit(element.attributes, [&](const Attribute& attribute, std::size_t place) {
      if (name != attribute.name) return;
      known = &attribute;
      seen |= std::uint64_t{1} << place;
    });
    if (known != nullptr) {
      check_value(node, found, *known, element);
    } else if (name.find(':') == std::string::npos) {
      report_.tell(structure_rules.unknown_attribute, node, found,
                   std::string(element.name) + "@" + quote(name));
    }
  }
  visit(element.attributes, [&](const Attribute& attribute, std::size_t place) {
    if (attribute.use == Use::required && (seen >> place & 1) == 0)
      report_.tell(structure_rules.missing_attribute, node, describe(element, attribute));
  });
  if (link) report_.tell(structure_rules.xlink, node, link, quote(link.value()));
  if (actuate && !link) report_.tell(structure_rules.actuate_without_link, node, actuate, element.name);
}

void Walker::check_content(Node node, const Element& element) {
  if (element.content == Type::text) return;
  const std::string_view content = node.child_value();
  if (element.content == Type::none && !content.empty()) {
    report_.tell(structure_rules.stray_text, node, describe(element) + ": " + quote(content));
  } else if (!fits(element.content, content)) {
    report_.tell(structure_rules.malformed_value, node,
                 describe(element) + ": " + quote(content) + " is " + misfit(element.content));
  }
}

void Walker::enter(Node node, const Element& element, std::size_t bindings) {
  check_attributes(node, element);
  check_content(node, element);
  levels_.push_back({.element = &element, .bindings = bindings});
}

void Walker::leave(Node node) {
  const Level& level = levels_.back();
  visit(level.element->children, [&](const Child& child, std::size_t place) {
    if (child.count == Child::Count::some && (level.seen >> place & 1) == 0 &&
        !foreign_attribute(node, "href"))
      report_.tell(structure_rules.missing_element, node,
                   std::string(child.element->name) + " in " + describe(*level.element));
  });
  bindings_.resize(level.bindings);
  levels_.pop_back();
}

/// In the document's order, without recursion: up again where there is nothing more down or beside.
bool Walker::walk() {
  if (!bind(root_)) return false;
  namespace_ = uri_of(prefix_of(root_.name())).value_or("");
  if (namespace_ != mpd_namespace)
    report_.tell(xml_rules.wrong_namespace, root_, namespace_.empty() ? "none" : quote(namespace_));
  enter(root_, mpd_element(), 0);
  Node parent = root_;
  Node node = root_.first_child();
  while (true) {
    if (!node) {
      leave(parent);
      if (parent == root_) return true;
      node = parent.next_sibling();
      parent = parent.parent();
      continue;
    }
    if (node.type() == pugi::node_element) {
      const std::size_t bindings = bindings_.size();
      if (!bind(node)) return false;
      if (const Element* element = find_child(node, levels_.back())) {
        enter(node, *element, bindings);
        parent = node;
        node = node.first_child();
        continue;
      }
      bindings_.resize(bindings);
      node.set_name("");
    }
    node = node.next_sibling();
  }
}

}  // namespace

bool check_structure(Report& report, Node mpd) { return Walker(report, mpd).walk(); }

pugi::xml_attribute foreign_attribute(Node node, std::string_view local_name) {
  for (pugi::xml_attribute attribute = node.first_attribute(); attribute;
       attribute = attribute.next_attribute()) {
    const std::string_view name = attribute.name();
    const std::string_view prefix = prefix_of(name);
    if (!prefix.empty() && prefix != "xmlns" && after_prefix(name) == local_name) return attribute;
  }
  return {};
}

}  // namespace praxino::judge::dash
