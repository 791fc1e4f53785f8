#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace praxino::codec {

/// AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1: what an avcC box holds.
struct AvcConfig {
  std::uint8_t profile = 0;        ///< profile_idc
  std::uint8_t compatibility = 0;  ///< The constraint_set flags.
  std::uint8_t level = 0;          ///< level_idc

  /// RFC 6381 §3.3: "avc1.64001f". `entry`: the sample entry's type, avc1 or avc3.
  [[nodiscard]] std::string name(std::string_view entry) const;
};

/// `where` of an error counts from the record's first byte; so it does in all readers of this folder.
[[nodiscard]] Result<AvcConfig> read_avcc(Bytes record);

/// nal_unit_type, ISO/IEC 14496-10 table 7-1.
enum class AvcNal : std::uint8_t {
  slice = 1,
  data_partition_a = 2,
  idr = 5,
  sei = 6,
  sequence = 7,
  picture = 8,
  delimiter = 9,
  end_of_sequence = 10,
  end_of_stream = 11,
  filler = 12,
};

[[nodiscard]] constexpr AvcNal avc_nal(std::byte header) {
  return static_cast<AvcNal>(static_cast<std::uint8_t>(header) & 0x1FU);
}

/// Sequence parameter set, ISO/IEC 14496-10 §7.3.2.1.1, as far as a container repeats it.
struct AvcSequence {
  std::uint8_t profile = 0;        ///< profile_idc
  std::uint8_t compatibility = 0;  ///< The constraint_set flags.
  std::uint8_t level = 0;          ///< level_idc
  std::uint32_t id = 0;            ///< seq_parameter_set_id, 0 to 31.
  std::uint8_t chroma_format = 1;  ///< chroma_format_idc
  std::uint8_t luma_depth = 8;     ///< Bits per sample.
  std::uint8_t chroma_depth = 8;
  std::uint32_t width = 0;  ///< Of the cropped picture, in pixels.
  std::uint32_t height = 0;

  bool operator==(const AvcSequence&) const = default;
};

/// `nal`: the unit with its header, without a start code. too_large: a picture beyond 16,384 pixels a side.
[[nodiscard]] Result<AvcSequence> read_avc_sequence(Bytes nal);

/// pic_parameter_set_id of a picture parameter set (§7.3.2.2), 0 to 255.
[[nodiscard]] Result<std::uint32_t> read_avc_picture_id(Bytes nal);

/// An AVCDecoderConfigurationRecord with lengths of four bytes. `sequences` and `pictures`: whole NAL units,
/// at most 31 and 255, the first of `sequences` described by `sequence`.
void write_avcc(ByteWriter& out, const AvcSequence& sequence, std::span<const Bytes> sequences,
                std::span<const Bytes> pictures);

}  // namespace praxino::codec
