#include "core/container/ts/testing/sample_stream.h"

#include <algorithm>

namespace praxino::ts::testing {
namespace {

void write_stamp(ByteWriter& out, unsigned prefix, std::uint64_t stamp) {
  out.u8(static_cast<std::uint8_t>(prefix << 4U | (stamp >> 29U & 0xEU) | 1U));
  out.u16(static_cast<std::uint16_t>((stamp >> 14U & 0xFFFEU) | 1U));
  out.u16(static_cast<std::uint16_t>((stamp << 1U & 0xFFFEU) | 1U));
}

/// Bit by bit and with the polynomial reversed twice: not the reader's own way.
std::uint32_t crc_of(Bytes bytes) {
  std::vector<bool> bits;
  for (const std::byte byte : bytes) {
    for (unsigned i = 0; i < 8; ++i) bits.push_back((static_cast<unsigned>(byte) >> (7 - i) & 1U) != 0);
  }
  for (std::size_t i = 0; i < 32; ++i) bits.push_back(false);
  for (std::size_t i = 0; i < 32; ++i) bits[i] = !bits[i];
  const std::uint64_t polynomial = 0x104C11DB7;
  for (std::size_t i = 0; i + 32 < bits.size(); ++i) {
    if (!bits[i]) continue;
    for (std::size_t k = 0; k <= 32; ++k) bits[i + k] = bits[i + k] != ((polynomial >> (32 - k) & 1U) != 0);
  }
  std::uint32_t crc = 0;
  for (std::size_t i = bits.size() - 32; i < bits.size(); ++i) crc = crc << 1U | (bits[i] ? 1U : 0U);
  return crc;
}

}  // namespace

std::vector<std::byte> section(std::uint8_t table_id, std::uint16_t number, Bytes body, bool current) {
  ByteWriter out;
  out.u8(table_id);
  out.u16(static_cast<std::uint16_t>(0xB000U | (body.size() + 9)));
  out.u16(number);
  out.u8(current ? 0xC1 : 0xC0);
  out.u16(0);
  out.bytes(body);
  out.u32(crc_of(out.view()));
  return out.release();
}

std::vector<std::byte> pat_section(std::uint16_t program, Pid pmt) {
  ByteWriter body;
  body.u16(0);  // The network's own table comes first.
  body.u16(0xE010);
  body.u16(program);
  body.u16(static_cast<std::uint16_t>(0xE000U | static_cast<unsigned>(pmt)));
  return section(0x00, 1, body.view());
}

std::vector<std::byte> pmt_section(std::uint16_t program, std::span<const PmtStream> streams) {
  ByteWriter body;
  body.u16(static_cast<std::uint16_t>(0xE000U |
                                      (streams.empty() ? 0x1FFFU : static_cast<unsigned>(streams[0].pid))));
  body.u16(0xF003);
  body.u24(0x0501FF);  // A descriptor of the program.
  for (const PmtStream& stream : streams) {
    body.u8(stream.type);
    body.u16(static_cast<std::uint16_t>(0xE000U | static_cast<unsigned>(stream.pid)));
    body.u16(static_cast<std::uint16_t>(0xF000U | stream.descriptors.size()));
    body.bytes(stream.descriptors);
  }
  return section(0x02, program, body.view());
}

std::vector<std::byte> pes_packet(const PesToWrite& header, Bytes payload) {
  ByteWriter optional;
  if (header.pts) write_stamp(optional, header.dts ? 3 : 2, *header.pts);
  if (header.dts) write_stamp(optional, 1, *header.dts);
  for (std::size_t i = 0; i < header.stuffing; ++i) optional.u8(0xFF);
  ByteWriter out;
  out.u24(1);
  out.u8(header.stream_id);
  out.u16(header.with_length ? static_cast<std::uint16_t>(3 + optional.size() + payload.size())
                             : std::uint16_t{0});
  out.u8(0x80);
  out.u8(header.dts ? 0xC0 : header.pts ? 0x80 : 0x00);
  out.u8(static_cast<std::uint8_t>(optional.size()));
  out.bytes(optional.view());
  out.bytes(payload);
  return out.release();
}

void StreamWriter::unit(Pid pid, Bytes unit, std::size_t most, bool random_access) {
  bool first = true;
  do {
    const std::size_t room = first && random_access ? std::min<std::size_t>(most, 182) : most;
    const std::size_t count = std::min(room, unit.size());
    const auto put = [this](unsigned byte) { bytes_.push_back(static_cast<std::byte>(byte)); };
    put(0x47);
    put((first ? 0x40U : 0U) | static_cast<unsigned>(pid) >> 8U);
    put(static_cast<unsigned>(pid));
    put((count < 184 ? 0x30U : 0x10U) | (counters_[pid]++ & 0x0FU));
    if (count < 184) {
      const std::size_t field = 183 - count;
      put(static_cast<unsigned>(field));
      if (field > 0) put(first && random_access ? 0x40U : 0x00U);
      if (field > 1) bytes_.insert(bytes_.end(), field - 1, std::byte{0xFF});
    }
    raw(unit.first(count));
    unit = unit.subspan(count);
    first = false;
  } while (!unit.empty());
}

void StreamWriter::section(Pid pid, Bytes section, std::size_t most) {
  std::vector<std::byte> bytes(1);
  bytes.insert(bytes.end(), section.begin(), section.end());
  unit(pid, bytes, most);
}

void StreamWriter::tables() {
  section(Pid{0}, pat_section(1, sample_pmt));
  const PmtStream streams[] = {{0x1B, sample_video, {}}, {0x0F, sample_audio, {}}};
  section(sample_pmt, pmt_section(1, streams));
}

void StreamWriter::pes(Pid pid, const PesToWrite& header, Bytes payload, std::size_t most) {
  unit(pid, pes_packet(header, payload), most);
}

std::vector<std::byte> media_bytes(std::size_t count, unsigned seed) {
  std::vector<std::byte> bytes(count);
  std::uint32_t state = seed;
  for (std::byte& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<std::byte>(state >> 24U);
  }
  return bytes;
}

std::vector<std::byte> sample_stream() {
  StreamWriter out;
  out.tables();
  for (unsigned i = 0; i < 4; ++i) {
    const std::uint64_t time = 126'000 + 3600 * i;
    out.pes(sample_video, {.pts = time + 3600, .dts = time}, media_bytes(400 + 90 * i, i));
    out.pes(sample_audio, {.stream_id = 0xC0, .pts = time, .with_length = true}, media_bytes(150, 50 + i));
  }
  return {out.view().begin(), out.view().end()};
}

}  // namespace praxino::ts::testing
