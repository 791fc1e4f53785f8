#include "core/judge/hls/variables.h"

#include <array>

#include "core/judge/hls/rules.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-define-one-name", "RFC 8216bis §4.4.2.3", Severity::error,
         "an EXT-X-DEFINE that has not exactly one of NAME, IMPORT and QUERYPARAM",
         "Write a tag for each variable."},
    Rule{"hls-define-value-missing", "RFC 8216bis §4.4.2.3", Severity::error,
         "an EXT-X-DEFINE with a NAME and without a VALUE", "Add the value; it may be empty."},
    Rule{"hls-define-characters", "RFC 8216bis §4.4.2.3", Severity::error,
         "a variable's name with other characters than letters, digits, '-' and '_'", "Rename it."},
    Rule{"hls-define-twice", "RFC 8216bis §4.4.2.3", Severity::error, "a variable that is defined twice",
         "Keep one definition: clients refuse the playlist."},
    Rule{"hls-define-import", "RFC 8216bis §4.4.2.3", Severity::error, "an IMPORT in a Multivariant Playlist",
         "Define the variable there, with NAME and VALUE."},
    Rule{"hls-variable-undefined", "RFC 8216bis §6.3.1", Severity::error,
         "a reference to a variable that no EXT-X-DEFINE before it defines",
         "Put the definition above it: clients refuse the playlist."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

bool is_name_character(char letter) { return consists_of({&letter, 1}, alphanumeric, "-_"); }

}  // namespace

std::span<const Rule> variable_rules() { return table; }

void judge_define(const Values& values, std::uint64_t line, Context& context) {
  int names = 0;
  for (const std::string_view attribute : {"NAME", "IMPORT", "QUERYPARAM"}) {
    if (values.has(attribute)) ++names;
    const auto name = values.text(attribute);
    if (!name) continue;
    if (!consists_of(*name, alphanumeric, "-_")) context.tell(rule("hls-define-characters"), line, {*name});
    if (!context.variables.insert(*name).second) context.tell(rule("hls-define-twice"), line, {*name});
  }
  if (names != 1) context.tell(rule("hls-define-one-name"), line);
  if (values.has("NAME") && !values.has("VALUE")) context.tell(rule("hls-define-value-missing"), line);
  if (values.has("IMPORT") && context.facts.kind == Kind::multivariant) {
    context.tell(rule("hls-define-import"), line, {values.text_or("IMPORT")});
  }
}

bool judge_references(std::string_view text, std::uint64_t line, Context& context) {
  bool refers = false;
  for (std::size_t at = text.find("{$"); at != std::string_view::npos; at = text.find("{$", at)) {
    at += 2;
    const std::size_t begin = at;
    while (at < text.size() && is_name_character(text[at])) ++at;
    if (at == text.size() || text[at] != '}' || at == begin) continue;
    const std::string_view name = text.substr(begin, at - begin);
    if (!context.variables.contains(name)) context.tell(rule("hls-variable-undefined"), line, {name});
    context.need(8, line, "a variable");
    refers = true;
  }
  return refers;
}

}  // namespace praxino::judge::hls
