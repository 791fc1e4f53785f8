#include "core/flat/column.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/flat/testing/reader.h"
#include "core/flat/writer.h"

namespace praxino::flat {
namespace {

using testing_flat::Reader;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Column, HoldsWhatWasAdded) {
  struct Case {
    std::vector<std::int64_t> rows;
    std::size_t bytes;  ///< That the rows take.
  };
  const Case cases[] = {
      {{}, 0},
      {{7}, 0},
      {{7, 7, 7}, 0},
      {{0, 10, 20, 30}, 0},
      {{30, 20, 10, 0, -10}, 0},
      {{0, 10, 20, 31}, 16},
      {{0, 10, 20, 30, 30, 50}, 24},
      {{5, 0xFFFFFFFF, 5}, 16},
      {{5, 0x100000000, 5}, 24},
      {{-1, 5, -1}, 24},
      {{std::int64_t{1} << 60, (std::int64_t{1} << 60) + 1}, 16},
      {{kLeast, kMost}, 16},
      {{kMost - 1, kMost}, 16},
      {{kMost, kMost, kLeast}, 24},
  };
  for (const Case& it : cases) {
    Column column;
    for (const std::int64_t value : it.rows) column.add(value);
    EXPECT_EQ(column.size(), it.rows.size());
    Writer writer;
    writer.column(column);
    Reader reader(writer.finish());
    EXPECT_EQ(reader.column_bytes(), it.bytes);
    EXPECT_EQ(reader.column(it.rows.size()), it.rows);
    EXPECT_TRUE(reader.at_end());
  }
}

}  // namespace
}  // namespace praxino::flat
