#include "core/judge/dash/report.h"

#include <algorithm>
#include <utility>

#include "core/base/sort.h"

namespace praxino::judge::dash {
namespace {

constexpr std::size_t longest_quote = 80;
constexpr std::string_view white_space = " \t\r\n";

std::size_t offset_of(Node node) {
  const std::ptrdiff_t offset = node.offset_debug();
  return offset < 0 ? 0 : static_cast<std::size_t>(offset);
}

}  // namespace

void Report::tell(const Rule& rule, std::size_t offset, std::string detail) {
  // What is not kept needs no line, and its place is not looked for.
  findings_.add(rule, findings_.has_room() ? lines_.at(offset) : 0, std::move(detail));
}

void Report::tell(const Rule& rule, Node node, std::string detail) {
  tell(rule, offset_of(node), std::move(detail));
}

void Report::tell(const Rule& rule, Node node, pugi::xml_attribute attribute, std::string detail) {
  // Both names lie in the parser's copy of the text.
  const std::size_t further = attribute ? static_cast<std::size_t>(attribute.name() - node.name()) : 0;
  tell(rule, offset_of(node) + further, std::move(detail));
}

std::string quote(std::string_view value) {
  std::size_t end = std::min(value.size(), longest_quote);
  // Not in the middle of a character.
  while (end < value.size() && end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  std::string out = "'";
  out.append(value.substr(0, end));
  out.append(end < value.size() ? "…'" : "'");
  return out;
}

std::string name_of(Node node, const char* attribute) {
  std::string out(manifest::dash::local_name(node));
  out.push_back('@');
  out.append(attribute);
  out.push_back('=');
  out.append(quote(dash::attribute(node, attribute)));
  return out;
}

void tell_duplicates(Report& report, const Rule& rule, std::vector<Named>& named, const char* attribute) {
  sort(named, [](const Named& a, const Named& b) {
    return std::pair(a.name, a.node.offset_debug()) < std::pair(b.name, b.node.offset_debug());
  });
  for (std::size_t i = 1; i < named.size(); ++i) {
    if (!named[i].name.empty() && named[i].name == named[i - 1].name)
      report.tell(rule, named[i].node, attribute, quote(named[i].name));
  }
}

void Names::sort() {
  praxino::sort(names_, [](std::string_view a, std::string_view b) { return a < b; });
}

bool Names::has(std::string_view name) const {
  return std::binary_search(names_.begin(), names_.end(), name);
}

std::string_view take_word(std::string_view& list) {
  list.remove_prefix(std::min(list.find_first_not_of(white_space), list.size()));
  const std::string_view word = list.substr(0, list.find_first_of(white_space));
  list.remove_prefix(word.size());
  return word;
}

}  // namespace praxino::judge::dash
