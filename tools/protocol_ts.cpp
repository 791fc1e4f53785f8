// Prints js/src/protocol.ts: what core/player's messages are in TypeScript. A test compares it with the
// committed file, so the two sides of the boundary cannot drift apart.

#include <array>
#include <cctype>
#include <cstdio>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/player/protocol.h"
#include "core/player/wire_table.h"

namespace praxino::player {
namespace {

constexpr std::size_t line_width = 110;  // prettier's, so that the file passes it as it is

std::string out;
std::vector<std::string_view> printed_enums;
std::vector<std::string_view> printed_records;

bool first_time(std::vector<std::string_view>& seen, std::string_view name) {
  for (const auto known : seen) {
    if (known == name) return false;
  }
  seen.push_back(name);
  return true;
}

std::string lower_first(std::string_view name) {
  std::string text(name);
  text[0] = static_cast<char>(std::tolower(text[0]));
  return text;
}

/// The constant that lists an enumeration's values: State → states, FetchPriority → fetchPriorities.
std::string plural(std::string_view name) {
  std::string text = lower_first(name);
  if (text.ends_with("ty")) {
    text.replace(text.size() - 1, 1, "ies");
  } else {
    text += 's';
  }
  return text;
}

std::string number(double value) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.17g", value);
  return {text.data(), static_cast<std::size_t>(length)};
}

template <typename Message, typename Visit>
void each_field(Visit visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, Message::fields());
}

