#include "core/transmux/avc_units.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "core/codec/rbsp.h"
#include "core/transmux/start_codes.h"

namespace praxino::transmux {
namespace {

using codec::AvcNal;

constexpr std::size_t length_size = 4;
constexpr std::size_t largest_set = 4096;

bool is_slice(AvcNal type) {
  return type == AvcNal::slice || type == AvcNal::data_partition_a || type == AvcNal::idr;
}

/// §7.4.1.2.3: behind the slices of one primary coded picture, these begin the next access unit. Of a slice,
/// first_mb_in_slice 0 is one bit.
bool may_begin_unit(AvcNal type, Bytes nal) {
  if (is_slice(type)) return nal.size() > 1 && (nal[1] & std::byte{0x80}) != std::byte{0};
  const auto number = static_cast<std::uint8_t>(type);
  return (number >= 6 && number <= 9) || (number >= 14 && number <= 18);
}

/// What a sample holds of its access unit: slices of all kinds and SEI. Parameter sets are in the avcC.
bool belongs_into_sample(AvcNal type) {
  const auto number = static_cast<std::uint8_t>(type);
  return (number >= 1 && number <= 6) || number == 19;
}

/// Annex D: a recovery point whose picture is right at once. Open GOPs have it where others have an IDR
/// picture.
bool is_recovery_point(Bytes sei) {
  const auto bytes = codec::unescape(sei.subspan(1), 512);
  ByteReader in{Bytes(bytes)};
  while (in.remaining() > 2) {
    std::uint32_t type = 0;
    std::uint32_t size = 0;
    const auto read = [&in](std::uint32_t& number) {
      std::uint8_t byte = 0;
      do {
        byte = in.u8();
        number += byte;
      } while (byte == 0xFF);
    };
    read(type);
    read(size);
    const Bytes payload = in.take(size);
    // recovery_frame_cnt: 0 is one bit.
    if (type == 6 && !payload.empty()) return (payload[0] & std::byte{0x80}) != std::byte{0};
  }
  return false;
}

}  // namespace

void AvcUnits::begin(std::optional<Times> times) { stamps_.push_back({fed_, times}); }

void AvcUnits::move(std::size_t from, std::size_t to) {
  const std::size_t count = data_.size() - from;
  if (to > from) data_.extend(to - from);
  std::memmove(data_.data() + to, data_.data() + from, count);
  data_.truncate(to + count);
}

void AvcUnits::feed(Bytes bytes) {
  const bool may_go_on = data_.size() > 0 && data_.view().back() == std::byte{0};
  const bool may_begin = copy_looking_for_zeros(bytes, data_.extend(bytes.size()));
  fed_ += bytes.size();
  if (may_go_on || may_begin) find_nals();
  scanned_ = data_.size();
  if (data_.size() - unit_from_ > largest_unit) lose();
  // What comes before the first start code is nothing; but it may end in the first bytes of one.
  if (!nal_from_ && data_.size() - unit_from_ > 2) {
    move(data_.size() - 2, unit_from_);
    scanned_ = data_.size();
  }
}

void AvcUnits::find_nals() {
  while (true) {
    // What stands before the NAL unit is no part of a start code.
    const std::size_t low = nal_from_.value_or(unit_from_);
    const auto code = find_start_code(data_.view().subspan(low), scanned_ - low);
    if (!code) return;
    const std::size_t tail = data_.size() - (low + *code + 3);
    const std::uint64_t found_at = fed_ - tail - 3;
    // Between what is kept and the new NAL unit there is to be room for its length.
    nal_from_ = (nal_from_ ? close_nal(low + *code) : unit_from_) + length_size;
    move(data_.size() - tail, *nal_from_);
    nal_at_ = found_at;
    scanned_ = *nal_from_;
  }
}

std::size_t AvcUnits::close_nal(std::size_t end) {
  const Bytes data = data_.view();
  while (end > *nal_from_ && data[end - 1] == std::byte{0}) --end;  // trailing_zero_8bits
  const std::size_t size = end - *nal_from_;
  if (size == 0) return *nal_from_ - length_size;
  const auto nal = [&] { return data_.view().subspan(*nal_from_, size); };
  const AvcNal type = codec::avc_nal(nal()[0]);
  const bool begins = may_begin_unit(type, nal());
  if (begins) {
    if (has_slice_) close_unit(*nal_from_ - length_size);
    damaged_ = false;
  }
  if (damaged_) return *nal_from_ - length_size;
  if (!std::exchange(begun_, true)) take_times();

  if (type == AvcNal::sequence || type == AvcNal::picture) learn(type, nal());
  if (is_slice(type)) {
    if (!std::exchange(has_slice_, true)) playable_ = settle_decoding();
    unit_.sync = unit_.sync || type == AvcNal::idr;
  }
  if (type == AvcNal::sei && !unit_.sync) unit_.sync = is_recovery_point(nal());
  if (!belongs_into_sample(type)) return *nal_from_ - length_size;
  for (std::size_t i = 0; i < length_size; ++i)
    data_.data()[*nal_from_ - length_size + i] = static_cast<std::byte>(size >> (24 - 8 * i));
  return *nal_from_ + size;
}

void AvcUnits::close_unit(std::size_t end) {
  if (playable_) {
    unit_.size = end - unit_from_;
    units_.push_back(unit_);
    unit_from_ = end;
  } else {
    move(end, unit_from_);
    if (nal_from_) *nal_from_ -= end - unit_from_;
  }
  unit_ = {};
  begun_ = false;
  has_slice_ = false;
  playable_ = false;
}

void AvcUnits::take_times() {
  // The last PES packet that begins before the unit does; its start code's first zero may be the packet's.
  const auto later = std::ranges::find_if(stamps_, [&](const Stamp& one) { return one.at > nal_at_; });
  if (later == stamps_.begin()) return;
  unit_.times = std::prev(later)->times;
  stamps_.erase(stamps_.begin(), later);
}

void AvcUnits::learn(AvcNal type, Bytes nal) {
  if (nal.size() > largest_set) return;
  std::uint32_t id = 0;
  if (type == AvcNal::sequence) {
    const auto sequence = codec::read_avc_sequence(nal);
    if (!sequence) return;
    id = sequence->id;
  } else {
    const auto picture = codec::read_avc_picture_id(nal);
    if (!picture) return;
    id = *picture;
  }
  auto& known = (type == AvcNal::sequence ? sequences_ : pictures_)[id];
  if (std::ranges::equal(known, nal)) return;
  known.assign(nal.begin(), nal.end());
  learnt_ = true;
}

bool AvcUnits::settle_decoding() {
  if (sequences_.empty() || pictures_.empty()) return false;
  if (std::exchange(learnt_, false)) {
    std::vector<Bytes> sequences;
    for (const auto& [id, nal] : sequences_) {
      if (sequences.size() < 31) sequences.emplace_back(nal);
    }
    std::vector<Bytes> pictures;
    for (const auto& [id, nal] : pictures_) {
      if (pictures.size() < 255) pictures.emplace_back(nal);
    }
    AvcDecoding decoding{.sequence = *codec::read_avc_sequence(sequences[0]), .record = {}};
    ByteWriter record;
    codec::write_avcc(record, decoding.sequence, sequences, pictures);
    decoding.record = record.release();
    if (decodings_.empty() || decodings_.back() != decoding) decodings_.push_back(std::move(decoding));
  }
  unit_.decoding = decodings_.size() - 1;
  return true;
}

void AvcUnits::lose() {
  data_.truncate(unit_from_);
  nal_from_.reset();
  scanned_ = unit_from_;
  stamps_.clear();
  unit_ = {};
  begun_ = false;
  has_slice_ = false;
  playable_ = false;
  damaged_ = true;
}

void AvcUnits::finish() {
  if (nal_from_) {
    data_.truncate(close_nal(data_.size()));
    nal_from_.reset();
    if (has_slice_) close_unit(data_.size());
  }
  lose();
  damaged_ = false;
}

void AvcUnits::drop(std::size_t count) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < count; ++i) bytes += units_[i].size;
  units_.erase(units_.begin(), units_.begin() + static_cast<std::ptrdiff_t>(count));
  data_.drop(bytes);
  unit_from_ -= bytes;
  scanned_ -= bytes;
  if (nal_from_) *nal_from_ -= bytes;
}

}  // namespace praxino::transmux
