#include <gtest/gtest.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/manifest/read.h"

// Whole manifests as packagers write them: the streams that scripts/setup makes, read from where they lie. A
// path stands for a URL, so that every address can be looked up on the disk.

namespace praxino::manifest {
namespace {

namespace fs = std::filesystem;
using media::Presentation;
using media::Segment;
using media::SegmentList;

/// Where the step e2e says that they are; else where they may be.
fs::path streams() {
  if (const char* folder = std::getenv("PRAXINO_STREAMS")) return folder;
  if (const char* cache = std::getenv("PRAXINO_CACHE")) return fs::path(cache) / "streams";
  const char* home = std::getenv("HOME");
  return fs::path(home == nullptr ? "" : home) / ".cache/praxino/streams";
}

std::string text_of(const fs::path& path) {
  std::string text(fs::file_size(path), '\0');
  std::FILE* file = std::fopen(path.c_str(), "rb");
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

void expect_on_disk(const media::Resource& resource) {
  ASSERT_TRUE(fs::is_regular_file(resource.url)) << resource.url;
  if (resource.range) {
    EXPECT_LE(resource.range->offset + resource.range->length.value_or(0), fs::file_size(resource.url));
  }
}

/// Every segment and init exists, and one segment begins where the one before ends; a Period may begin before
/// the last frames of the one before it end.
void expect_whole(const SegmentList& list, double length) {
  ASSERT_FALSE(list.empty());
  for (const media::Stretch& stretch : list.stretches()) {
    if (stretch.init) expect_on_disk(*stretch.init);
  }
  Seconds end;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Segment segment = list.at(i);
    expect_on_disk(segment.media);
    const bool goes_on = i != 0 && list.at(i - 1).stretch == segment.stretch;
    EXPECT_NEAR(segment.start.value, end.value, goes_on ? 0.001 : 0.05);
    end = segment.start + segment.duration;
  }
  EXPECT_NEAR(end.value, length, 0.05);
  EXPECT_TRUE(list.ended);
}

class StreamOfAPackager : public testing::TestWithParam<const char*> {};

TEST_P(StreamOfAPackager, HasEveryFileThatItsManifestNames) {
  const fs::path path = streams() / GetParam();
  if (!fs::is_regular_file(path)) {
    ASSERT_EQ(std::getenv("PRAXINO_STREAMS"), nullptr) << "no stream at " << path;
    GTEST_SKIP() << "no stream at " << path;
  }
  Warnings warnings;
  const auto presentation = read_presentation(text_of(path), path.string(), "", warnings);
  ASSERT_TRUE(presentation) << presentation.error().what;
  EXPECT_NEAR(presentation->duration.value_or(Seconds{60}).value, 60, 0.05);
  for (const media::Variant& variant : presentation->variants) EXPECT_TRUE(variant.video);
  for (const media::Feed& feed : presentation->feeds) {
    if (feed.segments) {
      expect_whole(*feed.segments, 60);
    } else if (!feed.playlist.empty()) {
      const auto playlist = read_playlist(text_of(feed.playlist), feed.playlist, {}, warnings);
      ASSERT_TRUE(playlist) << feed.playlist << ": " << playlist.error().what;
      expect_whole(playlist->segments, 60);
    } else {
      ASSERT_EQ(feed.indexes.size(), 1u);
      expect_on_disk(feed.indexes[0].index);
      expect_on_disk(feed.indexes[0].stretch.init.value_or(media::Resource{}));
    }
  }
  EXPECT_EQ(warnings.total(), 0u) << warnings.first().front().what;
}

INSTANTIATE_TEST_SUITE_P(Streams, StreamOfAPackager,
                         testing::Values("cmaf/manifest.mpd", "cmaf/master.m3u8", "dash-list/manifest.mpd",
                                         "dash-number/manifest.mpd", "dash-periods/manifest.mpd",
                                         "dash-timeline/manifest.mpd", "files/manifest.mpd",
                                         "files/master.m3u8", "hls-fmp4-discontinuity/master.m3u8",
                                         "hls-fmp4-muxed/master.m3u8", "hls-ts-demuxed/master.m3u8",
                                         "hls-ts-muxed/master.m3u8"),
                         [](const auto& parameter) {
                           std::string name;
                           for (const char letter : std::string_view(parameter.param)) {
                             if (std::isalnum(static_cast<unsigned char>(letter))) name.push_back(letter);
                           }
                           return name;
                         });

}  // namespace
}  // namespace praxino::manifest
