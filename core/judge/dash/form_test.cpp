#include "core/judge/dash/form.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/judge/dash/lines.h"
#include "core/judge/dash/mpd.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {

namespace testing_rows {

Rows xml_rows() {
  const std::string good = vod(good_set());
  const std::string declaration = "<?xml version='1.0' encoding='UTF-8'?>\n";
  const auto after = [](std::string text, const std::string& place, const std::string& what) {
    return text.insert(text.find(place) + place.size(), what);
  };
  const std::string nested = after(good, "<Period >\n", [] {
    std::string deep = "<x:a xmlns:x='urn:x'>";
    for (int i = 0; i < 300; ++i) deep += "<x:a>";
    return deep;
  }());
  std::string prefixed;
  for (std::size_t i = 0; i < good.size(); ++i) {
    prefixed += good[i];
    if (good[i] == '<' && good[i + 1] != '/') prefixed += "d:";
    if (good[i] == '/' && good[i - 1] == '<') prefixed += "d:";
  }
  prefixed.replace(prefixed.find("xmlns="), 6, "xmlns:d=");
  return {
      {"dash-not-an-mpd", 3, head + ">\n<Period>\n</MPD>", good},
      {"dash-not-an-mpd", 2, "<?xml version='1.0'?>\n<SmoothStreamingMedia/>", declaration + good},
      {"dash-not-an-mpd", 1, "<!-- nothing -->", "<!-- something -->" + good},
      {"dash-not-an-mpd", 5, good + "<MPD/>", good + "<!-- the end -->"},
      {"dash-not-an-mpd", 1, head + full, good},
      {"dash-not-an-mpd", 1, "<MPD profiles=none>\n</MPD>", good},
      {"dash-not-an-mpd", 1, "<MPD profiles='none>\n</MPD>", good},
      {"dash-not-an-mpd", 1, "<? nothing?>" + good, "<?something else?>" + good},
      {"dash-not-an-mpd", 2, "<MPD>\n<!-- no end </MPD>", after(good, "<Period >\n", "<!-- < & -->")},
      {"dash-not-an-mpd", 1, "<!DOCTYPE MPD [ <!ELEMENT a ANY>\n<MPD/>", good},
      {"dash-encoding", 1, std::string("\xFF\xFE<\0M\0P\0D\0/\0>\0", 14), "\xEF\xBB\xBF" + good},
      {"dash-encoding", 1, std::string("\0<\0M\0P\0D\0/\0>", 12), good},
      {"dash-encoding", 2, after(good, "PT60S'>\n", "<!-- \xE9t\xE9 -->"),
       after(good, "PT60S'>\n", "<!-- été -->")},
      {"dash-encoding", 2, after(good, "PT60S'>\n", "<!-- \xC0\x80 -->"), good},
      {"dash-encoding", 2, after(good, "PT60S'>\n", "<!-- \xED\xA0\x80 -->"), good},
      {"dash-encoding", 6, good + std::string("\n\0", 2), good + "\n"},
      {"dash-declared-encoding", 1, "<?xml version='1.0' encoding='ISO-8859-1'?>" + good,
       "<?xml version='1.0' encoding='utf-8'?>" + good},
      {"dash-not-well-formed", 2, "\n<?xml version='1.0'?>" + good, declaration + good},
      {"dash-not-well-formed", 2, after(good, "PT60S'>\n", "<!-- a -- b -->"),
       after(good, "PT60S'>\n", "<!-- a - b -->")},
      {"dash-not-well-formed", 1, after(good, "<MPD ", "minBufferTime='PT2S' "), good},
      {"dash-not-well-formed", 5, good + "the end", good + "\n \t"},
      {"dash-not-well-formed", 2, after(good, "<Period ", "id='a<b'"),
       after(good, "<Period ", "id='a&lt;b'")},
      {"dash-not-well-formed", 2, after(good, "<Period ", "id='a&b'"),
       after(good, "<Period ", "id='a&amp;b'")},
      {"dash-not-well-formed", 2, after(good, "<Period ", "id='&#x;'"),
       after(good, "<Period ", "id='&#x41;&#66;'")},
      {"dash-not-well-formed", 2, after(good, "PT60S'>\n", "<!-- \x01 -->"), good},
      {"dash-not-an-mpd", 2, after(good, "<Period ", "id='a'start='PT0S'"),
       after(good, "<Period ", "id='a' start='PT0S'")},
      {"dash-not-well-formed", 2,
       mpd("<ProgramInformation><Title>]]></Title></ProgramInformation>" +
           ("<Period>" + good_set() + "</Period>")),
       mpd("<ProgramInformation><Title>]]&gt;<![CDATA[&<]]></Title></ProgramInformation><Period>" +
           good_set() + "</Period>")},
      {"dash-doctype", 1, "<!DOCTYPE MPD>" + good, "<!-- <!DOCTYPE MPD> -->" + good},
      {"dash-doctype", 2, "\n<!DOCTYPE MPD [<!ENTITY a 'b>]'> <!-- ' -->]>" + good, good},
      {"dash-entity", 2, after(good, "<Period ", "id='&a;'"),
       after(good, "<Period ", "id='&quot;&apos;&gt;'")},
      {"dash-too-large", 3, nested, after(good, "<Period >\n", "<!-- <a><a><a> -->")},
      {"dash-namespace", 1,
       "<MPD minBufferTime='PT2S' " + full + "mediaPresentationDuration='PT60S'>\n<Period>" + good_set() +
           "</Period></MPD>",
       good},
      {"dash-namespace", 1,
       "<MPD xmlns='urn:mpeg:DASH:schema:MPD:2011' minBufferTime='PT2S' " + full +
           "mediaPresentationDuration='PT60S'>\n<Period>" + good_set() + "</Period></MPD>",
       prefixed},
      {"dash-undeclared-prefix", 2, mpd("<Period><x:a/>" + good_set() + "</Period>"),
       mpd("<Period xmlns:x='urn:x'><x:a/>" + good_set() + "</Period>")},
      {"dash-undeclared-prefix", 3, mpd("<Period\nx:id='a'>" + good_set() + "</Period>"),
       mpd("<Period x:id='a' xmlns:x='urn:x' xml:lang='en'>" + good_set() + "</Period>")},
  };
}

}  // namespace testing_rows

