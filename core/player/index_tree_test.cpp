#include "core/player/index_tree.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "core/container/webm/testing/ebml.h"
#include "core/player/testing/sidx.h"

namespace praxino::player {
namespace {

using media::ByteRange;
using testing_sidx::bytes_of;
using testing_sidx::Reference;
using testing_sidx::sidx;
using webm::testing_webm::operator+;

using Offsets = std::vector<std::uint64_t>;
using Ranges = std::vector<ByteRange>;

/// Offsets of the media that an index names.
Offsets offsets_of(const IndexTree& tree) {
  Offsets offsets;
  for (const auto& entry : tree.index().entries) offsets.push_back(entry.offset);
  return offsets;
}

/// What must be fetched then.
Ranges after(IndexTree& tree, const std::string& bytes, std::uint64_t offset) {
  Ranges wanted;
  const auto taken = tree.take(bytes_of(bytes), offset, wanted);
  EXPECT_TRUE(taken) << taken.error().what;
  return wanted;
}

TEST(IndexTree, IsWholeWithAnIndexOfMediaAlone) {
  IndexTree tree;
  const std::string bytes = sidx({{500, false}, {600, false}});
  EXPECT_EQ(after(tree, bytes, 100), Ranges{});
  EXPECT_TRUE(tree.whole());
  EXPECT_EQ(offsets_of(tree), (Offsets{100 + bytes.size(), 600 + bytes.size()}));
}

TEST(IndexTree, AsksForWhatItRefersToAndKeepsItsOrder) {
  IndexTree tree;
  const std::string top = sidx({{1000, true}, {50, false}, {100'000, true}});
  const std::uint64_t first = top.size();
  const std::uint64_t media = first + 1000;
  const std::uint64_t second = media + 50;
  EXPECT_EQ(after(tree, top, 0), (Ranges{{first, 1000}, {second, 4096}}));
  EXPECT_FALSE(tree.whole());
  // Their answers come in any order.
  const std::string two = sidx({{7, false}});
  EXPECT_EQ(after(tree, two + std::string(100, 'm'), second), Ranges{});
  const std::string one = sidx({{3, false}, {4, false}});
  EXPECT_EQ(after(tree, one, first), Ranges{});
  ASSERT_TRUE(tree.whole());
  EXPECT_EQ(offsets_of(tree),
            (Offsets{first + one.size(), first + one.size() + 3, media, second + two.size()}));
  EXPECT_EQ(tree.index().timescale, 1000u);
  EXPECT_EQ(after(tree, one, first), Ranges{}) << "what nobody waits for changes nothing";
  EXPECT_EQ(offsets_of(tree).size(), 4u);
}

TEST(IndexTree, TakesWhatLiesInTheSameBytes) {
  IndexTree tree;
  const std::string leaf = sidx({{9, false}});
  const auto size = static_cast<std::uint32_t>(leaf.size());
  const std::string middle = sidx({{size + 9, true}, {size + 9, true}});
  const auto all = static_cast<std::uint32_t>(middle.size()) + 2 * (size + 9);
  const std::string bytes = sidx({{all, true}}) + middle + leaf + "mediamedi" + leaf;
  EXPECT_EQ(after(tree, bytes, 40), Ranges{});
  EXPECT_TRUE(tree.whole());
  EXPECT_EQ(offsets_of(tree), (Offsets{40 + bytes.size() - size - 9, 40 + bytes.size()}));
}

TEST(IndexTree, AsksForTheRestOfWhatIsCutByTheEndOfTheBytes) {
  IndexTree tree;
  const std::string leaf = sidx({{9, false}});
  const std::string top = sidx({{100, true}});
  EXPECT_EQ(after(tree, top + leaf.substr(0, 8), 0), (Ranges{{top.size(), leaf.size()}}));
  EXPECT_EQ(after(tree, leaf, top.size()), Ranges{});
  EXPECT_TRUE(tree.whole());
}

TEST(IndexTree, MayStandBehindOtherBoxesAndBeCut) {
  IndexTree tree;
  const std::string styp("\0\0\0\x0cstypsisx", 12);
  const std::string bytes = sidx({{500, false}, {600, false}});
  EXPECT_EQ(after(tree, styp + bytes.substr(0, 40), 100), (Ranges{{112, bytes.size()}}));
  EXPECT_FALSE(tree.whole());
  EXPECT_EQ(after(tree, bytes, 112), Ranges{});
  EXPECT_TRUE(tree.whole());
  EXPECT_EQ(tree.index().timescale, 1000u);
  EXPECT_EQ(offsets_of(tree), (Offsets{112 + bytes.size(), 612 + bytes.size()}));
}

TEST(IndexTree, AsksAgainForAnIndexThatIsLargerThanTheFirstLook) {
  IndexTree tree;
  const std::uint64_t at = after(tree, sidx({{1'000'000, true}}), 0)[0].offset;
  const std::string large = sidx(std::vector<Reference>(1000, {10, false}));
  EXPECT_EQ(after(tree, large.substr(0, IndexTree::first_look), at), (Ranges{{at, large.size()}}));
  EXPECT_FALSE(tree.whole());
  EXPECT_EQ(after(tree, large, at), Ranges{});
  EXPECT_EQ(offsets_of(tree).size(), 1000u);
}

TEST(IndexTree, FollowsAChain) {
  IndexTree tree;
  std::uint64_t at = 0;
  for (int i = 0; i < 50; ++i) {
    const Ranges wanted = after(tree, sidx({{100, false}, {200, true}}), at);
    ASSERT_EQ(wanted.size(), 1u);
    at = wanted[0].offset;
  }
  EXPECT_EQ(after(tree, sidx({{100, false}}), at), Ranges{});
  EXPECT_TRUE(tree.whole());
  EXPECT_EQ(offsets_of(tree).size(), 51u);
}

TEST(IndexTree, IsRefusedWithThePlace) {
  struct Row {
    const char* what;
    std::string nested;
    Fault fault;
  };
  const std::array<Row, 6> rows{{
      {"media", std::string("\0\0\0\x10moof12345678", 16), Fault::missing},
      {"another clock", sidx({{1, false}}, 90000), Fault::unsupported},
      {"cut short again", sidx({{1, false}}).substr(0, 20), Fault::missing},
      {"less than a header", "abc", Fault::missing},
      {"too many", sidx(std::vector<Reference>(2000, {8, true})), Fault::too_large},
      {"nothing but itself without bytes", sidx(std::vector<Reference>(2000, {0, true})), Fault::too_large},
  }};
  for (const Row& row : rows) {
    IndexTree tree;
    Ranges wanted = after(tree, sidx({{100'000, true}}), 5);
    const std::uint64_t at = wanted[0].offset;
    Result<void> taken;
    for (std::size_t i = 0; i <= IndexTree::most_looks && taken; ++i)
      taken = tree.take(bytes_of(row.nested), at, wanted);
    ASSERT_FALSE(taken) << row.what;
    EXPECT_EQ(taken.error().fault, row.fault) << row.what;
    EXPECT_EQ(taken.error().where, at) << row.what;
  }
  IndexTree none;
  Ranges wanted;
  EXPECT_FALSE(none.take(bytes_of("<!doctype html>"), 0, wanted));
}

TEST(IndexTree, CountsTheWayThroughSharedIndexes) {
  // Each index refers twice to the next one, which lies in the same bytes: 2^40 ways to the last.
  std::string bytes;
  for (int i = 0; i < 40; ++i) bytes += sidx({{0, true}, {100, true}});
  IndexTree tree;
  Ranges wanted;
  const auto taken = tree.take(bytes_of(bytes), 0, wanted);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().fault, Fault::too_large);
}

TEST(IndexTree, HoldsSoManySegmentsAndNoMore) {
  IndexTree tree;
  const std::string leaf = sidx(std::vector<Reference>(60'000, {1, false}));
  const auto size = static_cast<std::uint32_t>(leaf.size());
  const Ranges asked = after(tree, sidx(std::vector<Reference>(5, {size, true})), 0);
  Ranges wanted;
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(tree.take(bytes_of(leaf), asked[static_cast<std::size_t>(i)].offset, wanted));
  const auto taken = tree.take(bytes_of(leaf), asked[4].offset, wanted);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().fault, Fault::too_large);
}

/// A WebM file's head, and its Cues, which tell of two Clusters.
struct WebmFile {
  webm::testing_webm::File head = webm::testing_webm::head_of(webm::testing_webm::info_of(), 50'000);
  webm::testing_webm::File cues = webm::testing_webm::element(
      0x1C53BB6B, webm::testing_webm::cue(0, 1000) + webm::testing_webm::cue(2000, 3000));
};

TEST(IndexTree, IsWholeWithAWebmFilesHeadAndCues) {
  const WebmFile file;
  IndexTree tree;
  Ranges wanted;
  const ByteRange cues{file.head.size(), file.cues.size()};
  const auto bytes = file.head + file.cues;
  ASSERT_TRUE(tree.take_webm(bytes, 0, cues, wanted));
  EXPECT_EQ(wanted, Ranges{});
  EXPECT_TRUE(tree.whole());
  const std::uint64_t data = webm::testing_webm::header.size() + 8;
  EXPECT_EQ(offsets_of(tree), (Offsets{data + 1000, data + 3000}));
}

TEST(IndexTree, AsksForCuesThatAreFarAway) {
  const WebmFile file;
  IndexTree tree;
  Ranges wanted;
  const ByteRange cues{49'000, file.cues.size()};
  ASSERT_TRUE(tree.take_webm(file.head, 0, cues, wanted));
  EXPECT_EQ(wanted, Ranges{cues});
  EXPECT_FALSE(tree.whole());
  IndexTree empty = tree;
  EXPECT_FALSE(empty.take_webm({}, cues.offset, cues, wanted)) << "they are not asked for again";
  EXPECT_EQ(wanted.size(), 1u);
  ASSERT_TRUE(tree.take_webm(file.cues, cues.offset, cues, wanted));
  EXPECT_TRUE(tree.whole());
  EXPECT_EQ(tree.index().entries.size(), 2u);
}

TEST(IndexTree, RefusesWhatIsNoWebm) {
  IndexTree tree;
  Ranges wanted;
  const auto taken = tree.take_webm(bytes_of(std::string(100, 'x')), 0, {200, 50}, wanted);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().fault, Fault::malformed);
  EXPECT_EQ(wanted, Ranges{});
}

}  // namespace
}  // namespace praxino::player
