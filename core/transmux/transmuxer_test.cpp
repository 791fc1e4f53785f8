#include "core/transmux/transmuxer.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "core/base/testing/test_data.h"
#include "core/container/mp4/scanner.h"
#include "core/container/ts/testing/sample_stream.h"
#include "core/transmux/testing/feed.h"
#include "core/transmux/testing/sample_media.h"

namespace praxino::transmux {
namespace {

using namespace testing;

/// What came of one segment, and what a reader of fragmented MP4 makes of it.
struct Out : Outcome {
  [[nodiscard]] std::vector<mp4::Fact> facts() const {
    mp4::Scanner scanner;
    std::vector<mp4::Fact> facts;
    const auto accepted = scanner.accept(bytes, facts);
    EXPECT_TRUE(accepted) << accepted.error().what;
    EXPECT_TRUE(scanner.finish());
    return facts;
  }
  [[nodiscard]] std::vector<mp4::Init> inits() const {
    std::vector<mp4::Init> out;
    for (const auto& fact : facts()) {
      if (const auto* init = std::get_if<mp4::Init>(&fact)) out.push_back(*init);
    }
    return out;
  }
  /// Of the fragments in which the track is.
  [[nodiscard]] std::vector<mp4::TrackFragment> fragments(std::uint32_t track_id) const {
    std::vector<mp4::TrackFragment> out;
    for (const auto& fact : facts()) {
      if (const auto* fragment = std::get_if<mp4::Fragment>(&fact)) {
        for (const auto& track : fragment->tracks) {
          if (track.track_id == track_id) out.push_back(track);
        }
      }
    }
    return out;
  }
};

Out run(Transmuxer& transmuxer, Bytes segment, std::size_t piece) {
  return {feed(transmuxer, segment, [&](std::size_t) { return piece; })};
}

Out whole(Bytes segment) {
  Transmuxer transmuxer;
  return run(transmuxer, segment, segment.size());
}

TEST(Transmuxer, WritesAnInitThatSaysWhatTheStreamIs) {
  const auto inits = whole(film()).inits();
  ASSERT_EQ(inits.size(), 1U);
  ASSERT_EQ(inits[0].tracks.size(), 2U);
  const mp4::TrackInit& video = inits[0].tracks[0];
  EXPECT_EQ(video.codec, "avc1.4d4015");
  EXPECT_EQ(video.width, 426U);
  EXPECT_EQ(video.height, 240U);
  EXPECT_EQ(video.timescale, 90'000U);
  EXPECT_EQ(video.edit_offset, 0);
  const mp4::TrackInit& audio = inits[0].tracks[1];
  EXPECT_EQ(audio.codec, "mp4a.40.2");
  EXPECT_EQ(audio.sample_rate, 48'000U);
  EXPECT_EQ(audio.channels, 2U);
  EXPECT_EQ(audio.timescale, 90'000U);
}

/// All samples, without holes; the first begin where the stream says.
void expect_track(const std::vector<mp4::TrackFragment>& fragments, std::int64_t start, std::uint32_t samples,
                  std::int64_t end) {
  ASSERT_FALSE(fragments.empty());
  EXPECT_EQ(fragments.front().decode_time.value, start);
  std::uint32_t count = 0;
  for (const auto& one : fragments) count += one.samples;
  EXPECT_EQ(count, samples);
  EXPECT_EQ(fragments.back().end_presentation.value, end);
}

TEST(Transmuxer, KeepsAllSamplesAtTheirTimes) {
  const Out out = whole(film());
  constexpr std::int64_t start = Clock::turn + 126'000;
  const auto video = out.fragments(1);
  // Decoded when the first is shown, one picture after the stream's own decoding time.
  expect_track(video, start + 3600, 50, start + 3600 * 53);
  for (std::size_t i = 1; i < video.size(); ++i) {
    std::int64_t samples = 0;
    for (std::size_t k = 0; k < i; ++k) samples += video[k].samples;
    EXPECT_EQ(video[i].decode_time.value, start + 3600 * (1 + samples)) << i;
  }
  EXPECT_TRUE(video[0].starts_with_sync);
  EXPECT_EQ(video[0].first_presentation.value, start + 3600) << "the stream's own time";
  const auto audio = out.fragments(2);
  expect_track(audio, start, 96, start + 96 * 1920);
}

std::vector<std::uint32_t> samples_of(const std::vector<mp4::TrackFragment>& fragments) {
  std::vector<std::uint32_t> samples;
  for (const auto& one : fragments) samples.push_back(one.samples);
  return samples;
}

TEST(Transmuxer, ClosesFragmentsSoonAtFirstThenAfterEveryEightPictures) {
  EXPECT_EQ(samples_of(whole(film()).fragments(1)), (std::vector<std::uint32_t>{1, 2, 4, 8, 8, 8, 8, 8, 3}));
}

TEST(Transmuxer, GivesPicturesAndSoundOneByOneAboutATimeThatIsWaitedFor) {
  constexpr std::int64_t start = Clock::turn + 126'000;
  const auto segment = film();  // two seconds of pictures of 40 ms
  Transmuxer transmuxer;
  transmuxer.hurry(Ticks{start + 90'000, ts::clock_rate}.seconds());
  const Out out = run(transmuxer, segment, 1000);
  const auto samples = samples_of(out.fragments(1));
  const auto alone = [](std::uint32_t count) { return count == 1; };
  const auto from = std::find_if(samples.begin() + 1, samples.end(), alone);
  EXPECT_EQ(std::vector(samples.begin(), from), (std::vector<std::uint32_t>{1, 2, 4, 8, 8}));
  EXPECT_GE(std::find_if_not(from, samples.end(), alone) - from, 13) << "half a second";
  EXPECT_EQ(samples.end()[-2], 8U);
  expect_track(out.fragments(1), start + 3600, 50, start + 3600 * 53);
  expect_track(out.fragments(2), start, 96, start + 96 * 1920);

  // It is forgotten behind the segment.
  transmuxer.restart(0, std::nullopt);
  EXPECT_LT(run(transmuxer, segment, 1000).pieces.size(), out.pieces.size() / 2);
}

TEST(Transmuxer, GivesSoundAloneOneByOneToo) {
  const auto segment = film({.pictures = 50, .video = false});
  Transmuxer transmuxer;
  transmuxer.hurry(Ticks{Clock::turn + 126'000 + 90'000, ts::clock_rate}.seconds());
  const auto samples = samples_of(run(transmuxer, segment, 1000).fragments(2));
  EXPECT_GE(std::count(samples.begin(), samples.end(), 1U), 25) << "half a second";
  EXPECT_EQ(samples.at(1), 2U);
}

TEST(Transmuxer, GivesTheFirstPictureBeforeTheThirdIsThere) {
  const auto segment = film();
  Transmuxer transmuxer;
  std::size_t fed = 0;
  while (transmuxer.pieces().size() < 2 && fed < segment.size()) {
    transmuxer.feed(Bytes(segment).subspan(fed, 188));
    fed += 188;
  }
  EXPECT_LT(fed, segment.size() / 6);
}

TEST(Transmuxer, GoesOnInTheNextSegmentWithoutAnotherInit) {
  Transmuxer transmuxer;
  const auto first = film({.pictures = 25});
  const auto second = film({.pictures = 25, .starts_at = 126'000 + 25 * 3600});
  run(transmuxer, first, 1000);
  transmuxer.restart(0, std::nullopt);
  const Out out = run(transmuxer, second, 1000);
  ASSERT_FALSE(out.pieces.empty());
  EXPECT_EQ(out.pieces[0].kind, Piece::Kind::media);
}

TEST(Transmuxer, WritesAnotherInitWhereThePictureChanges) {
  Transmuxer transmuxer;
  run(transmuxer, film({.pictures = 25}), 1000);
  transmuxer.restart(0, std::nullopt);
  const Out out = run(transmuxer, film({.pictures = 25, .large = true}), 1000);
  ASSERT_EQ(out.inits().size(), 1U);
  EXPECT_EQ(out.inits()[0].tracks[0].width, 640U);
}

TEST(Transmuxer, GoesOverTheTurnOfTheClock) {
  const std::uint64_t start = Clock::turn - 25 * 3600;
  const auto fragments = whole(film({.starts_at = start})).fragments(1);
  const auto begin = static_cast<std::int64_t>(start) + Clock::turn;
  expect_track(fragments, begin + 3600, 50, begin + 3600 * 53);
}

TEST(Transmuxer, IsWhereItIsExpectedAfterASeek) {
  Transmuxer transmuxer;
  run(transmuxer, film({.starts_at = 1000}), 1000);
  // Ten seconds earlier: before the turn.
  const std::uint64_t earlier = Clock::turn + 1000 - 900'000;
  transmuxer.restart(0, Ticks{Clock::turn + 1000 - 900'000, ts::clock_rate}.seconds());
  const auto fragments = run(transmuxer, film({.starts_at = earlier}), 1000);
  // The init is known from the segment before.
  mp4::Scanner scanner;
  scanner.use(transmuxer.init());
  std::vector<mp4::Fact> facts;
  ASSERT_TRUE(scanner.accept(fragments.bytes, facts));
  EXPECT_EQ(std::get<mp4::Fragment>(facts.at(0)).tracks.at(0).decode_time.value,
            Clock::turn + 1000 + 3600 - 900'000);
}

TEST(Transmuxer, PlaysPicturesOrSoundAlone) {
  const Out video = whole(film({.audio = false}));
  EXPECT_FALSE(video.fault);
  ASSERT_EQ(video.inits().size(), 1U);
  EXPECT_EQ(video.inits()[0].tracks.size(), 1U);
  EXPECT_EQ(video.fragments(1).front().samples, 1U);
  const Out audio = whole(film({.video = false}));
  EXPECT_FALSE(audio.fault);
  ASSERT_EQ(audio.inits().size(), 1U);
  EXPECT_EQ(audio.inits()[0].tracks[0].codec, "mp4a.40.2");
  std::uint32_t samples = 0;
  for (const auto& one : audio.fragments(2)) samples += one.samples;
  EXPECT_EQ(samples, 96U);
}

TEST(Transmuxer, PlaysWhatThereIsOfAProgramThatPromisesMore) {
  ts::testing::StreamWriter out;
  out.tables();
  out.pes(ts::testing::sample_audio, {.stream_id = 0xC0, .pts = 9000}, adts_frame(100, 1));
  const Out got = whole(out.view());
  EXPECT_FALSE(got.fault);
  ASSERT_EQ(got.inits().size(), 1U);
  EXPECT_EQ(got.inits()[0].tracks.size(), 1U);
}

TEST(Transmuxer, PutsAGapOfTheSoundWhereItIs) {
  ts::testing::StreamWriter out;
  const ts::testing::PmtStream streams[] = {{0x0F, ts::testing::sample_audio, {}}};
  out.section(ts::Pid{0}, ts::testing::pat_section(1, ts::testing::sample_pmt));
  out.section(ts::testing::sample_pmt, ts::testing::pmt_section(1, streams));
  for (unsigned i = 0; i < 6; ++i) {
    // Rounded, late by three milliseconds once, and from the fourth on half a second later.
    const std::uint64_t pts = 90'000 + 1920 * i + (i == 2 ? 270 : 0) + (i >= 3 ? 45'000 : 0);
    out.pes(ts::testing::sample_audio, {.stream_id = 0xC0, .pts = pts}, adts_frame(50, i));
  }
  std::vector<std::int64_t> starts;
  std::vector<std::uint32_t> counts;
  for (const auto& one : whole(out.view()).fragments(2)) {
    starts.push_back(one.decode_time.value - Clock::turn - 90'000);
    counts.push_back(one.samples);
  }
  ASSERT_EQ(counts, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(starts, (std::vector<std::int64_t>{0, 1920, 3 * 1920 + 45'000}));
}

TEST(Transmuxer, PlaysPackedAudioAtTheTimeOfItsTag) {
  const auto segment = packed_audio(126'000, 20);
  const Out out = whole(segment);
  EXPECT_FALSE(out.fault);
  ASSERT_EQ(out.inits().size(), 1U);
  EXPECT_EQ(out.inits()[0].tracks.at(0).codec, "mp4a.40.2");
  expect_track(out.fragments(2), Clock::turn + 126'000, 20, Clock::turn + 126'000 + 20 * 1920);
}

TEST(Transmuxer, PlaysPackedAudioWithoutATagFromZero) {
  const auto segment = packed_audio(126'000, 20);
  const Out out = whole(Bytes(segment).subspan(10 + 10 + 45 + 8));
  EXPECT_FALSE(out.fault);
  expect_track(out.fragments(2), Clock::turn, 20, Clock::turn + 20 * 1920);
}

TEST(Transmuxer, SaysWhyThereIsNothingToPlay) {
  EXPECT_EQ(whole({}).fault, Fault::missing);
  EXPECT_EQ(whole(std::vector<std::byte>(5000, std::byte{'<'})).fault, Fault::missing);
  EXPECT_EQ(whole(std::vector<std::byte>(5000, std::byte{'I'})).fault, Fault::missing);
  EXPECT_EQ(whole(Bytes(packed_audio(1, 0))).fault, Fault::missing);
  ts::testing::StreamWriter other;
  const ts::testing::PmtStream streams[] = {{0x24, ts::testing::sample_video, {}},
                                            {0xDB, ts::testing::sample_audio, {}}};
  other.section(ts::Pid{0}, ts::testing::pat_section(1, ts::testing::sample_pmt));
  other.section(ts::testing::sample_pmt, ts::testing::pmt_section(1, streams));
  EXPECT_EQ(whole(other.view()).fault, Fault::unsupported);
  ts::testing::StreamWriter silent;
  silent.tables();
  EXPECT_EQ(whole(silent.view()).fault, Fault::missing);
}

TEST(Transmuxer, PlaysOnOverWhatIsMissing) {
  const auto segment = film();
  std::mt19937 generator(9);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::byte> holes;
    std::size_t lost = 0;
    for (std::size_t at = 0; at < segment.size(); at += 188) {
      // Not of the first picture: without it nothing can be decoded until the next one of its kind.
      if (at >= 20 * 188 && generator() % 20 == 0) {
        ++lost;
        continue;
      }
      holes.insert(holes.end(), segment.begin() + static_cast<std::ptrdiff_t>(at),
                   segment.begin() + static_cast<std::ptrdiff_t>(at + 188));
    }
    const Out out = whole(holes);
    EXPECT_FALSE(out.fault) << round;
    std::uint32_t samples = 0;
    for (const auto& one : out.fragments(1)) samples += one.samples;
    EXPECT_GE(samples + lost, 45U) << round;
  }
}

TEST(Transmuxer, StandsAnyDamage) {
  const auto segment = film({.pictures = 20});
  std::mt19937 generator(21);
  for (int round = 0; round < 300; ++round) {
    auto broken = segment;
    for (int i = 0; i < 30; ++i) broken[generator() % broken.size()] = static_cast<std::byte>(generator());
    const Out once = whole(broken);
    Transmuxer transmuxer;
    ASSERT_EQ(feed(transmuxer, broken, [&](std::size_t) { return 1 + generator() % 500; }), once) << round;
    static_cast<void>(once.facts());  // our own reader takes it
  }
}

/// Made with: ffmpeg -f lavfi -i testsrc2=s=64x36:r=25:d=1.6 -f lavfi -i sine=440:r=44100:d=1.6 -c:v libx264
///   -preset veryfast -crf 40 -bf 2 -g 20 -c:a aac -b:a 16k -ac 1 -f mpegts -fflags +bitexact
///   -flags:v +bitexact -flags:a +bitexact
/// The numbers below are of ffprobe's packets.
TEST(Transmuxer, ReadsRealFilesAsFfprobeDoes) {
  const auto file = test_data::load("core/transmux/testdata/avc_aac.mpegts");
  ASSERT_FALSE(file.empty());
  const Out out = whole(file);
  EXPECT_FALSE(out.fault);
  ASSERT_EQ(out.inits().size(), 1U);
  EXPECT_EQ(out.inits()[0].tracks[0].codec, "avc1.64000a");
  EXPECT_EQ(out.inits()[0].tracks[0].width, 64U);
  EXPECT_EQ(out.inits()[0].tracks[0].height, 36U);
  EXPECT_EQ(out.inits()[0].tracks[1].channels, 1U);
  EXPECT_EQ(out.inits()[0].tracks[1].sample_rate, 44'100U);

  const auto video = out.fragments(1);
  expect_track(video, Clock::turn + 133'200, 40, Clock::turn + 133'200 + 40 * 3600);
  EXPECT_EQ(video.front().first_presentation.value, Clock::turn + 133'200);
  EXPECT_TRUE(video.front().starts_with_sync);
  std::vector<std::int64_t> keys;
  for (const auto& one : video) {
    if (one.first_sync) keys.push_back(one.first_sync->value - Clock::turn);
  }
  EXPECT_EQ(keys, (std::vector<std::int64_t>{133'200, 133'200 + 20 * 3600}));
  const std::int64_t heard = Clock::turn + 131'110;
  expect_track(out.fragments(2), heard, 70, heard + std::int64_t{70} * 1024 * 90'000 / 44'100);
}

}  // namespace
}  // namespace praxino::transmux
