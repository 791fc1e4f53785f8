#include "core/flat/segments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include "core/flat/addresses.h"

namespace praxino::flat {
namespace {

using media::SegmentList;

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

/// Byte counts beyond 63 bits are of no file.
std::int64_t bounded(std::uint64_t value) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::int64_t>::max()));
}

void write(Writer& out, const std::optional<media::Encryption>& encryption) {
  out.flag(encryption.has_value());
  if (!encryption) return;
  out.text(encryption->key_url);
  std::string iv;
  for (std::size_t i = 0; encryption->iv && i < encryption->iv->size(); ++i) {
    const auto byte = static_cast<unsigned>((*encryption->iv)[i]);
    iv += "0123456789abcdef"[byte >> 4U];
    iv += "0123456789abcdef"[byte & 15U];
  }
  out.text(iv);
  out.flag(encryption->otherwise);
}

void write(Writer& out, const media::Stretch& stretch) {
  out.number(stretch.timeline);
  out.number(stretch.timescale);
  out.number(stretch.start.value);
  out.number(stretch.window ? stretch.window->start.value : kAbsent);
  out.number(stretch.window ? stretch.window->end.value : kAbsent);
  out.number(stretch.offset ? stretch.offset->value : kAbsent);
  out.flag(stretch.init.has_value());
  if (stretch.init) write(out, *stretch.init);
  write(out, stretch.encryption);
}

void write(Writer& out, const Rule& rule) {
  out.number(static_cast<double>(rule.size()));
  for (const Piece& piece : rule) {
    out.number(static_cast<double>(piece.kind));
    out.text(piece.text);
    out.number(static_cast<double>(piece.more));
    out.number(piece.width);
  }
}

/// The rows of a list; the names are those of segments.h.
struct Rows {
  Column first, stretch, start, duration, parts, shift, number, rule, own_start, own_size, offset, length,
      kbps, gap;

  void add(Writer& out, const SegmentList::Run& run, const Addresses::Address& address) {
    start.add(run.start);
    duration.add(run.duration);
    parts.add(run.parts);
    shift.add(shift_of(run));
    number.add(bounded(run.number));
    rule.add(address.rule);
    if (!address.own.empty()) place_ = out.keep(address.own);
    own_start.add(place_.start);
    own_size.add(place_.size);
    offset.add(run.range ? bounded(run.range->offset) : -1);
    length.add(run.range && run.range->length ? bounded(*run.range->length) : -1);
    kbps.add(run.kbps);
    gap.add(run.gap ? 1 : 0);
  }

  [[nodiscard]] std::array<const Column*, 14> all() const {
    return {&first, &stretch,   &start,    &duration, &parts,  &shift, &number,
            &rule,  &own_start, &own_size, &offset,   &length, &kbps,  &gap};
  }

 private:
  /// Templates alone speak of times on the media's clock.
  static std::int64_t shift_of(const SegmentList::Run& run) {
    std::int64_t shift = 0;
    if (!run.templated || __builtin_sub_overflow(run.media_time, run.start, &shift)) return 0;
    return shift;
  }

  Writer::Place place_;
};

}  // namespace

void write(Writer& out, const media::Resource& resource) {
  out.text(resource.url);
  out.number(resource.range ? static_cast<double>(resource.range->offset) : -1);
  out.number(resource.range && resource.range->length ? static_cast<double>(*resource.range->length) : -1);
}

void write(Writer& out, const SegmentList& list) {
  out.flag(list.ended);
  out.number(list.target_duration.value);
  out.number(list.size());
  out.number(static_cast<double>(list.stretches().size()));
  for (const media::Stretch& stretch : list.stretches()) write(out, stretch);

  Addresses addresses(list);
  Rows rows;
  std::int64_t first = 0;
  for (std::size_t place = 0; place < list.run_count(); ++place) {
    const SegmentList::Run run = list.run(place);
    rows.first.add(first);
    first += std::int64_t{run.count} * run.parts;
    rows.stretch.add(list.stretch_of_run(place));
    rows.add(out, run, addresses.of(place));
  }
  out.number(static_cast<double>(addresses.rules().size()));
  for (const Rule& rule : addresses.rules()) write(out, rule);
  out.number(static_cast<double>(list.run_count()));
  for (const Column* column : rows.all()) out.column(*column);
}

}  // namespace praxino::flat
