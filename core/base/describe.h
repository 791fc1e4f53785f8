#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// How a message says what it is made of, once, for everything that is generated from it: the encoder and
/// decoder (player/wire.h), the TypeScript types and decoder, and the log.
///
/// A message is a plain struct with
///   static constexpr std::uint16_t kind;    // stable for ever, unique within events or effects
///   static constexpr const char* name;      // camelCase, as TypeScript sees it
///   static constexpr auto fields();         // a tuple of field(...)
/// Field numbers are stable for ever too; a removed one is never used again.
namespace praxino {

template <typename Message, typename Value>
struct Field {
  std::uint8_t number;
  const char* name;
  Value Message::* member;
  const char* doc;
};

template <typename Message, typename Value>
[[nodiscard]] constexpr Field<Message, Value> field(std::uint8_t number, const char* name,
                                                    Value Message::* member, const char* doc = "") {
  return {number, name, member, doc};
}

/// Bytes that a message speaks of without carrying them: inside messages they are a length and a hash, and
/// the bytes themselves travel beside, in order. `data` is borrowed for the one call.
struct Blob {
  std::span<const std::byte> data;
  std::uint64_t hash = 0;  ///< base/hash.h; 0 until somebody needed it.
};

/// An enumeration says its TypeScript names by specialising this: `static constexpr const char* values[]`, in
/// order from 0, and `name`, the TypeScript type's own.
template <typename Enum>
struct EnumNames;

}  // namespace praxino
