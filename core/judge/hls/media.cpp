#include "core/judge/hls/media.h"

#include <array>

#include "core/base/text.h"
#include "core/judge/hls/dates.h"
#include "core/judge/hls/rules.h"
#include "core/judge/hls/variables.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-targetduration-missing", "RFC 8216bis §4.4.3.1", Severity::error,
         "a Media Playlist without EXT-X-TARGETDURATION",
         "Add it: the longest segment's duration, rounded to whole seconds."},
    Rule{"hls-targetduration-zero", "RFC 8216bis §4.4.3.1", Severity::error, "an EXT-X-TARGETDURATION of 0",
         "Say at least 1."},
    Rule{"hls-extinf-form", "RFC 8216bis §4.4.4.1", Severity::error,
         "an EXTINF whose duration is no decimal number",
         "Write seconds in digits, without a sign or an exponent."},
    Rule{"hls-extinf-comma", "RFC 8216bis §4.4.4.1", Severity::error,
         "an EXTINF without a comma behind its duration", "Add the comma, even where no title follows."},
    Rule{"hls-extinf-over-target", "RFC 8216bis §4.4.3.1", Severity::error,
         "a segment longer than the Target Duration, both in whole seconds",
         "Raise EXT-X-TARGETDURATION, or cut the segment shorter: players stall."},
    Rule{"hls-extinf-without-uri", "RFC 8216bis §4.4.4", Severity::error, "an EXTINF with no URI behind it",
         "Write the segment's URI below its tags."},
    Rule{"hls-uri-without-extinf", "RFC 8216bis §4.4.4.1", Severity::error, "a segment without an EXTINF",
         "Write its duration above its URI."},
    Rule{"hls-segment-tag-twice", "RFC 8216bis §4.4.4", Severity::error,
         "a tag twice for one segment that says one thing of it", "Keep one of them."},
    Rule{"hls-segment-tag-dangling", "RFC 8216bis §4.4.4", Severity::warning,
         "a tag of the next segment where no segment follows", "Write it together with the segment."},
    Rule{"hls-byterange-form", "RFC 8216bis §4.4.4.2", Severity::error,
         "an EXT-X-BYTERANGE that is not <length>[@<offset>]", "Write bytes in decimal integers."},
    Rule{"hls-byterange-no-previous", "RFC 8216bis §4.4.4.2", Severity::error,
         "a byte range without an offset whose segment before is no range of the same resource",
         "Write the offset: clients refuse the playlist."},
    Rule{"hls-byterange-overlap", "RFC 8216bis §4.4.4.2", Severity::warning,
         "a byte range that begins before the one before it has ended",
         "Look whether offsets and lengths are right."},
    Rule{"hls-media-sequence-late", "RFC 8216bis §4.4.3.2", Severity::error,
         "an EXT-X-MEDIA-SEQUENCE behind the first segment", "Put it above all segments."},
    Rule{"hls-discontinuity-sequence-late", "RFC 8216bis §4.4.3.3", Severity::error,
         "an EXT-X-DISCONTINUITY-SEQUENCE behind the first segment or an EXT-X-DISCONTINUITY",
         "Put it above both."},
    Rule{"hls-discontinuity-sequence-missing", "RFC 8216bis §6.2.2", Severity::warning,
         "a live playlist with EXT-X-DISCONTINUITY and without EXT-X-DISCONTINUITY-SEQUENCE",
         "Add it before the first segment is removed, or renditions cannot be matched."},
    Rule{"hls-playlist-type-value", "RFC 8216bis §4.4.3.5", Severity::error,
         "an EXT-X-PLAYLIST-TYPE that is neither EVENT nor VOD", "Say one of them, or leave the tag out."},
    Rule{"hls-vod-without-endlist", "RFC 8216bis §6.2.1", Severity::error,
         "a playlist of type VOD without EXT-X-ENDLIST", "Add it: a VOD playlist has its last segment."},
    Rule{"hls-after-endlist", "RFC 8216bis §4.4.3.4", Severity::warning, "segments behind EXT-X-ENDLIST",
         "Put the tag last: it may stand anywhere, and players stop reading there all the same."},
    Rule{"hls-live-short", "RFC 8216bis §6.2.2", Severity::warning,
         "a live playlist shorter than three Target Durations, with segments removed from it",
         "Keep more segments: players stall."},
    Rule{"hls-i-frame-whole-resource", "RFC 8216bis §4.4.3.6", Severity::note,
         "an I-frame that is a whole resource",
         "Most I-frame playlists name byte ranges of the segments; clients then fetch less."},
    Rule{"hls-date-overlap", "RFC 8216bis §6.2.1", Severity::error,
         "an EXT-X-PROGRAM-DATE-TIME that goes back into the segments before it",
         "Dates must be unambiguous: only less than a second of the segment before may be dated twice."},
    Rule{"hls-discontinuity-without-date", "RFC 8216bis §6.2.1", Severity::warning,
         "a discontinuity without a date in a playlist that has dates",
         "Add EXT-X-PROGRAM-DATE-TIME to its first segment."},
    Rule{"hls-start-beyond", "RFC 8216bis §4.4.2.2", Severity::warning,
         "an EXT-X-START farther off than the playlist is long", "Choose a point inside."},
    Rule{"hls-start-near-end", "RFC 8216bis §4.4.2.2", Severity::warning,
         "an EXT-X-START within three Target Durations of a live playlist's end",
         "Start earlier: players run into the end."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

}  // namespace

