#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/codec/aac.h"

namespace praxino::codec {

/// An ES_Descriptor, ISO/IEC 14496-1 §7.2.6.5, of sound: what the esds box of an mp4a sample entry holds.
struct ElementaryStream {
  std::uint8_t object_type =
      0;  ///< objectTypeIndication: 0x40 MPEG-4 audio, 0x66–0x68 MPEG-2 AAC, 0x69 and 0x6B MP3.
  std::optional<AacConfig> aac;  ///< Where it is 0x40.

  /// RFC 6381 §3.3: "mp4a.40.2", "mp4a.6B".
  [[nodiscard]] std::string name() const;
};

/// `box`: the payload of an esds box, from its version on.
[[nodiscard]] Result<ElementaryStream> read_esds(Bytes box);

/// The payload of an esds box of MPEG-4 audio with this AudioSpecificConfig, of at most 64 bytes.
void write_esds(ByteWriter& out, Bytes audio_specific_config);

}  // namespace praxino::codec
