#include "core/codec/esds.h"

#include "core/codec/rfc6381.h"

namespace praxino::codec {
namespace {

enum : std::uint8_t { kStream = 3, kDecoderConfig = 4, kDecoderSpecific = 5 };
constexpr std::uint8_t kMpeg4Audio = 0x40;

/// §8.3.3: a tag, and a length of up to four bytes of seven bits. Gives what the descriptor holds, empty
/// where the tag is another. Lengths beyond the end are cut there: writers often count the esds's padding
/// wrongly.
Bytes read_descriptor(ByteReader& in, std::uint8_t tag) {
  if (in.u8() != tag) return {};
  std::size_t length = 0;
  for (int i = 0; i < 4; ++i) {
    const std::uint8_t byte = in.u8();
    length = length << 7U | (byte & 0x7FU);
    if ((byte & 0x80U) == 0) break;
  }
  return in.take(length < in.remaining() ? length : in.remaining());
}

}  // namespace

std::string ElementaryStream::name() const {
  if (aac) return aac->name();
  std::string out = "mp4a.";
  append_upper_hex(out, object_type, 2);
  return out;
}

Result<ElementaryStream> read_esds(Bytes box) {
  ByteReader in(box);
  in.skip(4);  // version and flags
  ByteReader stream(read_descriptor(in, kStream));
  stream.skip(2);  // ES_ID
  const std::uint8_t flags = stream.u8();
  if ((flags & 0x80U) != 0) stream.skip(2);            // dependsOn_ES_ID
  if ((flags & 0x40U) != 0) stream.skip(stream.u8());  // URL
  if ((flags & 0x20U) != 0) stream.skip(2);            // OCR_ES_Id

  ByteReader decoder(read_descriptor(stream, kDecoderConfig));
  ElementaryStream found;
  found.object_type = decoder.u8();
  decoder.skip(12);  // streamType, buffer size, bitrates
  if (!decoder.ok()) return fail(Fault::malformed, box.size(), "esds ends early");
  if (found.object_type != kMpeg4Audio) return found;

  const auto aac = read_audio_specific_config(read_descriptor(decoder, kDecoderSpecific));
  if (!aac) return std::unexpected(aac.error());
  found.aac = *aac;
  return found;
}

void write_esds(ByteWriter& out, Bytes config) {
  const auto size = static_cast<std::uint8_t>(config.size());
  out.zeros(4);
  out.u8(kStream);
  out.u8(static_cast<std::uint8_t>(3 + 2 + 13 + 2 + size + 3));
  out.zeros(3);  // ES_ID, no flags
  out.u8(kDecoderConfig);
  out.u8(static_cast<std::uint8_t>(13 + 2 + size));
  out.u8(kMpeg4Audio);
  out.u8(0x15);          // audio stream
  out.zeros(3 + 4 + 4);  // buffer size and bitrates are nobody's business
  out.u8(kDecoderSpecific);
  out.u8(size);
  out.bytes(config);
  out.u8(6);  // SLConfigDescriptor: as in MP4 files
  out.u8(1);
  out.u8(2);
}

}  // namespace praxino::codec
