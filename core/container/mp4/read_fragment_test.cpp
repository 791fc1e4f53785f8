#include "core/container/mp4/reader.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <vector>

#include "core/container/mp4/box.h"
#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/testing/sample_file.h"

namespace praxino::mp4 {
namespace {

using namespace testing;
using File = std::vector<std::byte>;

Result<Fragment> read_moof(Bytes file, std::uint64_t at = 0) {
  return read_fragment(box_in(file, fourcc("moof")), sample_init(), at);
}

/// A box that is read, how many bytes of its payload are, and which file it stands in.
struct Read {
  FourCc type;
  std::size_t payload;
};

TEST(ReadFragment, TakesTimesFromTheSamplesAndTheEditList) {
  const auto fragment = read_moof(sample_media_segment(), 5);
  ASSERT_TRUE(fragment) << fragment.error().what;
  EXPECT_EQ(fragment->at, 5U);
  ASSERT_EQ(fragment->tracks.size(), 1U);
  const TrackFragment& track = fragment->tracks[0];
  EXPECT_EQ(track.track_id, 1U);
  EXPECT_EQ(track.decode_time, (Ticks{25600, 12800}));
  // Presented in the order 1, 4, 3, 2: decode times 0 512 1024 1536, offsets 1024 2560 1024 0, edit list
  // 1024.
  EXPECT_EQ(track.first_presentation, (Ticks{25600, 12800}));
  EXPECT_EQ(track.end_presentation, (Ticks{25600 + 512 + 2560 - 1024 + 512, 12800}));
  EXPECT_EQ(track.samples, 4U);
  EXPECT_TRUE(track.starts_with_sync);
  EXPECT_EQ(track.first_sync, (Ticks{25600, 12800}));
}

/// moof of track 2 with one trun of those flags whose samples' fields are `fields`.
File audio_moof(std::uint32_t flags, std::uint32_t samples, std::initializer_list<std::uint32_t> fields,
                std::uint64_t decode_time = 0, std::uint32_t header_flags = 0,
                std::uint32_t header_value = 0) {
  ByteWriter out;
  {
    const BoxScope moof(out, fourcc("moof"));
    const BoxScope traf(out, fourcc("traf"));
    {
      const BoxScope tfhd(out, fourcc("tfhd"));
      out.u32(header_flags);
      out.u32(2);
      if (header_flags != 0) out.u32(header_value);
    }
    {
      const BoxScope tfdt(out, fourcc("tfdt"));
      write_fields(out, DecodeTime{{.version = 1, .flags = 0}, decode_time});
    }
    const BoxScope trun(out, fourcc("trun"));
    out.u32(flags);
    out.u32(samples);
    for (const std::uint32_t field : fields) out.u32(field);
  }
  return out.release();
}

TEST(ReadFragment, FillsInWhatTheRunLeavesOut) {
  struct Case {
    const char* why;
    File moof;
    std::int64_t end;
    std::uint32_t samples;
    bool starts_with_sync;
    std::optional<std::int64_t> first_sync;
  };
  constexpr std::uint32_t kFirst = TrackRun::kFirstFlags;
  const Case cases[] = {
      {"durations from trex", audio_moof(0, 3, {}), 3 * 1024, 3, true, 0},
      {"durations from tfhd", audio_moof(0, 3, {}, 0, TrackFragmentHeader::kDuration, 10), 30, 3, true, 0},
      {"durations from trun", audio_moof(TrackRun::kDuration, 2, {7, 8}), 15, 2, true, 0},
      {"flags of the first sample", audio_moof(kFirst, 3, {kNonSync}), 3 * 1024, 3, false, 1024},
      {"flags from tfhd",
       audio_moof(0, 2, {}, 0, TrackFragmentHeader::kFlags, kNonSync),
       2 * 1024,
       2,
       false,
       {}},
      {"first flags over tfhd's", audio_moof(kFirst, 2, {0}, 0, TrackFragmentHeader::kFlags, kNonSync),
       2 * 1024, 2, true, 0},
      {"first flags over trun's own", audio_moof(kFirst | TrackRun::kFlags, 2, {kNonSync, 0, 0}), 2 * 1024, 2,
       false, 1024},
      {"no samples at all", audio_moof(kFirst, 0, {}), 0, 0, false, {}},
      {"as many samples as a number can say, none of them in the file", audio_moof(0, 0xFFFFFFFF, {}),
       std::int64_t{0xFFFFFFFF} * 1024, 0xFFFFFFFF, true, 0},
  };
  for (const Case& test : cases) {
    // A trun without samples that says it has first_sample_flags has to hold them.
    if (test.samples == 0) {
      EXPECT_FALSE(read_moof(test.moof)) << test.why;
      continue;
    }
    const auto fragment = read_moof(test.moof);
    ASSERT_TRUE(fragment) << test.why << ": " << fragment.error().what;
    const TrackFragment& track = fragment->tracks.at(0);
    EXPECT_EQ(track.first_presentation, (Ticks{0, 48000})) << test.why;
    EXPECT_EQ(track.end_presentation, (Ticks{test.end, 48000})) << test.why;
    EXPECT_EQ(track.samples, test.samples) << test.why;
    EXPECT_EQ(track.starts_with_sync, test.starts_with_sync) << test.why;
    EXPECT_EQ(track.first_sync.has_value(), test.first_sync.has_value()) << test.why;
    if (test.first_sync) {
      EXPECT_EQ(track.first_sync, (Ticks{*test.first_sync, 48000})) << test.why;
    }
  }
}

TEST(ReadFragment, IsAtItsDecodeTimeWhereItHasNoSamples) {
  const auto fragment = read_moof(audio_moof(0, 0, {}, 4800));
  ASSERT_TRUE(fragment);
  const TrackFragment& track = fragment->tracks.at(0);
  EXPECT_EQ(track.samples, 0U);
  EXPECT_EQ(track.first_presentation, (Ticks{4800, 48000}));
  EXPECT_EQ(track.end_presentation, (Ticks{4800, 48000}));
}

TEST(ReadFragment, GoesOnFromOneRunToTheNext) {
  ByteWriter out;
  {
    const BoxScope moof(out, fourcc("moof"));
    const BoxScope traf(out, fourcc("traf"));
    for (int i = 0; i < 2; ++i) {
      const BoxScope trun(out, fourcc("trun"));
      out.u32(TrackRun::kFirstFlags);
      out.u32(2);
      out.u32(i == 0 ? kNonSync : 0);
    }
    {
      const BoxScope tfhd(out, fourcc("tfhd"));
      out.u32(TrackFragmentHeader::kFlags);
      out.u32(2);
      out.u32(kNonSync);
    }
    const BoxScope tfdt(out, fourcc("tfdt"));
    out.u32(0);
    out.u32(1000);
  }
  // tfhd and tfdt stand after the runs: unusual, and allowed.
  const auto fragment = read_moof(out.view());
  ASSERT_TRUE(fragment) << fragment.error().what;
  const TrackFragment& track = fragment->tracks.at(0);
  EXPECT_EQ(track.samples, 4U);
  EXPECT_FALSE(track.starts_with_sync);
  EXPECT_EQ(track.first_sync, (Ticks{1000 + 2 * 1024, 48000}));
  EXPECT_EQ(track.end_presentation, (Ticks{1000 + 4 * 1024, 48000}));
}

TEST(ReadFragment, LeavesOutTracksThatTheInitLacks) {
  const auto fragment =
      read_fragment(with_u32(sample_media_segment(), fourcc("tfhd"), 4, 99), sample_init(), 0);
  ASSERT_TRUE(fragment);
  EXPECT_TRUE(fragment->tracks.empty());
}

TEST(ReadFragment, IsRefusedWhereverABoxIsCutShort) {
  const File file = sample_media_segment();
  const Read boxes[] = {{fourcc("tfhd"), 8},
                        {fourcc("tfdt"), 12},
                        {fourcc("trun"), 12 + 4 * 16},
                        {fourcc("traf"), 16 + 20 + 84}};
  for (const Read& box : boxes) {
    for (std::size_t keep = 0; keep < box.payload; ++keep) {
      // Cut between its boxes, a traf is a whole one with less in it.
      if (box.type == fourcc("traf") && keep == 16 + 20) continue;
      EXPECT_FALSE(read_moof(with_payload_cut(file, box.type, keep))) << box.type << " cut to " << keep;
    }
  }
  const Bytes moof = box_in(file, fourcc("moof"));
  for (std::size_t size = 0; size < moof.size(); ++size) {
    const File cut(moof.begin(), moof.begin() + static_cast<std::ptrdiff_t>(size));
    const auto fragment = read_fragment(cut, sample_init(), 0);
    ASSERT_FALSE(fragment);
    EXPECT_EQ(fragment.error().fault, Fault::truncated);
  }
}

TEST(ReadFragment, RefusesWhatCannotBe) {
  struct Case {
    const char* why;
    File file;
    Fault fault;
  };
  const File good = sample_media_segment();
  constexpr std::uint64_t kLate = std::uint64_t{1} << 62U;
  const Case cases[] = {
      {"trun of one sample more than it holds", with_u32(good, fourcc("trun"), 4, 5), Fault::malformed},
      {"trun of 2^32 − 1 samples", with_u32(good, fourcc("trun"), 4, 0xFFFFFFFF), Fault::malformed},
      {"trun of version 2", with_u32(good, fourcc("trun"), 0, 0x02000F01), Fault::unsupported},
      {"tfhd of version 1", with_u32(good, fourcc("tfhd"), 0, 0x01020000), Fault::unsupported},
      {"tfdt of version 2", with_u32(good, fourcc("tfdt"), 0, 0x02000000), Fault::unsupported},
      {"tfhd whose flags announce more than it holds", with_u32(good, fourcc("tfhd"), 0, 0x00020001),
       Fault::malformed},
      {"a traf without tfhd", without(good, fourcc("tfhd")), Fault::missing},
      {"a traf without tfdt", without(good, fourcc("tfdt")), Fault::missing},
      {"a decode time of 2^62", audio_moof(0, 1, {}, kLate), Fault::malformed},
      {"a decode time of 2^64 − 1", audio_moof(0, 1, {}, ~std::uint64_t{0}), Fault::malformed},
      {"durations that add up to more than 2^61",
       audio_moof(0, 0xFFFFFFFF, {}, 0, TrackFragmentHeader::kDuration, 0xFFFFFFFF), Fault::too_large},
      {"a last decode time past 2^61",
       audio_moof(0, 0xFFFFFF, {}, kLate / 2 - 1, TrackFragmentHeader::kDuration, 0xFFFFFF),
       Fault::malformed},
      {"a trun larger than its traf", with_size(good, fourcc("trun"), 0x7FFFFFFF), Fault::malformed},
      {"another box than moof", without(good, fourcc("moof")), Fault::malformed},
  };
  for (const Case& test : cases) {
    const auto fragment = read_fragment(test.file, sample_init(), 1000);
    ASSERT_FALSE(fragment) << test.why;
    EXPECT_EQ(fragment.error().fault, test.fault) << test.why << ": " << fragment.error().what;
    EXPECT_GE(fragment.error().where, 1000U) << test.why;
  }
}

TEST(ReadFragment, RefusesMoreTracksThanWeHold) {
  ByteWriter out;
  {
    const BoxScope moof(out, fourcc("moof"));
    for (int i = 0; i < 2000; ++i) out.bytes(box_in(sample_media_segment(), fourcc("traf")));
  }
  const auto fragment = read_fragment(out.view(), sample_init(), 0);
  ASSERT_FALSE(fragment);
  EXPECT_EQ(fragment.error().fault, Fault::too_large);
}

}  // namespace
}  // namespace praxino::mp4
