#include "core/manifest/dash/address.h"

#include <algorithm>
#include <array>
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

constexpr std::uint32_t kMostRuns = 1'000'000;
constexpr std::uint64_t kStretchCost = 16;
constexpr std::uint64_t kBytesForOne = 8;  ///< Of text, of the budget.
constexpr std::size_t kLongestTemplate = 16384;

/// What stands inside an addressing element.
enum Inside : std::uint8_t { kTimeline, kInitialization, kIndex, kSegment };
constexpr std::array<std::string_view, 4> kInside{"SegmentTimeline", "Initialization", "RepresentationIndex",
                                                  "SegmentURL"};

constexpr const char* kTooManyAddresses = "too many addresses in the MPD";

}  // namespace

struct FeedWriter::Scene {
  const Representation& representation;
  const Period& period;
  const Addressing& addressing = representation.addressing;
  Node place = addressing.place() ? addressing.place() : representation.node;
  std::array<Node, 4> inside{};  ///< By Inside, of each the nearest level's first.
  Stretch stretch{};
  Bounds bounds{};                ///< Of the Period on the media's clock.
  std::int64_t media_offset = 0;  ///< presentationTimeOffset.
};

void FeedWriter::refuse(const Scene& scene, Fault fault, const char* what) {
  if (!error_) error_ = Error{fault, document_.line_of(scene.place), what};
}

void FeedWriter::spend(const Scene& scene, std::uint64_t amount, const char* what) {
  if (!budget_.take(amount)) refuse(scene, Fault::too_large, what);
}

std::uint64_t FeedWriter::number_of(const Scene& scene, std::string_view text, std::uint64_t unsaid) {
  if (text.empty()) return unsaid;
  const auto number = text::to_uint(text::trim(text));
  if (number && *number <= kHighestNumber) return *number;
  document_.warn(warnings_, scene.place, "a malformed number is ignored");
  return unsaid;
}

std::uint64_t FeedWriter::said_number(const Scene& scene, const char* name, std::uint64_t unsaid) {
  return number_of(scene, scene.addressing.attribute(name), unsaid);
}

std::optional<ByteRange> FeedWriter::range_of(Node place, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto range = parse_range(text);
  if (!range) document_.warn(warnings_, place, "a malformed byte range is ignored");
  return range;
}

std::optional<Error> FeedWriter::add(const Representation& representation, const Period& period,
                                     std::uint32_t place) {
  Scene scene{.representation = representation, .period = period};
  // Three copies of its base: the list's, the init's, the index's.
  spend(scene, kStretchCost + 3 * representation.base.size() / kBytesForOne,
        "too many Representations and Periods");
  look_inside(scene);

  const std::uint64_t scale = said_number(scene, "timescale", 1);
  if (scale == 0 || scale > std::numeric_limits<std::uint32_t>::max()) {
    document_.warn(warnings_, scene.place, "a timescale that is none counts as 1");
  } else {
    scene.stretch.timescale = static_cast<std::uint32_t>(scale);
  }
  scene.media_offset = static_cast<std::int64_t>(said_number(scene, "presentationTimeOffset", 0));
  scene.stretch.timeline = place;
  scene.stretch.start = seconds_of(period.start);
  scene.stretch.offset = scene.stretch.start - Ticks{scene.media_offset, scene.stretch.timescale}.seconds();
  const Seconds unbounded{std::numeric_limits<double>::infinity()};
  scene.stretch.window = TimeRange{scene.stretch.start,
                                   period.duration ? seconds_of(period.start + *period.duration) : unbounded};

  scene.bounds.begin = scene.media_offset;
  if (period.duration) {
    std::int64_t end = 0;
    const auto length = to_timescale(*period.duration, scene.stretch.timescale);
    if (!length || __builtin_add_overflow(scene.media_offset, *length, &end))
      refuse(scene, Fault::too_large, "a Period that lasts longer than can be counted");
    scene.bounds.end = end;
  }
  if (error_) return error_;
  switch (scene.addressing.method) {
    case Method::template_:
      add_template(scene);
      break;
    case Method::list:
      add_list(scene);
      break;
    case Method::base:
      add_base(scene);
      break;
    case Method::none:
      add_file(scene);
      break;
  }
  return error_;
}

