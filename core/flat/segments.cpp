#include "core/flat/segments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include "core/base/text.h"
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
  Column first, stretch, duration, parts, shift, number, rule, own_start, own_size, offset, length, kbps, gap;
  std::string own;     ///< What rows have for themselves.
  bool follow = true;  ///< Each is where the one before it ends, and a stretch's first at 0.

  void add(std::uint32_t in, const SegmentList::Run& run, const Addresses::Address& address) {
    if (in != stretch_) end_ = 0;
    follow = follow && run.start == end_ && end_ <= kExact;
    end_ = run.start + run.duration * run.count;
    duration.add(run.duration);
    rule.add(address.rule);
    if (!address.own.empty()) {
      own_start_ = static_cast<std::int64_t>(own.size());
      own_size_ = static_cast<std::int64_t>(address.own.size());
      text::append(own, address.own);
    }
    own_start.add(own_start_);
    own_size.add(own_size_);
    const std::int64_t ahead = shift_of(run);
    if (in == stretch_ && ahead == shift_ && goes_on(run)) {
      ++alike_;
      return;
    }
    flush();
    stretch_ = in;
    shift_ = ahead;
    last_ = run;
    alike_ = 1;
  }

  /// Once no more rows will come.
  void flush() {
    const std::int64_t segments = std::int64_t{last_.count} * last_.parts;
    first.add(first_, segments, alike_);
    first_ += segments * static_cast<std::int64_t>(alike_);
    stretch.add(stretch_, 0, alike_);
    parts.add(last_.parts, 0, alike_);
    shift.add(shift_, 0, alike_);
    number.add(bounded(last_.number), 1, alike_);
    offset.add(last_.range ? bounded(last_.range->offset) : -1, 0, alike_);
    length.add(last_.range && last_.range->length ? bounded(*last_.range->length) : -1, 0, alike_);
    kbps.add(last_.kbps, 0, alike_);
    gap.add(last_.gap ? 1 : 0, 0, alike_);
  }

  [[nodiscard]] std::array<const Column*, 13> all() const {
    return {&first,     &stretch,  &duration, &parts,  &shift, &number, &rule,
            &own_start, &own_size, &offset,   &length, &kbps,  &gap};
  }

 private:
  /// Templates alone speak of times on the media's clock.
  static std::int64_t shift_of(const SegmentList::Run& run) {
    std::int64_t shift = 0;
    if (!run.templated || __builtin_sub_overflow(run.media_time, run.start, &shift)) return 0;
    return shift;
  }

  /// Whether the run is as those not flushed yet, but for its number, which counts them, its shift, its
  /// length and its URI.
  [[nodiscard]] bool goes_on(const SegmentList::Run& run) const {
    return run.number - last_.number == alike_ && run.number < kExact && run.count == last_.count &&
           run.parts == last_.parts && !run.range && !last_.range && run.kbps == last_.kbps &&
           run.gap == last_.gap;
  }

  SegmentList::Run last_;  ///< The first of those not flushed yet.
  std::size_t alike_ = 0;  ///< How many they are.
  std::int64_t first_ = 0;
  std::uint32_t stretch_ = 0;
  std::int64_t shift_ = 0;
  std::int64_t end_ = 0;  ///< Of the row before, where it is in the same stretch.
  std::int64_t own_start_ = 0;
  std::int64_t own_size_ = 0;
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
  for (std::size_t place = 0; place < list.run_count(); ++place) {
    const SegmentList::Run run = list.run(place);
    rows.add(list.stretch_of_run(place), run, addresses.of(place, run));
  }
  rows.flush();
  out.number(static_cast<double>(addresses.rules().size()));
  for (const Rule& rule : addresses.rules()) write(out, rule);
  out.number(static_cast<double>(list.run_count()));
  for (const Column* column : rows.all()) out.column(*column);
  out.bytes(rows.own);
  out.flag(rows.follow);
  if (rows.follow) return;
  Column starts;
  for (std::size_t place = 0; place < list.run_count(); ++place) starts.add(list.run(place).start);
  out.column(starts);
}

}  // namespace praxino::flat
