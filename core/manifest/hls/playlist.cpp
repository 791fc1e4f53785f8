#include "core/manifest/hls/playlist.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::ByteRange;
using media::Resource;
using media::SegmentList;

constexpr std::uint32_t kMicroseconds = 1'000'000;
constexpr unsigned kPlaces = 6;
constexpr std::uint32_t kMostRuns = 1'000'000;
/// Three thousand years of microseconds: what a playlist may last in all.
constexpr std::int64_t kLongest = 100'000'000'000'000'000;

/// Reads a media playlist line by line: tags gather what the next URI line then makes a segment of.
class Reader {
 public:
  Reader(std::string_view url, Warnings& warnings)
      : url_(url), warnings_(warnings), segments_(std::string(url)) {}

  Result<Playlist> read(std::string_view text);

 private:
  bool read_tag(std::string_view line);
  bool read_segment_tag(std::string_view line);
  bool read_key(std::string_view attributes);
  bool read_map(std::string_view attributes);
  bool read_duration(std::string_view value);
  bool add_segment(std::string_view uri);
  void open_stretch();
  std::optional<ByteRange> range_of(std::string_view uri);
  bool refuse(Fault fault, const char* what);
  void warn(const char* what) { warnings_.add(line_, what); }
  std::optional<std::uint64_t> number_before_segments(std::string_view value, const char* where_it_belongs);

  std::string_view url_;
  Warnings& warnings_;
  SegmentList segments_;
  std::optional<Seconds> start_;
  std::optional<Error> error_;
  std::uint64_t line_ = 0;

  // Of the segment being gathered.
  std::optional<std::int64_t> duration_;
  std::optional<std::string_view> range_text_;
  bool gap_ = false;

  // Of all that follow.
  std::optional<Resource> map_;
  std::optional<media::Encryption> map_key_;
  std::optional<media::Encryption> key_;
  bool stretch_over_ = true;
  std::uint32_t timeline_ = 0;
  std::int64_t time_ = 0;           // Microseconds from the playlist's start.
  std::int64_t stretch_start_ = 0;  // The same.
  std::uint64_t number_ = 0;
  std::uint32_t count_ = 0;
  std::string_view last_ranged_;  // URI whose bytes up to last_end_ the previous segment took.
  std::uint64_t last_end_ = 0;
};

bool Reader::refuse(Fault fault, const char* what) {
  error_ = Error{fault, line_, what};
  return false;
}

Result<Playlist> Reader::read(std::string_view text) {
  segments_.ended = false;
  for (text::Lines lines(text); lines.next();) {
    line_ = lines.number();
    const std::string_view line = text::trim(lines.line());
    if (line.empty()) continue;
    const bool good = !line.starts_with('#')     ? add_segment(line)
                      : line.starts_with("#EXT") ? read_tag(line)
                                                 : true;
    if (!good) return std::unexpected(*error_);
  }
  if (duration_) warn("the last EXTINF has no URI");
  return Playlist{std::move(segments_), start_};
}