void FeedWriter::look_inside(Scene& scene) {
  for (const Node level : scene.addressing.levels) {
    std::array<Node, kInside.size()> own;
    for (const Node each : level.children()) {
      spend(scene, 1, "too many segments in the MPD");
      if (error_) return;
      const auto name = std::ranges::find(kInside, local_name(each));
      if (name == kInside.end()) continue;
      Node& first = own[static_cast<std::size_t>(name - kInside.begin())];
      if (!first) first = each;
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (!scene.inside[i]) scene.inside[i] = own[i];
    }
  }
}

std::string FeedWriter::resolved(const Scene& scene, std::string_view uri) {
  spend(scene, uri.size() / kBytesForOne, kTooManyAddresses);
  return url::resolve(scene.representation.base, uri);
}

/// What an element names, by default the Representation's own file.
Resource FeedWriter::resource_of(const Scene& scene, Node element) {
  return {resolved(scene, attribute(element, "sourceURL")), range_of(element, attribute(element, "range"))};
}

/// Opens the Period's stretch in the list.
void FeedWriter::begin(const Scene& scene) {
  if (!list_) list_.emplace(base_ = scene.representation.base);
  list_->begin(scene.stretch);
}

/// A reference as the list takes it: absolute where the Representation's base is not the first Period's.
std::string FeedWriter::listed(const Scene& scene, std::string_view uri) {
  const std::string_view base = scene.representation.base;
  std::string out = base == base_ ? std::string(uri) : url::resolve(base, uri);
  spend(scene, out.size() / kBytesForOne, kTooManyAddresses);
  return out;
}

void FeedWriter::add_run(const Scene& scene, SegmentList::Run run) {
  run.start = run.media_time - scene.media_offset;
  if (++runs_ > kMostRuns) refuse(scene, Fault::too_large, "more than a million runs of segments");
  if (std::uint64_t{run.count} * run.parts > std::numeric_limits<std::uint32_t>::max() - list_->size())
    refuse(scene, Fault::too_large, "more segments than can be counted");
  if (error_) return;
  list_->add(run);
  const Seconds length = Ticks{run.duration, scene.stretch.timescale}.seconds();
  list_->target_duration = std::max(list_->target_duration, Seconds{length.value / run.parts});
}
/// The template with what is the Representation's own.
std::string FeedWriter::filled(const Scene& scene, std::string_view text, bool last) {
  const Representation& representation = scene.representation;
  std::string out;
  media::fill_template(
      out, text.substr(0, kLongestTemplate),
      {.representation = representation.id, .bandwidth = representation.bandwidth, .last = last});
  if (text.size() > kLongestTemplate || out.size() > kLongestTemplate)
    refuse(scene, Fault::too_large, "a template of more than 16 kB");
  return out;
}

/// The init that @initialization or Initialization names; none where segments carry their own.
void FeedWriter::set_init(Scene& scene) {
  std::string_view text;
  if (scene.addressing.method == Method::template_) text = scene.addressing.attribute("initialization");
  if (!text.empty()) {
    scene.stretch.init = Resource{resolved(scene, filled(scene, text, true)), std::nullopt};
  } else if (const Node element = scene.inside[kInitialization]) {
    scene.stretch.init = resource_of(scene, element);
  }
}

void FeedWriter::add_base(Scene& scene) {
  set_init(scene);
  const std::string base(scene.representation.base);
  Resource index{base, range_of(scene.place, scene.addressing.attribute("indexRange"))};
  if (!index.range) {
    const Node element = scene.inside[kIndex];
    if (!element) return add_file(scene);
    index = resource_of(scene, element);
  }
  if (!scene.stretch.init && index.url == base && index.range && index.range->offset != 0)
    scene.stretch.init = Resource{base, ByteRange{0, index.range->offset}};
  indexes_.push_back({std::move(index), std::move(scene.stretch), base});
}

/// A Representation that is one file, one segment.
void FeedWriter::add_file(Scene& scene) {
  const std::optional<std::int64_t> length = scene.period.duration;
  if (!length) {
    document_.warn(warnings_, scene.place, "a Representation of unknown duration is ignored");
    return;
  }
  // Its duration is in microseconds whatever the timescale, which says nothing of a single file.
  scene.stretch.timescale = kMicroseconds;
  scene.media_offset = 0;
  begin(scene);
  const std::string uri = listed(scene, {});
  add_run(scene, {.duration = *length, .number = 1, .uri = uri});
}

