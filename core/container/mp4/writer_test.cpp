#include "core/container/mp4/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "core/container/mp4/reader.h"
#include "core/container/mp4/testing/sample_file.h"

namespace praxino::mp4 {
namespace {

using namespace testing;

/// The same facts by plain arithmetic over the samples that were written.
TrackFragment expected(const TrackInit& track, const FragmentToWrite& written) {
  TrackFragment out;
  out.track_id = track.track_id;
  auto decode_time = static_cast<std::int64_t>(written.decode_time);
  std::vector<std::int64_t> begins;
  std::vector<std::int64_t> ends;
  std::optional<std::size_t> sync;
  for (const RunSample& sample : written.samples) {
    if (!sync && (sample.flags & kNonSync) == 0) sync = begins.size();
    begins.push_back(decode_time + sample.composition - track.edit_offset);
    ends.push_back(begins.back() + sample.duration);
    decode_time += sample.duration;
  }
  out.decode_time = {static_cast<std::int64_t>(written.decode_time), track.timescale};
  out.first_presentation = {*std::ranges::min_element(begins), track.timescale};
  out.end_presentation = {*std::ranges::max_element(ends), track.timescale};
  out.samples = static_cast<std::uint32_t>(begins.size());
  out.starts_with_sync = sync == 0U;
  if (sync) out.first_sync = Ticks{begins[*sync], track.timescale};
  return out;
}

TEST(WriteFragment, IsReadAsItsSamplesSay) {
  std::mt19937 generator(7);
  const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
  const Init init = sample_init();
  for (int round = 0; round < 300; ++round) {
    std::vector<RunSample> samples(1 + random() % 20);
    for (RunSample& sample : samples) {
      sample.duration = random() % 5000;
      sample.size = random() % 1000;
      sample.flags = random() % 3 == 0 ? 0 : kNonSync;
      sample.composition = round % 2 == 0 ? 0 : static_cast<std::int32_t>(random() % 8000) - 4000;
    }
    const FragmentToWrite written = {.track_id = 1 + static_cast<std::uint32_t>(round % 2),
                                     .decode_time = random() * std::uint64_t{1000},
                                     .samples = samples};
    ByteWriter out;
    write_fragment(out, written);
    const auto read = read_fragment(out.view(), init, 0);
    ASSERT_TRUE(read) << read.error().what;
    ASSERT_EQ(read->tracks.size(), 1U);
    EXPECT_EQ(read->tracks[0], expected(*init.track(written.track_id), written)) << round;
  }
}

TEST(WriteFragment, PointsItsRunAtTheFirstByteOfTheMedia) {
  const auto segment = sample_media_segment();
  ByteReader trun(box_in(segment, fourcc("trun")).subspan(8));
  trun.skip(8);
  EXPECT_EQ(trun.u32(), segment.size() - 100);
  ByteReader mdat(Bytes(segment).subspan(box_in(segment, fourcc("moof")).size()));
  EXPECT_EQ(mdat.u32(), 108U);
  EXPECT_EQ(mdat.u32(), fourcc("mdat"));
}

TEST(WriteInit, SaysWhichCodecItCannotWrite) {
  Init init = sample_init();
  init.tracks[1].codec = "theora";
  ByteWriter out;
  const std::array<Bytes, 2> records = {};
  const auto written = write_init(out, init, records);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().fault, Fault::unsupported);
}

TEST(WriteInit, IsReadAsItWasWrittenForEachCodec) {
  struct Case {
    media::TrackKind kind;
    const char* codec;
    std::vector<std::uint8_t> record;
  };
  const auto video = media::TrackKind::video;
  const auto audio = media::TrackKind::audio;
  const Case cases[] = {
      {video, "avc3.64001f", {1, 0x64, 0, 0x1F}},
      {video, "hvc1.1.6.L93.90", {1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93}},
      {video, "av01.0.04M.08", {0x81, 4, 0x0C, 0}},
      {video, "vp09.00.10.08", {1, 0, 0, 0, 0, 10, 0x82, 1, 1, 1, 0, 0}},
      {audio, "mp4a.40.5", {0x2B, 0x11, 0x88, 0}},
      {audio, "ac-3", {0x10, 0x11, 0x40}},
      {audio, "ec-3", {0x0E, 0, 0x20, 0x04, 0}},
      {audio, "opus", {0, 2, 1, 0x38, 0, 0, 0xBB, 0x80, 0, 0, 0}},
  };
  for (const Case& test : cases) {
    Init init;
    init.fragmented = true;
    TrackInit& track = init.tracks.emplace_back();
    track.track_id = 3;
    track.kind = test.kind;
    track.timescale = 48000;
    track.codec = test.codec;
    if (test.kind == video) {
      track.width = 320;
      track.height = 180;
    } else {
      track.channels = 2;
      track.sample_rate = 48000;
    }
    const std::array<Bytes, 1> records = {std::as_bytes(std::span(test.record))};
    ByteWriter out;
    ASSERT_TRUE(write_init(out, init, records)) << test.codec;
    const auto read = read_init(box_in(out.view(), fourcc("moov")), 0);
    ASSERT_TRUE(read) << test.codec << ": " << read.error().what;
    EXPECT_EQ(*read, init) << test.codec;
  }
}

}  // namespace
}  // namespace praxino::mp4