bool Reader::read_tag(std::string_view line) {
  if (line.starts_with("#EXTINF") || line.starts_with("#EXT-X-BYTERANGE") || line.starts_with("#EXT-X-MAP") ||
      line.starts_with("#EXT-X-KEY") || line.starts_with("#EXT-X-GAP") || line == "#EXT-X-DISCONTINUITY") {
    return read_segment_tag(line);
  }
  if (const auto value = value_of(line, "#EXT-X-TARGETDURATION")) {
    const auto target = text::to_ticks(*value, kPlaces);
    if (!target || *target < 0) return refuse(Fault::malformed, "EXT-X-TARGETDURATION is not a number");
    segments_.target_duration = std::max(segments_.target_duration, Ticks{*target, kMicroseconds}.seconds());
  } else if (const auto sequence = value_of(line, "#EXT-X-MEDIA-SEQUENCE")) {
    const auto number = number_before_segments(*sequence, "EXT-X-MEDIA-SEQUENCE after a segment is ignored");
    number_ = number.value_or(number_);
  } else if (const auto discontinuity = value_of(line, "#EXT-X-DISCONTINUITY-SEQUENCE")) {
    const auto number =
        number_before_segments(*discontinuity, "EXT-X-DISCONTINUITY-SEQUENCE after a segment is ignored");
    if (number) timeline_ = static_cast<std::uint32_t>(*number);
  } else if (value_of(line, "#EXT-X-ENDLIST")) {
    segments_.ended = true;
  } else if (value_of(line, "#EXT-X-PLAYLIST-TYPE") == "VOD") {
    segments_.ended = true;
  } else if (const auto start = value_of(line, "#EXT-X-START")) {
    start_ = parse_start(*start);
    if (!start_) warn("EXT-X-START has no TIME-OFFSET");
  } else if (value_of(line, "#EXT-X-STREAM-INF")) {
    return refuse(Fault::malformed, "a multivariant playlist stands where a media playlist belongs");
  } else if (value_of(line, "#EXT-X-SKIP")) {
    return refuse(Fault::unsupported, "a playlist delta update, which was not asked for");
  }
  return !error_;
}

std::optional<std::uint64_t> Reader::number_before_segments(std::string_view value,
                                                            const char* where_it_belongs) {
  const auto number = text::to_uint(value);
  // Beyond 2^62 the numbers of the segments that follow would not fit.
  if (!number || *number > (std::uint64_t{1} << 62)) {
    refuse(Fault::malformed, "a sequence number is not a number");
  } else if (count_ != 0) {
    warn(where_it_belongs);
  } else {
    return number;
  }
  return std::nullopt;
}

bool Reader::read_segment_tag(std::string_view line) {
  if (const auto duration = value_of(line, "#EXTINF")) return read_duration(*duration);
  if (const auto range = value_of(line, "#EXT-X-BYTERANGE")) {
    range_text_ = *range;
  } else if (const auto map = value_of(line, "#EXT-X-MAP")) {
    return read_map(*map);
  } else if (const auto key = value_of(line, "#EXT-X-KEY")) {
    return read_key(*key);
  } else if (value_of(line, "#EXT-X-GAP")) {
    gap_ = true;
  } else if (value_of(line, "#EXT-X-DISCONTINUITY")) {
    ++timeline_;
    stretch_over_ = true;
  }
  return true;
}

bool Reader::read_duration(std::string_view value) {
  if (duration_) warn("an EXTINF without a URI is ignored");
  duration_ = text::to_ticks(text::trim(text::take(value, ',')), kPlaces);
  if (!duration_ || *duration_ < 0) return refuse(Fault::malformed, "EXTINF has no duration");
  if (*duration_ > kLongest - time_)
    return refuse(Fault::too_large, "the playlist lasts longer than can be counted");
  return true;
}

bool Reader::read_map(std::string_view attributes) {
  std::optional<Resource> map;
  std::string_view range;
  for (text::Attributes list(attributes); list.next();) {
    if (list.name() == "URI") map = Resource{url::resolve(url_, list.value()), std::nullopt};
    if (list.name() == "BYTERANGE") range = list.value();
  }
  if (!map) return refuse(Fault::malformed, "EXT-X-MAP has no URI");
  if (too_long(map->url)) return refuse(Fault::too_large, "a URI of more than 64 kB");
  if (!range.empty()) {
    map->range = parse_byte_range(range, 0);
    if (!map->range) return refuse(Fault::malformed, "EXT-X-MAP has a malformed BYTERANGE");
  }
  // There is no segment whose number could be its IV (RFC 8216bis §4.4.4.5).
  if (key_ && !key_->iv) return refuse(Fault::malformed, "an encrypted EXT-X-MAP, and EXT-X-KEY has no IV");
  if (map != map_ || key_ != map_key_) stretch_over_ = true;
  map_ = std::move(map);
  map_key_ = key_;
  return true;
}

