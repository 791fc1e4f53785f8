#pragma once

#include <concepts>
#include <type_traits>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/container/mp4/box.h"

namespace praxino::mp4 {

/// The two hands that a box's description is given (see boxes.h): one takes its fields from bytes, the other
/// puts them there. A field's width is its type's.
class ReadFields {
 public:
  explicit ReadFields(ByteReader& in) : in_(in) {}

  template <std::integral Number>
  void operator()(Number& field) {
    if constexpr (sizeof(Number) == 1) field = static_cast<Number>(in_.u8());
    if constexpr (sizeof(Number) == 2) field = static_cast<Number>(in_.u16());
    if constexpr (sizeof(Number) == 4) field = static_cast<Number>(in_.u32());
    if constexpr (sizeof(Number) == 8) field = static_cast<Number>(in_.u64());
  }
  void operator()(KeyId& field) {
    const Bytes from = in_.take(field.size());
    for (std::size_t i = 0; i < from.size(); ++i) field[i] = from[i];
  }
  void flags(std::uint32_t& field) { field = in_.u24(); }
  /// 64 bits wide from version 1 on, before that 32, sign kept.
  template <std::integral Number>
  void by_version(std::uint8_t version, Number& field) {
    if (version > 0) {
      field = static_cast<Number>(in_.u64());
    } else if constexpr (std::is_signed_v<Number>) {
      field = in_.i32();
    } else {
      field = in_.u32();
    }
  }
  /// Something that we write the same way always and do not look at.
  template <std::integral Number>
  void constant(Number) {
    in_.skip(sizeof(Number));
  }
  void reserved(std::size_t count) { in_.skip(count); }

 private:
  ByteReader& in_;
};

class WriteFields {
 public:
  explicit WriteFields(ByteWriter& out) : out_(out) {}

  template <std::integral Number>
  void operator()(const Number& field) {
    constant(field);
  }
  void operator()(const KeyId& field) { out_.bytes(field); }
  void flags(std::uint32_t field) { out_.u24(field); }
  template <std::integral Number>
  void by_version(std::uint8_t version, Number field) {
    if (version > 0) {
      out_.u64(static_cast<std::uint64_t>(field));
    } else {
      out_.u32(static_cast<std::uint32_t>(field));
    }
  }
  template <std::integral Number>
  void constant(Number value) {
    if constexpr (sizeof(Number) == 1) out_.u8(static_cast<std::uint8_t>(value));
    if constexpr (sizeof(Number) == 2) out_.u16(static_cast<std::uint16_t>(value));
    if constexpr (sizeof(Number) == 4) out_.u32(static_cast<std::uint32_t>(value));
    if constexpr (sizeof(Number) == 8) out_.u64(static_cast<std::uint64_t>(value));
  }
  void reserved(std::size_t count) { out_.zeros(count); }

 private:
  ByteWriter& out_;
};

/// The version and flags that most boxes begin with (§4.2.2).
struct FullBox {
  std::uint8_t version = 0;
  std::uint32_t flags = 0;

  bool operator==(const FullBox&) const = default;
};

template <typename Io>
void full_box(Io& io, FullBox& box) {
  io(box.version);
  io.flags(box.flags);
}

/// Reads a box's fixed fields; what repeats after them is left in `in`, which begins at the box's payload.
template <typename Fields>
[[nodiscard]] Result<Fields> read_fields(ByteReader& in, std::uint64_t at) {
  Fields fields;
  ReadFields io(in);
  fields.describe(io);
  if constexpr (std::derived_from<Fields, FullBox>) {
    // Said first: a version that we do not know may well have other fields.
    if (fields.version > Fields::kLatest) {
      return fail(Fault::unsupported, at, "box of a version that is not known");
    }
  }
  if (!in.ok()) return fail(Fault::malformed, at, "box shorter than its fields");
  return fields;
}

template <typename Fields>
[[nodiscard]] Result<Fields> read_fields(const Box& box) {
  ByteReader in(box.payload());
  return read_fields<Fields>(in, box.at);
}

template <typename Fields>
void write_fields(ByteWriter& out, Fields fields) {
  WriteFields io(out);
  fields.describe(io);
}

}  // namespace praxino::mp4
