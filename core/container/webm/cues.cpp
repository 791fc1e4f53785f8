#include "core/container/webm/cues.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace praxino::webm {
namespace {

constexpr std::uint32_t kEbml = 0x1A45DFA3;
constexpr std::uint32_t kSegment = 0x18538067;
constexpr std::uint32_t kInfo = 0x1549A966;
constexpr std::uint32_t kTimestampScale = 0x2AD7B1;
constexpr std::uint32_t kDuration = 0x4489;
constexpr std::uint32_t kCluster = 0x1F43B675;
constexpr std::uint32_t kCues = 0x1C53BB6B;
constexpr std::uint32_t kCuePoint = 0xBB;
constexpr std::uint32_t kCueTime = 0xB3;
constexpr std::uint32_t kCueTrackPositions = 0xB7;
constexpr std::uint32_t kCueClusterPosition = 0xF1;

constexpr std::uint32_t kMicroseconds = 1'000'000;
constexpr std::uint64_t kNanosecondsEach = 1000;
/// What times and places are kept below, so that they can be added.
constexpr std::uint64_t kBeyond = std::uint64_t{1} << 61U;

/// An element's name and size (RFC 8794 §5, §6); its content follows.
struct Header {
  std::uint32_t id = 0;                 ///< 0: there is none.
  std::optional<std::uint64_t> size{};  ///< Absent: unknown.
};

/// One to `most` bytes, of which the first one's leading zeros tell how many; 0 where there is none.
std::uint64_t read_number(ByteReader& in, int most, bool keep_marker, bool* unknown = nullptr) {
  const std::uint8_t first = in.u8();
  const int more = std::countl_zero(first);
  if (more >= most) return 0;
  const unsigned marker = 0x80U >> static_cast<unsigned>(more);
  std::uint64_t value = keep_marker ? first : first & (marker - 1U);
  bool ones = (first & (marker - 1U)) == marker - 1U;
  for (int i = 0; i < more; ++i) {
    const std::uint8_t byte = in.u8();
    value = value << 8U | byte;
    ones = ones && byte == 0xFF;
  }
  if (unknown) *unknown = ones;
  return value;
}

Header read_header(ByteReader& in) {
  Header header;
  header.id = static_cast<std::uint32_t>(read_number(in, 4, true));
  bool unknown = false;
  const std::uint64_t size = read_number(in, 8, false, &unknown);
  if (!unknown) header.size = size;
  if (!in.ok()) header.id = 0;
  return header;
}

/// The next element that lies there whole; its id is 0 at the end, and where there is no such thing.
struct Element {
  std::uint32_t id = 0;
  Bytes content{};
};
Element next_element(ByteReader& in) {
  const Header header = read_header(in);
  if (header.id == 0 || !header.size || *header.size > in.remaining()) return {};
  return {header.id, in.take(static_cast<std::size_t>(*header.size))};
}

/// Of up to eight bytes, big-endian (RFC 8794 §7.2).
std::uint64_t to_number(Bytes content) {
  std::uint64_t value = 0;
  for (const std::byte one : content.first(std::min<std::size_t>(content.size(), 8)))
    value = value << 8U | static_cast<std::uint8_t>(one);
  return value;
}

/// Of four or eight bytes (RFC 8794 §7.3); else 0.
double to_float(Bytes content) {
  if (content.size() == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(to_number(content)));
  return content.size() == 8 ? std::bit_cast<double>(to_number(content)) : 0;
}

struct Cue {
  std::uint64_t time = 0;  ///< Ticks.
  std::optional<std::uint64_t> cluster{};
};

Cue read_cue(Bytes point) {
  Cue cue;
  ByteReader in(point);
  for (Element one = next_element(in); one.id != 0; one = next_element(in)) {
    if (one.id == kCueTime) cue.time = to_number(one.content);
    if (one.id != kCueTrackPositions || cue.cluster) continue;
    ByteReader positions(one.content);
    for (Element each = next_element(positions); each.id != 0; each = next_element(positions))
      if (each.id == kCueClusterPosition) cue.cluster = to_number(each.content);
  }
  return cue;
}

/// Microseconds.
std::optional<std::uint64_t> time_of(std::uint64_t ticks, const Head& head) {
  std::uint64_t nanoseconds = 0;
  if (__builtin_mul_overflow(ticks, head.tick, &nanoseconds) || nanoseconds > kBeyond) return std::nullopt;
  return nanoseconds / kNanosecondsEach;
}

}  // namespace

