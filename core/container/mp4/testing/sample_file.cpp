#include "core/container/mp4/testing/sample_file.h"

#include <array>
#include <cstdlib>

#include "core/container/mp4/box.h"
#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/writer.h"

namespace praxino::mp4::testing {
namespace {

constexpr std::array<std::uint8_t, 7> kAvcRecord = {1, 0x64, 0x00, 0x1F, 0xFF, 0xE0, 0};
constexpr std::array<std::uint8_t, 2> kAudioRecord = {0x11, 0x90};  // AAC-LC, 48 kHz, two channels

struct Place {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::vector<std::size_t> around;  ///< Where the boxes that hold it begin.
};

/// Bytes of a box that stand before the boxes in it; 0 for boxes that hold none.
std::size_t children_at(FourCc type) {
  switch (type) {
    case fourcc("moov"):
    case fourcc("trak"):
    case fourcc("mdia"):
    case fourcc("minf"):
    case fourcc("stbl"):
    case fourcc("edts"):
    case fourcc("mvex"):
    case fourcc("moof"):
    case fourcc("traf"):
      return 8;
    case fourcc("stsd"):
      return 16;
    case fourcc("avc1"):
      return 8 + 78;
    case fourcc("mp4a"):
      return 8 + 28;
    default:
      return 0;
  }
}

/// Depth first, with a list of our own. The file is one that we wrote, or the test is wrong.
Place find(Bytes file, FourCc wanted) {
  std::vector<Place> left;
  left.push_back({0, file.size(), {}});
  while (!left.empty()) {
    const Place stretch = left.back();
    left.pop_back();
    std::vector<Place> inside;
    for (std::size_t at = stretch.begin; at < stretch.begin + stretch.size;) {
      ByteReader in(file.subspan(at));
      const std::size_t size = in.u32();
      const FourCc type = in.u32();
      if (type == wanted) return {at, size, stretch.around};
      if (const std::size_t skip = children_at(type); skip > 0) {
        Place child{at + skip, size - skip, stretch.around};
        child.around.push_back(at);
        inside.push_back(child);
      }
      at += size;
    }
    left.insert(left.end(), inside.rbegin(), inside.rend());
  }
  std::abort();
}

void set_u32(std::vector<std::byte>& file, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) file[at + i] = static_cast<std::byte>(value >> (24 - 8 * i));
}

std::vector<std::byte> copy(Bytes file) { return {file.begin(), file.end()}; }

}  // namespace

Init sample_init() {
  Init init;
  init.fragmented = true;
  init.tracks.resize(2);
  TrackInit& picture = init.tracks[0];
  picture.track_id = 1;
  picture.kind = media::TrackKind::video;
  picture.timescale = 12800;
  picture.codec = "avc1.64001f";
  picture.width = 1280;
  picture.height = 720;
  picture.edit_offset = 1024;
  picture.default_duration = 512;
  picture.default_flags = kNonSync;
  TrackInit& sound = init.tracks[1];
  sound.track_id = 2;
  sound.kind = media::TrackKind::audio;
  sound.timescale = 48000;
  sound.codec = "mp4a.40.2";
  sound.channels = 2;
  sound.sample_rate = 48000;
  sound.default_duration = 1024;
  sound.default_size = 200;
  return init;
}

std::vector<std::byte> sample_init_segment() {
  ByteWriter out;
  const std::array<Bytes, 2> records = {std::as_bytes(std::span(kAvcRecord)),
                                        std::as_bytes(std::span(kAudioRecord))};
  if (!write_init(out, sample_init(), records)) std::abort();
  return out.release();
}

std::vector<std::byte> sample_media_segment() {
  const std::array<RunSample, 4> samples = {{
      {.duration = 512, .size = 40, .flags = 0, .composition = 1024},
      {.duration = 512, .size = 30, .flags = kNonSync, .composition = 2560},
      {.duration = 512, .size = 20, .flags = kNonSync, .composition = 1024},
      {.duration = 512, .size = 10, .flags = kNonSync, .composition = 0},
  }};
  ByteWriter out;
  write_fragment(out, {.sequence_number = 7, .track_id = 1, .decode_time = 25600, .samples = samples});
  out.zeros(100);
  return out.release();
}

std::vector<std::byte> sample_index(std::uint8_t version) {
  ByteWriter out;
  {
    const BoxScope box(out, fourcc("sidx"));
    IndexHeader header;
    header.version = version;
    header.reference_id = 1;
    header.timescale = 12800;
    header.earliest_time = version == 0 ? 1024 : 0x1'0000'0000;
    header.first_offset = 16;
    header.count = 2;
    write_fields(out, header);
    write_fields(out, IndexReference{.type_and_size = 5000, .duration = 25600, .sap = 0x90000000});
    write_fields(out,
                 IndexReference{.type_and_size = 0x80000000U | 300, .duration = 51200, .sap = 0x90000000});
  }
  return out.release();
}

std::vector<std::byte> sample_event(std::size_t size) {
  ByteWriter out;
  {
    const BoxScope box(out, fourcc("emsg"));
    out.zeros(size);
  }
  return out.release();
}

std::vector<std::byte> sample_file() {
  ByteWriter out;
  out.bytes(sample_init_segment());
  out.bytes(sample_index());
  {
    const BoxScope free(out, fourcc("free"));
    out.zeros(8);
  }
  out.bytes(sample_event());
  out.bytes(sample_media_segment());
  out.bytes(sample_media_segment());
  return out.release();
}

Bytes box_in(Bytes file, FourCc type) {
  const Place place = find(file, type);
  return file.subspan(place.begin, place.size);
}

std::vector<std::byte> with_payload_cut(Bytes file, FourCc type, std::size_t keep) {
  const Place place = find(file, type);
  std::vector<std::byte> out = copy(file);
  const std::size_t size = 8 + keep;
  if (size > place.size) std::abort();
  const std::size_t cut = place.size - size;
  const auto begin = out.begin() + static_cast<std::ptrdiff_t>(place.begin);
  out.erase(begin + static_cast<std::ptrdiff_t>(size), begin + static_cast<std::ptrdiff_t>(place.size));
  set_u32(out, place.begin, static_cast<std::uint32_t>(size));
  for (const std::size_t parent : place.around) {
    set_u32(out, parent, ByteReader(file.subspan(parent)).u32() - static_cast<std::uint32_t>(cut));
  }
  return out;
}

std::vector<std::byte> with_u32(Bytes file, FourCc type, std::size_t offset, std::uint32_t value) {
  std::vector<std::byte> out = copy(file);
  set_u32(out, find(file, type).begin + 8 + offset, value);
  return out;
}

std::vector<std::byte> with_size(Bytes file, FourCc type, std::uint32_t size) {
  std::vector<std::byte> out = copy(file);
  set_u32(out, find(file, type).begin, size);
  return out;
}

std::vector<std::byte> without(Bytes file, FourCc type) {
  std::vector<std::byte> out = copy(file);
  set_u32(out, find(file, type).begin + 4, fourcc("free"));
  return out;
}

}  // namespace praxino::mp4::testing
