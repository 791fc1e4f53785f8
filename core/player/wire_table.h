#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/describe.h"

/// Tables of fields, built from the messages' own fields(): one loop in wire.cpp walks them for every kind,
/// so that a new message costs a few dozen bytes of data and no code. Everything here is folded at compile
/// time.
namespace praxino::player::wire {

/// What follows a field's number. Stable for ever.
enum class Type : std::uint8_t { u32 = 1, f64 = 2, text = 3, blob = 4, f64s = 5, texts = 6, records = 7 };

struct ListInfo;

struct FieldInfo {
  std::uint8_t number = 0;
  Type type{};
  std::uint8_t width = 0;   ///< Bytes of the member, of a u32 alone.
  std::uint8_t values = 0;  ///< How many an enumeration (or a bool) has; 0: any number.
  void* (*member)(void* message) = nullptr;
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
    static_assert(std::is_enum_v<Value> || std::is_unsigned_v<Value>,
                  "a wire type for this member is missing");
    static_assert(sizeof(Value) <= 4, "wider numbers travel as double");
    return Type::u32;
  }
}

template <typename Message>
[[nodiscard]] constexpr std::size_t field_count() {
  return std::tuple_size_v<decltype(Message::fields())>;
}

template <typename Message>
struct Fields;

template <typename Element>
inline constexpr ListInfo list_of = {
    .fields = Fields<Element>::table.data(),
    .field_count = field_count<Element>(),
    .clear = [](void* list) { static_cast<std::vector<Element>*>(list)->clear(); },
    .add = [](void* list) -> void* { return &static_cast<std::vector<Element>*>(list)->emplace_back(); },
    .size = [](const void* list) { return static_cast<const std::vector<Element>*>(list)->size(); },
    .at = [](const void* list, std::size_t index) -> const void* {
      return &(*static_cast<const std::vector<Element>*>(list))[index];
    },
};

template <typename Message, std::size_t Index>
[[nodiscard]] constexpr FieldInfo make_field() {
  constexpr auto field = std::get<Index>(Message::fields());
  using Value = std::remove_cvref_t<decltype(std::declval<Message&>().*field.member)>;
  constexpr Type type = type_of<Value>();
  static_assert(
      type != Type::blob || requires { Message::kind; },
      "blobs travel in the order of messages, not of records");
  FieldInfo info = {.number = field.number, .type = type};
  if constexpr (type == Type::u32) info.width = sizeof(Value);
  if constexpr (std::is_same_v<Value, bool>) info.values = 2;
  if constexpr (NamedEnum<Value>) info.values = std::size(EnumNames<Value>::values);
  if constexpr (type == Type::records) info.list = &list_of<typename ListElement<Value>::type>;
  info.member = [](void* message) -> void* {
    return &(static_cast<Message*>(message)->*std::get<Index>(Message::fields()).member);
  };
  return info;
}

template <typename Message>
struct Fields {
  static constexpr auto table = []<std::size_t... Index>(std::index_sequence<Index...> /*all*/) {
    return std::array<FieldInfo, sizeof...(Index)>{make_field<Message, Index>()...};
  }(std::make_index_sequence<field_count<Message>()>());
};

/// One entry for each alternative, in the variant's order.
template <typename Variant>
inline constexpr auto messages_of = []<std::size_t... Index>(std::index_sequence<Index...> /*all*/) {
  return std::array<MessageInfo, sizeof...(Index)>{MessageInfo{
      .kind = std::variant_alternative_t<Index, Variant>::kind,
      .field_count = field_count<std::variant_alternative_t<Index, Variant>>(),
      .fields = Fields<std::variant_alternative_t<Index, Variant>>::table.data(),
      .emplace = [](void* variant) -> void* {
        return &static_cast<Variant*>(variant)->template emplace<Index>();
      },
  }...};
}(std::make_index_sequence<std::variant_size_v<Variant>>());

}  // namespace praxino::player::wire
