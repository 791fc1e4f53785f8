#include <gtest/gtest.h>

#include <string>

#include "core/judge/dash/mpd.h"
#include "core/judge/dash/testing/rows.h"

namespace praxino::judge::dash {
namespace {

using namespace testing_rows;

std::string repeat(std::size_t count, const std::string& what) {
  std::string out;
  out.reserve(count * what.size());
  for (std::size_t i = 0; i < count; ++i) out += what;
  return out;
}

/// Texts made to cost: each is told what is wrong with it, in time and memory of the order of its size:
/// squares of such numbers would not end while anybody watches.
TEST(Mpd, CostsNoMoreThanItsSizeWhateverStandsInIt) {
  struct Row {
    const char* what;
    std::string mpd;
    const char* rule;  ///< Told first; empty where there is nothing to tell.
  };
  std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol0 'lol'>";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "&lol" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY lol" + std::to_string(i) + " '" + repeat(10, before) + "'>";
  }
  laughs += "]>\n";
  const auto timeline = [](const std::string& s) {
    return vod(set("<SegmentTemplate initialization='i' media='$Time$'><SegmentTimeline>" + s +
                   "</SegmentTimeline></SegmentTemplate>" + representation()));
  };
  std::string prefixes;
  for (int i = 0; i < 100; ++i) prefixes += "xmlns:p" + std::to_string(i) + "='urn:x' ";
  constexpr std::size_t many = 20'000;
  const std::string long_list = repeat(many, "<SegmentURL media='a'/>");
  const std::vector<Row> rows{
      {"a billion laughs", laughs + vod("<BaseURL>&lol9;</BaseURL>" + good_set()), "dash-doctype"},
      {"an external entity",
       "<!DOCTYPE MPD [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" +
           vod("<BaseURL>&x;</BaseURL>" + good_set()),
       "dash-doctype"},
      {"a million nested elements", "<MPD>" + repeat(50 * many, "<a>") + repeat(50 * many, "</a>") + "</MPD>",
       "dash-too-large"},
      {"many nested and not ended", repeat(many, "<MPD>"), "dash-too-large"},
      {"many '<'", "<MPD>" + repeat(many, "<"), "dash-not-an-mpd"},
      {"many '['", "<!DOCTYPE a " + repeat(many, "["), "dash-not-an-mpd"},
      {"many '&'", vod("<BaseURL>" + repeat(many, "&") + "</BaseURL>"), "dash-not-well-formed"},
      {"many attributes", "<MPD " + repeat(many, "a='' ") + "/>", "dash-too-large"},
      {"four million elements", "<MPD>" + repeat(201 * many, "<a/>") + "</MPD>", "dash-too-large"},
      {"a hundred namespaces", vod("<a " + prefixes + "/>" + good_set()), "dash-too-large"},
      {"many S", timeline(repeat(many, "<S d='1'/>")), "dash-timeline-beyond"},
      {"many holes", timeline(repeat(many, "<S t='9' d='1'/>")), "dash-timeline-overlap"},
      {"2^32 repeats", timeline("<S t='0' d='1' r='4294967296'/>"), "dash-timeline-beyond"},
      {"2^64 repeats", timeline("<S t='0' d='1' r='18446744073709551615'/>"), "dash-malformed-value"},
      {"segments without a duration", timeline(repeat(1000, "<S d='0' r='4294967296'/>")),
       "dash-timeline-duration"},
      {"forty BaseURLs on four levels",
       mpd(repeat(40, "<BaseURL>a/</BaseURL>") + "<Period>" + repeat(40, "<BaseURL>b/</BaseURL>") +
           set(repeat(40, "<BaseURL>c/</BaseURL>") + segments +
               representation(repeat(40, "<BaseURL>d/</BaseURL>"))) +
           "</Period>"),
       ""},
      {"many Representations of a long list",
       vod("<SegmentList duration='1'><Initialization sourceURL='i'/>" + long_list + "</SegmentList>" +
           set(repeat(5'000, "<Representation id='v' bandwidth='1'/>"))),
       "dash-duplicate-representation-id"},
      {"many Representations under long attributes",
       vod("<SegmentTemplate duration='9' initialization='i' media='" + std::string(many, '$') + "'/>" +
           set(repeat(5'000, "<Representation id='v' bandwidth='1'/>"),
               "codecs='" + std::string(many, ',') + "' " + "mimeType='" + std::string(many, 'x') + "'")),
       "dash-malformed-value"},
      {"many dependencies",
       vod(set(segments +
               representation("", "id='v' bandwidth='1' dependencyId='" + repeat(many, "a ") + "'"))),
       "dash-dependency"},
      {"zero bytes", std::string(many, '\0').insert(0, "<MPD>"), "dash-encoding"},
      {"a mark and nothing", "\xEF\xBB\xBF<", "dash-not-an-mpd"},
  };
  for (const Row& row : rows) {
    Findings findings;
    judge(row.mpd, findings);
    const char* first = findings.kept().empty() ? "" : findings.kept().front().rule->id;
    EXPECT_STREQ(first, row.rule) << row.what << "\n" << describe(findings).substr(0, 500);
  }
}

/// However a sound MPD is cut or changed in one place, it is told something of or nothing, and that is all.
TEST(Mpd, IsJudgedWhereverItIsCut) {
  const std::string whole = vod_set("<!-- c --><Label>x &amp; <![CDATA[y]]></Label>");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Findings cut;
    judge(whole.substr(0, i), cut);
    EXPECT_GE(cut.count(Severity::error), 1U) << whole.substr(0, i);
    for (const char letter : {'<', '>', '\'', '"', '&', '$', '\0', '\x80', ' ', '/', '='}) {
      std::string changed = whole;
      changed[i] = letter;
      Findings findings;
      judge(changed, findings);
      for (const Finding& finding : findings.kept()) EXPECT_GE(finding.line, 1U);
    }
  }
}

}  // namespace
}  // namespace praxino::judge::dash
