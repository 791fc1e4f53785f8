#include "core/container/ts/tables.h"

#include <array>
#include <string_view>

namespace praxino::ts {
namespace {

constexpr std::uint16_t pid_mask = 0x1FFF;
constexpr std::uint16_t length_mask = 0x0FFF;
constexpr std::size_t checksum_size = 4;

/// Annex A: a section with its CRC_32 gives 0.
std::uint32_t checksum(Bytes section) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const std::byte byte : section) {
    crc ^= static_cast<std::uint32_t>(byte) << 24U;
    for (int bit = 0; bit < 8; ++bit) crc = crc << 1U ^ ((crc & 0x80000000U) != 0 ? 0x04C11DB7U : 0U);
  }
  return crc;
}

struct Table {
  std::uint16_t number = 0;  ///< transport_stream_id or program_number
  Bytes body;
};

/// The fields that all tables begin with, and the checksum at their end.
Result<std::optional<Table>> read_table(Bytes section, std::uint8_t id) {
  ByteReader in(section);
  const bool known = in.u8() == id;
  const std::uint16_t syntax = in.u16();
  Table table;
  table.number = in.u16();
  const bool current = (in.u8() & 1U) != 0;
  in.skip(2);  // section_number, last_section_number
  if (!in.ok() || in.remaining() < checksum_size) {
    return fail(Fault::malformed, 0, "section shorter than its fields");
  }
  if (!known || (syntax & 0x8000U) == 0 || !current) return std::nullopt;
  if (checksum(section) != 0) return fail(Fault::malformed, 0, "section whose checksum is wrong");
  table.body = in.take(in.remaining() - checksum_size);
  return table;
}

struct Descriptors {
  Coding coding = Coding::other;
  std::string language;
};

Coding of_registration(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Coding>, 5> names = {{{"AC-3", Coding::ac3},
                                                                                {"EAC3", Coding::eac3},
                                                                                {"HEVC", Coding::hevc},
                                                                                {"Opus", Coding::opus},
                                                                                {"ID3 ", Coding::id3}}};
  for (const auto& [known, coding] : names) {
    if (known == name) return coding;
  }
  return Coding::other;
}

/// §2.6, and ETSI EN 300 468 for what DVB adds.
Descriptors read_descriptors(Bytes bytes) {
  enum : std::uint8_t { registration = 0x05, language = 0x0A, dvb_ac3 = 0x6A, dvb_eac3 = 0x7A };
  Descriptors out;
  ByteReader in(bytes);
  while (in.remaining() >= 2) {
    const std::uint8_t tag = in.u8();
    const Bytes body = in.take(in.u8());
    const std::string_view text(reinterpret_cast<const char*>(body.data()), body.size());
    if (tag == registration && out.coding == Coding::other) out.coding = of_registration(text.substr(0, 4));
    if (tag == dvb_ac3) out.coding = Coding::ac3;
    if (tag == dvb_eac3) out.coding = Coding::eac3;
    if (tag == language && text.size() >= 3) out.language = text.substr(0, 3);
  }
  return out;
}

/// Table 2-34, ATSC A/53 for 0x81 and 0x87, and the types that HLS gives to encrypted samples.
Coding of_type(std::uint8_t type, Coding described) {
  switch (type) {
    case 0x03:
    case 0x04:
      return Coding::mpeg_audio;
    case 0x06:  // PES private data: its descriptors say
      return described;
    case 0x0F:
    case 0xCF:
      return Coding::aac;
    case 0x11:
      return Coding::aac_latm;
    case 0x15:
      return Coding::id3;
    case 0x1B:
    case 0xDB:
      return Coding::avc;
    case 0x24:
      return Coding::hevc;
    case 0x81:
    case 0xC1:
      return Coding::ac3;
    case 0x87:
    case 0xC2:
      return Coding::eac3;
    default:
      return Coding::other;
  }
}

bool is_sample_aes(std::uint8_t type) { return type == 0xDB || type == 0xCF || type == 0xC1 || type == 0xC2; }

}  // namespace

std::optional<std::size_t> Sections::length_at(std::size_t from) const {
  ByteReader in(Bytes(held_).subspan(from));
  if (in.u8() == static_cast<std::uint8_t>(stuffing)) return std::nullopt;
  const std::size_t length = 3U + (in.u16() & length_mask);
  if (!in.ok() || held_.size() - from < length) return std::nullopt;
  return length;
}

Result<std::optional<std::pair<std::uint16_t, Pid>>> read_pat(Bytes section) {
  const auto table = read_table(section, 0x00);
  if (!table) return std::unexpected(table.error());
  if (!*table) return std::nullopt;
  ByteReader in((*table)->body);
  while (in.remaining() >= 4) {
    const std::uint16_t number = in.u16();
    const Pid pid{static_cast<std::uint16_t>(in.u16() & pid_mask)};
    if (number != 0) return std::pair(number, pid);  // 0 is the network's own
  }
  return std::nullopt;
}

Result<std::optional<Program>> read_pmt(Bytes section) {
  const auto table = read_table(section, 0x02);
  if (!table) return std::unexpected(table.error());
  if (!*table) return std::nullopt;
  ByteReader in((*table)->body);
  Program program;
  program.number = (*table)->number;
  program.clock = Pid{static_cast<std::uint16_t>(in.u16() & pid_mask)};
  in.skip(in.u16() & length_mask);
  while (in.remaining() > 0) {
    ElementaryStream stream;
    stream.type = in.u8();
    stream.pid = Pid{static_cast<std::uint16_t>(in.u16() & pid_mask)};
    Descriptors described = read_descriptors(in.take(in.u16() & length_mask));
    stream.coding = of_type(stream.type, described.coding);
    stream.sample_aes = is_sample_aes(stream.type);
    stream.language = std::move(described.language);
    if (in.ok()) program.streams.push_back(std::move(stream));
  }
  if (!in.ok()) return fail(Fault::malformed, 0, "PMT whose lengths exceed it");
  return program;
}

}  // namespace praxino::ts