std::span<const Rule> media_rules() { return table; }

void Media::tag(const TagRead& tag) {
  parts_.before(tag);
  delivery_.tag(tag, begun_);
  switch (tag.info.tag) {
    case Tag::start:
      start_ = tag.values.seconds("TIME-OFFSET");
      start_line_ = tag.line;
      break;
    case Tag::targetduration:
      if (context_.facts.target == 0) context_.tell(rule("hls-targetduration-zero"), tag.line);
      break;
    case Tag::media_sequence:
    case Tag::discontinuity_sequence:
      sequence(tag);
      break;
    case Tag::endlist:
      ended_ = true;
      break;
    case Tag::playlist_type:
      if (tag.value != "EVENT" && tag.value != "VOD") {
        context_.tell(rule("hls-playlist-type-value"), tag.line, {tag.value});
      }
      break;
    case Tag::extinf:
      extinf(tag.value, tag.line);
      break;
    case Tag::byterange:
      once(coming_.byterange, tag);
      byterange(tag.value, tag.line);
      break;
    case Tag::discontinuity:
      coming_.discontinuity = tag.line;
      if (first_discontinuity_ == 0) first_discontinuity_ = tag.line;
      break;
    case Tag::key:
      keys_.key(tag.values, tag.line);
      break;
    case Tag::map:
      keys_.map(tag.values, tag.line);
      break;
    case Tag::program_date_time:
      once(coming_.dated, tag);
      date(tag.value, tag.line);
      break;
    case Tag::gap:
      once(coming_.gap, tag);
      break;
    case Tag::part:
      begun_ = true;
      parts_.part(tag.values, tag.line, duration_);
      break;
    case Tag::daterange:
      ranges_.add(tag.values, tag.value, tag.line);
      break;
    default:
      break;
  }
}

/// Marks a tag as said of the coming segment.
void Media::once(std::uint64_t& said, const TagRead& tag) {
  if (said != 0) context_.tell(rule("hls-segment-tag-twice"), tag.line, {tag.info.name});
  said = tag.line;
}

void Media::sequence(const TagRead& tag) {
  if (tag.info.tag == Tag::media_sequence) {
    first_number_ = text::to_uint(tag.value).value_or(0);
    if (begun_) context_.tell(rule("hls-media-sequence-late"), tag.line);
  } else if (begun_ || first_discontinuity_ != 0) {
    context_.tell(rule("hls-discontinuity-sequence-late"), tag.line);
  }
}

void Media::extinf(std::string_view value, std::uint64_t line) {
  if (coming_.extinf != 0) context_.tell(rule("hls-extinf-without-uri"), coming_.extinf);
  begun_ = true;
  coming_.extinf = line;
  if (value.find(',') == std::string_view::npos) context_.tell(rule("hls-extinf-comma"), line);
  const std::string_view duration = value.substr(0, value.find(','));
  const auto rounded = to_rounded(duration);
  if (!rounded) {
    context_.tell(rule("hls-extinf-form"), line, {duration});
    coming_.duration.reset();
    return;
  }
  coming_.duration = to_micros(duration);
  if (!is_integer(duration)) context_.need(3, line, "a duration with decimals");
  const auto target = context_.facts.target;
  if (target && *rounded > static_cast<std::uint64_t>(*target / second)) {
    context_.tell(rule("hls-extinf-over-target"), line, {duration, " s"});
  }
}

void Media::byterange(std::string_view value, std::uint64_t line) {
  coming_.range = parse_range(value);
  if (!coming_.range) context_.tell(rule("hls-byterange-form"), line, {value});
}

void Media::date(std::string_view value, std::uint64_t line) {
  coming_.date = judge_date(value, "EXT-X-PROGRAM-DATE-TIME", line, context_);
  if (!coming_.date || !last_end_) return;
  if (sum(*coming_.date, second) <= *last_end_ || *coming_.date <= *last_begin_) {
    context_.tell(rule("hls-date-overlap"), line, {value});
  }
}

