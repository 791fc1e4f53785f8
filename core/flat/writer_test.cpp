#include "core/flat/writer.h"

#include <gtest/gtest.h>

#include <string>

#include "core/flat/testing/reader.h"

namespace praxino::flat {
namespace {

using testing_flat::Reader;

TEST(Writer, CountsTextInUtf16AndMendsWhatIsNoText) {
  struct Case {
    std::string text;
    std::string kept;
    std::uint32_t units;
  };
  const std::string bad = "\xEF\xBF\xBD";
  const Case cases[] = {
      {"", "", 0},
      {"plain", "plain", 5},
      {"a long line of plain text", "a long line of plain text", 25},
      {"\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9", 3},
      {"\xE2\x82\xAC", "\xE2\x82\xAC", 1},
      {"\xF0\x9F\x8E\xAC!", "\xF0\x9F\x8E\xAC!", 3},
      {"\xFFx", bad + "x", 2},
      {"\xC3", bad, 1},
      {"\xC0\xAF", bad + bad, 2},
      {"\xED\xA0\x80", bad + bad + bad, 3},
      {"\xF4\x90\x80\x80", bad + bad + bad + bad, 4},
      {"\xE2\x82", bad + bad, 2},
      {"12345678\x80", "12345678" + bad, 9},
  };
  for (const Case& it : cases) {
    Writer writer;
    writer.text("ahead");
    writer.text(it.text);
    Reader reader(writer.finish());
    EXPECT_EQ(reader.text(), "ahead");
    EXPECT_EQ(reader.number(), 5);
    EXPECT_EQ(reader.number(), it.units) << it.text;
    EXPECT_EQ(reader.all_text(), "ahead" + it.kept);
  }
}

TEST(Writer, PutsEveryColumnAtAMultipleOfEight) {
  Column narrow;
  for (const std::int64_t value : {1, 2, 4}) narrow.add(value);
  Column wide;
  for (const std::int64_t value : {-1, 0, 5}) wide.add(value);
  Writer writer;
  writer.text("text of any length");
  writer.column(narrow);
  writer.column(wide);
  writer.flag(true);
  Reader reader(writer.finish());
  EXPECT_EQ(reader.column_bytes(), 16U + 24U);
  EXPECT_EQ(reader.text(), "text of any length");
  EXPECT_EQ(reader.column(3), (std::vector<std::int64_t>{1, 2, 4}));
  EXPECT_EQ(reader.column(3), (std::vector<std::int64_t>{-1, 0, 5}));
  EXPECT_TRUE(reader.flag());
  EXPECT_TRUE(reader.at_end());
}

}  // namespace
}  // namespace praxino::flat
