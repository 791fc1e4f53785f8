#include "core/judge/dash/types.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace praxino::judge::dash {
namespace {

TEST(Types, KnowTheirValues) {
  struct Row {
    Type type;
    std::vector<const char*> good;
    std::vector<const char*> bad;
  };
  const std::vector<Row> rows{
      {Type::text, {"", "anything at all"}, {}},
      {Type::none, {"", " \n"}, {"x"}},
      {Type::no_space, {"", "a-b"}, {"a b", "a\tb"}},
      {Type::names, {"a", " a  b\nc "}, {"", "  "}},
      {Type::uint32, {"0", "4294967295", " 7 "}, {"", "-1", "4294967296", "1.0", "0x1", "+"}},
      {Type::uint64, {"18446744073709551615"}, {"18446744073709551616", "-0"}},
      {Type::uint32s, {"1", "1 2  3"}, {"", "1,2", "1 -2"}},
      {Type::integer, {"-1", "+5", "0", "9223372036854775807"}, {"", "-", "1.5", "9223372036854775808"}},
      {Type::real, {"1.5", "-2", "1e3", "2.5E-3", "INF", ".5"}, {"", "fast", "1e", "e5", "1e999", "1,5"}},
      {Type::offset, {"0", "7.9", "INF"}, {"-1", "", "-INF"}},
      {Type::boolean, {"true", "false", "0", "1", " true "}, {"", "True", "yes"}},
      {Type::uint_or_bool, {"true", "7"}, {"", "-1", "maybe"}},
      {Type::duration,
       {"PT0S", "PT1H2M3.004S", "P1Y2M3DT4H", "P7D", " PT1S "},
       {"", "P", "PT", "P1DT", "60", "-PT5S", "PT1.5H", "PT1.S", "PT5", "PT1S2M", "P1H", "PT.5S"}},
      {Type::date_time,
       {"2026-01-31T12:00:00Z", "2024-02-29T23:59:59.123456789", "2026-01-31T24:00:00+14:00",
        "1970-01-01T00:00:00-05:30"},
       {"", "2026-01-31", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-31 12:00:00Z",
        "2026-01-31T12:00Z", "2026-01-31T24:00:01Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00+5",
        "2026-01-31T12:00:00Zz"}},
      {Type::url,
       {"a", "https://a.example/b?c=%20#d", "../x", "urn:uuid:x", "données/"},
       {"", " ", "a b", "<a>"}},
      {Type::profiles,
       {"urn:a", "urn:a,urn:b", "urn:a, urn:b"},
       {"", ",", "urn:a,", "urn:a,,urn:b", "urn:a urn:b"}},
      {Type::ratio, {"16:9", "1:1"}, {"", "16/9", ":9", "16:", "1.5:1", "16:9:4"}},
      {Type::frame_rate,
       {"25", "30000/1001"},
       {"", "29.97", "30/0", "30/", "/1001", "30 / 1", "-25", "25fps"}},
      {Type::sampling_rates, {"48000", "48000 96000"}, {"", "48000 96000 1", "48k"}},
      {Type::stream_access, {"0", "6"}, {"", "7", "-1"}},
      {Type::percent, {"1", "100"}, {"", "0", "101"}},
      {Type::byte_range, {"0-499", "7-", "9-8"}, {"", "5", "-5", "a-b", "0-1,3-4", "0 - 5"}},
      {Type::four_ccs, {"msdh", "msdh msix"}, {"", "abc", "msdh,msix"}},
      {Type::mime,
       {"video/mp4", "application/ttml+xml", "video/mp4; codecs=\"x\""},
       {"", "video", "video/", "/mp4", "a b/c"}},
      {Type::codecs,
       {"avc1.64001f", "avc1.64001f, mp4a.40.2", "stpp.ttml.im1t|etd1"},
       {"", ",", "a,", "a,,b", "a b", ".a"}},
      {Type::language,
       {"en", "de-CH", "zh-Hant-TW", "x-klingon", "i-navajo", "und"},
       {"", "e", "english language", "en_US", "en-", "-en", "1x", "toolonglanguage"}},
      {Type::key_ids,
       {"00112233-4455-6677-8899-aabbccddeeff",
        "00112233-4455-6677-8899-AABBCCDDEEFF 00112233-4455-6677-8899-aabbccddeeff"},
       {"", "00112233445566778899aabbccddeeff", "00112233-4455-6677-8899-aabbccddeefg",
        "{00112233-4455-6677-8899-aabbccddeeff}", "001122334-455-6677-8899-aabbccddeeff"}},
      {Type::base64, {"QUJD", "QUI=", "QQ==", " QU\nJD "}, {"", "QUI", "QQ=", "Q===", "QU=D", "QU-_"}},
  };
  for (const Row& row : rows) {
    for (const char* value : row.good)
      EXPECT_TRUE(fits(row.type, value)) << misfit(row.type) << ": " << value;
    for (const char* value : row.bad)
      EXPECT_FALSE(fits(row.type, value)) << misfit(row.type) << ": " << value;
  }
  EXPECT_TRUE(fits(Type::word, "static", "static dynamic"));
  for (const char* bad : {"", "stat", " static", "static dynamic"})
    EXPECT_FALSE(fits(Type::word, bad, "static dynamic")) << bad;
}

TEST(Types, PlaceTimesOnOneClock) {
  EXPECT_EQ(to_time("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(to_time("2000-03-01T00:00:00.5Z"), 951868800'500'000);
  EXPECT_EQ(to_time("2000-03-01T02:00:00+02:00"), 951868800'000'000);
  EXPECT_EQ(to_time("1969-12-31T23:59:59"), -1'000'000);
  EXPECT_EQ(to_real("1.5e2"), 150.0);
}

}  // namespace
}  // namespace praxino::judge::dash
