#include <algorithm>
#include <limits>

#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/reader.h"

namespace praxino::mp4 {
namespace {

/// Times beyond this are refused, so that sums of them with durations and offsets cannot overflow.
constexpr std::int64_t kLatestTime = std::int64_t{1} << 61U;
/// More trafs than this in one moof are not a file that anybody wrote.
constexpr std::size_t kMostTrafs = 1024;

/// Walks the runs of one traf without keeping their samples.
class Samples {
 public:
  Samples(const TrackInit& track, std::int64_t decode_time)
      : scale_(track.timescale),
        edit_offset_(track.edit_offset),
        start_(decode_time),
        decode_time_(decode_time) {}

  Result<void> add(const Box& box, const RunSample& defaults);

  void finish(TrackFragment& out) const {
    const bool any = count_ > 0;
    out.decode_time = {start_, scale_};
    out.first_presentation = {any ? earliest_ : start_ - edit_offset_, scale_};
    out.end_presentation = {any ? latest_ : start_ - edit_offset_, scale_};
    out.samples = count_;
    out.starts_with_sync = starts_with_sync_;
    if (first_sync_) out.first_sync = Ticks{*first_sync_, scale_};
  }

 private:
  void add(const RunSample& sample) {
    const std::int64_t presentation = decode_time_ + sample.composition - edit_offset_;
    earliest_ = std::min(earliest_, presentation);
    latest_ = std::max(latest_, presentation + sample.duration);
    if (!first_sync_ && (sample.flags & kNonSync) == 0) {
      first_sync_ = presentation;
      starts_with_sync_ = count_ == 0;
    }
    decode_time_ += sample.duration;
    ++count_;
  }

  /// `count` samples that say nothing of their own: what `count` calls of add() would do. `count` costs the
  /// file nothing here, so it must cost us nothing.
  void repeat(const RunSample& sample, std::uint32_t count) {
    if (count == 0) return;
    add(sample);
    const std::int64_t rest = std::int64_t{count - 1} * sample.duration;
    decode_time_ += rest;
    latest_ = std::max(latest_, decode_time_ + sample.composition - edit_offset_);
    count_ += count - 1;
  }

  std::uint32_t scale_;
  std::int64_t edit_offset_;
  std::int64_t start_;
  std::int64_t decode_time_;
  std::int64_t earliest_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t latest_ = std::numeric_limits<std::int64_t>::min();
  std::uint32_t count_ = 0;
  bool starts_with_sync_ = false;
  std::optional<std::int64_t> first_sync_;
};

Result<void> Samples::add(const Box& box, const RunSample& defaults) {
  ByteReader in(box.payload());
  const auto run = read_fields<TrackRun>(in, box.at);
  if (!run) return std::unexpected(run.error());

  const std::size_t length = RunSample::length(run->flags);
  if (length > 0 && run->samples > in.remaining() / length) {
    return fail(Fault::malformed, box.at, "trun announces more samples than it holds");
  }
  if (run->samples > std::numeric_limits<std::uint32_t>::max() - count_ ||
      std::uint64_t{run->samples} * defaults.duration > static_cast<std::uint64_t>(kLatestTime)) {
    return fail(Fault::too_large, box.at, "more samples than a fragment can have");
  }

  ReadFields io(in);
  std::uint32_t left = run->samples;
  if (left > 0 && (run->flags & TrackRun::kFirstFlags) != 0) {
    RunSample first = defaults;
    first.describe(io, run->flags);
    first.flags = run->first_flags;
    add(first);
    --left;
  }
  if (length == 0) {
    repeat(defaults, left);
  } else {
    for (; left > 0; --left) {
      RunSample sample = defaults;
      sample.describe(io, run->flags);
      add(sample);
    }
  }
  if (decode_time_ > kLatestTime) return fail(Fault::malformed, box.at, "a fragment at an impossible time");
  return {};
}

/// Without a value: of a track that the init does not have.
Result<std::optional<TrackFragment>> read_traf(const Box& traf, const Init& init) {
  std::optional<TrackFragmentHeader> header;
  std::optional<DecodeTime> time;
  Boxes children(traf);
  while (const auto child = children.next()) {
    if (child->type == fourcc("tfhd")) {
      const auto read = read_fields<TrackFragmentHeader>(*child);
      if (!read) return std::unexpected(read.error());
      header = *read;
    } else if (child->type == fourcc("tfdt")) {
      const auto read = read_fields<DecodeTime>(*child);
      if (!read) return std::unexpected(read.error());
      time = *read;
    }
  }
  if (!children.ok()) return children.error();
  if (!header) return fail(Fault::missing, traf.at, "traf without a tfhd");
  const TrackInit* track = init.track(header->track_id);
  if (track == nullptr) return std::nullopt;
  if (!time) return fail(Fault::missing, traf.at, "traf without a tfdt");
  if (time->decode_time > static_cast<std::uint64_t>(kLatestTime)) {
    return fail(Fault::malformed, traf.at, "a fragment at an impossible time");
  }

  using Header = TrackFragmentHeader;
  RunSample defaults;
  defaults.duration = (header->flags & Header::kDuration) != 0 ? header->duration : track->default_duration;
  defaults.size = (header->flags & Header::kSize) != 0 ? header->size : track->default_size;
  defaults.flags = (header->flags & Header::kFlags) != 0 ? header->sample_flags : track->default_flags;

  // A second pass, because nothing but custom puts tfhd and tfdt before the runs.
  Samples samples(*track, static_cast<std::int64_t>(time->decode_time));
  Boxes runs(traf);
  while (const auto child = runs.next()) {
    if (child->type != fourcc("trun")) continue;
    if (const auto added = samples.add(*child, defaults); !added) return std::unexpected(added.error());
  }
  TrackFragment fragment;
  fragment.track_id = header->track_id;
  samples.finish(fragment);
  return fragment;
}

}  // namespace

Result<Fragment> read_fragment(Bytes moof, const Init& init, std::uint64_t at) {
  const auto box = read_box(moof, fourcc("moof"), at);
  if (!box) return std::unexpected(box.error());

  Fragment fragment;
  fragment.at = at;
  std::size_t trafs = 0;
  Boxes children(*box);
  while (const auto child = children.next()) {
    if (child->type != fourcc("traf")) continue;
    if (++trafs > kMostTrafs) return fail(Fault::too_large, child->at, "more tracks than we hold");
    const auto track = read_traf(*child, init);
    if (!track) return std::unexpected(track.error());
    if (*track) fragment.tracks.push_back(**track);
  }
  if (!children.ok()) return children.error();
  return fragment;
}

}  // namespace praxino::mp4
