#include "core/container/mp4/reader.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/container/mp4/testing/sample_file.h"

namespace praxino::mp4 {
namespace {

using namespace testing;
using File = std::vector<std::byte>;

TEST(ReadIndex, PlacesItsEntriesInTheFile) {
  const File sidx = sample_index();
  const auto index = read_index(sidx, 1000);
  ASSERT_TRUE(index) << index.error().what;
  const std::uint64_t first = 1000 + sidx.size() + 16;
  const media::SegmentIndex expected = {
      .timescale = 12800,
      .earliest_time = 1024,
      .entries = {{.offset = first, .size = 5000, .duration = 25600, .nested = false},
                  {.offset = first + 5000, .size = 300, .duration = 51200, .nested = true}}};
  EXPECT_EQ(*index, expected);
}

TEST(ReadIndex, ReadsTimesOf64Bits) {
  const auto index = read_index(sample_index(1), 0);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->earliest_time, 0x1'0000'0000);
  EXPECT_EQ(index->entries.size(), 2U);
}

TEST(ReadIndex, IsRefusedWhereverItIsCutShort) {
  for (const std::uint8_t version : {std::uint8_t{0}, std::uint8_t{1}}) {
    const File sidx = sample_index(version);
    for (std::size_t keep = 0; keep < sidx.size() - 8; ++keep) {
      EXPECT_FALSE(read_index(with_payload_cut(sidx, fourcc("sidx"), keep), 0)) << keep;
      const File cut(sidx.begin(), sidx.begin() + static_cast<std::ptrdiff_t>(keep));
      EXPECT_FALSE(read_index(cut, 0)) << keep;
    }
  }
}

TEST(ReadIndex, RefusesWhatCannotBe) {
  struct Case {
    const char* why;
    File file;
    Fault fault;
  };
  const File good = sample_index();
  const Case cases[] = {
      {"one reference more than it holds", with_u32(good, fourcc("sidx"), 20, 3), Fault::malformed},
      {"65535 references", with_u32(good, fourcc("sidx"), 20, 0xFFFF), Fault::malformed},
      {"a timescale of 0", with_u32(good, fourcc("sidx"), 8, 0), Fault::malformed},
      {"version 2", with_u32(good, fourcc("sidx"), 0, 0x02000000), Fault::unsupported},
      {"a time of 2^63", with_u32(sample_index(1), fourcc("sidx"), 12, 0x80000000), Fault::malformed},
      {"a first offset of 2^63", with_u32(sample_index(1), fourcc("sidx"), 20, 0x80000000), Fault::malformed},
  };
  for (const Case& test : cases) {
    const auto index = read_index(test.file, 77);
    ASSERT_FALSE(index) << test.why;
    EXPECT_EQ(index.error().fault, test.fault) << test.why;
    EXPECT_EQ(index.error().where, 77U) << test.why;
  }
}

}  // namespace
}  // namespace praxino::mp4