template <typename Variant, typename Visit>
void each_message(Visit visit) {
  [&]<std::size_t... Index>(std::index_sequence<Index...> /*all*/) {
    (visit.template operator()<std::variant_alternative_t<Index, Variant>>(), ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
}

template <typename Value>
std::string type_name() {
  switch (wire::type_of<Value>()) {
    case wire::Type::u32:
      if constexpr (wire::NamedEnum<Value>) return EnumNames<Value>::name;
      return std::is_same_v<Value, bool> ? "boolean" : "number";
    case wire::Type::f64:
      return "number";
    case wire::Type::text:
      return "string";
    case wire::Type::blob:
      return "Uint8Array";
    case wire::Type::f64s:
      return "readonly number[]";
    case wire::Type::texts:
      return "readonly string[]";
    case wire::Type::records:
      if constexpr (requires { typename wire::ListElement<Value>::type; }) {
        if constexpr (wire::Record<typename wire::ListElement<Value>::type>) {
          return std::string("readonly ") + wire::ListElement<Value>::type::name + "[]";
        }
      }
  }
  return "never";
}

// ---- types
// ----------------------------------------------------------------------------------------------------

template <typename Enum>
void print_enum() {
  if (!first_time(printed_enums, EnumNames<Enum>::name)) return;
  const std::string list = plural(EnumNames<Enum>::name);
  std::string line = "export const " + list + " = [";
  for (const char* value : EnumNames<Enum>::values)
    line += std::string(line.ends_with('[') ? "'" : ", '") + value + "'";
  line += "] as const;";
  if (line.size() > line_width) {
    line = "export const " + list + " = [\n";
    for (const char* value : EnumNames<Enum>::values) line += std::string("  '") + value + "',\n";
    line += "] as const;";
  }
  out += line + "\nexport type " + EnumNames<Enum>::name + " = (typeof " + list + ")[number];\n\n";
}

template <typename Message>
void print_members(const std::string& indent) {
  each_field<Message>([&]<typename Value>(const Field<Message, Value>& field) {
    if (*field.doc != '\0') out += indent + "/** " + field.doc + " */\n";
    out += indent + "readonly " + field.name + ": " + type_name<Value>() + ";\n";
  });
}

/// The enumerations and records that a message is made of, each once, before what uses them.
template <typename Message>
void print_parts() {
  each_field<Message>([]<typename Value>(const Field<Message, Value>&) {
    if constexpr (wire::NamedEnum<Value>) print_enum<Value>();
    if constexpr (wire::type_of<Value>() == wire::Type::records) {
      using Element = typename wire::ListElement<Value>::type;
      print_parts<Element>();
      if (!first_time(printed_records, Element::name)) return;
      out += std::string("export interface ") + Element::name + " {\n";
      print_members<Element>("  ");
      out += "}\n\n";
    }
  });
}

template <typename Variant>
void print_map(std::string_view name) {
  out += "export interface " + std::string(name) + " {\n";
  each_message<Variant>([]<typename Message>() {
    out += std::string("  ") + Message::name + ": {\n    readonly kind: '" + Message::name + "';\n";
    print_members<Message>("    ");
    out += "  };\n";
  });
  out += "}\n\n";
}

// ---- tables
// ---------------------------------------------------------------------------------------------------

template <typename Value>
std::string code() {
  if constexpr (std::is_same_v<Value, bool>) return "bool";
  if constexpr (wire::NamedEnum<Value>) return "oneOf";
  constexpr std::array names = {"", "u32", "f64", "text", "blob", "f64s", "texts", "records"};
  return names[static_cast<std::size_t>(wire::type_of<Value>())];
}

template <typename Value>
std::string literal(const Value& value) {
  if constexpr (std::is_same_v<Value, bool>) return value ? "true" : "false";
  if constexpr (wire::NamedEnum<Value>) {
    return std::string("'") + EnumNames<Value>::values[static_cast<std::size_t>(value)] + "'";
  }
  if constexpr (std::is_same_v<Value, std::string>) return "'" + value + "'";
  if constexpr (std::is_same_v<Value, Blob>) return "noBytes";
  if constexpr (std::is_enum_v<Value> || std::is_arithmetic_v<Value>)
    return number(static_cast<double>(value));
  return "[]";
}

template <typename Message>
std::vector<std::string> rows() {
  std::vector<std::string> rows;
  const Message defaults{};
  each_field<Message>([&]<typename Value>(const Field<Message, Value>& field) {
    std::string row = "[" + std::to_string(field.number) + ", '" + field.name + "', " + code<Value>() + ", " +
                      literal(defaults.*field.member);
    if constexpr (wire::NamedEnum<Value>) row += ", " + plural(EnumNames<Value>::name);
    if constexpr (wire::type_of<Value>() == wire::Type::records) {
      row += ", " + lower_first(wire::ListElement<Value>::type::name) + "Fields";
    }
    rows.push_back(row + "]");
  });
  return rows;
}

std::string joined(const std::vector<std::string>& rows, const std::string& indent) {
  if (rows.empty()) return "[]";
  if (rows.size() == 1) return "[" + rows[0] + "]";
  std::string text = "[\n";
  for (const auto& row : rows) text += indent + "  " + row + ",\n";
  return text + indent + "]";
}

template <typename Message>
void print_record_table() {
  each_field<Message>([]<typename Value>(const Field<Message, Value>&) {
    if constexpr (wire::type_of<Value>() == wire::Type::records) {
      using Element = typename wire::ListElement<Value>::type;
      print_record_table<Element>();
      if (!first_time(printed_records, Element::name)) return;
      out += "const " + lower_first(Element::name) +
             "Fields: readonly FieldRow[] = " + joined(rows<Element>(), "") + ";\n\n";
    }
  });
}

template <typename Variant>
void print_table(std::string_view name) {
  out += "export const " + std::string(name) + ": readonly MessageRow[] = [\n";
  each_message<Variant>([]<typename Message>() {
    const std::string head = "kind: " + std::to_string(Message::kind);
    const std::string title = std::string("name: '") + Message::name + "'";
    const auto fields = rows<Message>();
    const std::string line = "  { " + head + ", " + title + ", fields: " + joined(fields, "    ") + " },\n";
    if (fields.size() < 2 && line.size() - 1 <= line_width) {
      out += line;
    } else {
      out +=
          "  {\n    " + head + ",\n    " + title + ",\n    fields: " + joined(fields, "    ") + ",\n  },\n";
    }
  });
  out += "];\n";
}

// ---- the file
// -------------------------------------------------------------------------------------------------

void print_all() {
  out +=
      "// Printed by tools/protocol_ts.cpp from the messages in core/player. Do not edit: change them there, "
      "then run\n"
      "//   cmake --build --preset dev --target protocol\n\n"
      "/** Raised when an old decoder would misread a new message. */\n"
      "export const protocolVersion = " +
      std::to_string(protocol_version) + ";\n\n";

  print_enum<Hand>();
  each_message<Event>([]<typename Message>() { print_parts<Message>(); });
  each_message<Effect>([]<typename Message>() { print_parts<Message>(); });

  out += "/** What the world tells the engine, by kind. */\n";
  print_map<Event>("EventMap");
  out +=
      "export type EventKind = keyof EventMap;\n"
      "export type EngineEvent<K extends EventKind = EventKind> = EventMap[K];\n"
      "/** An event as the encoder takes it: what is left out has the engine's default. */\n"
      "export type EventInit<K extends EventKind = EventKind> = {\n"
      "  [P in K]: Pick<EventMap[P], 'kind'> & Partial<EventMap[P]>;\n"
      "}[K];\n\n"
      "/** What the engine wishes of the world, by kind. */\n";
  print_map<Effect>("EffectMap");
  out +=
      "export type EffectKind = keyof EffectMap;\n"
      "export type Effect<K extends EffectKind = EffectKind> = EffectMap[K];\n\n"
      "/** Which hand obeys an effect: net and mse where those live, page beside the element. */\n"
      "export const handOf = {\n";
  each_message<Effect>([]<typename Message>() {
    out += std::string("  ") + Message::name + ": '" +
           EnumNames<Hand>::values[static_cast<std::size_t>(Message::hand)] + "',\n";
  });
  out +=
      "} as const satisfies Record<EffectKind, Hand>;\n"
      "export type EffectOf<H extends Hand> = {\n"
      "  [K in EffectKind]: (typeof handOf)[K] extends H ? Effect<K> : never;\n"
      "}[EffectKind];\n\n"
      "// What follows is for wire.ts.\n\n"
      "export const u32 = 1;\n"
      "export const f64 = 2;\n"
      "export const text = 3;\n"
      "export const blob = 4;\n"
      "export const f64s = 5;\n"
      "export const texts = 6;\n"
      "export const records = 7;\n"
      "/** On the wire both are u32. */\n"
      "export const bool = 8;\n"
      "export const oneOf = 9;\n\n"
      "/** Number, name, type, default; then an enumeration's names or a record's fields. */\n"
      "export type FieldRow = readonly [number, string, number, unknown, (readonly string[] | readonly "
      "FieldRow[])?];\n"
      "export interface MessageRow {\n"
      "  readonly kind: number;\n"
      "  readonly name: string;\n"
      "  readonly fields: readonly FieldRow[];\n"
      "}\n\n"
      "const noBytes = new Uint8Array(0);\n\n";
  printed_records.clear();
  each_message<Event>([]<typename Message>() { print_record_table<Message>(); });
  each_message<Effect>([]<typename Message>() { print_record_table<Message>(); });
  print_table<Event>("eventTable");
  out += "\n";
  print_table<Effect>("effectTable");
}

}  // namespace
}  // namespace praxino::player

int main() {
  praxino::player::print_all();
  return std::fwrite(praxino::player::out.data(), 1, praxino::player::out.size(), stdout) ==
                 praxino::player::out.size()
             ? 0
             : 1;
}
