#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "traits.h"

namespace praxino::virtual_host {

/// What an init says of one track; only what coded frame processing needs.
struct TrackInit {
  std::uint32_t id = 0;
  std::string handler;       ///< `vide` or `soun`.
  std::string sample_entry;  ///< Such as `avc1`; the first one alone.
  std::uint32_t timescale = 1;
  std::int64_t edit_start = 0;  ///< media_time of the last non-empty edit, in ticks.
  double lowest_offset = 0;     ///< The least composition offset of a frame so far, in seconds.
  std::uint32_t default_duration = 0;
  std::uint32_t default_size = 0;
  std::uint32_t default_flags = 0;
};

struct CodedFrame {
  std::uint32_t track = 0;
  double pts = 0;  ///< Seconds.
  double dts = 0;
  double duration = 0;
  std::uint32_t size = 0;
  bool sync = false;
};

/// One thing that the bytes turned out to hold, in their order.
struct Fact {
  enum class Kind { init, frame };
  Kind kind = Kind::frame;
  std::vector<TrackInit> tracks;  ///< Of an init.
  double duration = 0;            ///< Of an init: seconds, 0 where the file leaves it open.
  CodedFrame frame;
};

/// Reads fMP4 as it is cut into appends. A frame counts once its last byte is there.
///
/// Deliberately apart from core/container/mp4: the virtual browser must not share the product's mistakes.
class FragmentParser {
 public:
  explicit FragmentParser(const BrowserTraits& traits) : traits_(&traits) {}

  /// False when the bytes are no fMP4; the parser then stays where it is until `reset`.
  bool feed(std::span<const std::byte> bytes, std::vector<Fact>& facts);

  /// Forgets a half-read box and the rest of a segment, keeps the init.
  void reset();
  void forget_init() { tracks_.clear(); }

  /// MSE's PARSING_MEDIA_SEGMENT: a moof has begun and its data is not all there.
  [[nodiscard]] bool inside_segment() const;

 private:
  struct Pending {
    CodedFrame frame;
    std::uint64_t end = 0;  ///< Offset in the stream after the frame's last byte.
  };

  bool accept_box(std::span<const std::byte> box, std::vector<Fact>& facts);
  bool read_moov(std::span<const std::byte> body, std::vector<Fact>& facts);
  bool read_moof(std::span<const std::byte> body, std::uint64_t at);
  bool read_traf(std::span<const std::byte> body, std::uint64_t moof_at);
  void release_frames(std::vector<Fact>& facts);

  const BrowserTraits* traits_;
  std::vector<TrackInit> tracks_;
  std::vector<std::byte> held_;   ///< Of a box that is not whole yet.
  std::vector<Pending> pending_;  ///< Frames of the last moof, in file order.
  std::size_t released_ = 0;      ///< How many of `pending_` are out.
  std::uint64_t position_ = 0;    ///< Bytes of the stream consumed or skipped.
  std::uint64_t data_left_ = 0;   ///< Of the mdat or unknown box being passed over.
  bool broken_ = false;
};

}  // namespace praxino::virtual_host
