#include "core/flat/writer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace praxino::flat {
namespace {

static_assert(std::endian::native == std::endian::little);

bool is_ascii(std::string_view text) {
  // Eight at once: addresses are most of all text.
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080U) != 0) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

/// How many bytes at the front are one character (Unicode, table 3-7); 0 where they are none.
std::size_t character_of(std::string_view text) {
  const auto byte = [text](std::size_t at) -> unsigned {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto follows = [byte](std::size_t at, unsigned least = 0x80, unsigned most = 0xBF) {
    return byte(at) >= least && byte(at) <= most;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

template <typename Number>
void append_all(std::vector<std::byte>& out, const std::vector<std::int64_t>& values) {
  const std::size_t start = out.size();
  out.resize(start + (values.size() * sizeof(Number) + 7) / 8 * 8);
  std::byte* to = out.data() + start;
  for (const std::int64_t value : values) {
    const auto number = static_cast<Number>(value);
    std::memcpy(to, &number, sizeof(Number));
    to += sizeof(Number);
  }
}

struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

Bounds bounds_of(const Column& column) {
  if (column.size() == 0) return {};
  if (!column.even()) {
    const auto [least, most] = std::minmax_element(column.values().begin(), column.values().end());
    return {*least, *most};
  }
  const std::int64_t last = column.first() + column.step() * static_cast<std::int64_t>(column.size() - 1);
  return {std::min(column.first(), last), std::max(column.first(), last)};
}

}  // namespace

void Writer::text(std::string_view text) {
  const std::uint32_t start = units_;
  number(start);
  if (is_ascii(text)) {
    text_.append(text);
    units_ += static_cast<std::uint32_t>(text.size());
    return number(units_ - start);
  }
  while (!text.empty()) {
    const std::size_t bytes = character_of(text);
    text_.append(bytes == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, bytes));
    units_ += bytes == 4 ? 2 : 1;
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  number(units_ - start);
}

void Writer::bytes(std::string_view text) {
  number(static_cast<double>(columns_.size()));
  number(static_cast<double>(text.size()));
  flag(is_ascii(text));
  const std::size_t start = columns_.size();
  columns_.resize(start + (text.size() + 7) / 8 * 8);
  if (!text.empty()) std::memcpy(columns_.data() + start, text.data(), text.size());
}

void Writer::column(const Column& column) {
  const auto [least, most] = bounds_of(column);
  const bool exact = least >= -kExact && most <= kExact;
  if (column.even() && exact) {
    number(0);
    number(static_cast<double>(column.first()));
    number(static_cast<double>(column.step()));
    return;
  }
  const auto place = static_cast<double>(columns_.size());
  if (!exact) {
    number(3);
    append_all<std::int64_t>(columns_, column.even() ? column.rows() : column.values());
  } else if (least >= 0 && most <= std::numeric_limits<std::uint32_t>::max()) {
    number(1);
    append_all<std::uint32_t>(columns_, column.values());
  } else {
    number(2);
    append_all<double>(columns_, column.values());
  }
  number(place);
  number(0);
}

std::vector<std::byte> Writer::finish() const {
  const std::uint32_t head[4] = {static_cast<std::uint32_t>(words_.size()),
                                 static_cast<std::uint32_t>(columns_.size()),
                                 static_cast<std::uint32_t>(text_.size()), 0};
  std::vector<std::byte> out(sizeof(head) + words_.size() * 8 + columns_.size() + text_.size());
  std::byte* to = out.data();
  const auto put = [&to](const void* from, std::size_t bytes) {
    if (bytes != 0) std::memcpy(to, from, bytes);
    to += bytes;
  };
  put(head, sizeof(head));
  put(words_.data(), words_.size() * 8);
  put(columns_.data(), columns_.size());
  put(text_.data(), text_.size());
  return out;
}

}  // namespace praxino::flat
