#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "core/manifest/dash/testing/mpd_text.h"
#include "core/manifest/read.h"

// MPDs that are made to hurt. What is counted is memory, beside the text itself: work that is not bounded
// would show in it, or in the test's patience.

namespace {

std::size_t in_use = 0;
std::size_t peak = 0;
/// Before each piece of memory, its size; as large as the strictest alignment.
constexpr std::size_t kHead = alignof(std::max_align_t);

void* counted(std::size_t size) {
  auto* head = static_cast<std::size_t*>(std::malloc(size + kHead));
  if (head == nullptr) std::abort();
  *head = size;
  in_use += size;
  peak = std::max(peak, in_use);
  return reinterpret_cast<char*>(head) + kHead;
}

void release(void* memory) {
  if (memory == nullptr) return;
  void* head = static_cast<char*>(memory) - kHead;
  in_use -= *static_cast<std::size_t*>(head);
  std::free(head);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }

namespace praxino::manifest {
namespace {

using namespace testing_mpd;
using media::Presentation;

constexpr std::size_t kMost = 64U << 20;

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  out.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string periods(std::size_t count, const std::string& inside) {
  return mpd_of(times(count, "<Period duration='PT1S'>" + inside + "</Period>"), "");
}

const std::string kGood = set_of("contentType='video'", plain("v", 1));
constexpr const char* kTemplate = "<SegmentTemplate duration='2' media='$Number$'/>";

struct Case {
  const char* name;
  std::function<std::string()> mpd;
  const char* error;  ///< Null where it is read.
  std::function<void(const Presentation&)> check = [](const Presentation&) {};
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::string first_url(const Presentation& out) { return out.feeds[0].segments->at(0).media.url; }

constexpr const char* kTooManyMarks = "an MPD of more than a million tags and attributes";

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"BillionLaughs",
       [] {
         std::string entities = "<!ENTITY a0 'ha'>";
         for (int i = 1; i < 10; ++i) {
           entities +=
               "<!ENTITY a" + std::to_string(i) + " '" + times(10, "&a" + std::to_string(i - 1) + ";") + "'>";
         }
         return "<!DOCTYPE MPD [" + entities + "]>" +
                one(std::string("<BaseURL>&a9;/</BaseURL>") + kTemplate).substr(22);
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(first_url(out), "https://a.example/b/&a9;/1"); }},
      {"ExternalEntity",
       [] {
         return "<!DOCTYPE MPD [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" +
                one(std::string("<BaseURL>&x;/</BaseURL>") + kTemplate).substr(22);
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(first_url(out), "https://a.example/b/&x;/1"); }},
      {"MillionNestedElements", [] { return mpd_of(times(1'000'000, "<a>") + times(1'000'000, "</a>")); },
       kTooManyMarks},
      {"ManyNestedElements",
       [] {
         return mpd_of(times(400'000, "<a>") + times(400'000, "</a>") + "<Period>" + kGood + "</Period>");
       },
       nullptr,
       [](const Presentation& out) {
         ASSERT_EQ(out.said.size(), 3u);
         EXPECT_EQ(out.said[1].text.size(), 399'999U * 7) << "all but the outermost one's tags";
       }},
      {"MillionsOfElements", [] { return mpd_of(times(4'000'000, "<a/>")); }, kTooManyMarks},
      {"MillionsOfAttributes", [] { return mpd_of("<a" + times(2'000'000, " a=''") + "/>"); }, kTooManyMarks},
      {"ThousandAttributes", [] { return mpd_of("<a" + times(1000, " a=''") + "/>"); },
       "an element of more than 256 attributes"},
      {"UnclosedElements", [] { return mpd_of(times(900'000, "<a>")); }, "XML that is not well formed"},
      {"TimelineOfFourBillion",
       [] {
         return one(
             "<SegmentTemplate media='$Time$'><SegmentTimeline><S d='1' r='4294967296'/></SegmentTimeline>"
             "</SegmentTemplate>");
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.feeds[0].segments->size(), 60u); }},
      {"TimelineOfNoDuration",
       [] {
         return one("<SegmentTemplate media='$Time$'><SegmentTimeline>" +
                    times(200'000, "<S d='0' r='-1'/>") + "</SegmentTimeline></SegmentTemplate>");
       },
       nullptr, [](const Presentation& out) { EXPECT_TRUE(out.feeds[0].segments->empty()); }},
      {"TimelineThatEachRepresentationReads",
       [] {
         return mpd_of("<Period><SegmentTemplate media='$Time$'><SegmentTimeline>" +
                       times(100'000, "<S d='1'/>") +
                       "</SegmentTimeline></SegmentTemplate><AdaptationSet contentType='video'>" +
                       times(500, "<Representation bandwidth='1'/>") + "</AdaptationSet></Period>");
       },
       "too many segments in the MPD"},
      {"TemplateWithMuchInside",
       [] {
         return mpd_of("<Period><SegmentTemplate media='$Number$' duration='2'>" + times(400'000, "<a/>") +
                       "</SegmentTemplate><AdaptationSet contentType='video'>" +
                       times(500, "<Representation bandwidth='1'/>") + "</AdaptationSet></Period>");
       },
       "too many segments in the MPD"},
      {"PeriodWithMuchInside",
       [] {
         return mpd_of("<Period>" + times(400'000, "<a/>") + kTemplate +
                       "<AdaptationSet contentType='video'>" + times(500, "<Representation bandwidth='1'/>") +
                       "</AdaptationSet></Period>");
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.renditions.size(), 500u); }},
      {"SegmentUrlsThatEachPeriodResolves",
       [] {
         const std::string list = "<SegmentList duration='1'>" +
                                  times(3000, "<SegmentURL media='" + std::string(300, 'x') + "'/>") +
                                  "</SegmentList>";
         return mpd_of("<Period>" + list + "<AdaptationSet contentType='video'>" +
                           times(500, "<Representation bandwidth='1'/>") + "</AdaptationSet></Period>",
                       "mediaPresentationDuration='PT3000S'");
       },
       "too many addresses in the MPD"},
      {"FortyBaseUrlsAtEachLevel",
       [] {
         const std::string many = times(40, "<BaseURL>" + std::string(50, 'x') + "/</BaseURL>");
         return mpd_of(many + "<Period>" + many + "<AdaptationSet contentType='video'>" + many +
                       times(500, "<Representation bandwidth='1'>" + many + kTemplate + "</Representation>") +
                       "</AdaptationSet></Period>");
       },
       nullptr,
       [](const Presentation& out) { EXPECT_EQ(out.mirrors.of(first_url(out)).size(), 1u) << "all alike"; }},
      {"BaseUrlThatAllHave",
       [] {
         return "<MPD><BaseURL>" + std::string(16'000, 'x') + "/</BaseURL>" +
                times(2000,
                      "<Period duration='PT1S'><AdaptationSet contentType='video'><Representation id='v'>"
                      "<SegmentBase indexRange='9-19'/></Representation></AdaptationSet></Period>") +
                "</MPD>";
       },
       "too many Representations and Periods"},
      {"TemplateOfManyIds",
       [] {
         return mpd_of("<Period><AdaptationSet contentType='video'><SegmentTemplate duration='2' media='" +
                       times(800, "$RepresentationID$") + "'/>" +
                       times(500, "<Representation bandwidth='1' id='" + std::string(1000, 'i') + "'/>") +
                       "</AdaptationSet></Period>");
       },
       "a template of more than 16 kB"},
      {"LongId",
       [] {
         return mpd_of("<Period>" + set_of("contentType='video'", plain(std::string(2000, 'i'), 1)) +
                       "</Period>");
       },
       "a Representation@id of more than 1 kB"},
      {"HugeAttributeThatAllInherit",
       [] {
         return mpd_of("<Period><AdaptationSet contentType='video' codecs='" + std::string(8 << 20, 'x') +
                       "'>" + kTemplate + times(500, "<Representation bandwidth='1'/>") +
                       "</AdaptationSet></Period>");
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.renditions[0].codecs, ""); }},
      {"DescriptorsByTheHundredThousand",
       [] {
         return mpd_of("<Period>" +
                       set_of("contentType='video'", plain("v", 1), times(200'000, "<Role value='1'/>")) +
                       "</Period>");
       },
       nullptr,
       [](const Presentation& out) {
         EXPECT_GT(out.tracks[0].said.size(), 10'000u);
         EXPECT_LT(out.tracks[0].said.size(), 100'000u);
       }},
      {"SetsOfManyRepresentationsAndDescriptors",
       [] {
         const std::string set = set_of("contentType='video'",
                                        times(500, "<Representation bandwidth='1'>" +
                                                       times(20, "<Role value='1'/>") + "</Representation>"));
         return mpd_of("<Period>" + std::string(kTemplate) + times(40, set) + "</Period>");
       },
       "more than 4096 Representations"},
      {"PeriodsThatAllSaySomethingElse",
       [] {
         const auto period = [](const std::string& value) {
           return "<Period duration='PT1S'>" +
                  set_of("contentType='video'", plain("v", 1), times(20, "<Role value='" + value + "'/>")) +
                  "</Period>";
         };
         return mpd_of(times(4000, period("1") + period("2")), "");
       },
       nullptr, [](const Presentation& out) { EXPECT_LT(out.tracks[0].said.size(), 100'000u); }},
      {"PeriodsThatAllShareWhatIsSaid",
       [] {
         std::string many;
         for (int i = 0; i < 500; ++i)
           many += "<Representation bandwidth='1' id='" + std::to_string(i) + "'/>";
         const std::string label = "<Label>" + std::string(1000, 'x') + "</Label>";
         return mpd_of("<Period duration='PT1S'>" + std::string(kTemplate) +
                           set_of("contentType='video'", many) + "</Period>" +
                           times(200, "<Period duration='PT1S'>" + std::string(kTemplate) +
                                          set_of("contentType='video'", "<Representation bandwidth='1'>" +
                                                                            label + "</Representation>") +
                                          "</Period>"),
                       "");
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.renditions.size(), 500u); }},
      {"EventsByTheHundredThousand",
       [] {
         return mpd_of("<Period><EventStream schemeIdUri='" + std::string(1000, 'x') + "'>" +
                       times(300'000, "<Event/>") + "</EventStream>" + kGood + "</Period>");
       },
       nullptr,
       [](const Presentation& out) {
         EXPECT_GT(out.events.size(), 1000u);
         EXPECT_LT(out.events.size(), 10'000u);
       }},
      {"SixteenThousandPeriodsThatGoBack",
       [] {
         return mpd_of("<Period start='PT9S'>" + kGood + "</Period>" +
                       times(16'000, "<Period start='PT1S'/>"));
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.feeds[0].segments->stretches().size(), 1u); }},
      {"TooManyPeriods", [] { return periods(20'000, ""); }, "more than 16384 Periods"},
      {"SetsThatNameEachOtherAtLength",
       [] {
         const std::string property =
             "<SupplementalProperty schemeIdUri='urn:mpeg:dash:adaptation-set-switching:2016' value='" +
             times(100'000, "1,") + "'/>";
         std::string sets;
         for (int i = 0; i < 20; ++i)
           sets += set_of("id='" + std::to_string(i) + "x' contentType='video'", plain("v", 1), property);
         return mpd_of("<Period>" + sets + "</Period>");
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.tracks.size(), 20u); }},
      {"PeriodsThatGoOnWithNone",
       [] {
         std::string text;
         for (int i = 0; i < 8000; ++i)
           text +=
               "<Period duration='PT1S' id='" + std::to_string(i) + "'>" +
               set_of(
                   "contentType='video'", plain("v", 1),
                   "<SupplementalProperty schemeIdUri='urn:mpeg:dash:period-continuity:2015' value='x'/>") +
               "</Period>";
         return mpd_of(text, "");
       },
       "too many AdaptationSets and Periods"},
      {"NulInside", [] { return one(kTemplate).replace(60, 1, 1, '\0'); }, "XML that is not well formed"},
      {"NulBehind", [] { return one(kTemplate) + std::string(1, '\0') + "<MPD>"; }, nullptr},
      {"Utf16WithoutAMark", [] { return std::string("<\0M\0P\0D\0/\0>\0", 12); },
       "XML that is not well formed"},
      {"TwoByteOrderMarks", [] { return "\xEF\xBB\xBF\xEF\xBB\xBF" + one(kTemplate); },
       "neither an HLS playlist (#EXTM3U) nor a DASH MPD"},
      {"AnotherEncodingThanItSays",
       [] {
         return "<?xml version='1.0' encoding='UTF-16'?>" +
                one(std::string("<Label>\xFF\xC0</Label>") + kTemplate).substr(22);
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.renditions[0].said[1].text, "\xFF\xC0"); }},
      {"CarriageReturnsAlone",
       [] {
         std::string text = one(kTemplate);
         std::ranges::replace(text, '\n', '\r');
         return text;
       },
       nullptr, [](const Presentation& out) { EXPECT_EQ(out.feeds[0].segments->size(), 30u); }},
  };
  return all;
}

class HostileMpd : public testing::TestWithParam<Case> {};

TEST_P(HostileMpd, IsAnErrorOrBoundedWork) {
  const Case& one = GetParam();
  const std::string text = one.mpd();
  // What the reader's own library takes for its tree counts as well.
  pugi::set_memory_management_functions(counted, release);
  const std::size_t before = in_use;
  peak = in_use;
  {
    Warnings warnings;
    const auto out = try_read(text, warnings);
    EXPECT_LT(peak - before, kMost);
    if (one.error) {
      ASSERT_FALSE(out);
      EXPECT_STREQ(out.error().what, one.error);
    } else {
      ASSERT_TRUE(out) << out.error().what;
      one.check(*out);
    }
  }
  pugi::set_memory_management_functions(std::malloc, std::free);
}

INSTANTIATE_TEST_SUITE_P(Mpds, HostileMpd, testing::ValuesIn(cases()),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(Mpd, TellsLinesThatEndWithCarriageReturnsAlone) {
  Warnings warnings;
  const auto out = try_read("<MPD>\r<Period>\r\r</MPD>", warnings);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().where, 4u);
}

}  // namespace
}  // namespace praxino::manifest
