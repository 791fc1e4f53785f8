#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/describe.h"

/// Tables of fields, built from the messages' own fields(): one loop in wire.cpp walks them for every kind, so that a
/// new message costs a few dozen bytes of data and no code. Everything here is folded at compile time.
namespace praxino::player::wire {

/// What follows a field's number. Stable for ever.
enum class Type : std::uint8_t { u32 = 1, f64 = 2, text = 3, blob = 4, f64s = 5, texts = 6, records = 7 };

struct ListInfo;

struct FieldInfo {
  std::uint8_t number = 0;
  Type type{};
  std::uint8_t width = 0;       ///< Bytes of the member, of a u32 alone.
  std::uint8_t values = 0;      ///< How many an enumeration has; 0: any number.
  std::uint16_t offset = 0;     ///< Of the member in its struct.
  const ListInfo* list = nullptr;  ///< Of records alone.
};

/// A std::vector of one kind of record, without its type.
struct ListInfo {
  const FieldInfo* fields = nullptr;
  std::size_t field_count = 0;
  void (*clear)(void* list) = nullptr;
  void* (*add)(void* list) = nullptr;
  std::size_t (*size)(const void* list) = nullptr;
  const void* (*at)(const void* list, std::size_t index) = nullptr;
};

struct MessageInfo {
  std::uint16_t kind = 0;
  std::uint8_t field_count = 0;
  const FieldInfo* fields = nullptr;
  void* (*emplace)(void* variant) = nullptr;  ///< Makes the variant hold this message, with its defaults.
};

template <typename Value>
concept NamedEnum = std::is_enum_v<Value> && requires { EnumNames<Value>::values; };

template <typename Value>
concept Record = requires { Value::fields(); };

template <typename List>
struct ListElement;
template <typename Element>
struct ListElement<std::vector<Element>> {
  using type = Element;
};

template <typename Value>
[[nodiscard]] constexpr Type type_of() {
  if constexpr (std::is_same_v<Value, double>) {
    return Type::f64;
  } else if constexpr (std::is_same_v<Value, std::string>) {
    return Type::text;
  } else if constexpr (std::is_same_v<Value, Blob>) {
    return Type::blob;
  } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
    return Type::f64s;
  } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
    return Type::texts;
  } else if constexpr (requires { typename ListElement<Value>::type; }) {
    static_assert(Record<typename ListElement<Value>::type>);
    return Type::records;
  } else {
    static_assert(std::is_enum_v<Value> || std::is_unsigned_v<Value>, "a wire type for this member is missing");
    static_assert(sizeof(Value) <= 4, "wider numbers travel as double");
    return Type::u32;
  }
}

/// A pointer to a data member is its offset (Itanium C++ ABI, which all our compilers follow).
template <typename Message, typename Value>
[[nodiscard]] inline std::uint16_t offset_of(Value Message::* member) {
  static_assert(sizeof(Message) <= std::numeric_limits<std::uint16_t>::max());
  std::ptrdiff_t offset = 0;
  static_assert(sizeof(offset) == sizeof(member));
  std::memcpy(&offset, &member, sizeof(offset));
  return static_cast<std::uint16_t>(offset);
}

template <typename Message>
[[nodiscard]] constexpr std::size_t field_count() {
  return std::tuple_size_v<decltype(Message::fields())>;
}

template <typename Message>
[[nodiscard]] std::array<FieldInfo, field_count<Message>()> make_fields();

template <typename Message>
inline const std::array<FieldInfo, field_count<Message>()> fields_of = make_fields<Message>();

template <typename Element>
inline const ListInfo list_of = {
    .fields = fields_of<Element>.data(),
    .field_count = field_count<Element>(),
    .clear = [](void* list) { static_cast<std::vector<Element>*>(list)->clear(); },
    .add = [](void* list) -> void* { return &static_cast<std::vector<Element>*>(list)->emplace_back(); },
    .size = [](const void* list) { return static_cast<const std::vector<Element>*>(list)->size(); },
    .at = [](const void* list, std::size_t index) -> const void* {
      return &(*static_cast<const std::vector<Element>*>(list))[index];
    },
};

template <bool InRecord, typename Message, typename Value>
[[nodiscard]] inline FieldInfo make_field(const Field<Message, Value>& field) {
  FieldInfo info{.number = field.number, .type = type_of<Value>(), .offset = offset_of(field.member)};
  if constexpr (type_of<Value>() == Type::u32) info.width = sizeof(Value);
  if constexpr (NamedEnum<Value>) info.values = std::size(EnumNames<Value>::values);
  if constexpr (type_of<Value>() == Type::records) info.list = &list_of<typename ListElement<Value>::type>;
  static_assert(!(InRecord && type_of<Value>() == Type::blob), "blobs travel in the order of messages, not of records");
  return info;
}

template <typename Message>
std::array<FieldInfo, field_count<Message>()> make_fields() {
  constexpr bool in_record = !requires { Message::kind; };
  return std::apply([](const auto&... field) { return std::array<FieldInfo, sizeof...(field)>{make_field<in_record>(field)...}; },
                    Message::fields());
}

template <typename Variant, std::size_t... Index>
[[nodiscard]] inline std::array<MessageInfo, sizeof...(Index)> make_messages(std::index_sequence<Index...> /*all*/) {
  return {MessageInfo{
      .kind = std::variant_alternative_t<Index, Variant>::kind,
      .field_count = field_count<std::variant_alternative_t<Index, Variant>>(),
      .fields = fields_of<std::variant_alternative_t<Index, Variant>>.data(),
      .emplace = [](void* variant) -> void* { return &static_cast<Variant*>(variant)->template emplace<Index>(); },
  }...};
}

/// One entry for each alternative, in the variant's order.
template <typename Variant>
inline const std::array<MessageInfo, std::variant_size_v<Variant>> messages_of =
    make_messages<Variant>(std::make_index_sequence<std::variant_size_v<Variant>>());

}  // namespace praxino::player::wire
