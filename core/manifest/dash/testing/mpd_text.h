#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/manifest/read.h"

/// MPDs for tests, put together of short pieces, and what is read of them.
namespace praxino::manifest::testing_mpd {

inline constexpr const char* kUrl = "https://a.example/b/main.mpd?token=1";

inline Result<media::Presentation> try_read(const std::string& mpd, Warnings& warnings) {
  return read_presentation(mpd, kUrl, "application/dash+xml", warnings);
}

inline media::Presentation read(const std::string& mpd, Warnings& warnings) {
  auto out = try_read(mpd, warnings);
  EXPECT_TRUE(out) << out.error().what << " in line " << out.error().where;
  return out ? *std::move(out) : media::Presentation();
}

inline media::Presentation read(const std::string& mpd) {
  Warnings warnings;
  media::Presentation out = read(mpd, warnings);
  EXPECT_EQ(warnings.total(), 0u) << warnings.first().front().what;
  return out;
}

inline std::string mpd_of(const std::string& periods,
                          const std::string& attributes = "mediaPresentationDuration='PT60S'") {
  return "<?xml version='1.0'?>\n<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static' " + attributes +
         ">\n" + periods + "\n</MPD>";
}

/// One Period with one video Representation that has `inside`.
inline std::string one(const std::string& inside) {
  return mpd_of(
      "<Period><AdaptationSet contentType='video' mimeType='video/mp4'>\n"
      "<Representation id='v' bandwidth='1000' codecs='avc1.64001f'>\n" +
      inside + "</Representation></AdaptationSet></Period>");
}

inline media::SegmentList list_in(const std::string& inside) {
  media::Presentation out = read(one(inside));
  return out.feeds.empty() || !out.feeds[0].segments ? media::SegmentList() : *out.feeds[0].segments;
}

inline std::string set_of(const std::string& attributes, const std::string& representations,
                          const std::string& inside = "") {
  return "<AdaptationSet " + attributes + ">" + inside + representations + "</AdaptationSet>\n";
}

inline std::string plain(const std::string& id, int bandwidth,
                         const std::string& attributes = "codecs='avc1.64001f'") {
  return "<Representation id='" + id + "' bandwidth='" + std::to_string(bandwidth) + "' " + attributes + ">" +
         "<SegmentTemplate media='$RepresentationID$-$Number$.m4s' duration='2'/></Representation>";
}

}  // namespace praxino::manifest::testing_mpd
