#include "core/manifest/hls/playlist.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/hls/playlist_reader.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::ByteRange;
using media::Resource;

constexpr unsigned kPlaces = 6;
constexpr std::string_view kDuration = "#EXTINF:";
constexpr std::uint32_t kMostRuns = 1'000'000;
constexpr std::size_t kMostSaid = 10'000;
/// Microseconds that a date may lie beside where the one before puts it: what dates are rounded to.
constexpr double kExact = 1000;
/// Three thousand years of microseconds: what a playlist may last in all.
constexpr std::int64_t kLongest = 100'000'000'000'000'000;

/// How many there may be: each EXTINF is counted, without a branch for each letter.
std::size_t count_segments(std::string_view text) {
  constexpr std::size_t kFar = kDuration.find('I');
  constexpr std::size_t kBlock = 128;
  std::uint32_t count = 0;
  for (; text.size() > kFar; text.remove_prefix(std::min(kBlock, text.size()))) {
    const std::string_view block = text.substr(0, kBlock + kFar);
    std::uint8_t here = 0;
    for (std::size_t at = kFar; at < block.size(); ++at)
      here = static_cast<std::uint8_t>(here +
                                       ((block[at - kFar] == '#' ? 1U : 0U) & (block[at] == 'I' ? 1U : 0U)));
    count += here;
  }
  return std::min(count, kMostRuns);
}

}  // namespace

bool PlaylistReader::refuse(Fault fault, const char* what) {
  error_ = Error{fault, line_, what};
  return false;
}

void PlaylistReader::expect(std::string_view text) { segments_.reserve(count_segments(text)); }

bool PlaylistReader::read(std::string_view& text, std::uint32_t most) {
  const std::uint32_t last = most > kMostRuns - count_ ? kMostRuns + 1 : count_ + most;
  while (count_ != last && !text.empty()) {
    ++line_;
    if (take_duration(text)) continue;
    const std::string_view line = text::trim(text::take_line(text));
    if (line.empty()) continue;
    const bool good = !line.starts_with('#')     ? add_segment(line)
                      : line.starts_with("#EXT") ? read_tag(split_tag(line))
                                                 : true;
    if (!good) return false;
  }
  return true;
}

/// The commonest line, an EXTINF in which nothing is wrong, without a search for its name's and its end.
bool PlaylistReader::take_duration(std::string_view& text) {
  if (duration_ || !text.starts_with(kDuration)) return false;
  std::string_view rest = text.substr(kDuration.size());
  const auto ticks = text::take_ticks(rest, kPlaces);
  if (!ticks || *ticks < 0 || *ticks > kLongest - time_ || !rest.starts_with(',')) return false;
  duration_ = ticks;
  if (rest.starts_with(",\n")) {
    rest.remove_prefix(2);
  } else {
    text::take_line(rest);
  }
  text = rest;
  return true;
}

Playlist PlaylistReader::finish() {
  if (duration_) warn("the last EXTINF has no URI");
  segments_.target_duration = std::max(segments_.target_duration, seconds_of(longest_));
  auto events = events_.finish(dates_, *warnings_);
  return Playlist{.segments = std::move(segments_),
                  .start = start_,
                  .dates = std::move(dates_),
                  .events = std::move(events),
                  .said = std::move(said_)};
}

bool PlaylistReader::read_tag(Tag tag) {
  if (tag.name == "EXTINF") return read_duration(tag.value);
  if (tag.name == "EXTM3U") return true;
  if (!read_segment_tag(tag)) return read_header_tag(tag);
  return !error_;
}

/// What stands among the segments; false for other tags.
bool PlaylistReader::read_segment_tag(Tag tag) {
  if (tag.name == "EXT-X-BYTERANGE") {
    range_text_ = tag.value;
  } else if (tag.name == "EXT-X-PROGRAM-DATE-TIME") {
    read_date(tag.value);
  } else if (tag.name == "EXT-X-MAP") {
    read_map(tag.value);
  } else if (tag.name == "EXT-X-KEY") {
    read_key(tag.value);
  } else if (tag.name == "EXT-X-GAP") {
    gap_ = true;
  } else if (tag.name == "EXT-X-BITRATE") {
    kbps_ = text::to_uint32(tag.value).value_or(0);
  } else if (tag.name == "EXT-X-DISCONTINUITY") {
    ++timeline_;
    stretch_over_ = true;
  } else if (tag.name == "EXT-X-DATERANGE") {
    events_.read_date_range(tag.value, line_, *warnings_);
  } else if (tag.name == "EXT-X-CUE-OUT" || tag.name == "EXT-X-CUE-OUT-CONT") {
    events_.cue_out(tag.value, now());
  } else if (tag.name == "EXT-X-CUE-IN") {
    events_.cue_in(now());
  } else {
    return false;
  }
  return true;
}

bool PlaylistReader::read_header_tag(Tag tag) {
  if (tag.name == "EXT-X-TARGETDURATION") {
    const auto target = text::to_ticks(tag.value, kPlaces);
    if (!target || *target < 0) return refuse(Fault::malformed, "EXT-X-TARGETDURATION is not a number");
    segments_.target_duration = std::max(segments_.target_duration, seconds_of(*target));
  } else if (tag.name == "EXT-X-MEDIA-SEQUENCE") {
    const auto number = number_before_segments(tag.value, "EXT-X-MEDIA-SEQUENCE after a segment is ignored");
    number_ = number.value_or(number_);
  } else if (tag.name == "EXT-X-DISCONTINUITY-SEQUENCE") {
    const auto number =
        number_before_segments(tag.value, "EXT-X-DISCONTINUITY-SEQUENCE after a segment is ignored");
    if (number) timeline_ = static_cast<std::uint32_t>(*number);
  } else if (tag.name == "EXT-X-ENDLIST") {
    segments_.ended = true;
  } else if (tag.name == "EXT-X-START") {
    start_ = parse_start(tag.value);
    if (!start_) warn("EXT-X-START has no TIME-OFFSET");
  } else if (tag.name == "EXT-X-STREAM-INF") {
    return refuse(Fault::malformed, "a multivariant playlist stands where a media playlist belongs");
  } else if (tag.name == "EXT-X-SKIP") {
    return refuse(Fault::unsupported, "a playlist delta update, which was not asked for");
  } else {
    if (tag.name == "EXT-X-PLAYLIST-TYPE" && tag.value == "VOD") segments_.ended = true;
    keep(tag);
  }
  return !error_;
}