void Media::uri(std::string_view uri, std::uint64_t line) {
  if (!judge_references(uri, line, context_)) judge_uri(uri, "segment", line, context_);
  if (coming_.extinf == 0) context_.tell(rule("hls-uri-without-extinf"), line, {uri});
  if (ended_ && !told_after_end_) {
    told_after_end_ = true;
    context_.tell(rule("hls-after-endlist"), line);
  }
  if (coming_.discontinuity != 0 && coming_.dated == 0 && context_.facts.has(Tag::program_date_time)) {
    context_.tell(rule("hls-discontinuity-without-date"), coming_.discontinuity);
  }
  judge_range(uri, line);
  keys_.segment(uri, line);
  parts_.segment(coming_.duration, line);

  begun_ = true;
  ++segments_;
  duration_ = sum(duration_, coming_.duration.value_or(0));
  last_begin_ = coming_.dated != 0 ? coming_.date : last_end_;
  last_end_.reset();
  if (last_begin_ && coming_.duration) last_end_ = sum(*last_begin_, *coming_.duration);
  coming_ = {};
}

void Media::judge_range(std::string_view uri, std::uint64_t line) {
  if (!coming_.range) {
    ranged_uri_ = {};
    if (coming_.byterange == 0 && context_.facts.has(Tag::i_frames_only) && !told_whole_) {
      told_whole_ = true;
      context_.tell(rule("hls-i-frame-whole-resource"), line, {uri});
    }
    return;
  }
  const bool goes_on = ranged_uri_ == uri;
  // The segment before the first one here may be among those that a delta update leaves out.
  const bool is_skipped = segments_ == 0 && context_.facts.has(Tag::skip);
  if (!coming_.range->offset && !goes_on && !is_skipped) {
    context_.tell(rule("hls-byterange-no-previous"), coming_.byterange, {uri});
  }
  const std::uint64_t offset = coming_.range->offset.value_or(goes_on ? range_end_ : 0);
  if (goes_on && offset < range_end_) context_.tell(rule("hls-byterange-overlap"), coming_.byterange, {uri});
  ranged_uri_ = uri;
  // A sum beyond 64 bits is nonsense, and wraps.
  range_end_ = offset + coming_.range->length;
}

void Media::end() {
  if (!context_.facts.has(Tag::targetduration)) context_.tell(rule("hls-targetduration-missing"), 1);
  if (context_.facts.type == "VOD" && !context_.facts.has(Tag::endlist)) {
    context_.tell(rule("hls-vod-without-endlist"), 1);
  }
  judge_left_over();
  judge_length();
  if (start_) judge_start();
  parts_.end(duration_);
  delivery_.end();
  ranges_.end();
}

void Media::judge_left_over() const {
  if (coming_.extinf != 0) context_.tell(rule("hls-extinf-without-uri"), coming_.extinf);
  // Parts of a segment that is not whole yet have their tags above them.
  const bool has_parts = parts_.is_open();
  for (const std::uint64_t line : {coming_.byterange, coming_.gap, has_parts ? 0 : coming_.dated,
                                   has_parts ? 0 : coming_.discontinuity}) {
    if (line != 0 && coming_.extinf == 0) context_.tell(rule("hls-segment-tag-dangling"), line);
  }
}

void Media::judge_length() const {
  const Facts& facts = context_.facts;
  if (facts.has(Tag::endlist) || !facts.type.empty()) return;
  if (first_discontinuity_ != 0 && !facts.has(Tag::discontinuity_sequence)) {
    context_.tell(rule("hls-discontinuity-sequence-missing"), first_discontinuity_);
  }
  if (first_number_ == 0 || !facts.target || facts.has(Tag::skip)) return;
  if (sum(duration_, second / 2) / second < *facts.target / second * 3) {
    context_.tell(rule("hls-live-short"), 1);
  }
}

void Media::judge_start() const {
  // How long the playlist is a delta update does not say.
  if (context_.facts.has(Tag::skip)) return;
  const Micros distance = *start_ < 0 ? -*start_ : *start_;
  if (distance > duration_) return context_.tell(rule("hls-start-beyond"), start_line_);
  const Micros to_end = *start_ < 0 ? distance : duration_ - distance;
  if (!context_.facts.has(Tag::endlist) && to_end < context_.facts.target.value_or(0) * 3) {
    context_.tell(rule("hls-start-near-end"), start_line_);
  }
}

}  // namespace praxino::judge::hls
