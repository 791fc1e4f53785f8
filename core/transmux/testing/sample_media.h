#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"

/// Access units and AAC frames as tests want them, and transport streams made of these.
namespace praxino::transmux::testing {

/// The sets of a 426 × 240 and a 640 × 360 picture, as x264 wrote them, and a picture set for both.
std::vector<std::byte> sequence_set(bool large = false);
std::vector<std::byte> picture_set();

/// A slice's NAL unit: `size` bytes, none of which look like a start code. `first`: its picture's first.
std::vector<std::byte> slice(bool idr, std::size_t size, unsigned seed = 1, bool first = true);
/// An SEI whose one message is a recovery point.
std::vector<std::byte> recovery_point(unsigned frames);

/// Annex B: start codes of three bytes before each but the first, which has four.
std::vector<std::byte> annex_b(const std::vector<std::vector<std::byte>>& nals);
/// The same units as a sample has them.
std::vector<std::byte> with_lengths(const std::vector<std::vector<std::byte>>& nals);

/// An access unit with its delimiter, and before an IDR picture with parameter sets.
std::vector<std::byte> access_unit(bool idr, std::size_t size, unsigned seed, bool large = false);

/// AAC-LC, stereo.
std::vector<std::byte> adts_frame(std::size_t size, unsigned seed, unsigned rate_index = 3,
                                  unsigned channels = 2);

/// What packed audio begins with: an ID3 tag that says when its first frame is heard, 90 kHz.
std::vector<std::byte> id3_tag(std::uint64_t stamp);
/// The tag and frames, each a byte larger than the one before it.
std::vector<std::byte> packed_audio(std::uint64_t stamp, unsigned frames);

struct FilmToWrite {
  unsigned pictures = 50;
  unsigned key_every = 25;
  bool video = true;
  bool audio = true;
  std::uint64_t starts_at = 126'000;  ///< 90 kHz
  bool large = false;
  /// So many times the bytes, up to 16; with more than one, those of pictures look like an encoder's.
  std::size_t detail = 1;
};
/// A transport stream: 25 pictures a second with two B pictures between others, and AAC of 48 kHz, three
/// frames to a PES packet.
std::vector<std::byte> film(const FilmToWrite& what = {});

}  // namespace praxino::transmux::testing
