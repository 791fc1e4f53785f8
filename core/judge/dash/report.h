#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/judge/dash/lines.h"
#include "core/judge/findings.h"
#include "core/manifest/dash/xml.h"

namespace praxino::judge::dash {

using manifest::dash::attribute;
using manifest::dash::child;
using manifest::dash::next;
using manifest::dash::Node;

/// The findings of one text, each with its line.
class Report {
 public:
  Report(std::string_view text, Findings& findings) : lines_(text), findings_(findings) {}

  void tell(const Rule& rule, std::size_t offset, std::string detail = {});
  void tell(const Rule& rule, Node node, std::string detail = {});
  /// At the attribute's own line, or its element's where it is absent.
  void tell(const Rule& rule, Node node, pugi::xml_attribute attribute, std::string detail = {});
  void tell(const Rule& rule, Node node, const char* attribute, std::string detail = {}) {
    tell(rule, node, node.attribute(attribute), std::move(detail));
  }

 private:
  Lines lines_;
  Findings& findings_;
};

/// A value as it may stand in a detail: in quotes, its first 80 bytes.
[[nodiscard]] std::string quote(std::string_view value);
/// "AdaptationSet@id='3'".
[[nodiscard]] std::string name_of(Node node, const char* attribute);

/// Something with a name of its own, to be compared with its like.
struct Named {
  std::string_view name;
  Node node;
};

/// Sorts what is named and tells each whose name one before it in the text has. Empty names are none.
void tell_duplicates(Report& report, const Rule& rule, std::vector<Named>& named, const char* attribute);

/// A set of names.
class Names {
 public:
  void add(std::string_view name) { names_.push_back(name); }
  /// To be called after the last add and before the first has.
  void sort();
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  std::vector<std::string_view> names_;
};

/// Takes the first word off a list whose words are parted by white space; empty at its end.
std::string_view take_word(std::string_view& list);

}  // namespace praxino::judge::dash