/// Tags that repeat one another, as packagers write them before each segment, are kept once.
void PlaylistReader::keep(Tag tag) {
  if (said_.size() == kMostSaid || tag == last_kept_ || too_long(tag.value)) return;
  said_.push_back(said_of(tag));
  last_kept_ = tag;
}

void PlaylistReader::read_date(std::string_view value) {
  const auto date = parse_date_time(value);
  if (!date) return warn("EXT-X-PROGRAM-DATE-TIME is malformed");
  if (!dates_.empty()) {
    const auto& [at, before] = dates_.back();
    const double expected = static_cast<double>(before) + (now() - at).value * kMicroseconds;
    if (std::abs(static_cast<double>(*date) - expected) <= kExact) return;
  }
  dates_.push_back({now(), *date});
}

std::optional<std::uint64_t> PlaylistReader::number_before_segments(std::string_view value,
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

bool PlaylistReader::read_duration(std::string_view value) {
  if (duration_) warn("an EXTINF without a URI is ignored");
  duration_ = text::to_ticks(text::trim(text::take(value, ',')), kPlaces);
  if (!duration_ || *duration_ < 0) return refuse(Fault::malformed, "EXTINF has no duration");
  if (*duration_ > kLongest - time_)
    return refuse(Fault::too_large, "the playlist lasts longer than can be counted");
  return true;
}

bool PlaylistReader::read_map(std::string_view attributes) {
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
  if (key_ && !key_->otherwise && !key_->iv)
    return refuse(Fault::malformed, "an encrypted EXT-X-MAP, and EXT-X-KEY has no IV");
  if (map != map_ || key_ != map_key_) stretch_over_ = true;
  map_ = std::move(map);
  map_key_ = key_;
  return true;
}

/// Several tags before a segment each tell another way to its key: the plain one is taken.
bool PlaylistReader::read_key(std::string_view attributes) {
  keep({"EXT-X-KEY", attributes});
  // Many packagers write it before each segment.
  if (key_ && !attributes.empty() && attributes == key_text_) {
    keys_over_ = false;
    return true;
  }
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
  key.otherwise = method != "AES-128" || format != "identity";
  const bool beside = !std::exchange(keys_over_, false);
  if (method == "NONE") {
    key_.reset();
  } else if (!key.otherwise && key.key_url.empty()) {
    return refuse(Fault::malformed, "EXT-X-KEY has no URI");
  } else if (too_long(key.key_url)) {
    return refuse(Fault::too_large, "a URI of more than 64 kB");
  } else if (!beside || !key_ || key_->otherwise || !key.otherwise) {
    key_ = std::move(key);
    key_text_ = attributes;
  }
  return true;
}

std::optional<ByteRange> PlaylistReader::range_of(std::string_view uri) {
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

void PlaylistReader::open_stretch() {
  stretch_over_ = false;
  stretch_start_ = time_;
  segments_.begin({.timeline = timeline_,
                   .timescale = kMicroseconds,
                   .start = now(),
                   .window = std::nullopt,
                   .offset = std::nullopt,
                   .init = map_,
                   .init_encryption = map_key_,
                   .encryption = key_});
}

bool PlaylistReader::add_segment(std::string_view uri) {
  if (!duration_) {
    warn("a URI without EXTINF is ignored");
    return true;
  }
  if (count_ == kMostRuns) return refuse(Fault::too_large, "more than a million segments");
  if (too_long(uri)) return refuse(Fault::too_large, "a URI of more than 64 kB");
  media::SegmentList::Run run{.number = number_, .uri = uri, .gap = gap_};
  if (range_text_ && !(run.range = range_of(uri))) return false;
  if (*duration_ == 0) warn("a segment of no duration");
  run.duration = std::max<std::int64_t>(*duration_, 1);
  if (stretch_over_ || key_ != segments_.stretches().back().encryption) open_stretch();
  run.start = time_ - stretch_start_;
  if (!run.range) run.kbps = kbps_;
  segments_.add(run);
  longest_ = std::max(longest_, run.duration);
  time_ += run.duration;
  ++number_;
  ++count_;
  duration_.reset();
  range_text_.reset();
  gap_ = false;
  keys_over_ = true;
  return true;
}

Result<Playlist> parse_playlist(std::string_view text, std::string_view url, Warnings& warnings) {
  PlaylistReader reader(url, warnings);
  reader.expect(text);
  if (!reader.read(text)) return std::unexpected(reader.error());
  return reader.finish();
}

std::optional<Start> parse_start(std::string_view attributes) {
  std::optional<std::int64_t> offset;
  Start start;
  for (text::Attributes list(attributes); list.next();) {
    if (list.name() == "TIME-OFFSET") offset = text::to_ticks(list.value(), kPlaces);
    if (list.name() == "PRECISE") start.precise = list.value() == "YES";
  }
  if (!offset) return std::nullopt;
  start.offset = seconds_of(*offset);
  return start;
}

}  // namespace praxino::manifest::hls
