#include "core/container/webm/cues.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

#include "core/container/webm/testing/ebml.h"

namespace praxino::webm {
namespace {

using namespace testing_webm;

TEST(WebmHead, SaysWhereItsPositionsCountFrom) {
  const File file = head_of(element(0xEC, File(9)) + info_of());
  const auto head = read_head(file);
  ASSERT_TRUE(head) << head.error().what;
  const std::uint64_t data = header.size() + 8;
  EXPECT_EQ(*head, (Head{.data = data, .end = data + 5000, .tick = 1'000'000, .duration = 6000}));
  EXPECT_TRUE(is_file(file));
  EXPECT_FALSE(is_file(File(8)));
  EXPECT_FALSE(is_file({}));
}

TEST(WebmHead, MayBeOfUnknownLength) {
  const File file = header + bytes_of(0x18538067, 4) + bytes_of(0x01FFFFFFFFFFFFFF, 8) + info_of();
  const auto head = read_head(file);
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->end);
}

TEST(WebmHead, ReadsADurationOfFourBytes) {
  const File info = element(0x1549A966, element(0x4489, bytes_of(std::bit_cast<std::uint32_t>(1.5F), 4)));
  EXPECT_EQ(read_head(head_of(info))->duration, 1.5);
}

TEST(WebmHead, IsRefusedWhereverItIsCutShort) {
  const File file = head_of(info_of());
  for (std::size_t keep = 0; keep < file.size(); ++keep) {
    const File cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(keep));
    EXPECT_FALSE(read_head(cut)) << keep;
  }
}

TEST(WebmHead, RefusesWhatCannotBe) {
  struct Case {
    const char* why;
    File file;
    Fault fault;
  };
  const Case cases[] = {
      {"nothing", {}, Fault::malformed},
      {"ISO media", bytes_of(0x18, 4) + bytes_of(0x66747970, 4) + File(16), Fault::malformed},
      {"no Segment", header + info_of(), Fault::malformed},
      {"no Info before the first Cluster", head_of(element(0x1F43B675, {}) + info_of()), Fault::missing},
      {"a scale of 0", head_of(info_of(0)), Fault::malformed},
      {"a name of five bytes", header + bytes_of(0x0818538067, 5), Fault::malformed},
  };
  for (const Case& one : cases) {
    const auto head = read_head(one.file);
    ASSERT_FALSE(head) << one.why;
    EXPECT_EQ(head.error().fault, one.fault) << one.why;
  }
}

const Head kHead{.data = 100, .end = 10'100, .tick = 1'000'000, .duration = 5500};

TEST(WebmCues, TellOfClusters) {
  const File cues = element(0x1C53BB6B, cue(0, 500) + cue(2000, 1500) + cue(4000, 4000));
  const auto index = read_cues(cues, 200, kHead);
  ASSERT_TRUE(index) << index.error().what;
  EXPECT_EQ(*index,
            (media::SegmentIndex{.timescale = 1'000'000,
                                 .earliest_time = 0,
                                 .entries = {{.offset = 600, .size = 1000, .duration = 2'000'000},
                                             {.offset = 1600, .size = 2500, .duration = 2'000'000},
                                             {.offset = 4100, .size = 6000, .duration = 1'500'000}}}));
}

TEST(WebmCues, BehindTheMediaEndThem) {
  const File cues = element(0x1C53BB6B, cue(1000, 500) + cue(3000, 1500));
  const auto index = read_cues(cues, 9000, {.data = 100, .tick = 1'000'000});
  ASSERT_TRUE(index) << index.error().what;
  EXPECT_EQ(index->earliest_time, 1'000'000);
  EXPECT_EQ(index->entries.back().size, 9000U - 1600U);
  EXPECT_EQ(index->entries.back().duration, 2'000'000U) << "as long as the one before, where nothing is said";
}

TEST(WebmCues, OfOneClusterAreOne) {
  const File cues = element(0x1C53BB6B, cue(0, 500) + cue(1000, 500) + cue(2000, 1500));
  const auto index = read_cues(cues, 200, kHead);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->entries.size(), 2U);
  EXPECT_EQ(index->entries[0].duration, 2'000'000U);
}

TEST(WebmCues, AreRefusedWhereverTheyAreCutShort) {
  const File cues = element(0x1C53BB6B, cue(0, 500) + cue(2000, 1500));
  for (std::size_t keep = 0; keep < cues.size(); ++keep) {
    const File cut(cues.begin(), cues.begin() + static_cast<std::ptrdiff_t>(keep));
    EXPECT_FALSE(read_cues(cut, 200, kHead)) << keep;
  }
}

TEST(WebmCues, RefusesWhatCannotBe) {
  struct Case {
    const char* why;
    File points;
    Fault fault;
    Head head = kHead;
  };
  constexpr std::uint64_t kLarge = ~std::uint64_t{0};
  const Case cases[] = {
      {"no cues", {}, Fault::missing},
      {"a cue without a cluster", element(0xBB, number(0xB3, 1)), Fault::missing},
      {"places that go back", cue(0, 1500) + cue(2000, 500), Fault::malformed},
      {"times that go back", cue(2000, 500) + cue(0, 1500), Fault::malformed},
      {"a time of 2^64", cue(kLarge, 500), Fault::too_large},
      {"a cluster of an hour and more", cue(0, 500) + cue(5'000'000, 1500), Fault::malformed},
      {"a cluster of 5 GB", cue(0, 500) + cue(2000, 5'000'000'000), Fault::malformed},
      {"a place of 2^64", cue(0, kLarge), Fault::unsupported},
      {"no end", cue(0, 500), Fault::unsupported, {.data = 100}},
  };
  for (const Case& one : cases) {
    const auto index = read_cues(element(0x1C53BB6B, one.points), 200, one.head);
    ASSERT_FALSE(index) << one.why;
    EXPECT_EQ(index.error().fault, one.fault) << one.why;
  }
}

}  // namespace
}  // namespace praxino::webm
