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

/// The schema has no cycles, and is nine levels deep.
void add_names(const Element& element, Names& names) {  // NOLINT(misc-no-recursion)
  names.add(element.name);
  for (const auto& part : element.children) {
    for (const Child& child : part) add_names(*child.element, names);
  }
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
  std::size_t place = 0;
  for (const auto& part : parent.element->children) {
    for (const Child& child : part) {
      if (name != child.element->name) {
        ++place;
        continue;
      }
      const auto detail = [&] { return name + " in " + describe(*parent.element); };
      const std::uint64_t bit = std::uint64_t{1} << place;
      if (child.single() && (parent.seen & bit) != 0)
        report_.tell(structure_rules.repeated_element, node, detail());
      if (place < parent.furthest && parent.ordered) {
        parent.ordered = false;  // Told once: what follows is out of order for the same reason.
        report_.tell(structure_rules.element_order, node, detail());
      }
      parent.seen |= bit;
      parent.furthest = std::max(parent.furthest, place);
      return child.element;
    }
  }
  if (*uri == namespace_) {
    const Rule& rule = known_.has(name) ? structure_rules.misplaced_element : structure_rules.unknown_element;
    report_.tell(rule, node, quote(name) + " in " + parent.element->name);
  }
  return nullptr;
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

void Walker::check_attributes(Node node, const Element& element) {
  std::uint64_t seen = 0;
  for (pugi::xml_attribute found = node.first_attribute(); found; found = found.next_attribute()) {
    const std::string_view full = found.name();
    const std::string_view prefix = prefix_of(full);
    if (full == "xmlns" || prefix == "xmlns") continue;
    std::string name(full);
    if (!prefix.empty()) {
      const auto uri = uri_of(prefix);
      if (!uri) report_.tell(xml_rules.undeclared_prefix, node, found, quote(full));
      if (!uri || *uri == namespace_) continue;
      name = known_name(full, *uri);
      if (name.empty()) continue;
    }
    std::size_t place = 0;
    const Attribute* known = nullptr;
    for (const auto& part : element.attributes) {
      for (const Attribute& attribute : part) {
        if (known == nullptr && name == attribute.name) {
          known = &attribute;
          seen |= std::uint64_t{1} << place;
        }
        ++place;
      }
    }
    if (known != nullptr) {
      check_value(node, found, *known, element);
    } else if (prefix.empty()) {
      report_.tell(structure_rules.unknown_attribute, node, found,
                   std::string(element.name) + "@" + quote(name));
    }
  }
  std::size_t place = 0;
  for (const auto& part : element.attributes) {
    for (const Attribute& attribute : part) {
      const bool present = (seen >> place++ & 1) != 0;
      if (attribute.use == Use::required && !present)
        report_.tell(structure_rules.missing_attribute, node, describe(element, attribute));
    }
  }
  if (const auto link = foreign_attribute(node, "href"); link)
    report_.tell(structure_rules.xlink, node, link, quote(link.value()));
  else if (const auto actuate = foreign_attribute(node, "actuate"); actuate)
    report_.tell(structure_rules.actuate_without_link, node, actuate, element.name);
}

void Walker::check_content(Node node, const Element& element) {
  if (element.content == Type::text) return;
  const std::string_view content = node.child_value();
  if (element.content == Type::none && !content.empty()) {
    report_.tell(structure_rules.stray_text, node, describe(element) + ": " + quote(content));
  } else if (!fits(element.content, content, element.words)) {
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
  std::size_t place = 0;
  for (const auto& part : level.element->children) {
    for (const Child& child : part) {
      if (child.required() && (level.seen >> place & 1) == 0 && !foreign_attribute(node, "href"))
        report_.tell(structure_rules.missing_element, node,
                     std::string(child.element->name) + " in " + describe(*level.element));
      ++place;
    }
  }
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
