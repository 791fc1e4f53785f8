#include "core/container/mp4/scanner.h"

#include <gtest/gtest.h>

#include <random>
#include <string_view>
#include <vector>

#include "core/container/mp4/box.h"
#include "core/container/mp4/reader.h"
#include "core/container/mp4/testing/feed.h"
#include "core/container/mp4/testing/sample_file.h"
#include "core/container/mp4/writer.h"

namespace praxino::mp4 {
namespace {

using namespace testing;
using File = std::vector<std::byte>;

File text(std::string_view characters) {
  const Bytes bytes = std::as_bytes(std::span(characters));
  return {bytes.begin(), bytes.end()};
}

File box(const char (&type)[5], std::size_t payload) {
  ByteWriter out;
  out.u32(static_cast<std::uint32_t>(8 + payload));
  for (int i = 0; i < 4; ++i) out.u8(static_cast<std::uint8_t>(type[i]));
  out.zeros(payload);
  return out.release();
}

File join(std::initializer_list<File> parts) {
  File out;
  for (const File& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// A whole file of one of each: and files that go wrong, each in its own way.
std::vector<File> files() {
  const File file = sample_file();
  const File segment = sample_media_segment();
  const File init = sample_init_segment();
  File largesize = init;
  {
    ByteWriter out;
    out.u32(1);
    out.u32(fourcc("mdat"));
    out.u64(16 + 50);
    out.zeros(50);
    largesize = join({init, out.release(), segment});
  }
  return {
      file,
      largesize,
      join({init, with_size(segment, fourcc("mdat"), 0)}),
      join({init, with_size(segment, fourcc("mdat"), 8), segment}),
      join({init, with_u32(segment, fourcc("trun"), 4, 99), segment}),
      join({init, segment, text("<html><body>502</body></html>")}),
      join({segment, init}),
      join({box("styp", 0), init, segment, box("zzzz", 20), sample_event(300)}),
      join({init, with_size(segment, fourcc("moof"), 0)}),
      File(file.begin(), file.end() - 50),
      File(file.begin(), file.end() - 150),
      File(file.begin(), file.begin() + 4),
  };
}

/// Where the boxes lie that may not be accepted in parts, found without the reader.
bool inside_held_box(Bytes file, std::size_t position) {
  for (std::size_t at = 0; at + 8 <= file.size();) {
    ByteReader in(file.subspan(at));
    std::uint64_t size = in.u32();
    const FourCc type = in.u32();
    if (size == 1) size = in.u64();
    if (size < 8) return false;
    const bool held =
        type == fourcc("moov") || type == fourcc("moof") || type == fourcc("sidx") || type == fourcc("emsg");
    if (position > at && position < at + size) return held;
    at += size;
  }
  return false;
}

TEST(Scanner, FindsWhatIsInAFile) {
  const File file = sample_file();
  const Outcome outcome = feed_whole(file);
  EXPECT_FALSE(outcome.fault);
  EXPECT_EQ(outcome.accepted, file.size());
  ASSERT_EQ(outcome.facts.size(), 5U);
  EXPECT_EQ(std::get<Init>(outcome.facts[0]), sample_init());
  EXPECT_EQ(std::get<media::SegmentIndex>(outcome.facts[1]).entries.size(), 2U);
  EXPECT_EQ(std::get<RawBox>(outcome.facts[2]).bytes, sample_event());
  const auto& first = std::get<Fragment>(outcome.facts[3]);
  const auto& second = std::get<Fragment>(outcome.facts[4]);
  EXPECT_EQ(second.at - first.at, sample_media_segment().size());
  EXPECT_EQ(second.at + sample_media_segment().size(), file.size());
}

TEST(Scanner, ComesToTheSameForEveryCutInTwo) {
  for (const File& file : files()) {
    const Outcome whole = feed_whole(file);
    for (std::size_t cut = 1; cut < file.size(); ++cut) {
      ASSERT_EQ(feed(file, {}, [&](std::size_t at) { return at < cut ? cut - at : file.size(); }), whole)
          << cut;
    }
  }
}

TEST(Scanner, ComesToTheSameByteByByte) {
  for (const File& file : files()) {
    EXPECT_EQ(feed(file, {}, [](std::size_t) { return std::size_t{1}; }), feed_whole(file));
  }
}

TEST(Scanner, ComesToTheSameForRandomCuts) {
  std::mt19937 random(20261120);
  for (const File& file : files()) {
    const Outcome whole = feed_whole(file);
    for (int round = 0; round < 100; ++round) {
      const std::size_t most = 1 + random() % 300;
      ASSERT_EQ(feed(file, {}, [&](std::size_t) { return 1 + random() % most; }), whole) << round;
    }
  }
}

/// An init, then a minute's fragments of a track, each with an event before it.
File large_file() {
  ByteWriter out;
  out.bytes(sample_init_segment());
  std::vector<RunSample> samples(150);
  for (std::uint64_t i = 0; i < 60; ++i) {
    std::size_t bytes = 0;
    for (std::size_t k = 0; k < samples.size(); ++k) {
      samples[k].duration = 512;
      samples[k].size = static_cast<std::uint32_t>(300 + k * i % 200);
      samples[k].flags = k == 0 ? 0 : kNonSync;
      samples[k].composition = k % 3 == 0 ? 1024 : 0;
      bytes += samples[k].size;
    }
    out.bytes(sample_event(i));
    write_fragment(out, {.decode_time = i * 150 * 512, .samples = samples});
    out.zeros(bytes);
  }
  return out.release();
}

TEST(Scanner, ComesToTheSameForAThousandCutsAtATimeInALargeFile) {
  const File file = large_file();
  ASSERT_GT(file.size(), 3'000'000U);
  const Outcome whole = feed_whole(file);
  EXPECT_FALSE(whole.fault);
  EXPECT_EQ(whole.facts.size(), 1U + 60 + 60);
  std::mt19937 random(4);
  for (int round = 0; round < 20; ++round) {
    const std::size_t most = file.size() / 500;
    ASSERT_EQ(feed(file, {}, [&](std::size_t) { return 1 + random() % most; }), whole) << round;
  }
}

TEST(Scanner, NeverAcceptsAPartOfWhatItHasNotRead) {
  for (const File& file : files()) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{64}, file.size()}) {
      feed(
          file, {}, [&](std::size_t) { return piece; },
          [&](std::size_t accepted) { EXPECT_FALSE(inside_held_box(file, accepted)) << accepted; });
    }
  }
}

TEST(Scanner, AcceptsMediaAsItComes) {
  Scanner scanner;
  scanner.use(sample_init());
  const File segment = sample_media_segment();
  const std::size_t media = segment.size() - 100;
  std::vector<Fact> facts;
  EXPECT_EQ(scanner.accept(Bytes(segment).first(media + 1), facts)->bytes, media + 1);
  EXPECT_EQ(scanner.accept(Bytes(segment).subspan(media + 1, 1), facts)->bytes, 1U);
  EXPECT_EQ(scanner.offset(), media + 2);
}

TEST(Scanner, HoldsAFragmentBackUntilItsLastByte) {
  Scanner scanner;
  scanner.use(sample_init());
  const File segment = sample_media_segment();
  const std::size_t moof = box_in(segment, fourcc("moof")).size();
  std::vector<Fact> facts;
  EXPECT_EQ(scanner.accept(Bytes(segment).first(moof - 1), facts)->bytes, 0U);
  EXPECT_TRUE(facts.empty());
  EXPECT_EQ(scanner.accept(Bytes(segment).first(moof), facts)->bytes, moof);
  EXPECT_EQ(facts.size(), 1U);
}

TEST(Scanner, ReadsFragmentsByAnInitThatCameBefore) {
  Scanner scanner;
  feed_whole(sample_init_segment(), scanner);
  std::vector<Fact> facts;
  ASSERT_TRUE(scanner.accept(sample_init_segment(), facts));
  scanner.restart(5000);
  ASSERT_TRUE(scanner.accept(sample_media_segment(), facts));
  EXPECT_TRUE(scanner.finish());
  EXPECT_EQ(std::get<Fragment>(facts.at(1)).at, 5000U);
  EXPECT_EQ(scanner.offset(), 5000 + sample_media_segment().size());
}

TEST(Scanner, MissesTheInitOfAFragment) {
  const Outcome outcome = feed_whole(sample_media_segment());
  EXPECT_EQ(outcome.fault->fault, Fault::missing);
  EXPECT_EQ(outcome.accepted, 0U);
}

TEST(Scanner, CanBeCopiedToLookAhead) {
  const File file = sample_file();
  Scanner scanner;
  std::vector<Fact> facts;
  const std::size_t half = scanner.accept(Bytes(file).first(file.size() / 2), facts)->bytes;
  Scanner ahead = scanner;
  EXPECT_EQ(ahead, scanner);
  ASSERT_TRUE(ahead.accept(Bytes(file).subspan(half), facts));
  EXPECT_NE(ahead, scanner);
  EXPECT_EQ(scanner.offset(), half);
}

TEST(Scanner, RefusesWhatIsNoIsoMediaFileAtItsFirstEightBytes) {
  const char* const bodies[] = {
      "<!DOCTYPE html>",
      "<html><head></head>",
      "\xEF\xBB\xBF<!DOCTYPE html>",
      "{\"error\":\"gone\"}",
      "Not found",
      "#EXTM3U\n#EXT-X-VERSION:7\n",
      "WEBVTT\n\n",
      "<?xml version=\"1.0\"?>",
      "\n\n\n\n<html></html>",
      "ID3\x04\x10\x10\x10\x10\x10",
      "GIF89a\x01\x01",
      "\x89PNG\r\n\x1A\n",
      "\x1A\x45\xDF\xA3\x9F\x42\x86\x81",
      "G@\x10\x10G@\x10\x10",
  };
  for (const char* body : bodies) {
    const File bytes = text(body);
    std::vector<Fact> facts;
    Scanner scanner;
    const auto accepted = scanner.accept(Bytes(bytes).first(8), facts);
    ASSERT_FALSE(accepted) << body;
    EXPECT_EQ(accepted.error().fault, Fault::malformed) << body;
    EXPECT_EQ(accepted.error().where, 0U) << body;
    EXPECT_FALSE(scanner.finish()) << body;
  }
}

TEST(Scanner, SaysWhereAFileGoesWrong) {
  const File init = sample_init_segment();
  const File segment = sample_media_segment();
  struct Case {
    const char* why;
    File file;
    Fault fault;
    std::uint64_t where;
  };
  const std::size_t after = init.size();
  const Case cases[] = {
      {"a size of 7", join({init, with_size(segment, fourcc("moof"), 7)}), Fault::malformed, after},
      {"a type that is not printable", join({init, box("mo\x01z", 8)}), Fault::malformed, after},
      {"a largesize of 0", join({init, with_size(box("free", 8), fourcc("free"), 1)}), Fault::malformed,
       after},
      {"a moof of 16 MB and a byte", join({init, with_size(segment, fourcc("moof"), (16 << 20) + 1)}),
       Fault::too_large, after},
      {"a moof without a size", join({init, with_size(segment, fourcc("moof"), 0)}), Fault::unsupported,
       after},
      {"an end inside a moof", join({init, File(segment.begin(), segment.begin() + 50)}), Fault::truncated,
       after},
      {"an end inside a header", join({init, File(segment.begin(), segment.begin() + 5)}), Fault::truncated,
       after},
      {"an end inside an mdat", join({init, File(segment.begin(), segment.end() - 1)}), Fault::truncated,
       after + segment.size() - 1},
      {"a fragment that cannot be read", join({init, with_u32(segment, fourcc("trun"), 4, 99)}),
       Fault::malformed, after + 8 + 16 + 8 + 16 + 20},
  };
  for (const Case& test : cases) {
    const Outcome outcome = feed_whole(test.file);
    ASSERT_TRUE(outcome.fault) << test.why;
    EXPECT_EQ(outcome.fault->fault, test.fault) << test.why;
    EXPECT_EQ(outcome.fault->where, test.where) << test.why;
    ASSERT_FALSE(outcome.facts.empty()) << test.why;
    EXPECT_TRUE(std::holds_alternative<Init>(outcome.facts[0])) << test.why << ": what was before the fault";
    EXPECT_GE(outcome.accepted, after) << test.why;
  }
}

TEST(Scanner, StaysAtItsFaultUntilItIsStartedAgain) {
  Scanner scanner;
  std::vector<Fact> facts;
  EXPECT_FALSE(scanner.accept(text("garbage!"), facts));
  EXPECT_FALSE(scanner.accept(sample_init_segment(), facts));
  EXPECT_FALSE(scanner.finish());
  scanner.restart(0);
  EXPECT_TRUE(scanner.accept(sample_init_segment(), facts));
  EXPECT_TRUE(scanner.finish());
}

TEST(Scanner, TakesABoxWithoutASizeToTheEnd) {
  const File file =
      join({sample_init_segment(), with_size(sample_media_segment(), fourcc("mdat"), 0), box("zzzz", 3)});
  const Outcome outcome = feed_whole(file);
  EXPECT_FALSE(outcome.fault);
  EXPECT_EQ(outcome.accepted, file.size());
}

TEST(Scanner, LetsALargeEventThroughUnread) {
  const File file = sample_event((1 << 20) + 1);
  const Outcome outcome = feed(file, {}, [](std::size_t) { return std::size_t{4096}; });
  EXPECT_FALSE(outcome.fault);
  EXPECT_EQ(outcome.accepted, file.size());
  EXPECT_TRUE(outcome.facts.empty());
}

TEST(Scanner, EndsWellWithoutAnyBytes) { EXPECT_TRUE(Scanner().finish()); }

}  // namespace
}  // namespace praxino::mp4
