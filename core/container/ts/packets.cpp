#include "core/container/ts/packets.h"

#include <algorithm>
#include <utility>

namespace praxino::ts {
namespace {

constexpr std::byte sync{0x47};

std::size_t find_sync(Bytes bytes) {
  return static_cast<std::size_t>(std::ranges::find(bytes, sync) - bytes.begin());
}

}  // namespace

std::optional<Packet> read_packet(Bytes bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(bytes[i]); };
  if ((at(1) & 0x80U) != 0) return std::nullopt;  // transport_error_indicator
  Packet packet;
  packet.pid = Pid{static_cast<std::uint16_t>((at(1) & 0x1FU) << 8U | at(2))};
  packet.starts = (at(1) & 0x40U) != 0;
  packet.scrambled = (at(3) & 0xC0U) != 0;
  packet.counter = at(3) & 0x0FU;
  std::size_t from = 4;
  if ((at(3) & 0x20U) != 0) {  // §2.4.3.4 adaptation_field
    from += 1 + at(4);
    if (from > packet_size) return std::nullopt;
    if (at(4) > 0) {
      packet.discontinuity = (at(5) & 0x80U) != 0;
      packet.random_access = (at(5) & 0x40U) != 0;
    }
  }
  if ((at(3) & 0x10U) != 0) packet.payload = bytes.subspan(from);
  return packet;
}

void Packets::restart(std::uint64_t offset) {
  input_ = {};
  held_ = 0;
  offset_ = offset;
  skipped_.reset();
  in_step_ = false;
}

std::optional<std::uint64_t> Packets::take_skipped() { return std::exchange(skipped_, std::nullopt); }

Bytes Packets::give(Bytes packet, std::uint64_t at) {
  at_ = at;
  offset_ = at + packet.size();
  return packet;
}

std::optional<Bytes> Packets::next() {
  while (true) {
    const std::size_t before = held_ + input_.size();
    const bool was = in_step_;
    if (const auto packet = held_ > 0 ? next_held() : next_direct()) return packet;
    // Nothing came of it, and nothing more will: all that there is has been looked at.
    if (input_.empty() && held_ + input_.size() == before && was == in_step_) return std::nullopt;
  }
}

/// While bytes of an earlier feed are held, they are made up to what has to be seen.
std::optional<Bytes> Packets::next_held() {
  const std::size_t wanted = in_step_ ? packet_size : packet_size + 1;
  if (held_ < wanted) {
    const std::size_t more = std::min(wanted - held_, input_.size());
    std::ranges::copy(input_.first(more), hold_.begin() + static_cast<std::ptrdiff_t>(held_));
    held_ += more;
    input_ = input_.subspan(more);
    if (held_ < wanted) return std::nullopt;
  }
  const Bytes held(hold_.data(), held_);
  if (held[0] == sync && (in_step_ || held[packet_size] == sync)) {
    in_step_ = true;
    std::ranges::copy(held.first(packet_size), given_.begin());
    std::ranges::copy(held.subspan(packet_size), hold_.begin());
    held_ -= packet_size;
    return give(given_, offset_);
  }
  in_step_ = false;
  const std::size_t gone = 1 + find_sync(held.subspan(1));
  std::ranges::copy(held.subspan(gone), hold_.begin());
  held_ -= gone;
  if (!skipped_) skipped_ = offset_;
  offset_ += gone;
  return std::nullopt;
}

/// Where nothing is held, packets are given as they lie in the input.
std::optional<Bytes> Packets::next_direct() {
  if (!in_step_) skip(find_sync(input_));
  if (input_.size() < packet_size + (in_step_ ? 0U : 1U)) {
    std::ranges::copy(input_, hold_.begin());
    held_ = input_.size();
    input_ = {};
    return std::nullopt;
  }
  if (input_[0] != sync || (!in_step_ && input_[packet_size] != sync)) {
    if (!in_step_) skip(1);
    in_step_ = false;
    return std::nullopt;
  }
  in_step_ = true;
  const Bytes packet = input_.first(packet_size);
  input_ = input_.subspan(packet_size);
  return give(packet, offset_);
}

void Packets::skip(std::size_t count) {
  input_ = input_.subspan(count);
  if (count > 0 && !skipped_) skipped_ = offset_;
  offset_ += count;
}

std::optional<Bytes> Packets::finish() {
  if (in_step_ || held_ != packet_size || hold_[0] != sync) return std::nullopt;
  std::ranges::copy(Bytes(hold_).first(packet_size), given_.begin());
  held_ = 0;
  return give(given_, offset_);
}

}  // namespace praxino::ts
