#include "core/media/url_template.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace praxino::media {
namespace {

std::string filled(std::string_view text, const TemplateValues& values) {
  std::string out;
  fill_template(out, text, values);
  return out;
}

TEST(UrlTemplate, FillsTheIdentifiersOfTheStandard) {
  struct Row {
    const char* text;
    const char* result;
  };
  constexpr std::array<Row, 12> kRows{{{"a.mp4", "a.mp4"},
                                       {"$Number$.m4s", "7.m4s"},
                                       {"$Number%05d$.m4s", "00007.m4s"},
                                       {"$Number%5d$", "00007"},
                                       {"$Number%d$", "7"},
                                       {"$Time$-$Bandwidth%07d$", "90000-0128000"},
                                       {"$RepresentationID$/$$1$$", "v$1/$1$"},
                                       {"$Number$$Number$", "77"},
                                       {"$Unknown$/$Number$", "$Unknown$/7"},
                                       {"$Number%05x$", "$Number%05x$"},
                                       {"$Number%0999999999d$", "$Number%0999999999d$"},
                                       {"50$/$", "50$/$"}}};
  const TemplateValues values{
      .representation = "v$1", .bandwidth = 128000, .number = 7, .time = 90000, .last = true};
  for (const Row& row : kRows) EXPECT_EQ(filled(row.text, values), row.result) << row.text;
}

TEST(UrlTemplate, KeepsForLaterWhatHasNoValueYet) {
  const TemplateValues early{.representation = "a$b", .bandwidth = 5};
  const std::string half = filled("$RepresentationID$/$$/$Number%03d$/$Time$/$Bandwidth$", early);
  EXPECT_EQ(half, "a$$b/$$/$Number%03d$/$Time$/5");
  EXPECT_EQ(filled(half, {.number = 1, .time = 2, .last = true}), "a$b/$/001/2/5");
}

TEST(UrlTemplate, NumbersThePartsOfASequence) {
  EXPECT_EQ(filled("$Number$_$SubNumber%02d$", {.number = 7, .sub_number = 3}), "7_03");
  EXPECT_EQ(filled("$SubNumber$", {.number = 7}), "$SubNumber$");
}

TEST(UrlTemplate, WritesTimesThatAreNegative) {
  EXPECT_EQ(filled("$Time$", {.time = -5}), "-5");
  EXPECT_EQ(filled("$Time$", {.time = std::numeric_limits<std::int64_t>::min()}), "-9223372036854775808");
}

}  // namespace
}  // namespace praxino::media