namespace {

TEST(Form, IsHeldAgainstXml) { testing_rows::expect(testing_rows::xml_rows()); }

TEST(Lines, EndWithAnyOfThree) {
  const std::string text = "a\nb\r\nc\rd";
  const Lines lines(text);
  EXPECT_EQ(lines.at(0), 1U);
  EXPECT_EQ(lines.at(2), 2U);
  EXPECT_EQ(lines.at(5), 3U);
  EXPECT_EQ(lines.at(7), 4U);
  EXPECT_EQ(lines.at(1000), 4U);
}

TEST(Lines, AreCountedOverBlocks) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += i % 2 == 0 ? "\r\n" : "x\r";
  const Lines lines(text);
  std::uint64_t line = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_EQ(lines.at(i), line) << i;
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++line;
  }
}

TEST(Form, TellsTheLineWhereLinesEndWithCarriageReturnsAlone) {
  std::string text =
      testing_rows::vod("<AdaptationSet\ncolour='red' " + testing_rows::video + ">" + testing_rows::segments +
                        testing_rows::representation() + "</AdaptationSet>");
  std::ranges::replace(text, '\n', '\r');
  Findings findings;
  judge(text, findings);
  ASSERT_EQ(findings.kept().size(), 1U) << testing_rows::describe(findings);
  EXPECT_STREQ(findings.kept().front().rule->id, "dash-unknown-attribute");
  EXPECT_EQ(findings.kept().front().line, 4U);
}

}  // namespace
}  // namespace praxino::judge::dash
