#include "fragment_parser.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace praxino::virtual_host {
namespace {

constexpr std::uint32_t kBiggestHeldBox = 1u << 24;

constexpr std::uint32_t fourcc(const char (&name)[5]) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(name[i]);
  return value;
}

/// Big-endian reader that gives zeros past the end.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::uint64_t take(std::size_t count) {
    if (bytes_.size() < count) {
      ok_ = false;
      bytes_ = {};
      return 0;
    }
    std::uint64_t value = 0;
    for (std::byte b : bytes_.first(count)) value = value << 8 | std::to_integer<std::uint64_t>(b);
    bytes_ = bytes_.subspan(count);
    return value;
  }
  std::uint32_t u32() { return static_cast<std::uint32_t>(take(4)); }
  std::int32_t s32() { return static_cast<std::int32_t>(u32()); }
  void skip(std::size_t count) {
    ok_ = ok_ && count <= bytes_.size();
    bytes_ = bytes_.subspan(std::min(count, bytes_.size()));
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::span<const std::byte> rest() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
  bool ok_ = true;
};

/// Calls `visit(type, body)` for each child box; false when sizes do not fit.
template <typename Visit>
bool for_each_box(std::span<const std::byte> bytes, Visit visit) {
  while (!bytes.empty()) {
    Reader reader(bytes);
    const std::uint32_t size = reader.u32();
    const std::uint32_t type = reader.u32();
    if (size < 8 || size > bytes.size()) return false;
    if (!visit(type, bytes.subspan(8, size - 8))) return false;
    bytes = bytes.subspan(size);
  }
  return true;
}

std::string name_of(std::uint32_t type) {
  std::string name(4, ' ');
  for (std::size_t i = 0; i < 4; ++i) name[i] = static_cast<char>(type >> (24 - 8 * i) & 0xff);
  return name;
}

/// ISO 14496-12 §8.4.2 and §8.2.2 lay time out alike: version 1 has 64-bit times.
std::uint64_t timescale_and_duration(std::span<const std::byte> body, std::uint32_t& timescale) {
  Reader reader(body);
  const std::size_t wide = reader.u32() >> 24 == 1 ? 8 : 4;
  reader.skip(2 * wide);
  timescale = std::max<std::uint32_t>(reader.u32(), 1);
  return reader.take(wide);
}

std::int64_t edit_start(std::span<const std::byte> body) {
  Reader reader(body);
  const std::size_t wide = reader.u32() >> 24 == 1 ? 8 : 4;
  const std::uint32_t count = reader.u32();
  std::int64_t start = 0;
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    reader.skip(wide);
    const std::uint64_t raw = reader.take(wide);
    const std::int64_t media_time = wide == 8 ? static_cast<std::int64_t>(raw)
                                              : static_cast<std::int32_t>(static_cast<std::uint32_t>(raw));
    reader.skip(4);
    if (media_time >= 0) start = media_time;
  }
  return start;
}

bool read_trak(std::span<const std::byte> body, TrackInit& track) {
  return for_each_box(body, [&](std::uint32_t type, std::span<const std::byte> inner) {
    Reader reader(inner);
    switch (type) {
      case fourcc("edts"):
      case fourcc("mdia"):
      case fourcc("minf"):
      case fourcc("stbl"):
        return read_trak(inner, track);
      case fourcc("tkhd"):
        reader.skip(reader.u32() >> 24 == 1 ? 16 : 8);
        track.id = reader.u32();
        return reader.ok();
      case fourcc("mdhd"):
        timescale_and_duration(inner, track.timescale);
        return true;
      case fourcc("hdlr"):
        reader.skip(8);
        track.handler = name_of(reader.u32());
        return reader.ok();
      case fourcc("elst"):
        track.edit_start = edit_start(inner);
        return true;
      case fourcc("stsd"):
        reader.skip(12);
        track.sample_entry = name_of(reader.u32());
        return reader.ok();
      default:
        return true;
    }
  });
}

