#include "core/manifest/dash/address.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/dash/values.h"
#include "core/media/url_template.h"

namespace praxino::manifest::dash {
namespace {

using media::ByteRange;
using media::Resource;
using media::SegmentList;
using media::Stretch;
using Method = Addressing::Method;

constexpr std::uint32_t kMicroseconds = 1'000'000;
constexpr std::uint32_t kMostRuns = 1'000'000;
constexpr std::uint64_t kStretchCost = 16;
constexpr std::size_t kLongestTemplate = 16384;
constexpr std::uint64_t kHighestNumber = std::uint64_t{1} << 62;

Error too_large(const Document& document, Node place, const char* what) {
  return {Fault::too_large, document.line_of(place), what};
}

}  // namespace

struct FeedWriter::Scene {
  const Representation& representation;
  const Period& period;
  Node place;  ///< Nearest addressing element, else the Representation.
  Stretch stretch{};
  Bounds bounds{};                ///< Of the Period on the media's clock.
  std::int64_t media_offset = 0;  ///< presentationTimeOffset.
  bool elsewhere = false;         ///< Its base is not the list's.
};

std::uint64_t FeedWriter::number_of(Node place, std::string_view text, std::uint64_t unsaid) {
  if (text.empty()) return unsaid;
  const auto number = text::to_uint(text::trim(text));
  if (number && *number <= kHighestNumber) return *number;
  document_.warn(warnings_, place, "a malformed number is ignored");
  return unsaid;
}

std::optional<ByteRange> FeedWriter::range_of(Node place, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto range = parse_range(text);
  if (!range) document_.warn(warnings_, place, "a malformed byte range is ignored");
  return range;
}

std::optional<Error> FeedWriter::add(const Representation& representation, const Period& period,
                                     std::uint32_t place) {
  const Addressing& addressing = representation.addressing;
  Scene scene{.representation = representation,
              .period = period,
              .place = addressing.place() ? addressing.place() : representation.node};
  if (!budget_.take(kStretchCost))
    return too_large(document_, scene.place, "too many Representations and Periods");

  const std::uint64_t scale = number_of(scene.place, addressing.attribute("timescale"), 1);
  if (scale == 0 || scale > std::numeric_limits<std::uint32_t>::max()) {
    document_.warn(warnings_, scene.place, "a timescale that is none counts as 1");
  } else {
    scene.stretch.timescale = static_cast<std::uint32_t>(scale);
  }
  scene.media_offset =
      static_cast<std::int64_t>(number_of(scene.place, addressing.attribute("presentationTimeOffset"), 0));
  scene.stretch.timeline = place;
  scene.stretch.start = Ticks{period.start, kMicroseconds}.seconds();
  scene.stretch.offset = scene.stretch.start - Ticks{scene.media_offset, scene.stretch.timescale}.seconds();
  const Seconds unbounded{std::numeric_limits<double>::infinity()};
  scene.stretch.window = TimeRange{
      scene.stretch.start,
      period.duration ? Ticks{period.start + *period.duration, kMicroseconds}.seconds() : unbounded};

  scene.bounds.begin = scene.media_offset;
  if (period.duration) {
    std::int64_t end = 0;
    const auto length = to_timescale(*period.duration, scene.stretch.timescale);
    if (!length || __builtin_add_overflow(scene.media_offset, *length, &end)) {
      return too_large(document_, scene.place, "a Period that lasts longer than can be counted");
    }
    scene.bounds.end = end;
  }
  switch (addressing.method) {
    case Method::template_:
      return add_template(scene);
    case Method::list:
      return add_list(scene);
    case Method::base:
      return add_base(scene);
    case Method::none:
      break;
  }
  return add_file(scene);
}

std::optional<Error> FeedWriter::add_run(const Scene& scene, SegmentList::Run run) {
  if (++runs_ > kMostRuns) return too_large(document_, scene.place, "more than a million runs of segments");
  if (list_->size() > std::numeric_limits<std::uint32_t>::max() - run.count) {
    return too_large(document_, scene.place, "more segments than can be counted");
  }
  run.start = run.media_time - scene.media_offset;
  std::string absolute;
  if (scene.elsewhere) {
    absolute = url::resolve(scene.representation.base, run.uri);
    run.uri = absolute;
  }
  list_->add(run);
  const Seconds length = Ticks{run.duration, scene.stretch.timescale}.seconds();
  list_->target_duration = std::max(list_->target_duration, length);
  return std::nullopt;
}

/// Begins the Period's stretch.
void FeedWriter::open(Scene& scene) {
  if (!list_) list_.emplace(base_ = scene.representation.base);
  scene.elsewhere = scene.representation.base != base_;
  list_->begin(scene.stretch);
}

/// The init that @initialization or Initialization names; nothing where segments carry their own.
std::optional<Resource> FeedWriter::init_of(const Scene& scene) {
  const Representation& representation = scene.representation;
  const Addressing& addressing = representation.addressing;
  if (addressing.method == Method::template_) {
    const std::string_view text = addressing.attribute("initialization");
    if (!text.empty()) {
      std::string filled;
      media::fill_template(
          filled, text,
          {.representation = representation.id, .bandwidth = representation.bandwidth, .last = true});
      return Resource{url::resolve(representation.base, filled), std::nullopt};
    }
  }
  const Node element = addressing.element("Initialization");
  if (!element) return std::nullopt;
  return Resource{url::resolve(representation.base, attribute(element, "sourceURL")),
                  range_of(element, attribute(element, "range"))};
}

std::optional<Error> FeedWriter::add_base(Scene& scene) {
  const Representation& representation = scene.representation;
  const Addressing& addressing = representation.addressing;
  scene.stretch.init = init_of(scene);
  Resource index{representation.base, range_of(scene.place, addressing.attribute("indexRange"))};
  if (const Node element = addressing.element("RepresentationIndex"); element && !index.range) {
    index.url = url::resolve(representation.base, attribute(element, "sourceURL"));
    index.range = range_of(element, attribute(element, "range"));
  } else if (!index.range) {
    return add_file(scene);
  }
  if (!scene.stretch.init && index.url == representation.base && index.range && index.range->offset != 0) {
    scene.stretch.init = Resource{representation.base, ByteRange{0, index.range->offset}};
  }
  indexes_.push_back({std::move(index), scene.stretch, representation.base});
  return std::nullopt;
}

/// A Representation that is one file, one segment.
std::optional<Error> FeedWriter::add_file(Scene& scene) {
  const std::optional<std::int64_t> length = scene.period.duration;
  if (!length) {
    document_.warn(warnings_, scene.place, "a Representation of unknown duration is ignored");
    return std::nullopt;
  }
  // Its duration is in microseconds whatever the timescale, which says nothing of a single file.
  scene.stretch.timescale = kMicroseconds;
  scene.media_offset = 0;
  open(scene);
  return add_run(scene, {.duration = *length, .number = 1});
}

Result<std::vector<Span>> FeedWriter::spans_of(const Scene& scene, std::optional<std::uint64_t> most) {
  const Addressing& addressing = scene.representation.addressing;
  if (const Node timeline = addressing.element("SegmentTimeline")) {
    return read_timeline(document_, timeline, scene.bounds, budget_, warnings_);
  }
  const std::uint64_t duration = number_of(scene.place, addressing.attribute("duration"), 0);
  if (duration != 0) {
    auto spans =
        fill_bounds(scene.bounds, static_cast<std::int64_t>(duration), scene.stretch.timescale, most);
    if (!spans) return std::unexpected(too_large(document_, scene.place, spans.error().what));
    if (spans->empty()) document_.warn(warnings_, scene.place, "no telling how many segments there are");
    return spans;
  }
  std::vector<Span> whole;
  if (scene.bounds.end && *scene.bounds.end > scene.bounds.begin) {
    whole.push_back(
        {.time = scene.bounds.begin, .duration = *scene.bounds.end - scene.bounds.begin, .count = 1});
  }
  return whole;
}

std::optional<Error> FeedWriter::add_template(Scene& scene) {
  const Representation& representation = scene.representation;
  const Addressing& addressing = representation.addressing;
  const std::string_view text = addressing.attribute("media");
  if (text.empty())
    return Error{Fault::missing, document_.line_of(scene.place), "a SegmentTemplate without media"};
  std::string uri;
  media::fill_template(uri, text.substr(0, kLongestTemplate),
                       {.representation = representation.id, .bandwidth = representation.bandwidth});
  if (text.size() > kLongestTemplate || uri.size() > kLongestTemplate) {
    return too_large(document_, scene.place, "a template of more than 16 kB");
  }
  const std::uint64_t first = number_of(scene.place, addressing.attribute("startNumber"), 1);
  std::optional<std::uint64_t> most;
  if (const std::string_view last = addressing.attribute("endNumber"); !last.empty()) {
    const std::uint64_t number = number_of(scene.place, last, kHighestNumber);
    most = number < first ? 0 : number - first + 1;
  }
  auto spans = spans_of(scene, most);
  if (!spans) return spans.error();

  scene.stretch.init = init_of(scene);
  open(scene);
  list_->reserve(spans->size());
  for (const Span& span : *spans) {
    SegmentList::Run run{.duration = span.duration,
                         .media_time = span.time,
                         .number = first + span.place,
                         .count = span.count,
                         .uri = uri,
                         .templated = true};
    if (most && span.place >= *most) break;
    if (most) run.count = static_cast<std::uint32_t>(std::min<std::uint64_t>(run.count, *most - span.place));
    if (auto error = add_run(scene, run)) return error;
  }
  return std::nullopt;
}

std::optional<Error> FeedWriter::add_list(Scene& scene) {
  const Addressing& addressing = scene.representation.addressing;
  Node segment = addressing.element("SegmentURL");
  std::uint64_t count = 0;
  for (Node each = segment; each; each = next(each)) ++count;
  if (!budget_.take(count)) return too_large(document_, scene.place, "too many segments in the MPD");
  const bool timed = addressing.element("SegmentTimeline") || !addressing.attribute("duration").empty();
  if (!timed && count > 1) {
    return Error{Fault::missing, document_.line_of(scene.place),
                 "a SegmentList of several segments without duration"};
  }
  auto spans = spans_of(scene, count);
  if (!spans) return spans.error();
  const std::uint64_t first = number_of(scene.place, addressing.attribute("startNumber"), 1);

  scene.stretch.init = init_of(scene);
  open(scene);
  std::uint64_t place = 0;  // Of `segment` in the list.
  for (const Span& span : *spans) {
    for (std::uint32_t i = 0; i < span.count; ++i) {
      for (; segment && place < span.place + i; ++place) segment = next(segment);
      if (!segment) {
        document_.warn(warnings_, scene.place, "a SegmentTimeline longer than its list of SegmentURLs");
        return std::nullopt;
      }
      const SegmentList::Run run{.duration = span.duration,
                                 .media_time = span.time + span.duration * static_cast<std::int64_t>(i),
                                 .number = first + place,
                                 .uri = attribute(segment, "media"),
                                 .range = range_of(segment, attribute(segment, "mediaRange"))};
      if (auto error = add_run(scene, run)) return error;
    }
  }
  return std::nullopt;
}

void FeedWriter::finish(media::Feed& feed) {
  feed.indexes = std::move(indexes_);
  if (feed.indexes.empty()) {
    feed.segments = list_ ? std::move(*list_) : SegmentList();
  } else {
    feed.declared = std::move(list_);
  }
}

}  // namespace praxino::manifest::dash