std::vector<Span> FeedWriter::spans_of(const Scene& scene, std::uint64_t first,
                                       std::optional<std::uint64_t> most) {
  const auto duration = static_cast<std::int64_t>(said_number(scene, "duration", 0));
  Result<std::vector<Span>> spans;
  if (const Node timeline = scene.inside[kTimeline]) {
    spans = read_timeline(document_, timeline, scene.bounds, first, budget_, warnings_);
  } else if (duration != 0) {
    spans = fill_bounds(scene.bounds, duration, scene.stretch.timescale, most);
    if (spans && spans->empty())
      document_.warn(warnings_, scene.place, "no telling how many segments there are");
  } else if (scene.bounds.end && *scene.bounds.end > scene.bounds.begin) {
    spans->push_back(
        {.time = scene.bounds.begin, .duration = *scene.bounds.end - scene.bounds.begin, .count = 1});
  }
  if (spans) return *std::move(spans);
  if (!error_) error_ = spans.error();
  if (error_->where == 0) error_->where = document_.line_of(scene.place);
  return {};
}

/// How many segments @endNumber and the property last-segment-number leave.
std::optional<std::uint64_t> FeedWriter::most_of(const Scene& scene, std::uint64_t first) {
  std::optional<std::uint64_t> most;
  for (const std::string_view last :
       {scene.addressing.attribute("endNumber"), scene.addressing.last_number}) {
    if (last.empty()) continue;
    const std::uint64_t number = number_of(scene, last, kHighestNumber);
    const std::uint64_t count = number < first ? 0 : number - first + 1;
    most = std::min(most.value_or(count), count);
  }
  return most;
}

void FeedWriter::add_template(Scene& scene) {
  const std::string_view text = scene.addressing.attribute("media");
  if (text.empty()) return refuse(scene, Fault::missing, "a SegmentTemplate without media");
  const std::string media = filled(scene, text, false);
  const std::uint64_t first = said_number(scene, "startNumber", 1);
  const std::optional<std::uint64_t> most = most_of(scene, first);
  const std::vector<Span> spans = spans_of(scene, first, most);
  set_init(scene);
  begin(scene);
  const std::string uri = listed(scene, media);
  list_->reserve(spans.size());
  const bool in_parts = text.find("$SubNumber") != std::string_view::npos;
  for (const Span& span : spans) {
    if (error_ || (most && span.place >= *most)) return;
    SegmentList::Run run{.duration = span.duration,
                         .media_time = span.time,
                         .number = first + span.place,
                         .count = span.count,
                         .parts = in_parts ? span.parts : 1,
                         .uri = uri,
                         .templated = true};
    if (most) run.count = static_cast<std::uint32_t>(std::min<std::uint64_t>(run.count, *most - span.place));
    add_run(scene, run);
  }
}

void FeedWriter::add_list(Scene& scene) {
  Node segment = scene.inside[kSegment];
  std::uint64_t count = 0;
  for (Node each = segment; each; each = next(each)) ++count;
  const bool timed = scene.inside[kTimeline] || !scene.addressing.attribute("duration").empty();
  if (!timed && count > 1)
    return refuse(scene, Fault::missing, "a SegmentList of several segments without duration");
  const std::uint64_t first = said_number(scene, "startNumber", 1);
  const std::vector<Span> spans = spans_of(scene, first, count);
  set_init(scene);
  begin(scene);
  std::uint64_t place = 0;  // Of `segment` in the list.
  for (const Span& span : spans) {
    for (std::uint32_t i = 0; i < span.count && !error_; ++i) {
      for (; segment && place < span.place + i; ++place) segment = next(segment);
      if (!segment) {
        document_.warn(warnings_, scene.place, "a SegmentTimeline longer than its list of SegmentURLs");
        return;
      }
      const std::string uri = listed(scene, attribute(segment, "media"));
      add_run(scene, {.duration = span.duration,
                      .media_time = span.time + span.duration * static_cast<std::int64_t>(i),
                      .number = first + place,
                      .uri = uri,
                      .range = range_of(segment, attribute(segment, "mediaRange"))});
    }
  }
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