double rounded(double seconds) { return std::round(seconds * 1e6) / 1e6; }

}  // namespace

void FragmentParser::reset() {
  held_.clear();
  pending_.clear();
  released_ = 0;
  data_left_ = 0;
  broken_ = false;
}

bool FragmentParser::inside_segment() const {
  const bool half_moof = held_.size() >= 8 && Reader(std::span(held_).subspan(4)).u32() == fourcc("moof");
  return half_moof || released_ < pending_.size();
}

bool FragmentParser::feed(std::span<const std::byte> bytes, std::vector<Fact>& facts) {
  while (!broken_ && !bytes.empty()) {
    if (data_left_ > 0) {
      const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(data_left_, bytes.size()));
      bytes = bytes.subspan(step);
      data_left_ -= step;
      position_ += step;
      release_frames(facts);
      continue;
    }
    const std::size_t wanted = [&]() -> std::size_t {
      if (held_.size() < 8) return 8 - held_.size();
      return Reader(held_).u32() - held_.size();
    }();
    const std::size_t step = std::min(wanted, bytes.size());
    held_.insert(held_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(step));
    bytes = bytes.subspan(step);
    position_ += step;
    if (held_.size() < 8) continue;

    Reader header(held_);
    const std::uint32_t size = header.u32();
    const std::uint32_t type = header.u32();
    if (size < 8 && traits_->swallows_bad_sizes) {
      data_left_ = std::numeric_limits<std::uint64_t>::max();
      held_.clear();
    } else if (size < 8) {
      broken_ = true;
    } else if (type != fourcc("moov") && type != fourcc("moof")) {
      // Printable types alone pass as boxes that one may skip; anything else is no MP4 at all.
      if (!traits_->skips_unknown_boxes) {
        for (char c : name_of(type)) broken_ = broken_ || c < ' ' || c > '~';
      }
      data_left_ = size - 8;
      held_.clear();
    } else if (size > kBiggestHeldBox) {
      broken_ = true;
    } else if (held_.size() == size) {
      broken_ = !accept_box(held_, facts);
      held_.clear();
    }
  }
  return !broken_;
}

bool FragmentParser::accept_box(std::span<const std::byte> box, std::vector<Fact>& facts) {
  const std::span<const std::byte> body = box.subspan(8);
  if (Reader(box.subspan(4)).u32() == fourcc("moov")) return read_moov(body, facts);
  if (tracks_.empty()) return traits_->ignores_media_without_init;
  return read_moof(body, position_ - box.size());
}

bool FragmentParser::read_moov(std::span<const std::byte> body, std::vector<Fact>& facts) {
  std::vector<TrackInit> tracks;
  Fact fact{.kind = Fact::Kind::init, .tracks = {}, .duration = 0, .frame = {}};
  std::uint32_t movie_scale = 1;
  const auto read_trex = [&](std::span<const std::byte> inner) {
    Reader reader(inner);
    reader.skip(4);
    const std::uint32_t id = reader.u32();
    for (TrackInit& track : tracks) {
      if (track.id != id) continue;
      reader.skip(4);
      track.default_duration = reader.u32();
      track.default_size = reader.u32();
      track.default_flags = reader.u32();
    }
    return reader.ok();
  };
  const bool ok = for_each_box(body, [&](std::uint32_t type, std::span<const std::byte> inner) {
    if (type == fourcc("mvhd")) {
      const std::uint64_t duration = timescale_and_duration(inner, movie_scale);
      if (duration != 0xffffffff) fact.duration = static_cast<double>(duration) / movie_scale;
    } else if (type == fourcc("trak")) {
      TrackInit track;
      if (!read_trak(inner, track)) return false;
      tracks.push_back(track);
    } else if (type == fourcc("mvex")) {
      return for_each_box(inner, [&](std::uint32_t child, std::span<const std::byte> leaf) {
        return child != fourcc("trex") || read_trex(leaf);
      });
    }
    return true;
  });
  if (!ok || tracks.empty()) return false;
  tracks_ = tracks;
  fact.tracks = std::move(tracks);
  facts.push_back(std::move(fact));
  return true;
}