bool Reader::read_key(std::string_view attributes) {
  std::string_view method;
  std::string_view format = "identity";
  media::Encryption key;
  for (text::Attributes list(attributes); list.next();) {
    if (list.name() == "METHOD") method = list.value();
    if (list.name() == "KEYFORMAT") format = list.value();
    if (list.name() == "URI") key.key_url = url::resolve(url_, list.value());
    if (list.name() == "IV") {
      key.iv = parse_iv(list.value());
      if (!key.iv) return refuse(Fault::malformed, "EXT-X-KEY has a malformed IV");
    }
  }
  if (method.empty()) return refuse(Fault::malformed, "EXT-X-KEY has no METHOD");
  std::optional<media::Encryption> now;
  if (method != "NONE") {
    if (method != "AES-128" || format != "identity")
      return refuse(Fault::unsupported, "segments encrypted otherwise than with AES-128 (EXT-X-KEY)");
    if (key.key_url.empty()) return refuse(Fault::malformed, "EXT-X-KEY has no URI");
    if (too_long(key.key_url)) return refuse(Fault::too_large, "a URI of more than 64 kB");
    now = std::move(key);
  }
  if (now != key_) stretch_over_ = true;
  key_ = std::move(now);
  return true;
}

std::optional<ByteRange> Reader::range_of(std::string_view uri) {
  if (!range_text_) return std::nullopt;
  const bool continues = last_ranged_ == uri;
  if (!continues && range_text_->find('@') == std::string_view::npos) {
    warn("EXT-X-BYTERANGE without an offset, where no range of the same file came before, begins at 0");
  }
  const auto range = parse_byte_range(*range_text_, continues ? last_end_ : 0);
  if (!range) {
    refuse(Fault::malformed, "EXT-X-BYTERANGE is malformed");
    return std::nullopt;
  }
  last_ranged_ = uri;
  last_end_ = range->offset + *range->length;
  return range;
}

void Reader::open_stretch() {
  stretch_over_ = false;
  stretch_start_ = time_;
  segments_.begin({.timeline = timeline_,
                   .timescale = kMicroseconds,
                   .start = Ticks{time_, kMicroseconds}.seconds(),
                   .window = std::nullopt,
                   .offset = std::nullopt,
                   .init = map_,
                   .init_encryption = map_key_,
                   .encryption = key_});
}

bool Reader::add_segment(std::string_view uri) {
  if (!duration_) {
    warn("a URI without EXTINF is ignored");
    return true;
  }
  if (count_ == kMostRuns) return refuse(Fault::too_large, "more than a million segments");
  if (too_long(uri)) return refuse(Fault::too_large, "a URI of more than 64 kB");
  SegmentList::Run run{.number = number_, .uri = uri, .range = range_of(uri), .gap = gap_};
  if (error_) return false;
  if (*duration_ == 0) warn("a segment of no duration");
  run.duration = std::max<std::int64_t>(*duration_, 1);
  if (stretch_over_) open_stretch();
  run.start = time_ - stretch_start_;
  segments_.add(run);
  segments_.target_duration =
      std::max(segments_.target_duration, Ticks{run.duration, kMicroseconds}.seconds());

  time_ += run.duration;
  ++number_;
  ++count_;
  duration_.reset();
  range_text_.reset();
  gap_ = false;
  return true;
}

}  // namespace

Result<Playlist> parse_playlist(std::string_view text, std::string_view url, Warnings& warnings) {
  return Reader(url, warnings).read(text);
}

std::optional<Seconds> parse_start(std::string_view attributes) {
  for (text::Attributes list(attributes); list.next();) {
    if (list.name() != "TIME-OFFSET") continue;
    const auto offset = text::to_ticks(list.value(), kPlaces);
    if (offset) return Ticks{*offset, kMicroseconds}.seconds();
  }
  return std::nullopt;
}

}  // namespace praxino::manifest::hls
