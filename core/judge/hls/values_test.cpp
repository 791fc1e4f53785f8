#include "core/judge/hls/values.h"

#include <gtest/gtest.h>

namespace praxino::judge::hls {
namespace {

TEST(Values, HaveStrictForms) {
  struct Row {
    bool (*form)(std::string_view);
    std::vector<const char*> good;
    std::vector<const char*> bad;
  };
  const std::vector<Row> rows{
      {is_integer,
       {"0", "007", "18446744073709551615", "00000000000000000001"},
       {"", "-1", "+1", "1.0", "18446744073709551616", "000000000000000000001", "0x1", " 1"}},
      {is_decimal,
       {"0", "1.5", ".5", "5.", "123456789012345678901234567890"},
       {"", ".", "-1", "1e3", "1.2.3", "1,5"}},
      {is_signed_decimal, {"-1.5", "0", "-.5"}, {"-", "--1", "+1", "1-", ""}},
      {is_hexadecimal, {"0xA0", "0Xff", "0x0"}, {"0x", "A0", "0xG", "0x A", ""}},
      {is_resolution, {"1920x1080", "0x0"}, {"1920", "1920X1080", "x1080", "1920x", "1920x1080x2", "-1x2"}},
      {is_language,
       {"en", "pt-BR", "zh-Hant-TW", "sr-Latn", "i-klingon", "x-private", "es-419", "de-1996"},
       {"", "e", "en-", "-en", "en_US", "portuguese", "1en", "en--US"}},
      {has_uri_characters,
       {"", "a/b?c=d&e#f", "https://[::1]/%20", "data:text/plain;base64,AA==", "//host/x~"},
       {"a b", "a\"b", "a<b", "%", "%4", "%4g", "a\\b", "{a}", "\xC3\xA9", "a|b", "a^b", "a`b"}},
  };
  for (const Row& row : rows) {
    for (const char* text : row.good) EXPECT_TRUE(row.form(text)) << text;
    for (const char* text : row.bad) EXPECT_FALSE(row.form(text)) << text;
  }
}

TEST(Values, AreExactNumbers) {
  EXPECT_EQ(to_micros("1.5"), 1'500'000);
  EXPECT_EQ(to_micros("-0.000001"), -1);
  EXPECT_EQ(to_micros("99999999999999999999999"), 100'000'000'000 * second);
  EXPECT_EQ(to_micros("-99999999999999999999999"), -100'000'000'000 * second);
  EXPECT_FALSE(to_micros("1e3"));
  EXPECT_EQ(to_rounded("10.4999999999999999"), 10U);
  EXPECT_EQ(to_rounded("10.5"), 11U);
  EXPECT_EQ(to_rounded(".5"), 1U);
  EXPECT_EQ(to_rounded("7"), 7U);
  EXPECT_EQ(to_rounded("99999999999999999999999.9"), UINT64_MAX);
  EXPECT_FALSE(to_rounded("-1"));
  EXPECT_EQ(sum(INT64_MAX, 1), INT64_MAX);
  EXPECT_EQ(sum(INT64_MIN, -1), INT64_MIN);
}

TEST(Values, ReadByteRanges) {
  EXPECT_EQ(parse_range("5@7")->length, 5U);
  EXPECT_EQ(parse_range("5@7")->offset, 7U);
  EXPECT_FALSE(parse_range("5")->offset);
  for (const char* text : {"", "@", "5@", "@5", "-5@1", "5 @1", "5@1@2", "18446744073709551615@1"}) {
    EXPECT_FALSE(parse_range(text)) << text;
  }
}

}  // namespace
}  // namespace praxino::judge::hls
