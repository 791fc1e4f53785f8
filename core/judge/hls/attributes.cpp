#include "core/judge/hls/attributes.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/judge/hls/rules.h"
#include "core/judge/hls/variables.h"

namespace praxino::judge::hls {
namespace {

/// Far beyond any real list.
constexpr std::size_t most_listed = 10'000;

constexpr std::array table{
    Rule{"hls-attribute-syntax", "RFC 8216bis §4.2", Severity::error,
         "an attribute list that is none: NAME=value, with one comma between two of them",
         "Close strings, and write neither empty attributes nor anything behind a closing quote."},
    Rule{"hls-attribute-whitespace", "RFC 8216bis §4.2", Severity::error, "white space in an attribute list",
         "Write names, '=', values and commas without space between them."},
    Rule{"hls-attribute-name", "RFC 8216bis §4.2", Severity::error,
         "an attribute's name with other characters than A to Z, 0 to 9 and '-'",
         "Write names in capitals, without quotes."},
    Rule{"hls-attribute-twice", "RFC 8216bis §4.2", Severity::error, "an attribute twice in one list",
         "Keep one of them: clients refuse the playlist, or take either."},
    Rule{"hls-attribute-missing", "RFC 8216bis §4.4", Severity::error,
         "a tag without an attribute that it must have", "Add the attribute."},
    Rule{"hls-attribute-unknown", "RFC 8216bis §6.3.1", Severity::note,
         "an attribute that the tag does not define",
         "Look whether it is spelt right: clients pass over it. Told once for each name."},
    Rule{"hls-attribute-req-unknown", "RFC 8216bis §6.3.1", Severity::warning,
         "an unknown attribute that begins with REQ-", "Clients that do not know it ignore the whole tag."},
    Rule{"hls-attribute-removed", "RFC 8216bis §8", Severity::note,
         "an attribute that later versions of the protocol have no more", "Leave it out."},
    Rule{"hls-attribute-type", "RFC 8216bis §4.2", Severity::error,
         "a value that is not of its attribute's type", "Write it as the attribute's definition says."},
    Rule{"hls-attribute-value", "RFC 8216bis §6.3.1", Severity::error,
         "a value that its attribute does not define",
         "Use one of the defined values: clients ignore the whole tag otherwise."},
    Rule{"hls-list-value-unknown", "RFC 8216bis §4.2", Severity::warning,
         "a word in a list that its attribute does not define", "Clients pass over it."},
    Rule{"hls-list-value-twice", "RFC 8216bis §4.2", Severity::warning, "a word twice in a list",
         "Write it once."},
    Rule{"hls-string-empty", "RFC 8216bis §4.2", Severity::error, "an empty string where none may be",
         "Write a value, or leave the attribute out."},
    Rule{"hls-hexadecimal-small", "RFC 8216bis §4.2", Severity::error,
         "a hexadecimal sequence with small letters", "Write A to F in capitals."},
    Rule{"hls-uri-characters", "RFC 8216bis §4.1", Severity::error,
         "a URI with characters that RFC 3986 does not let it have",
         "Percent-encode them: clients differ in what they make of them."},
    Rule{"hls-attributes-many", "RFC 8216bis §4.2", Severity::note,
         "a list of more than 10,000 attributes; the others are not looked at", "Make it shorter."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

bool is_string(Type type) { return type >= Type::string; }

/// What the value should have been; nothing where it is that.
std::string_view misfit(const Definition& definition, const Attribute& attribute) {
  const std::string_view value = attribute.value;
  const auto unless = [&](bool right, std::string_view expected) {
    return right && !attribute.quoted ? std::string_view{} : expected;
  };
  switch (definition.type) {
    case Type::integer:
      return unless(is_integer(value), "a decimal integer");
    case Type::hexadecimal:
      return unless(is_hexadecimal(value), "a hexadecimal sequence");
    case Type::decimal:
      return unless(is_decimal(value), "a decimal number without a sign");
    case Type::signed_decimal:
      return unless(is_signed_decimal(value), "a decimal number");
    case Type::enumerated:
      return unless(!value.empty(), "a word without quotes");
    case Type::resolution:
      return unless(is_resolution(value), "a width, 'x' and a height");
    case Type::extension:
      if (attribute.quoted || is_hexadecimal(value) || is_signed_decimal(value)) return {};
      return "a string, a hexadecimal sequence or a decimal number";
    case Type::string_or_none:
      return attribute.quoted || value == "NONE" ? std::string_view{} : "a string or NONE";
    case Type::byte_range:
      if (!attribute.quoted || parse_range(value)) break;
      return "a length in bytes, and behind '@' an offset";
    default:
      break;
  }
  return attribute.quoted ? std::string_view{} : "a string in quotes";
}

void judge_list(const Definition& definition, std::string_view value, std::uint64_t line, Context& context) {
  std::vector<std::string_view> known;
  each(value, ',', [&](std::string_view word) {
    if (!is_among(definition.values, word)) {
      context.tell(rule("hls-list-value-unknown"), line, {definition.name, ": ", word});
    } else if (std::find(known.begin(), known.end(), word) != known.end()) {
      context.tell(rule("hls-list-value-twice"), line, {definition.name, ": ", word});
    } else {
      known.push_back(word);  // No more than are defined.
    }
    return true;
  });
}

void tell_slip(const TagInfo& tag, const Attribute& attribute, std::uint64_t line, Context& context) {
  constexpr std::array<std::string_view, 5> slips{"", "nothing where an attribute should be", "no '='",
                                                  "no closing quote",
                                                  "something between a closing quote and a comma"};
  context.tell(rule("hls-attribute-syntax"), line,
               {tag.name, ": ", attribute.name, attribute.name.empty() ? "" : ": ",
                slips[static_cast<std::size_t>(attribute.slip)]});
}

/// An attribute that is not in the tag's table.
void judge_stranger(const TagInfo& tag, std::string_view name, std::uint64_t line, Context& context) {
  if (!name.empty() && consists_of(name, capitals | digits, "-")) {
    if (name.starts_with("REQ-")) {
      context.need(12, line, name);
      context.tell(rule("hls-attribute-req-unknown"), line, {tag.name, ": ", name});
    } else if (context.is_new(name)) {
      context.tell(rule("hls-attribute-unknown"), line, {tag.name, ": ", name});
    }
  } else {
    context.tell(rule("hls-attribute-name"), line, {tag.name, ": ", name});
  }
}

void tell_twice(std::vector<std::string_view>& strangers, const TagInfo& tag, std::uint64_t line,
                Context& context) {
  std::sort(strangers.begin(), strangers.end());
  for (std::size_t i = 1; i < strangers.size(); ++i) {
    if (strangers[i] == strangers[i - 1] && (i == 1 || strangers[i] != strangers[i - 2])) {
      context.tell(rule("hls-attribute-twice"), line, {tag.name, ": ", strangers[i]});
    }
  }
}

}  // namespace

std::span<const Rule> attribute_rules() { return table; }

const Values::Value* Values::value(std::string_view name) const {
  const Definition* definition = find(table_, name);
  return definition == nullptr ? nullptr : &values_[static_cast<std::size_t>(definition - table_.data())];
}

bool Values::has(std::string_view name) const {
  const Value* found = value(name);
  return found != nullptr && found->present;
}

std::optional<std::string_view> Values::text(std::string_view name) const {
  const Value* found = value(name);
  return found != nullptr && found->usable ? std::optional(found->text) : std::nullopt;
}

std::string_view Values::text_or(std::string_view name, std::string_view otherwise) const {
  return text(name).value_or(otherwise);
}

std::optional<std::uint64_t> Values::integer(std::string_view name) const {
  const auto number = text(name);
  return number ? text::to_uint(*number) : std::nullopt;
}

std::optional<Micros> Values::seconds(std::string_view name) const {
  const auto decimal = text(name);
  return decimal ? to_micros(*decimal) : std::nullopt;
}

bool Values::is_quoted(std::string_view name) const {
  const Value* found = value(name);
  return found != nullptr && found->quoted;
}

void judge_uri(std::string_view uri, std::string_view of, std::uint64_t line, Context& context) {
  if (!has_uri_characters(uri)) context.tell(rule("hls-uri-characters"), line, {of, ": ", uri});
}

void tell_missing(const TagInfo& tag, std::string_view name, std::uint64_t line, Context& context) {
  context.tell(rule("hls-attribute-missing"), line, {tag.name, " (", tag.section, ") without ", name});
}

bool judge_value(const Definition& definition, const Attribute& attribute, std::uint64_t line,
                 Context& context) {
  const std::string_view value = attribute.value;
  const bool refers =
      (attribute.quoted || definition.type == Type::hexadecimal) && judge_references(value, line, context);
  if (refers) return false;
  if (const std::string_view expected = misfit(definition, attribute); !expected.empty()) {
    context.tell(rule("hls-attribute-type"), line, {definition.name, "=", value, " is not ", expected});
    return false;
  }
  if (is_string(definition.type) && value.empty() && definition.type != Type::any_string) {
    context.tell(rule("hls-string-empty"), line, {definition.name});
    return false;
  }
  switch (definition.type) {
    case Type::enumerated:
    case Type::enumerated_string:
      if (is_among(definition.values, value)) break;
      context.tell(rule("hls-attribute-value"), line,
                   {definition.name, "=", value, ", defined are: ", definition.values});
      return false;
    case Type::enumerated_list:
      judge_list(definition, value, line, context);
      break;
    case Type::hexadecimal:
      if (!consists_of(value.substr(2), capitals | digits)) {
        context.tell(rule("hls-hexadecimal-small"), line, {definition.name});
      }
      break;
    case Type::uri:
      judge_uri(value, definition.name, line, context);
      break;
    default:
      break;
  }
  return true;
}

Values read_attributes(const TagInfo& tag, std::string_view list, std::uint64_t line, Context& context) {
  Values values(tag.attributes);
  std::vector<std::string_view> strangers;
  std::size_t count = 0;
  bool spaced = false;
  for (AttributeList attributes(list); attributes.next();) {
    const Attribute& attribute = attributes.attribute();
    if (++count > most_listed) {
      context.tell(rule("hls-attributes-many"), line, {tag.name});
      break;
    }
    spaced = spaced || attribute.spaced;
    if (attribute.slip != Slip::none) {
      tell_slip(tag, attribute, line, context);
      if (attribute.slip == Slip::empty || attribute.slip == Slip::no_value) continue;
    }
    const Definition* definition = find(tag.attributes, attribute.name);
    if (definition == nullptr) {
      strangers.push_back(attribute.name);
      if (tag.tag == Tag::daterange && attribute.name.starts_with("X-") &&
          consists_of(attribute.name, capitals | digits, "-")) {
        values.extensions_.push_back(attribute);
        continue;
      }
      judge_stranger(tag, attribute.name, line, context);
      if (attribute.quoted) judge_references(attribute.value, line, context);
      continue;
    }
    Values::Value& value = values.values_[static_cast<std::size_t>(definition - tag.attributes.data())];
    if (value.present) {
      context.tell(rule("hls-attribute-twice"), line, {tag.name, ": ", attribute.name});
      continue;
    }
    value = {attribute.value, true, judge_value(*definition, attribute, line, context), attribute.quoted};
    if (definition->removed != 0) context.tell(rule("hls-attribute-removed"), line, {attribute.name});
    if (definition->version != 0) context.need(definition->version, line, attribute.name);
  }
  if (spaced) context.tell(rule("hls-attribute-whitespace"), line, {tag.name});
  tell_twice(strangers, tag, line, context);
  for (const Definition& definition : tag.attributes) {
    if (definition.required && !values.has(definition.name))
      tell_missing(tag, definition.name, line, context);
  }
  return values;
}

}  // namespace praxino::judge::hls
