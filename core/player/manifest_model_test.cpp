#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/testing/expect_table.h"
#include "core/player/manifest.h"
#include "core/player/testing/sidx.h"

/// Every order of events, up to a length, for manifests whose feeds are known at once, by a playlist that
/// lies at two places, by the indexes of two Periods and by an index of indexes. What was seen is the table
/// at the top of manifest.cpp.
namespace praxino::player {
namespace {

using testing_sidx::sidx;

constexpr std::size_t longest = 6;

constexpr const char* master =
    "#EXTM3U\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS=\"avc1.64001f\"\nhttps://a/v.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS=\"avc1.64001f\"\nhttps://b/v.m3u8\n";
constexpr const char* playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n1.ts\n#EXT-X-ENDLIST\n";
constexpr const char* period =
    "<Period duration=\"PT2S\"><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"v\" "
    "bandwidth=\"1000\" codecs=\"avc1.64001f\"><BaseURL>v.mp4</BaseURL><SegmentBase indexRange=\"100-143\"/>"
    "</Representation></AdaptationSet></Period>";

struct Form {
  const char* name;
  const char* url;
  std::string manifest;
  std::string document;
  std::string further{};  ///< What the document refers to.
};

/// The machine, and what is known of it from outside.
struct Node {
  Manifest manifest;
  bool opened = false;
  std::vector<Document> open;  // asked for and not answered
};

class Model {
 public:
  explicit Model(const Form& form) : form_(form) {}

  void explore(const Node& node, std::size_t length) {
    if (testing::Test::HasFailure()) return;
    if (!node.opened) return step(node, "Opened", Opened{form_.url}, length);
    for (const Document& document : node.open) {
      const std::string& good = document.kind == net::FetchKind::manifest ? form_.manifest
                                : document.at != 0                        ? form_.further
                                                                          : form_.document;
      for (const std::string_view bytes : {std::string_view(good), std::string_view("<!doctype html>")}) {
        step(node, bytes == good ? "arrives" : "is garbage",
             DocumentArrived{document, form_.url, "", std::as_bytes(std::span(bytes))}, length, document);
      }
      if (document.kind != net::FetchKind::manifest)
        step(node, "is lost", DocumentLost{document, Code::playlist_load, "", ""}, length, document);
    }
    if (node.manifest.known()) step(node, "FeedWanted", FeedWanted{media::FeedId{0}}, length);
  }
  [[nodiscard]] const std::set<std::string>& seen() const { return seen_; }

 private:
  static std::string state_of(const Node& node) {
    if (!node.opened) return "empty";
    if (!node.manifest.known()) return "reading";
    if (node.manifest.presentation()[media::FeedId{0}].segments) return "known";
    return node.open.empty() ? "unknown" : "asked";
  }

  void step(const Node& before, const std::string& name, const ManifestEvent& event, std::size_t length,
            const std::optional<Document>& answered = {}) {
    Node after = before;
    after.opened = true;
    if (answered) std::erase(after.open, *answered);
    ManifestOutcomes out;
    after.manifest.handle(event, out);
    std::string said;
    for (const ManifestOutcome& outcome : out) {
      if (const auto* needed = std::get_if<DocumentNeeded>(&outcome)) {
        EXPECT_EQ(std::ranges::find(after.open, needed->document), after.open.end()) << "asked once";
        after.open.push_back(needed->document);
        said += " needed";
      }
      if (std::holds_alternative<PresentationKnown>(outcome)) said += " presentation";
      if (std::holds_alternative<FeedKnown>(outcome)) said += " feed";
      if (std::holds_alternative<Doubtful>(outcome)) said += " doubtful";
      if (std::holds_alternative<Unreadable>(outcome)) said += " unreadable";
      if (const auto* lost = std::get_if<FeedLost>(&outcome)) {
        said += " lost";
        // Who hears it drops what else was asked for of that feed.
        std::erase_if(after.open, [&](const Document& one) { return one.feed == lost->feed; });
      }
    }
    seen_.insert(state_of(before) + ", " + name + ": " + state_of(after) + said);
    if (length > 1) explore(after, length - 1);
  }

  const Form& form_;
  std::set<std::string> seen_;
};

void expect_form(const Form& form, const std::set<std::string>& table) {
  SCOPED_TRACE(form.name);
  Model model(form);
  model.explore({}, longest);
  testing_tables::expect_table(model.seen(), table);
}

TEST(ManifestModel, IsTheTable) {
  const std::set<std::string> always = {"empty, Opened: reading needed",
                                        "reading, is garbage: reading unreadable"};
  const auto and_always = [&](std::set<std::string> table) {
    table.insert(always.begin(), always.end());
    return table;
  };
  expect_form({"a playlist alone", "https://a/v.m3u8", playlist, playlist},
              and_always({"reading, arrives: known presentation feed", "known, FeedWanted: known"}));
  expect_form({"a playlist at two places", "https://a/master.m3u8", master, playlist},
              and_always({"reading, arrives: unknown presentation", "unknown, FeedWanted: asked needed",
                          "asked, FeedWanted: asked", "asked, arrives: known feed",
                          "asked, is garbage: asked doubtful needed", "asked, is lost: asked doubtful needed",
                          "asked, is garbage: unknown lost", "asked, is lost: unknown lost",
                          "known, FeedWanted: known"}));
  const std::string mpd =
      "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
      "mediaPresentationDuration=\"PT4S\">" +
      std::string(period) + period + "</MPD>";
  expect_form(
      {"the indexes of two Periods", "https://a/film.mpd", mpd, sidx({{500, false}})},
      and_always({"reading, arrives: unknown presentation", "unknown, FeedWanted: asked needed needed",
                  "asked, FeedWanted: asked", "asked, arrives: asked", "asked, arrives: known feed",
                  "asked, is garbage: unknown lost", "asked, is lost: unknown lost",
                  "known, FeedWanted: known"}));
  const std::string single = "<MPD type=\"static\">" + std::string(period) + "</MPD>";
  expect_form({"an index that refers to two others", "https://a/film.mpd#t=1", single,
               sidx({{500, true}, {500, true}}), sidx({{500, false}})},
              and_always({"reading, arrives: unknown presentation", "unknown, FeedWanted: asked needed",
                          "asked, FeedWanted: asked", "asked, arrives: asked needed needed",
                          "asked, arrives: asked", "asked, arrives: known feed",
                          "asked, is garbage: unknown lost", "asked, is lost: unknown lost"}));
}

TEST(Manifest, KeepsTheFragmentThatAnswersLack) {
  Manifest manifest;
  ManifestOutcomes out;
  manifest.handle(Opened{"https://a/old.mpd?x=1#t=1.5"}, out);
  ASSERT_EQ(out.size(), 1U);
  const auto& needed = std::get<DocumentNeeded>(out[0]);
  EXPECT_EQ(needed.resource.url, "https://a/old.mpd?x=1");
  const std::string mpd = "<MPD>" + std::string(period) + "</MPD>";
  manifest.handle(DocumentArrived{needed.document, "https://b/new.mpd", "", std::as_bytes(std::span(mpd))},
                  out);
  ASSERT_TRUE(manifest.known());
  EXPECT_EQ(manifest.presentation().start, Seconds{1.5});
  EXPECT_EQ(manifest.presentation().feeds[0].indexes[0].url, "https://b/v.mp4");
}

}  // namespace
}  // namespace praxino::player
