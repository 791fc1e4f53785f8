#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/bytes.h"
#include "core/player/protocol.h"
#include "core/player/wire_table.h"

/// Messages of every kind with random values in every field, and their comparison field by field.
namespace praxino::player::testing {

class RandomMessages {
 public:
  explicit RandomMessages(std::uint32_t seed) : random_(seed) {}

  template <typename Variant>
  [[nodiscard]] std::vector<Variant> one_of_each() {
    std::vector<Variant> all;
    [&]<std::size_t... Index>(std::index_sequence<Index...> /*all*/) {
      (all.push_back(message<std::variant_alternative_t<Index, Variant>>()), ...);
    }(std::make_index_sequence<std::variant_size_v<Variant>>());
    return all;
  }

 private:
  std::uint32_t any() { return static_cast<std::uint32_t>(random_()); }
  std::uint32_t below(std::uint32_t limit) { return any() % limit; }

  template <typename Message>
  Message message() {
    Message made;
    std::apply([&](const auto&... field) { (fill(made.*field.member), ...); }, Message::fields());
    return made;
  }

  template <typename Value>
  void fill(Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
      value = below(2) == 1;
    } else if constexpr (wire::NamedEnum<Value>) {
      value = static_cast<Value>(below(static_cast<std::uint32_t>(std::size(EnumNames<Value>::values))));
    } else if constexpr (std::is_enum_v<Value> || std::is_unsigned_v<Value>) {
      value = static_cast<Value>(any());
    } else if constexpr (std::is_same_v<Value, double>) {
      value = (static_cast<double>(any()) - 2e9) / 1024;
    } else if constexpr (std::is_same_v<Value, std::string>) {
      value.clear();
      for (std::uint32_t left = below(20); left > 0; --left) value += static_cast<char>(below(256));
    } else if constexpr (std::is_same_v<Value, Blob>) {
      value = {.data = Bytes(store_).first(below(64)), .hash = std::uint64_t{any()} << 32U | any()};
    } else {
      value.resize(below(4));
      for (auto& item : value) fill_item(item);
    }
  }

  template <typename Item>
  void fill_item(Item& item) {
    if constexpr (wire::Record<Item>) {
      item = message<Item>();
    } else {
      fill(item);
    }
  }

  std::mt19937 random_;
  std::vector<std::byte> store_ = std::vector<std::byte>(64, std::byte{7});
};

template <typename Message>
[[nodiscard]] bool same_fields(const Message& a, const Message& b);

template <typename Value>
[[nodiscard]] bool same_value(const Value& a, const Value& b) {
  if constexpr (std::is_same_v<Value, Blob>) {
    return a.hash == b.hash && a.data.size() == b.data.size();
  } else if constexpr (requires { typename wire::ListElement<Value>::type; }) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!same_value(a[i], b[i])) return false;
    }
    return true;
  } else if constexpr (wire::Record<Value>) {
    return same_fields(a, b);
  } else {
    return a == b;
  }
}

template <typename Message>
bool same_fields(const Message& a, const Message& b) {
  return std::apply(
      [&](const auto&... field) { return (same_value(a.*field.member, b.*field.member) && ...); },
      Message::fields());
}

template <typename Variant>
[[nodiscard]] bool same(const Variant& a, const Variant& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&]<typename Message>(const Message& message) { return same_fields(message, std::get<Message>(b)); },
      a);
}

}  // namespace praxino::player::testing
