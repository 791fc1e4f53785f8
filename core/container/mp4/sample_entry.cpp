#include "core/container/mp4/sample_entry.h"

#include <string>
#include <string_view>

#include "core/codec/ac3.h"
#include "core/codec/av1.h"
#include "core/codec/avc.h"
#include "core/codec/esds.h"
#include "core/codec/flac.h"
#include "core/codec/hevc.h"
#include "core/codec/opus.h"
#include "core/codec/vp9.h"
#include "core/container/mp4/entry_boxes.h"

namespace praxino::mp4 {
namespace {

std::string text(FourCc type) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(type >> shift & 0xFFU));
  return out;
}

/// A codec's reader counts from its record; ours from the file.
std::unexpected<Error> in_file(Error error, const Box& box) {
  error.where += box.payload_at();
  return std::unexpected(error);
}

/// The box in which each format keeps its decoder's configuration; 0 for formats that have or need none.
FourCc configuration_of(FourCc format) {
  switch (format) {
    case fourcc("avc1"):
    case fourcc("avc3"):
      return fourcc("avcC");
    case fourcc("hvc1"):
    case fourcc("hev1"):
      return fourcc("hvcC");
    case fourcc("av01"):
      return fourcc("av1C");
    case fourcc("vp08"):
    case fourcc("vp09"):
      return fourcc("vpcC");
    case fourcc("mp4a"):
      return fourcc("esds");
    case fourcc("ac-3"):
      return fourcc("dac3");
    case fourcc("ec-3"):
      return fourcc("dec3");
    case fourcc("Opus"):
      return fourcc("dOps");
    case fourcc("fLaC"):
      return fourcc("dfLa");
    default:
      return 0;
  }
}

void hear(TrackInit& track, std::uint32_t channels, std::uint32_t sample_rate) {
  if (channels > 0) track.channels = channels;
  if (sample_rate > 0) track.sample_rate = sample_rate;
}

Result<void> read_configuration(const Box& box, FourCc format, TrackInit& track) {
  const Bytes record = box.payload();
  switch (box.type) {
    case fourcc("avcC"): {
      const auto config = codec::read_avcc(record);
      if (!config) return in_file(config.error(), box);
      track.codec = config->name(text(format));
      break;
    }
    case fourcc("hvcC"): {
      const auto config = codec::read_hvcc(record);
      if (!config) return in_file(config.error(), box);
      track.codec = config->name(text(format));
      break;
    }
    case fourcc("av1C"): {
      const auto config = codec::read_av1c(record);
      if (!config) return in_file(config.error(), box);
      track.codec = config->name();
      break;
    }
    case fourcc("vpcC"): {
      const auto config = codec::read_vpcc(record);
      if (!config) return in_file(config.error(), box);
      track.codec = config->name(text(format));
      break;
    }
    case fourcc("esds"): {
      const auto config = codec::read_esds(record);
      if (!config) return in_file(config.error(), box);
      track.codec = config->name();
      if (config->aac) hear(track, config->aac->channels, config->aac->sample_rate);
      break;
    }
    case fourcc("dac3"):
    case fourcc("dec3"): {
      const auto config = box.type == fourcc("dac3") ? codec::read_dac3(record) : codec::read_dec3(record);
      if (!config) return in_file(config.error(), box);
      hear(track, config->channels, config->sample_rate);
      break;
    }
    case fourcc("dOps"): {
      const auto config = codec::read_dops(record);
      if (!config) return in_file(config.error(), box);
      track.codec = "opus";
      hear(track, config->channels, codec::OpusConfig::kSampleRate);
      break;
    }
    case fourcc("dfLa"): {
      const auto config = codec::read_dfla(record);
      if (!config) return in_file(config.error(), box);
      track.codec = "flac";
      hear(track, config->channels, config->sample_rate);
      break;
    }
    default:
      break;
  }
  return {};
}

