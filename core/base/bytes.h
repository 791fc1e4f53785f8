#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "core/base/byte_window.h"

namespace praxino {

/// Borrowed input.
using Bytes = std::span<const std::byte>;

/// Reads big-endian numbers off the front of borrowed bytes. Sticky: past the end it gives zeros and empty
/// spans, and `ok()` is false from then on, so a parser is straight-line code with one check at its end.
class ByteReader {
 public:
  explicit ByteReader(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t position() const { return position_; }
  /// 0 once not ok.
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - position_; }

  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u24() {
    const std::uint32_t high = u8();
    return high << 16U | u16();
  }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }

  /// The next `count` bytes, still borrowed.
  Bytes take(std::size_t count) {
    if (count > remaining()) {
      ok_ = false;
      position_ = bytes_.size();
      return {};
    }
    const Bytes taken = bytes_.subspan(position_, count);
    position_ += count;
    return taken;
  }
  void skip(std::size_t count) { take(count); }
  Bytes rest() { return take(remaining()); }

 private:
  template <typename Number>
  Number number() {
    const Bytes taken = take(sizeof(Number));
    if (taken.empty()) return 0;
    Number value = 0;
    std::memcpy(&value, taken.data(), sizeof(Number));
    if constexpr (std::endian::native == std::endian::little) value = std::byteswap(value);
    return value;
  }

  Bytes bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

/// Reads bits, most significant first. Sticky like ByteReader.
class BitReader {
 public:
  explicit BitReader(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() * 8 - position_; }

  /// `count` ≤ 32.
  std::uint32_t bits(unsigned count) {
    if (count > remaining()) {
      ok_ = false;
      position_ = bytes_.size() * 8;
      return 0;
    }
    std::uint64_t value = 0;
    for (unsigned left = count; left > 0;) {
      const auto before = static_cast<unsigned>(position_ % 8);
      const unsigned in_byte = 8U - before;
      const unsigned now = left < in_byte ? left : in_byte;
      const unsigned rest = static_cast<unsigned>(bytes_[position_ / 8]) & (0xFFU >> before);
      value = value << now | rest >> (in_byte - now);
      position_ += now;
      left -= now;
    }
    return static_cast<std::uint32_t>(value);
  }
  bool flag() { return bits(1) != 0; }
  void skip(std::size_t count) {
    for (; count > 32; count -= 32) bits(32);
    bits(static_cast<unsigned>(count));
  }
  /// To the next byte's first bit.
  void align() { position_ = (position_ + 7) / 8 * 8; }

 private:
  Bytes bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

/// Writes big-endian numbers at the end of bytes that it owns.
class ByteWriter {
 public:
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] Bytes view() const { return bytes_.view(); }
  [[nodiscard]] std::vector<std::byte> release() {
    std::vector<std::byte> bytes(view().begin(), view().end());
    clear();
    return bytes;
  }
  /// Forgets all, and keeps the room for more.
  void clear() { bytes_.drop(bytes_.size()); }
  /// What holds them.
  [[nodiscard]] ByteWindow& window() { return bytes_; }

  void u8(std::uint8_t value) { number(value); }
  void u16(std::uint16_t value) { number(value); }
  void u24(std::uint32_t value) {
    u8(static_cast<std::uint8_t>(value >> 16U));
    u16(static_cast<std::uint16_t>(value));
  }
  void u32(std::uint32_t value) { number(value); }
  void u64(std::uint64_t value) { number(value); }
  void bytes(Bytes more) { bytes_.append(more); }
  void zeros(std::size_t count) { std::memset(bytes_.extend(count), 0, count); }

  /// Overwrites what is already there: sizes and offsets that are known only afterwards. `at` + 4 ≤ size().
  void patch_u32(std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes_.data()[at + i] = static_cast<std::byte>(value >> (24 - 8 * i));
  }

 private:
  template <typename Number>
  void number(Number value) {
    if constexpr (std::endian::native == std::endian::little) value = std::byteswap(value);
    std::memcpy(bytes_.extend(sizeof(Number)), &value, sizeof(Number));
  }

  ByteWindow bytes_;
};

}  // namespace praxino
