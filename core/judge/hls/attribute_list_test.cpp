#include "core/judge/hls/attribute_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace praxino::judge::hls {
namespace {

struct Row {
  const char* list;
  std::vector<Attribute> expected;
};

TEST(AttributeList, KeepsWhatIsThereAndTellsWhatIsWrong) {
  const std::vector<Row> rows{
      {"", {}},
      {"A=1", {{"A", "1"}}},
      {"A=1,B-2=\"x, y=z\",C=", {{"A", "1"}, {"B-2", "x, y=z", true}, {"C", ""}}},
      {"A=\"\"", {{"A", "", true}}},
      {"A", {{"A", "", false, false, Slip::no_value}}},
      {"A,B=1", {{"A", "", false, false, Slip::no_value}, {"B", "1"}}},
      {",", {{"", "", false, false, Slip::empty}, {"", "", false, false, Slip::empty}}},
      {"A=1,", {{"A", "1"}, {"", "", false, false, Slip::empty}}},
      {"A=1,,B=2", {{"A", "1"}, {"", "", false, false, Slip::empty}, {"B", "2"}}},
      {"A=\"1,B=2", {{"A", "1,B=2", true, false, Slip::open_string}}},
      {"A=\"1\"x,B=2", {{"A", "1", true, false, Slip::after_string}, {"B", "2"}}},
      {"A=\"1\" ,B=2", {{"A", "1", true, true}, {"B", "2"}}},
      {" A=1", {{"A", "1", false, true}}},
      {"A =1, B= 2,C= \"3\"", {{"A", "1", false, true}, {"B", "2", false, true}, {"C", "3", true, true}}},
      {"A=1=2", {{"A", "1=2"}}},
      {"=1", {{"", "1"}}},
      {"A=x\"y,z\"", {{"A", "x\"y"}, {"z\"", "", false, false, Slip::no_value}}},
  };
  for (const Row& row : rows) {
    std::size_t count = 0;
    for (AttributeList list(row.list); list.next(); ++count) {
      const Attribute& attribute = list.attribute();
      ASSERT_LT(count, row.expected.size()) << row.list << ": " << attribute.name;
      const Attribute& expected = row.expected[count];
      EXPECT_EQ(attribute.name, expected.name) << row.list;
      EXPECT_EQ(attribute.value, expected.value) << row.list;
      EXPECT_EQ(attribute.quoted, expected.quoted) << row.list;
      EXPECT_EQ(attribute.spaced, expected.spaced) << row.list;
      EXPECT_EQ(attribute.slip, expected.slip) << row.list;
    }
    EXPECT_EQ(count, row.expected.size()) << row.list;
  }
}

}  // namespace
}  // namespace praxino::judge::hls
