#include <gtest/gtest.h>

#include <vector>

#include "core/base/testing/test_data.h"
#include "core/container/mp4/testing/feed.h"

namespace praxino::mp4 {
namespace {

using namespace testing;

/// Made with: ffmpeg -f lavfi -i testsrc2=s=64x36:r=25:d=1.6 -f lavfi -i sine=440:r=48000:d=1.6 -c:v libx264
///   -preset veryfast -crf 40 -bf 2 -g 20 -c:a aac -b:a 16k -ac 1
///   -movflags +frag_keyframe+default_base_moof+delay_moov+dash -fflags +bitexact -flags:v +bitexact -flags:a
///   +bitexact
/// The times below are ffprobe's packets (it shows decode times with the edit list applied, we without).
TEST(RealFiles, AreReadAsFfprobeReadsThem) {
  const auto file = test_data::load("core/container/mp4/testdata/avc_aac.mp4");
  ASSERT_FALSE(file.empty());
  const Outcome outcome = feed_whole(file);
  EXPECT_FALSE(outcome.fault) << outcome.fault->what;
  EXPECT_EQ(outcome.accepted, file.size());

  std::vector<Init> inits;
  std::vector<Fragment> fragments;
  std::vector<media::SegmentIndex> indexes;
  for (const Fact& fact : outcome.facts) {
    if (const auto* init = std::get_if<Init>(&fact)) inits.push_back(*init);
    if (const auto* fragment = std::get_if<Fragment>(&fact)) fragments.push_back(*fragment);
    if (const auto* index = std::get_if<media::SegmentIndex>(&fact)) indexes.push_back(*index);
  }

  ASSERT_EQ(inits.size(), 1U);
  EXPECT_TRUE(inits[0].fragmented);
  TrackInit picture;
  picture.track_id = 1;
  picture.kind = media::TrackKind::video;
  picture.timescale = 12800;
  picture.codec = "avc1.64000a";
  picture.width = 64;
  picture.height = 36;
  picture.edit_offset = 1024;
  TrackInit sound;
  sound.track_id = 2;
  sound.kind = media::TrackKind::audio;
  sound.timescale = 48000;
  sound.codec = "mp4a.40.2";
  sound.channels = 1;
  sound.sample_rate = 48000;
  sound.edit_offset = 1024;
  EXPECT_EQ(inits[0].tracks, (std::vector<TrackInit>{picture, sound}));

  const auto track = [](std::uint32_t id, std::uint32_t scale, std::int64_t decode, std::int64_t first,
                        std::int64_t end, std::uint32_t samples) {
    return TrackFragment{.track_id = id,
                         .decode_time = {decode, scale},
                         .first_presentation = {first, scale},
                         .end_presentation = {end, scale},
                         .samples = samples,
                         .starts_with_sync = true,
                         .first_sync = Ticks{first, scale}};
  };
  const std::vector<Fragment> expected = {
      {.at = 1396, .tracks = {track(1, 12800, 0, 0, 10240, 20), track(2, 48000, 0, -1024, 34816, 35)}},
      {.at = 4971,
       .tracks = {track(1, 12800, 10240, 10240, 20480, 20), track(2, 48000, 35840, 34816, 76800, 41)}},
  };
  EXPECT_EQ(fragments, expected);

  ASSERT_EQ(indexes.size(), 4U);
  ASSERT_EQ(indexes[0].entries.size(), 1U);
  EXPECT_EQ(indexes[0].entries[0].offset, fragments[0].at);
  EXPECT_EQ(indexes[2].entries[0].offset, fragments[1].at);
  EXPECT_EQ(indexes[2].earliest_time, 10240);
}

TEST(RealFiles, AreReadAlikeForEveryCutInTwo) {
  const auto file = test_data::load("core/container/mp4/testdata/avc_aac.mp4");
  const Outcome whole = feed_whole(file);
  for (std::size_t cut = 1; cut < file.size(); ++cut) {
    ASSERT_EQ(feed(file, {}, [&](std::size_t at) { return at < cut ? cut - at : file.size(); }), whole)
        << cut;
  }
}

}  // namespace
}  // namespace praxino::mp4
