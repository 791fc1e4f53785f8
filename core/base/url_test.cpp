#include "core/base/url.h"

#include <gtest/gtest.h>

#include <array>

namespace praxino::url {
namespace {

struct Row {
  const char* reference;
  const char* result;
};

TEST(Resolve, AnswersTheNormalExamplesOfTheStandard) {
  // RFC 3986 §5.4.1, against http://a/b/c/d;p?q.
  constexpr std::array<Row, 23> kRows{{{"g:h", "g:h"},
                                       {"g", "http://a/b/c/g"},
                                       {"./g", "http://a/b/c/g"},
                                       {"g/", "http://a/b/c/g/"},
                                       {"/g", "http://a/g"},
                                       {"//g", "http://g"},
                                       {"?y", "http://a/b/c/d;p?y"},
                                       {"g?y", "http://a/b/c/g?y"},
                                       {"#s", "http://a/b/c/d;p?q#s"},
                                       {"g#s", "http://a/b/c/g#s"},
                                       {"g?y#s", "http://a/b/c/g?y#s"},
                                       {";x", "http://a/b/c/;x"},
                                       {"g;x", "http://a/b/c/g;x"},
                                       {"g;x?y#s", "http://a/b/c/g;x?y#s"},
                                       {"", "http://a/b/c/d;p?q"},
                                       {".", "http://a/b/c/"},
                                       {"./", "http://a/b/c/"},
                                       {"..", "http://a/b/"},
                                       {"../", "http://a/b/"},
                                       {"../g", "http://a/b/g"},
                                       {"../..", "http://a/"},
                                       {"../../", "http://a/"},
                                       {"../../g", "http://a/g"}}};
  for (const Row& row : kRows)
    EXPECT_EQ(resolve("http://a/b/c/d;p?q", row.reference), row.result) << row.reference;
}

TEST(Resolve, AnswersTheAbnormalExamplesOfTheStandard) {
  // RFC 3986 §5.4.2; the last one as browsers do it.
  constexpr std::array<Row, 18> kRows{{{"../../../g", "http://a/g"},
                                       {"../../../../g", "http://a/g"},
                                       {"/./g", "http://a/g"},
                                       {"/../g", "http://a/g"},
                                       {"g.", "http://a/b/c/g."},
                                       {".g", "http://a/b/c/.g"},
                                       {"g..", "http://a/b/c/g.."},
                                       {"..g", "http://a/b/c/..g"},
                                       {"./../g", "http://a/b/g"},
                                       {"./g/.", "http://a/b/c/g/"},
                                       {"g/./h", "http://a/b/c/g/h"},
                                       {"g/../h", "http://a/b/c/h"},
                                       {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
                                       {"g;x=1/../y", "http://a/b/c/y"},
                                       {"g?y/./x", "http://a/b/c/g?y/./x"},
                                       {"g?y/../x", "http://a/b/c/g?y/../x"},
                                       {"g#s/../x", "http://a/b/c/g#s/../x"},
                                       {"http:g", "http://a/b/c/g"}}};
  for (const Row& row : kRows)
    EXPECT_EQ(resolve("http://a/b/c/d;p?q", row.reference), row.result) << row.reference;
}

TEST(Resolve, IsAsLenientAsBrowsers) {
  constexpr const char* kBase = "https://a.example/b/c.m3u8?token=/x/";
  constexpr std::array<Row, 12> kRows{{{"  d.ts \r", "https://a.example/b/d.ts"},
                                       {"d\n.ts", "https://a.example/b/d.ts"},
                                       {"..\\d\\e.ts?f\\g", "https://a.example/d/e.ts?f\\g"},
                                       {"\\\\h\\i", "https://h/i"},
                                       {"%2e%2E/d", "https://a.example/d"},
                                       {".%2e/d", "https://a.example/d"},
                                       {"%2e/d", "https://a.example/b/d"},
                                       {"%2f/d", "https://a.example/b/%2f/d"},
                                       {"HTTPS://B.example/../x", "HTTPS://B.example/x"},
                                       {"https:/x", "https://a.example/x"},
                                       {"//cdn.example:8080/x", "https://cdn.example:8080/x"},
                                       {"d e.ts", "https://a.example/b/d e.ts"}}};
  for (const Row& row : kRows) EXPECT_EQ(resolve(kBase, row.reference), row.result) << row.reference;
}

TEST(Resolve, TakesAbsoluteReferencesOfAnyScheme) {
  for (const char* absolute :
       {"data:video/mp4;base64,AA//..//", "blob:https://a/0c-1", "file:///a/b", "skd://key"}) {
    EXPECT_EQ(resolve("https://a/b", absolute), absolute);
  }
}

TEST(Resolve, LeavesReferencesAloneWhereTheBaseHasNoHierarchy) {
  for (const char* base : {"data:application/dash+xml,<MPD/>", "blob:https://a.example/0c-1"}) {
    EXPECT_EQ(resolve(base, "seg/1.m4s"), "seg/1.m4s");
    EXPECT_EQ(resolve(base, "../1.m4s"), "../1.m4s");
    EXPECT_EQ(resolve(base, "?x"), "?x");
    EXPECT_EQ(resolve(base, "https://b/1"), "https://b/1");
    EXPECT_EQ(resolve(base, ""), base);
  }
}

TEST(Resolve, WorksOnPathsWithoutAScheme) {
  EXPECT_EQ(resolve("/streams/a/main.m3u8", "../b/1.ts"), "/streams/b/1.ts");
  EXPECT_EQ(resolve("a/main.m3u8", "1.ts"), "a/1.ts");
  EXPECT_EQ(resolve("a/main.m3u8", "../../1.ts"), "1.ts");
  EXPECT_EQ(resolve("", "1.ts"), "1.ts");
}

TEST(Resolve, PutsARootUnderAHostWithoutAPath) {
  EXPECT_EQ(resolve("https://a.example", "b"), "https://a.example/b");
  EXPECT_EQ(resolve("https://a.example?q", "b"), "https://a.example/b");
  EXPECT_EQ(resolve("https://a.example", "?r"), "https://a.example?r");
}

TEST(IsAbsolute, AsksForAScheme) {
  for (const char* yes : {"https://a", "data:,", "a+b-c.1:x"}) EXPECT_TRUE(is_absolute(yes)) << yes;
  for (const char* no : {"", "a/b", "//a/b", "/a:b", "1a:b", ":b", "?a:b", "seg-1.ts"})
    EXPECT_FALSE(is_absolute(no)) << no;
}

TEST(QueryParameter, IsDecodedAndTheFirstOfItsName) {
  const char* url = "https://a.example/b.m3u8?a=1&token=x%2By%3d+z&token=2&empty&c%20d=%2&e=%#token=3";
  EXPECT_EQ(query_parameter(url, "a"), "1");
  EXPECT_EQ(query_parameter(url, "token"), "x+y= z");
  EXPECT_EQ(query_parameter(url, "empty"), "");
  EXPECT_EQ(query_parameter(url, "c d"), "%2");
  EXPECT_EQ(query_parameter(url, "e"), "%");
  EXPECT_EQ(query_parameter(url, "b"), std::nullopt);
  EXPECT_EQ(query_parameter("https://a.example/b.m3u8", "a"), std::nullopt);
}

}  // namespace
}  // namespace praxino::url
