#include "core/transmux/testing/sample_media.h"

#include <span>
#include <string_view>

#include "core/base/testing/test_data.h"
#include "core/container/ts/testing/sample_stream.h"

namespace praxino::transmux::testing {
namespace {

using test_data::hex;

void append(std::vector<std::byte>& to, Bytes more) { to.insert(to.end(), more.begin(), more.end()); }

/// Any bytes, many of them small ones, and no start code among them (ISO/IEC 14496-10 §7.4.1).
void make_noise(std::span<std::byte> out, std::uint32_t state) {
  unsigned zeros = 0;
  for (std::byte& one : out) {
    state = state * 1664525 + 1013904223;
    one = static_cast<std::byte>(state >> 24U & ((state & 0x100000U) != 0 ? 0xFFU : 1U));
    if (zeros == 2 && one <= std::byte{3}) one = std::byte{3};  // emulation_prevention_three_byte
    zeros = one == std::byte{0} ? zeros + 1 : 0;
  }
  out.back() = std::byte{0x80};
}

}  // namespace

std::vector<std::byte> sequence_set(bool large) {
  return hex(large ? "674d401eda0280bfe5c044000003000400000300f03c58ba80"
                   : "674d4015da06c7f93c0440000003004000000f03c58ba8");
}

std::vector<std::byte> picture_set() { return hex("68ef3c80"); }

std::vector<std::byte> slice(bool idr, std::size_t size, unsigned seed, bool first) {
  std::vector<std::byte> out(size, static_cast<std::byte>(seed % 0xE0 + 0x10));
  out[0] = idr ? std::byte{0x65} : std::byte{0x41};
  out[1] = first ? std::byte{0x88} : std::byte{0x44};
  return out;
}

std::vector<std::byte> recovery_point(unsigned frames) {
  // recovery_frame_cnt as ue(v), then exact_match_flag, broken_link_flag, changing_slice_group_idc.
  return hex(frames == 0 ? "060601c480" : "0606014480");
}

std::vector<std::byte> annex_b(const std::vector<std::vector<std::byte>>& nals) {
  std::vector<std::byte> out(1);
  for (const auto& nal : nals) {
    append(out, hex("000001"));
    append(out, nal);
  }
  return out;
}

std::vector<std::byte> with_lengths(const std::vector<std::vector<std::byte>>& nals) {
  ByteWriter out;
  for (const auto& nal : nals) {
    out.u32(static_cast<std::uint32_t>(nal.size()));
    out.bytes(nal);
  }
  return out.release();
}

std::vector<std::byte> access_unit(bool idr, std::size_t size, unsigned seed, bool large) {
  std::vector<std::vector<std::byte>> nals{hex("09f0")};
  if (idr) nals.insert(nals.end(), {sequence_set(large), picture_set()});
  nals.push_back(slice(idr, size, seed));
  return annex_b(nals);
}

std::vector<std::byte> adts_frame(std::size_t size, unsigned seed, unsigned rate_index, unsigned channels) {
  ByteWriter out;
  const auto whole = static_cast<unsigned>(size + 7);
  out.u16(0xFFF1);
  out.u8(static_cast<std::uint8_t>(0x40U | rate_index << 2U | channels >> 2U));
  out.u8(static_cast<std::uint8_t>(channels << 6U | whole >> 11U));
  out.u8(static_cast<std::uint8_t>(whole >> 3U));
  out.u8(static_cast<std::uint8_t>(whole << 5U | 0x1FU));
  out.u8(0xFC);
  const std::vector<std::byte> frame(size, static_cast<std::byte>(seed));
  out.bytes(frame);
  return out.release();
}

std::vector<std::byte> id3_tag(std::uint64_t stamp) {
  constexpr std::string_view owner("com.apple.streaming.transportStreamTimestamp\0", 45);
  ByteWriter out;
  out.u32(0x49443304);  // ID3, version 4
  out.u16(0);
  out.u32(10 + 45 + 8);
  out.u32(0x50524956);  // PRIV
  out.u32(45 + 8);
  out.u16(0);
  out.bytes(std::as_bytes(std::span(owner)));
  out.u64(stamp);
  return out.release();
}

std::vector<std::byte> packed_audio(std::uint64_t stamp, unsigned frames) {
  std::vector<std::byte> out = id3_tag(stamp);
  for (unsigned i = 0; i < frames; ++i) append(out, adts_frame(40 + i, i));
  return out;
}

std::vector<std::byte> film(const FilmToWrite& what) {
  ts::testing::StreamWriter out;
  out.section(ts::Pid{0}, ts::testing::pat_section(1, ts::testing::sample_pmt));
  std::vector<ts::testing::PmtStream> streams;
  if (what.video) streams.push_back({0x1B, ts::testing::sample_video, {}});
  if (what.audio) streams.push_back({0x0F, ts::testing::sample_audio, {}});
  out.section(ts::testing::sample_pmt, ts::testing::pmt_section(1, streams));
  constexpr std::uint64_t turn = std::uint64_t{1} << 33U;
  constexpr std::uint64_t picture = 3600;
  std::uint64_t frames = 0;
  for (unsigned i = 0; i < what.pictures; ++i) {
    const std::uint64_t decode = what.starts_at + picture * i;
    // Decoded I0 P3 B1 B2 P6 B4 B5 …, and shown one picture late, so that none is shown before it is decoded.
    const std::uint64_t late = i == 0 ? 1 : i % 3 == 1 ? 3 : 0;
    const std::uint64_t present = decode + picture * late;
    if (what.video) {
      const bool key = i % what.key_every == 0;
      const std::size_t size = what.detail * (key ? 900 : 200 + 13 * i % 90);
      auto unit = access_unit(key, size, i, what.large);
      if (what.detail > 1) make_noise(std::span(unit).last(size - 2), i);
      out.pes(ts::testing::sample_video, {.pts = present % turn, .dts = decode % turn}, unit);
    }
    const std::uint64_t due = (i + 1) * picture * 48 / 90;
    while (what.audio && frames * 1024 < due) {
      std::vector<std::byte> three;
      const std::uint64_t at = what.starts_at + frames * 1024 * 90 / 48;
      for (int k = 0; k < 3; ++k, ++frames)
        append(three, adts_frame(what.detail * (60 + frames % 31), static_cast<unsigned>(frames)));
      out.pes(ts::testing::sample_audio, {.stream_id = 0xC0, .pts = at % turn, .with_length = true}, three);
    }
  }
  return {out.view().begin(), out.view().end()};
}

}  // namespace praxino::transmux::testing