bool is_file(Bytes bytes) { return ByteReader(bytes).u32() == kEbml; }

Result<Head> read_head(Bytes bytes) {
  ByteReader in(bytes);
  if (next_element(in).id != kEbml) return fail(Fault::malformed, 0, "not a WebM file");
  const std::size_t at = in.position();
  const Header segment = read_header(in);
  if (segment.id != kSegment) return fail(Fault::malformed, at, "a WebM file without a Segment");
  Head head{.data = in.position()};
  if (segment.size) head.end = head.data + std::min(*segment.size, kBeyond);
  for (Element one = next_element(in); one.id != 0 && one.id != kCluster; one = next_element(in)) {
    if (one.id != kInfo) continue;
    ByteReader info(one.content);
    for (Element each = next_element(info); each.id != 0; each = next_element(info)) {
      if (each.id == kTimestampScale) head.tick = to_number(each.content);
      if (each.id == kDuration) head.duration = to_float(each.content);
    }
    if (head.tick == 0) return fail(Fault::malformed, head.data, "a TimestampScale of 0");
    return head;
  }
  return fail(Fault::missing, head.data, "a WebM file whose Info is not at its head");
}

Result<media::SegmentIndex> read_cues(Bytes cues, std::uint64_t at, const Head& head) {
  ByteReader in(cues);
  const Element all = next_element(in);
  if (all.id != kCues) return fail(Fault::missing, at, "there are no Cues where the MPD says");
  media::SegmentIndex index{.timescale = kMicroseconds};
  std::uint64_t before = 0;
  // Each cluster ends where the next one begins.
  const auto close = [&](std::uint64_t offset, std::uint64_t time) {
    media::SegmentIndex::Entry& last = index.entries.back();
    const std::uint64_t size = offset - last.offset;
    const std::uint64_t duration = time - before;
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    last.size = static_cast<std::uint32_t>(std::min(size, kMost));
    last.duration = static_cast<std::uint32_t>(std::min(duration, kMost));
    return offset > last.offset && time >= before && size <= kMost && duration <= kMost;
  };
  ByteReader points(all.content);
  for (Element one = next_element(points); one.id != 0; one = next_element(points)) {
    if (one.id != kCuePoint) continue;
    const Cue cue = read_cue(one.content);
    const auto time = time_of(cue.time, head);
    if (!cue.cluster) continue;
    const std::uint64_t offset = head.data + std::min(*cue.cluster, kBeyond);
    const std::uint64_t place = at + points.position();
    if (!time) return fail(Fault::too_large, place, "a cue whose time cannot be counted");
    if (index.entries.empty()) {
      index.earliest_time = static_cast<std::int64_t>(*time);
    } else if (offset == index.entries.back().offset) {
      continue;  // of another track, or a place within the same cluster
    } else if (!close(offset, *time)) {
      return fail(Fault::malformed, place, "cues that are not in their order");
    }
    index.entries.push_back({.offset = offset});
    before = *time;
  }
  if (index.entries.empty()) return fail(Fault::missing, at, "Cues that name no Cluster");
  const std::uint64_t first = index.entries.back().offset;
  const std::uint64_t end = at > first ? at : head.end.value_or(0);
  const double length = std::max(head.duration * static_cast<double>(head.tick) / kNanosecondsEach, 0.0);
  const auto microseconds = length < static_cast<double>(kBeyond) ? static_cast<std::uint64_t>(length) : 0;
  // Where the file does not say how long it is, the last one is as long as the one before it.
  const std::size_t count = index.entries.size();
  const std::uint64_t last = count > 1 ? index.entries[count - 2].duration : kMicroseconds;
  if (!close(end, microseconds > before ? microseconds : before + last))
    return fail(Fault::unsupported, at, "a WebM file that does not say where its last Cluster ends");
  return index;
}

}  // namespace praxino::webm
