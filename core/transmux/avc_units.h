#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/codec/avc.h"

namespace praxino::transmux {

/// When something that begins in a PES packet is decoded and shown, in unrolled ticks of 90 kHz.
struct Times {
  std::int64_t decode = 0;
  std::int64_t present = 0;

  bool operator==(const Times&) const = default;
};

/// What a decoder has to be told before the first sample, and the picture's size.
struct AvcDecoding {
  codec::AvcSequence sequence;
  std::vector<std::byte> record;  ///< avcC

  bool operator==(const AvcDecoding&) const = default;
};

/// One access unit, whole.
struct AvcUnit {
  std::optional<Times> times;  ///< Of the PES packet that it begins in, if it is the first one there.
  bool sync = false;           ///< An IDR picture, or one that a recovery point announces.
  std::size_t decoding = 0;    ///< Which of AvcUnits::decodings() it is to be decoded with.
  std::size_t size = 0;        ///< Bytes, of NAL units with four bytes of length before each.
};

/// Cuts a byte stream of NAL units (ISO/IEC 14496-10 Annex B) into access units (§7.4.1.2.3), as samples have
/// them: with lengths instead of start codes, without delimiters, fillers and parameter sets. However the
/// bytes are cut, the same units come out.
class AvcUnits {
 public:
  /// A unit beyond this is dropped.
  static constexpr std::size_t largest_unit = std::size_t{16} << 20U;

  /// A PES packet begins here; `times` are those of the first unit that begins in it.
  void begin(std::optional<Times> times);
  void feed(Bytes bytes);
  /// Bytes are missing here: the unit that they belong to is dropped.
  void lose();
  /// The stream ends here, and with it its last unit.
  void finish();

  /// Units that are whole, in decoding order; their bytes are the front of `data()`, one after the other.
  [[nodiscard]] const std::vector<AvcUnit>& units() const { return units_; }
  [[nodiscard]] Bytes data() const { return data_.view().first(unit_from_); }
  /// Of the unit that is being gathered, if it has begun and they are known.
  [[nodiscard]] std::optional<Times> times_of_next() const { return unit_.times; }
  /// The first `count` units are done with, and their bytes.
  void drop(std::size_t count);

  [[nodiscard]] const std::vector<AvcDecoding>& decodings() const { return decodings_; }

 private:
  /// What is gathered from `from` on goes to `to`.
  void move(std::size_t from, std::size_t to);
  /// Takes NAL units apart at the start codes that came.
  void find_nals();
  /// The NAL unit that is being gathered ends at `end`; returns where what is kept of it ends.
  std::size_t close_nal(std::size_t end);
  void close_unit(std::size_t end);
  /// A unit begins with what was at this place of the stream.
  void take_times();
  void learn(codec::AvcNal type, Bytes nal);
  [[nodiscard]] bool settle_decoding();

  std::vector<AvcUnit> units_;
  ByteWindow data_;  ///< Whole units, then the unit that is being gathered.
  std::size_t unit_from_ = 0;
  std::optional<std::size_t> nal_from_;  ///< Of the NAL unit's first byte; its length stands before it.
  std::size_t scanned_ = 0;              ///< No start code ends before this.

  std::uint64_t fed_ = 0;     ///< Bytes of the stream.
  std::uint64_t nal_at_ = 0;  ///< Place in the stream of the NAL unit's start code.
  struct Stamp {
    std::uint64_t at = 0;
    std::optional<Times> times;
  };
  std::vector<Stamp> stamps_;  ///< Of PES packets that no unit has begun in yet.

  AvcUnit unit_;
  bool begun_ = false;  ///< Something of the unit has come.
  bool has_slice_ = false;
  bool playable_ = false;  ///< Its parameter sets are known.
  bool damaged_ = false;   ///< What comes belongs to a unit whose beginning is missing.

  std::map<std::uint32_t, std::vector<std::byte>> sequences_;
  std::map<std::uint32_t, std::vector<std::byte>> pictures_;
  bool learnt_ = false;
  std::vector<AvcDecoding> decodings_;
};

}  // namespace praxino::transmux