bool FragmentParser::read_moof(std::span<const std::byte> body, std::uint64_t at) {
  pending_.clear();
  released_ = 0;
  const bool sound = for_each_box(body, [&](std::uint32_t type, std::span<const std::byte> inner) {
    return type != fourcc("traf") || read_traf(inner, at);
  });
  if (traits_->shifts_signed_offsets) {
    for (Pending& pending : pending_) {
      pending.frame.pts -= std::ranges::find(tracks_, pending.frame.track, &TrackInit::id)->lowest_offset;
    }
  }
  return sound;
}

bool FragmentParser::read_traf(std::span<const std::byte> body, std::uint64_t moof_at) {
  TrackInit* track = nullptr;
  TrackInit defaults;
  std::uint64_t decode_time = 0;
  std::uint64_t data_at = moof_at;
  return for_each_box(body, [&](std::uint32_t type, std::span<const std::byte> inner) {
    Reader reader(inner);
    if (type == fourcc("tfhd")) {
      const std::uint32_t flags = reader.u32();
      const std::uint32_t id = reader.u32();
      const auto found = std::ranges::find(tracks_, id, &TrackInit::id);
      if (found == tracks_.end()) return false;
      track = &*found;
      defaults = *found;
      if (flags & 0x1) reader.skip(8);
      if (flags & 0x2) reader.skip(4);
      if (flags & 0x8) defaults.default_duration = reader.u32();
      if (flags & 0x10) defaults.default_size = reader.u32();
      if (flags & 0x20) defaults.default_flags = reader.u32();
    } else if (type == fourcc("tfdt")) {
      decode_time = reader.take(reader.u32() >> 24 == 1 ? 8 : 4);
    } else if (type == fourcc("trun")) {
      if (track == nullptr) return false;
      const std::uint32_t flags = reader.u32();
      const std::uint32_t count = reader.u32();
      if (flags & 0x1) data_at = moof_at + static_cast<std::uint64_t>(std::int64_t{reader.s32()});
      std::uint32_t first_flags = defaults.default_flags;
      if (flags & 0x4) first_flags = reader.u32();
      for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
        const std::uint32_t duration = flags & 0x100 ? reader.u32() : defaults.default_duration;
        const std::uint32_t size = flags & 0x200 ? reader.u32() : defaults.default_size;
        std::uint32_t sample_flags = flags & 0x400 ? reader.u32() : defaults.default_flags;
        if (i == 0 && flags & 0x4) sample_flags = first_flags;
        const std::int64_t offset = flags & 0x800 ? reader.s32() : 0;
        track->lowest_offset = std::min(track->lowest_offset, static_cast<double>(offset) / track->timescale);
        const auto seconds = [&](std::int64_t ticks) {
          return rounded(static_cast<double>(ticks) / track->timescale);
        };
        const auto dts = static_cast<std::int64_t>(decode_time);
        data_at += size;
        pending_.push_back({.frame = {.track = track->id,
                                      .pts = seconds(dts + offset),
                                      .dts = seconds(dts),
                                      .duration = seconds(duration),
                                      .size = size,
                                      .sync = (sample_flags & 0x10000) == 0},
                            .end = data_at});
        decode_time += duration;
      }
    }
    return reader.ok();
  });
}

void FragmentParser::release_frames(std::vector<Fact>& facts) {
  while (released_ < pending_.size() && pending_[released_].end <= position_) {
    facts.push_back(
        {.kind = Fact::Kind::frame, .tracks = {}, .duration = 0, .frame = pending_[released_++].frame});
  }
}

}  // namespace praxino::virtual_host
