#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/flat/addresses.h"
#include "core/media/segment_list.h"

/// The other side of writer.h, for tests: texts are ASCII here, where bytes and UTF-16 units are the same.
namespace praxino::flat::testing_flat {

class Reader {
 public:
  explicit Reader(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}

  double number() { return load<double>(16 + 8 * next_++); }
  bool flag() { return number() != 0; }
  std::size_t count() { return static_cast<std::size_t>(number()); }
  std::string text() {
    const auto start = static_cast<std::size_t>(number());
    return text_at(start, count());
  }
  std::string text_at(std::size_t start, std::size_t size) const {
    return std::string(all_text().substr(start, size));
  }
  std::string_view all_text() const {
    const std::size_t size = load<std::uint32_t>(8);
    return {reinterpret_cast<const char*>(bytes_.data()) + bytes_.size() - size, size};
  }
  std::vector<std::int64_t> column(std::size_t rows) {
    const std::size_t kind = count();
    const double first = number();
    const double second = number();
    std::vector<std::int64_t> values;
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t at =
          16 + 8 * load<std::uint32_t>(0) + (kind == 0 ? 0 : static_cast<std::size_t>(first));
      if (kind == 0) values.push_back(static_cast<std::int64_t>(first + second * static_cast<double>(row)));
      if (kind == 1) values.push_back(load<std::uint32_t>(at + 4 * row));
      if (kind == 2) values.push_back(static_cast<std::int64_t>(load<double>(at + 8 * row)));
      if (kind == 3) values.push_back(load<std::int64_t>(at + 8 * row));
    }
    return values;
  }
  /// What columns tell places in.
  std::string bytes() {
    const std::size_t at = 16 + 8 * load<std::uint32_t>(0) + count();
    std::string text(count(), ' ');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = load<char>(at + i);
    const bool ascii = flag();
    EXPECT_EQ(ascii, std::ranges::all_of(text, [](char letter) { return letter >= 0; }));
    return text;
  }
  /// How much all columns take.
  std::size_t column_bytes() const { return load<std::uint32_t>(4); }
  bool at_end() const { return next_ == load<std::uint32_t>(0); }

 private:
  template <typename Number>
  Number load(std::size_t at) const {
    Number value{};
    EXPECT_LE(at + sizeof(Number), bytes_.size());
    std::memcpy(&value, bytes_.data() + at, sizeof(Number));
    return value;
  }

  std::vector<std::byte> bytes_;
  std::size_t next_ = 0;
};

inline std::string written(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return (value < 0 ? "-" : "") + digits;
}

inline media::Resource read_resource(Reader& in) {
  media::Resource out{in.text(), std::nullopt};
  const double offset = in.number();
  const double length = in.number();
  if (offset >= 0) out.range = media::ByteRange{static_cast<std::uint64_t>(offset), std::nullopt};
  if (length >= 0) out.range->length = static_cast<std::uint64_t>(length);
  return out;
}

/// A list as segments.h tells it.
struct FlatList {
  bool ended = false;
  Seconds target;
  std::vector<media::Segment> segments;
  std::vector<media::Stretch> stretches;  ///< Without windows and offsets.
  std::size_t rules = 0;
};

inline FlatList read_list(Reader& in) {
  FlatList out;
  out.ended = in.flag();
  out.target.value = in.number();
  const std::size_t size = in.count();
  for (std::size_t left = in.count(); left > 0; --left) {
    media::Stretch stretch;
    stretch.timeline = static_cast<std::uint32_t>(in.number());
    stretch.timescale = static_cast<std::uint32_t>(in.number());
    stretch.start.value = in.number();
    for (int skipped = 0; skipped < 3; ++skipped) in.number();
    if (in.flag()) stretch.init = read_resource(in);
    if (in.flag()) {
      stretch.encryption = media::Encryption{in.text(), std::nullopt};
      in.text();
      stretch.encryption->otherwise = in.flag();
    }
    out.stretches.push_back(stretch);
  }
  std::vector<Rule> rules(out.rules = in.count());
  for (Rule& rule : rules) {
    rule.resize(in.count());
    for (Piece& piece : rule) {
      piece.kind = static_cast<Piece::Kind>(in.number());
      piece.text = in.text();
      piece.more = static_cast<std::int64_t>(in.number());
      piece.width = static_cast<std::uint32_t>(in.number());
    }
  }
  const std::size_t rows = in.count();
  std::vector<std::vector<std::int64_t>> columns;
  for (int i = 0; i < 13; ++i) columns.push_back(in.column(rows));
  const std::string owns = in.bytes();
  std::vector<std::int64_t> starts(rows);
  if (!in.flag()) {
    starts = in.column(rows);
  } else {
    for (std::size_t row = 1; row < rows; ++row) {
      if (columns[1][row] != columns[1][row - 1]) continue;
      const std::int64_t sequences = (columns[0][row] - columns[0][row - 1]) / columns[3][row - 1];
      starts[row] = starts[row - 1] + sequences * columns[2][row - 1];
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const auto cell = [&](int column) { return columns[static_cast<std::size_t>(column)][row]; };
    const auto end = row + 1 < rows ? columns[0][row + 1] : static_cast<std::int64_t>(size);
    for (std::int64_t place = 0; place < end - cell(0); ++place) {
      const std::int64_t k = place / cell(3);
      const std::int64_t part = place % cell(3);
      const media::Stretch& stretch = out.stretches[static_cast<std::size_t>(cell(1))];
      media::Segment segment;
      segment.index = static_cast<std::uint32_t>(out.segments.size());
      segment.stretch = static_cast<std::uint32_t>(cell(1));
      const std::int64_t start = starts[row] + k * cell(2);
      const double length = static_cast<double>(cell(2)) / stretch.timescale / static_cast<double>(cell(3));
      segment.start = stretch.start + Ticks{start, stretch.timescale}.seconds() +
                      Seconds{length * static_cast<double>(part)};
      segment.duration = {length};
      segment.number = static_cast<std::uint64_t>(cell(5) + k);
      for (const Piece& piece : rules[static_cast<std::size_t>(cell(6))]) {
        if (piece.kind == Piece::Kind::literal) segment.media.url += piece.text;
        if (piece.kind == Piece::Kind::number)
          segment.media.url += written(cell(5) + k + piece.more, piece.width);
        if (piece.kind == Piece::Kind::time) segment.media.url += written(start + cell(4), piece.width);
        if (piece.kind == Piece::Kind::sub_number) segment.media.url += written(part + 1, piece.width);
        if (piece.kind == Piece::Kind::own) {
          segment.media.url +=
              owns.substr(static_cast<std::size_t>(cell(7)), static_cast<std::size_t>(cell(8)));
        }
      }
      if (cell(9) >= 0)
        segment.media.range = media::ByteRange{static_cast<std::uint64_t>(cell(9)), std::nullopt};
      if (cell(10) >= 0) segment.media.range->length = static_cast<std::uint64_t>(cell(10));
      segment.bitrate.bps = static_cast<std::uint64_t>(cell(11)) * 1000;
      segment.gap = cell(12) != 0;
      out.segments.push_back(std::move(segment));
    }
  }
  EXPECT_EQ(out.segments.size(), size);
  return out;
}

}  // namespace praxino::flat::testing_flat
