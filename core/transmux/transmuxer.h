#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/types.h"
#include "core/container/ts/reader.h"
#include "core/transmux/aac_frames.h"
#include "core/transmux/avc_units.h"
#include "core/transmux/clock.h"

namespace praxino::transmux {

/// A stretch of the bytes that came out.
struct Piece {
  enum class Kind : std::uint8_t {
    init,   ///< ftyp and moov: what follows belongs to it.
    media,  ///< moof and mdat, of one track.
  };
  Kind kind = Kind::media;
  std::size_t size = 0;

  bool operator==(const Piece&) const = default;
};

/// MPEG-2 transport streams with H.264 and AAC, and packed AAC, to fragmented MP4, as the bytes arrive. Of a
/// transport stream one picture is held back for its duration, and a fragment is closed after the first
/// picture, then after two, after four, then after every eight, with the sound that came meanwhile, and about
/// a time that is waited for (see hurry) after each: a seek into a segment waits for nothing beyond its
/// target, and a segment is no heap of fragments. However a stream's bytes are cut, the same bytes come out.
/// Times are the stream's own, unrolled (see Clock); composition offsets are signed, there are no edit lists.
/// The first video and the first audio stream are taken, the others left. Packed audio says in an ID3 tag
/// when it is heard (RFC 8216bis §3.1.4); where it does not, it begins at 0.
class Transmuxer {
 public:
  /// Whether a segment that begins with this byte is for us, and not ISO media.
  [[nodiscard]] static bool takes(std::byte first);

  void feed(Bytes bytes);

  /// The segment ends here; all that is left of it comes out. missing: nothing of it could be played.
  /// unsupported: it has streams, and we play none of them.
  [[nodiscard]] Result<void> finish();

  /// Where in the stream's time it begins, unrolled, if that is known: before the first bytes.
  void expect(Seconds about);

  /// This place in the stream's time, unrolled, is waited for.
  void hurry(Seconds to);

  /// A new segment, whose first byte has this offset in its file; `about` as above, where it does not begin
  /// right behind what came before. The init is written again only where it
  /// changes.
  void restart(std::uint64_t offset, std::optional<Seconds> about);

  /// What came out and was not taken yet, and the bytes of it.
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] Bytes bytes() const { return out_.view(); }
  /// Where they lie, for those who take them bit by bit.
  [[nodiscard]] ByteWindow& out() { return out_.window(); }
  /// Takes all of it.
  void clear();

  /// The init that was written last; none yet: no tracks.
  [[nodiscard]] const mp4::Init& init() const { return init_; }
  /// What was broken and passed over, one for each kind, with how often it was.
  struct Count {
    ts::Damage first;
    std::uint64_t times = 0;
  };
  [[nodiscard]] const std::vector<Count>& damage() const { return damage_; }

 private:
  struct Video {
    ts::Pid pid{};
    AvcUnits units;
    std::size_t target = 1;  ///< Samples of the next fragment.
    std::optional<std::size_t> decoding;
    std::optional<Times> next;     ///< Of the next unit, if it does not say it itself.
    std::int64_t duration = 3000;  ///< Of the last sample that had one; a guess before.
    /// How long the segment's first picture waits to be shown. All of it is decoded that much later: nothing
    /// then is decoded before the first picture's time, which is where a browser may have its 0.
    std::optional<std::int64_t> lead;
  };
  struct Audio {
    ts::Pid pid{};
    AacFrames frames;
    std::size_t target = 1;
    std::optional<codec::AdtsHeader> kind;
    /// Frames that follow each other: times are counted from the first one's.
    struct Run {
      std::int64_t start = 0;  ///< 90 kHz
      std::int64_t frames = 0;
    };
    std::optional<Run> run;
  };

  /// By its first byte; nothing that begins like a box of ISO media has such a one.
  enum class Format : std::uint8_t { unknown, transport_stream, packed_audio };
  void feed_packed(Bytes bytes);
  void take(const ts::Fact& fact);
  void take_program(const ts::Program& program);
  void begin(const ts::PesStart& start);
  /// Writes what can be written.
  void advance(bool at_end);
  /// Whether the init is written that what comes next belongs to.
  bool settle_init(bool at_end);
  void write_init();
  bool write_video(bool at_end);
  /// Whether a fragment from `time` on that lasts up to `most` should end as soon as it can.
  [[nodiscard]] bool is_awaited(std::int64_t time, std::int64_t most) const;
  bool write_audio(bool at_end);
  void write_fragment(std::uint32_t track_id, std::int64_t decode_time, Bytes media);

  Format format_ = Format::unknown;
  std::vector<std::byte> tag_;  ///< Of packed audio, while it comes; then empty.
  bool tagged_ = false;         ///< It has come.
  ts::Reader reader_;
  std::optional<ts::Program> program_;
  std::optional<Video> video_;
  std::optional<Audio> audio_;
  Clock clock_;
  std::optional<std::int64_t> awaited_;  ///< 90 kHz
  mp4::Init init_;
  std::vector<std::byte> init_bytes_;  ///< As it was written last.
  bool init_due_ = true;               ///< It has to be made (again).
  std::uint32_t sequence_ = 0;
  bool wrote_media_ = false;
  ByteWriter out_;
  std::vector<Piece> pieces_;
  std::vector<mp4::RunSample> samples_;
  std::vector<Count> damage_;
};

}  // namespace praxino::transmux
