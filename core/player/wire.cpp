#include "core/player/wire.h"

#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/hash.h"
#include "core/player/little_endian.h"
#include "core/player/redact.h"
#include "core/player/wire_table.h"

namespace praxino::player::wire {
namespace {

constexpr std::size_t head_size = 8;

double load_f64(Bytes from, std::size_t at = 0) {
  return std::bit_cast<double>(load_little<std::uint64_t>(from, at));
}

// ---- writing
// --------------------------------------------------------------------------------------------------

class Writer {
 public:
  Writer(Options options, std::vector<std::byte>& out) : options_(options), out_(out) {}

  void message(const MessageInfo& info, const void* message) {
    number(info.kind);
    number(std::uint16_t{0});
    const std::size_t start = reserve_length(out_);
    fields({info.fields, info.field_count}, message);
    store_length(out_, start);
  }

 private:
  template <typename Number>
  void number(Number value) {
    append_little(out_, value);
  }
  void f64(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void raw(const void* from, std::size_t count) {
    const auto* first = static_cast<const std::byte*>(from);
    out_.insert(out_.end(), first, first + count);
  }

  void text(const std::string& text) {
    if (options_.redact) {
      plain(redact(text));
    } else {
      plain(text);
    }
  }
  void plain(std::string_view text) {
    number(static_cast<std::uint32_t>(text.size()));
    raw(text.data(), text.size());
  }

  void fields(std::span<const FieldInfo> fields, const void* message) {
    for (const FieldInfo& field : fields) {
      number(field.number);
      number(static_cast<std::uint8_t>(field.type));
      value(field, field.member(const_cast<void*>(message)));  // only looked at
    }
  }

  void value(const FieldInfo& field, const void* member) {
    switch (field.type) {
      case Type::u32:
        number(narrow(field.width, member));
        break;
      case Type::f64:
        f64(*static_cast<const double*>(member));
        break;
      case Type::text:
        text(*static_cast<const std::string*>(member));
        break;
      case Type::blob: {
        const auto& blob = *static_cast<const Blob*>(member);
        number(static_cast<std::uint32_t>(blob.data.size()));
        number(blob.hash == 0 && options_.hash ? hash_bytes(blob.data) : blob.hash);
        break;
      }
      case Type::f64s: {
        const auto& list = *static_cast<const std::vector<double>*>(member);
        number(static_cast<std::uint32_t>(list.size()));
        for (const double item : list) f64(item);
        break;
      }
      case Type::texts: {
        const std::size_t start = reserve_length(out_);
        for (const auto& item : *static_cast<const std::vector<std::string>*>(member)) text(item);
        store_length(out_, start);
        break;
      }
      case Type::records: {
        const std::size_t start = reserve_length(out_);
        const ListInfo& list = *field.list;
        for (std::size_t i = 0; i < list.size(member); ++i) {
          const std::size_t record = reserve_length(out_);
          fields({list.fields, list.field_count}, list.at(member, i));
          store_length(out_, record);
        }
        store_length(out_, start);
        break;
      }
    }
  }

  static std::uint32_t narrow(std::uint8_t width, const void* member) {
    switch (width) {
      case 1:
        return *static_cast<const std::uint8_t*>(member);
      case 2:
        return *static_cast<const std::uint16_t*>(member);
      default:
        return *static_cast<const std::uint32_t*>(member);
    }
  }

  Options options_;
  std::vector<std::byte>& out_;
};

template <typename Variant>
void write(const Variant& variant, Writer& writer) {
  const void* message = std::visit([](const auto& held) -> const void* { return &held; }, variant);
  writer.message(messages_of<Variant>[variant.index()], message);
}

// ---- reading
// --------------------------------------------------------------------------------------------------

/// How long the payload at the front of `in` is; nothing where it does not fit or its type is unknown.
std::optional<std::size_t> payload_size(Type type, Bytes in) {
  std::uint64_t size = 4;
  std::uint64_t unit = 0;
  switch (type) {
    case Type::u32:
      break;
    case Type::f64:
      size = 8;
      break;
    case Type::blob:
      size = 12;
      break;
    case Type::f64s:
      unit = 8;
      break;
    case Type::text:
    case Type::texts:
    case Type::records:
      unit = 1;
      break;
    default:
      return std::nullopt;
  }
  if (in.size() < size) return std::nullopt;
  if (unit != 0) size += unit * load_little<std::uint32_t>(in);
  if (in.size() < size) return std::nullopt;
  return static_cast<std::size_t>(size);
}

/// Takes what a u32 length at the front announces off `rest`; false at the end and where it does not fit.
bool take_sized(Bytes& rest, Bytes& out) {
  if (rest.size() < 4) return false;
  const std::uint32_t length = load_little<std::uint32_t>(rest);
  if (length > rest.size() - 4) return false;
  out = rest.subspan(4, length);
  rest = rest.subspan(4 + static_cast<std::size_t>(length));
  return true;
}

std::string to_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

void store_narrow(const FieldInfo& field, std::uint32_t value, void* member) {
  if (field.values != 0 && value >= field.values) return;
  if (field.width == 4) {
    std::memcpy(member, &value, 4);
  } else if (field.width == 2 && value <= 0xFFFF) {
    const auto narrow = static_cast<std::uint16_t>(value);
    std::memcpy(member, &narrow, 2);
  } else if (field.width == 1 && value <= 0xFF) {
    const auto narrow = static_cast<std::uint8_t>(value);
    std::memcpy(member, &narrow, 1);
  }
}

}  // namespace

void encode(const Event& event, Options options, std::vector<std::byte>& out) {
  Writer writer(options, out);
  write(event, writer);
}

void encode(std::span<const Effect> batch, Options options, std::vector<std::byte>& out) {
  Writer writer(options, out);
  for (const Effect& effect : batch) write(effect, writer);
}

bool Decoder::next(Event& event) { return next(messages_of<Event>, &event); }
bool Decoder::next(Effect& effect) { return next(messages_of<Effect>, &effect); }

bool Decoder::next(std::span<const MessageInfo> messages, void* variant) {
  while (!rest_.empty()) {
    if (rest_.size() < head_size || load_little<std::uint32_t>(rest_, 4) > rest_.size() - head_size) {
      ok_ = false;
      rest_ = {};
      break;
    }
    const auto kind = load_little<std::uint16_t>(rest_);
    message_ = rest_.first(head_size + load_little<std::uint32_t>(rest_, 4));
    rest_ = rest_.subspan(message_.size());
    blob_.reset();
    const MessageInfo* known = nullptr;
    for (const MessageInfo& info : messages) {
      if (info.kind == kind) known = &info;
    }
    if (known == nullptr) {
      fields(message_.subspan(head_size), {}, nullptr);  // its blobs are to be skipped too
      continue;
    }
    fields(message_.subspan(head_size), {known->fields, known->field_count}, known->emplace(variant));
    return true;
  }
  message_ = {};
  return false;
}

void Decoder::fields(Bytes in, std::span<const FieldInfo> known, void* message) {
  while (in.size() >= 2) {
    const auto number = std::to_integer<std::uint8_t>(in[0]);
    const auto type = static_cast<Type>(in[1]);
    in = in.subspan(2);
    const auto size = payload_size(type, in);
    if (!size) return;
    const FieldInfo* match = nullptr;
    for (const FieldInfo& field : known) {
      if (field.number == number && field.type == type) match = &field;
    }
    if (match != nullptr) {
      value(*match, in.first(*size), match->member(message));
    } else if (type == Type::blob) {
      take_blob(in, nullptr);
    }
    in = in.subspan(*size);
  }
}

void Decoder::value(const FieldInfo& field, Bytes payload, void* member) {
  switch (field.type) {
    case Type::u32:
      store_narrow(field, load_little<std::uint32_t>(payload), member);
      break;
    case Type::f64:
      *static_cast<double*>(member) = load_f64(payload);
      break;
    case Type::text:
      *static_cast<std::string*>(member) = to_text(payload.subspan(4));
      break;
    case Type::blob:
      take_blob(payload, static_cast<Blob*>(member));
      break;
    case Type::f64s: {
      auto& list = *static_cast<std::vector<double>*>(member);
      list.resize(load_little<std::uint32_t>(payload));
      for (std::size_t i = 0; i < list.size(); ++i) list[i] = load_f64(payload, 4 + 8 * i);
      break;
    }
    case Type::texts: {
      auto& list = *static_cast<std::vector<std::string>*>(member);
      list.clear();
      Bytes rest = payload.subspan(4);
      for (Bytes item; take_sized(rest, item);) list.push_back(to_text(item));
      break;
    }
    case Type::records:
      records(field, payload.subspan(4), member);
      break;
  }
}

void Decoder::records(const FieldInfo& field, Bytes payload, void* list) {
  field.list->clear(list);
  for (Bytes item; take_sized(payload, item);) {
    fields(item, {field.list->fields, field.list->field_count}, field.list->add(list));
  }
}

void Decoder::take_blob(Bytes payload, Blob* out) {
  const BlobRef ref = {load_little<std::uint32_t>(payload), load_little<std::uint64_t>(payload, 4)};
  Bytes data;
  if (ref.length <= blobs_.size()) {
    data = blobs_.first(ref.length);
    blobs_ = blobs_.subspan(ref.length);
  } else {
    blobs_complete_ = false;
    blobs_ = {};
  }
  if (out == nullptr) return;
  blob_ = ref;
  *out = {.data = data, .hash = ref.hash};
}

}  // namespace praxino::player::wire