/// ISO/IEC 14496-12 §8.12: a sinf says what an encv or enca entry was, and how it became that.
Result<void> read_protection(const Box& sinf, FourCc& format, TrackInit& track) {
  Boxes children(sinf);
  while (const auto child = children.next()) {
    if (child->type == fourcc("frma")) {
      ByteReader in(child->payload());
      format = in.u32();
      if (!in.ok()) return fail(Fault::malformed, child->at, "box shorter than its fields");
    } else if (child->type == fourcc("schm")) {
      const auto scheme = read_fields<SchemeType>(*child);
      if (!scheme) return std::unexpected(scheme.error());
      track.scheme = scheme->scheme;
    } else if (child->type == fourcc("schi")) {
      Boxes information(*child);
      while (const auto inner = information.next()) {
        if (inner->type != fourcc("tenc")) continue;
        const auto encryption = read_fields<TrackEncryption>(*inner);
        if (!encryption) return std::unexpected(encryption.error());
        track.default_kid = encryption->default_kid;
      }
      if (!information.ok()) return information.error();
    }
  }
  if (!children.ok()) return children.error();
  return {};
}

/// The sample entry that a codec string speaks of.
FourCc format_of(std::string_view codec) {
  if (codec == "opus") return fourcc("Opus");
  if (codec == "flac") return fourcc("fLaC");
  FourCc format = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    format = format << 8U | (i < codec.size() ? static_cast<unsigned char>(codec[i]) : 0U);
  }
  return format;
}

}  // namespace

Result<void> read_sample_entry(const Box& entry, TrackInit& track) {
  track.codec = text(entry.type);
  ByteReader in(entry.payload());
  if (track.kind == media::TrackKind::video) {
    const auto fields = read_fields<VisualEntry>(in, entry.at);
    if (!fields) return std::unexpected(fields.error());
    track.width = fields->width;
    track.height = fields->height;
  } else if (track.kind == media::TrackKind::audio) {
    const auto fields = read_fields<AudioEntry>(in, entry.at);
    if (!fields) return std::unexpected(fields.error());
    hear(track, fields->channels, fields->sample_rate >> 16U);
  } else {
    return {};
  }

  // Nothing is read past the box that we look for: QuickTime ends such lists with four bytes that are not a
  // box.
  const std::uint64_t at = entry.payload_at() + in.position();
  const Bytes inside = in.rest();
  FourCc format = entry.type;
  if (format == fourcc("encv") || format == fourcc("enca")) {
    Boxes children(inside, at);
    while (const auto child = children.next()) {
      if (child->type != fourcc("sinf")) continue;
      if (const auto read = read_protection(*child, format, track); !read) return read;
      break;
    }
    if (!children.ok()) return children.error();
    track.codec = text(format);
  }

  const FourCc wanted = configuration_of(format);
  Boxes children(inside, at);
  while (const auto child = children.next()) {
    if (child->type == wanted) return read_configuration(*child, format, track);
  }
  if (!children.ok()) return children.error();
  if (wanted != 0) return fail(Fault::missing, entry.at, "sample entry without its decoder's configuration");
  return {};
}

Result<void> write_sample_entry(ByteWriter& out, const TrackInit& track, Bytes record) {
  const FourCc format = format_of(track.codec);
  const FourCc configuration = configuration_of(format);
  if (configuration == 0) return fail(Fault::unsupported, 0, "no sample entry for this codec");
  const BoxScope entry(out, format);
  if (track.kind == media::TrackKind::video) {
    write_fields(out, VisualEntry{.width = static_cast<std::uint16_t>(track.width),
                                  .height = static_cast<std::uint16_t>(track.height)});
  } else {
    // 16.16 fixed point has no room for more than 65535 Hz; the configuration says it then.
    const std::uint32_t rate = track.sample_rate > 0xFFFF ? 0 : track.sample_rate << 16U;
    write_fields(out,
                 AudioEntry{.channels = static_cast<std::uint16_t>(track.channels), .sample_rate = rate});
  }
  const BoxScope box(out, configuration);
  if (configuration == fourcc("esds")) {
    codec::write_esds(out, record);
  } else {
    out.bytes(record);
  }
  return {};
}

}  // namespace praxino::mp4
