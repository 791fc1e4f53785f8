#include "core/manifest/hls/live.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/manifest/hls/variables.h"

namespace praxino::manifest::hls {
namespace {

using media::SegmentList;

constexpr std::string_view kLineEnds = "\r\n";

/// Behind the last line that is neither empty nor a tag, and its end; 0 where there is none.
std::size_t end_of_segments(std::string_view text) {
  for (std::size_t end = text.size(); end > 0;) {
    const std::size_t before = text.find_last_of(kLineEnds, end - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = text::trim(text.substr(begin, end - begin));
    if (!line.empty() && line.front() != '#')
      return end + (text.substr(end).starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size() - end, 1));
    end = begin == 0 ? 0 : before;
  }
  return 0;
}

/// Those of a list from that number on.
SegmentList from_number(const SegmentList& list, std::uint64_t number) {
  SegmentList out(list.base());
  std::optional<std::uint32_t> stretch;
  for (std::size_t place = 0; place < list.run_count(); ++place) {
    const SegmentList::Run run = list.run(place);
    if (run.number < number) continue;
    if (stretch != list.stretch_of_run(place)) {
      stretch = list.stretch_of_run(place);
      out.begin(list.stretches()[*stretch]);
    }
    out.add(run);
  }
  out.target_duration = list.target_duration;
  return out;
}

}  // namespace

bool PlaylistReader::goes_on_as(const PlaylistReader& other) const {
  if (segments_.empty() || other.segments_.empty()) return false;
  const SegmentList::Run mine = segments_.run(segments_.run_count() - 1);
  const SegmentList::Run theirs = other.segments_.run(other.segments_.run_count() - 1);
  return mine.number == theirs.number && mine.duration == theirs.duration && mine.uri == theirs.uri &&
         mine.range == theirs.range && mine.kbps == theirs.kbps && mine.gap == theirs.gap &&
         map_ == other.map_ && map_key_ == other.map_key_ && key_ == other.key_ && kbps_ == other.kbps_ &&
         timeline_ == other.timeline_ && last_ranged_ == other.last_ranged_ && last_end_ == other.last_end_;
}

void PlaylistReader::begin_list(std::uint32_t removed, std::string& text) {
  segments_ = SegmentList(std::string(url_));
  segments_.ended = false;
  stretch_over_ = true;
  count_ -= removed;
  longest_ = 0;
  // These belong to a whole text.
  dates_.clear();
  events_ = {};
  said_.clear();
  last_kept_ = {};
  key_text_ = {};
  // A range waits behind a URI that had no duration.
  text.assign(last_ranged_).append(range_text_.value_or(""));
  const std::size_t end = last_ranged_.size();
  last_ranged_ = std::string_view(text).substr(0, end);
  if (range_text_) range_text_ = std::string_view(text).substr(end);
}

Result<LivePlaylist::Refresh> LivePlaylist::refresh(std::string_view text) {
  warnings_ = {};
  std::string filled;
  const auto ready = media_text(text, url_, variables_, warnings_, filled);
  if (!ready) return std::unexpected(ready.error());
  text = *ready;
  const std::size_t end = end_of_segments(text);
  if (auto refresh = read_on(text, end)) return *std::move(refresh);
  return read_whole(text, end);
}

std::optional<LivePlaylist::Refresh> LivePlaylist::read_on(std::string_view text, std::size_t end) {
  // A text that ended once, or in the middle of a line, is not gone on with.
  if (!known_ || known_->ended || known_->end == 0 || !kLineEnds.contains(known_->text[known_->end - 1]))
    return std::nullopt;
  std::string_view rest = text.substr(0, end);
  PlaylistReader first(url_, warnings_);
  if (!first.read(rest, 1) || first.count() == 0 || first.number() - 1 < known_->first) return std::nullopt;
  const std::uint64_t removed = first.number() - 1 - known_->first;
  if (removed >= known_->reader.count()) return std::nullopt;

  // What the text before says up to the same segment; behind it, both must be the same.
  std::string_view old = std::string_view(known_->text).substr(0, known_->end);
  PlaylistReader before(url_, warnings_, known_->start);
  if (!before.read(old, static_cast<std::uint32_t>(removed))) return std::nullopt;
  const std::int64_t start = before.time();
  if (!before.read(old, 1) || !before.goes_on_as(first)) return std::nullopt;
  if (rest.size() < old.size() || !text::same(rest.substr(0, old.size()), old)) return std::nullopt;
  rest.remove_prefix(old.size());

  // On a copy: it may turn out that there is a mistake.
  std::string borrowed;
  PlaylistReader reader = known_->reader;
  reader.begin_list(static_cast<std::uint32_t>(removed), borrowed);
  if (!reader.read(rest)) return std::nullopt;
  PlaylistReader behind = reader;
  std::string_view tail = text.substr(end);
  if (!behind.read(tail)) return std::nullopt;
  SegmentList added = behind.finish().segments;
  added.ended = added.ended || first.segments().ended;
  added.target_duration = std::max(added.target_duration, first.segments().target_duration);

  known_->ended = added.ended;
  known_->text.assign(text);
  known_->end = end;
  known_->first += removed;
  known_->start = start;
  reader.begin_list(0, known_->borrowed);
  known_->reader = std::move(reader);
  return Refresh{.added = std::move(added), .removed = static_cast<std::uint32_t>(removed), .whole = false};
}

Result<LivePlaylist::Refresh> LivePlaylist::read_whole(std::string_view text, std::size_t end) {
  const auto read = [&](std::int64_t start, std::string_view part) -> Result<PlaylistReader> {
    PlaylistReader reader(url_, warnings_, start);
    reader.expect(part);
    if (!reader.read(part)) return std::unexpected(reader.error());
    return reader;
  };
  auto reader = read(0, text.substr(0, end));
  if (!reader) return std::unexpected(reader.error());
  const std::uint64_t first = reader->number() - reader->count();
  std::uint64_t unknown = first;
  Refresh out{.added = SegmentList(url_), .removed = 0, .whole = true};
  std::int64_t start = 0;
  if (known_) {
    const std::uint64_t next = known_->reader.number();
    if (reader->number() > known_->first && reader->number() < next) {
      out.added.ended = known_->ended;
      return out;
    }
    const bool again = reader->number() <= known_->first;
    if (first < known_->first && !again) {
      // It goes further back: what both have is at the same time.
      PlaylistReader earlier(url_, warnings_);
      std::string_view rest = text;
      if (!earlier.read(rest, static_cast<std::uint32_t>(known_->first - first)))
        return std::unexpected(earlier.error());
      start = known_->start - earlier.time();
    } else {
      start = again ? known_->reader.time() : start_of(first);
    }
    const std::uint64_t gone = again ? next : std::clamp(first, known_->first, next);
    out.removed = static_cast<std::uint32_t>(gone - known_->first);
    if (!again) unknown = std::max(first, next);
    reader = read(start, text.substr(0, end));
    if (!reader) return std::unexpected(reader.error());
  }
  PlaylistReader behind = *reader;
  std::string_view tail = text.substr(end);
  if (!behind.read(tail)) return std::unexpected(behind.error());
  const bool ended = behind.segments().ended;
  out.added = from_number(behind.finish().segments, unknown);
  out.added.ended = ended;
  Known known{.text = std::string(text),
              .end = end,
              .first = first,
              .start = start,
              .borrowed = {},
              .reader = *std::move(reader),
              .ended = ended};
  known_.emplace(std::move(known));
  known_->reader.begin_list(0, known_->borrowed);
  return out;
}

/// Of a segment that is not before the first known. What was missed lasted as long as what is known, one as
/// the other.
std::int64_t LivePlaylist::start_of(std::uint64_t number) {
  const std::uint32_t count = known_->reader.count();
  const std::uint64_t place = number - known_->first;
  if (place >= count) {
    const std::int64_t each = count == 0 ? 0 : (known_->reader.time() - known_->start) / count;
    const auto missed = static_cast<std::int64_t>(std::min<std::uint64_t>(place - count, 1'000'000));
    return known_->reader.time() + each * missed;
  }
  PlaylistReader reader(url_, warnings_, known_->start);
  std::string_view text = known_->text;
  (void)reader.read(text, static_cast<std::uint32_t>(place));
  return reader.time();
}

Playlist LivePlaylist::playlist(Warnings& warnings) const {
  PlaylistReader reader(url_, warnings, known_->start);
  std::string_view text = known_->text;
  reader.expect(text);
  (void)reader.read(text);
  return reader.finish();
}

}  // namespace praxino::manifest::hls
