#include "core/codec/avc.h"

#include <algorithm>

#include "core/codec/rbsp.h"
#include "core/codec/rfc6381.h"

namespace praxino::codec {
namespace {

/// A sequence parameter set is some dozens of bytes; scaling lists and the HRD make it a few hundred.
constexpr std::size_t most_of_a_set = 4096;
constexpr std::uint32_t most_pixels = 16'384;

/// §7.3.2.1.1: profiles whose sets say more of their samples.
bool has_chroma_format(std::uint8_t profile) {
  for (const int one : {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}) {
    if (profile == one) return true;
  }
  return false;
}

/// §7.3.2.1.1.1 scaling_list
void skip_scaling_list(RbspReader& in, int count) {
  std::int32_t last = 8;
  std::int32_t next = 8;
  for (int i = 0; i < count && in.ok(); ++i) {
    if (next != 0) next = (last + in.se() % 256 + 256) % 256;
    if (next != 0) last = next;
  }
}

/// What of the set says how its samples are made; up to the frame's numbering.
void read_chroma(RbspReader& in, AvcSequence& out, bool& separate_planes) {
  const auto byte = [&in] { return static_cast<std::uint8_t>(std::min(in.ue(), 100U)); };
  out.chroma_format = byte();
  if (out.chroma_format == 3) separate_planes = in.flag();
  out.luma_depth = static_cast<std::uint8_t>(8 + byte());
  out.chroma_depth = static_cast<std::uint8_t>(8 + byte());
  in.skip(1);  // qpprime_y_zero_transform_bypass_flag
  if (!in.flag()) return;
  const int lists = out.chroma_format == 3 ? 12 : 8;
  for (int i = 0; i < lists && in.ok(); ++i) {
    if (in.flag()) skip_scaling_list(in, i < 6 ? 16 : 64);
  }
}

void skip_order_counts(RbspReader& in) {
  const std::uint32_t type = in.ue();
  if (type == 0) {
    in.ue();  // log2_max_pic_order_cnt_lsb_minus4
  } else if (type == 1) {
    in.skip(1);
    in.se();
    in.se();
    const std::uint32_t cycle = in.ue();
    for (std::uint32_t i = 0; i < cycle && in.ok(); ++i) in.se();
  }
}

}  // namespace

std::string AvcConfig::name(std::string_view entry) const {
  std::string out(entry);
  out.push_back('.');
  append_hex(out, profile, 2);
  append_hex(out, compatibility, 2);
  append_hex(out, level, 2);
  return out;
}

Result<AvcConfig> read_avcc(Bytes record) {
  ByteReader in(record);
  const std::uint8_t version = in.u8();
  AvcConfig config;
  config.profile = in.u8();
  config.compatibility = in.u8();
  config.level = in.u8();
  if (!in.ok()) return fail(Fault::malformed, record.size(), "avcC ends early");
  if (version != 1) return fail(Fault::unsupported, 0, "avcC of a version that is not known");
  return config;
}

Result<AvcSequence> read_avc_sequence(Bytes nal) {
  const auto bytes = unescape(nal, most_of_a_set);
  RbspReader in{Bytes(bytes)};
  in.skip(8);
  AvcSequence out;
  out.profile = static_cast<std::uint8_t>(in.bits(8));
  out.compatibility = static_cast<std::uint8_t>(in.bits(8));
  out.level = static_cast<std::uint8_t>(in.bits(8));
  out.id = in.ue();
  bool separate_planes = false;
  if (has_chroma_format(out.profile)) read_chroma(in, out, separate_planes);
  in.ue();  // log2_max_frame_num_minus4
  skip_order_counts(in);
  in.ue();     // max_num_ref_frames
  in.skip(1);  // gaps_in_frame_num_value_allowed_flag
  const std::uint64_t columns = std::uint64_t{in.ue()} + 1;
  const std::uint64_t rows = std::uint64_t{in.ue()} + 1;
  const bool frames_only = in.flag();
  if (!frames_only) in.skip(1);  // mb_adaptive_frame_field_flag
  in.skip(1);                    // direct_8x8_inference_flag
  std::uint64_t crop_width = 0;
  std::uint64_t crop_height = 0;
  if (in.flag()) {
    crop_width = std::uint64_t{in.ue()} + in.ue();
    crop_height = std::uint64_t{in.ue()} + in.ue();
  }
  if (!in.ok()) return fail(Fault::malformed, nal.size(), "sequence parameter set ends early");
  if (out.id > 31 || out.chroma_format > 3 || out.luma_depth > 14 || out.chroma_depth > 14) {
    return fail(Fault::malformed, 0, "sequence parameter set with a field out of its range");
  }
  // §7.4.2.1.1, CropUnitX and CropUnitY.
  const bool halved = !separate_planes && out.chroma_format != 0;
  const unsigned field = frames_only ? 1 : 2;
  crop_width *= halved && out.chroma_format != 3 ? 2 : 1;
  crop_height *= (halved && out.chroma_format == 1 ? 2U : 1U) * field;
  const std::uint64_t width = columns * 16;
  const std::uint64_t height = rows * 16 * field;
  if (width > most_pixels || height > most_pixels) return fail(Fault::too_large, 0, "picture too large");
  if (crop_width >= width || crop_height >= height) {
    return fail(Fault::malformed, 0, "sequence parameter set that crops all of its picture");
  }
  out.width = static_cast<std::uint32_t>(width - crop_width);
  out.height = static_cast<std::uint32_t>(height - crop_height);
  return out;
}

Result<std::uint32_t> read_avc_picture_id(Bytes nal) {
  const auto bytes = unescape(nal, 16);
  RbspReader in{Bytes(bytes)};
  in.skip(8);
  const std::uint32_t id = in.ue();
  if (!in.ok() || id > 255) return fail(Fault::malformed, 0, "picture parameter set without a number");
  return id;
}

void write_avcc(ByteWriter& out, const AvcSequence& sequence, std::span<const Bytes> sequences,
                std::span<const Bytes> pictures) {
  out.u8(1);
  out.u8(sequence.profile);
  out.u8(sequence.compatibility);
  out.u8(sequence.level);
  out.u8(0xFF);  // lengthSizeMinusOne: 3
  out.u8(static_cast<std::uint8_t>(0xE0U | sequences.size()));
  for (const Bytes one : sequences) {
    out.u16(static_cast<std::uint16_t>(one.size()));
    out.bytes(one);
  }
  out.u8(static_cast<std::uint8_t>(pictures.size()));
  for (const Bytes one : pictures) {
    out.u16(static_cast<std::uint16_t>(one.size()));
    out.bytes(one);
  }
  if (sequence.profile == 66 || sequence.profile == 77 || sequence.profile == 88) return;
  out.u8(static_cast<std::uint8_t>(0xFCU | sequence.chroma_format));
  out.u8(static_cast<std::uint8_t>(0xF8U | (sequence.luma_depth - 8U)));
  out.u8(static_cast<std::uint8_t>(0xF8U | (sequence.chroma_depth - 8U)));
  out.u8(0);  // numOfSequenceParameterSetExt
}

}  // namespace praxino::codec
