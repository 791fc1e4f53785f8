#pragma once

#include <string>
#include <vector>

#include "core/judge/findings.h"

/// MPDs for tests, put together of short pieces, and tables of those that break one rule each.
namespace praxino::judge::dash::testing_rows {

/// An MPD that breaks one rule, at one line, and a near neighbour that breaks none.
struct Row {
  const char* rule;
  std::uint64_t line;
  std::string broken;
  std::string sound;
  const char* beside = "";  ///< A rule that cannot but be broken along with it.
};
using Rows = std::vector<Row>;

/// By topic; each table stands in the topic's own test file.
Rows xml_rows();
Rows structure_rows();
Rows presentation_rows();
Rows period_rows();
Rows set_rows();
Rows addressing_rows();
Rows template_rows();
Rows timeline_rows();
Rows descriptor_rows();
Rows protection_rows();
Rows event_rows();
Rows service_rows();

/// Holds each row to what it says.
void expect(const Rows& rows);
/// All findings, a line for each: "error dash-… 3 detail".
std::string describe(const Findings& findings);

inline const std::string head = "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' minBufferTime='PT2S' ";
inline const std::string full = "profiles='urn:mpeg:dash:profile:full:2011' ";
inline const std::string segments =
    "<SegmentTemplate timescale='1000' duration='4000' initialization='$RepresentationID$.mp4' "
    "media='$RepresentationID$-$Number$.m4s'/>";
inline const std::string video =
    "contentType='video' mimeType='video/mp4' codecs='avc1.64001f' width='640' height='360' ";

/// A static MPD of a minute; `inside` begins in line 2.
inline std::string mpd(const std::string& inside,
                       const std::string& attributes = "mediaPresentationDuration='PT60S'") {
  return head + full + attributes + ">\n" + inside + "</MPD>";
}
/// Its only Period; `inside` begins in line 3.
inline std::string vod(const std::string& inside, const std::string& attributes = "") {
  return mpd("<Period " + attributes + ">\n" + inside + "</Period>");
}
/// `inside` begins in the next line.
inline std::string set(const std::string& inside, const std::string& attributes = video) {
  return "<AdaptationSet " + attributes + ">\n" + inside + "</AdaptationSet>";
}
/// `inside` begins in the next line.
inline std::string representation(const std::string& inside = "",
                                  const std::string& attributes = "id='v' bandwidth='1000'") {
  return "<Representation " + attributes + ">\n" + inside + "</Representation>";
}
inline std::string good_set() { return set(segments + representation()); }
/// The only AdaptationSet of a minute, its Representation behind `inside`, which begins in line 4.
inline std::string vod_set(const std::string& inside, const std::string& attributes = video) {
  return vod(set(inside + segments + representation(), attributes));
}
/// The same with its segments told by `inside`, from line 4 on.
inline std::string vod_segments(const std::string& inside) { return vod(set(inside + representation())); }
/// A dynamic MPD, its Period's `inside` from line 3 on.
inline const std::string live_attributes =
    "type='dynamic' availabilityStartTime='2026-01-01T00:00:00Z' publishTime='2026-01-02T00:00:00Z' "
    "minimumUpdatePeriod='PT2S' ";
inline const std::string clock =
    "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='https://a.example/time'/>";
inline std::string live(const std::string& inside, const std::string& attributes = live_attributes,
                        const std::string& timing = clock) {
  return mpd("<Period id='p' start='PT0S'>\n" + inside + "</Period>" + timing, attributes);
}

}  // namespace praxino::judge::dash::testing_rows
