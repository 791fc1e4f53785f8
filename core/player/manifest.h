#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/media/presentation.h"
#include "core/media/segment_index.h"
#include "core/net/types.h"
#include "core/player/index_tree.h"
#include "core/player/reports.h"

/// The Manifest machine: from a URL to a Presentation, and from its feeds to their segments, each read when
/// it is first wanted.
namespace praxino::player {

/// A document that the Manifest asked for.
struct Document {
  net::FetchKind kind{};    ///< manifest, playlist or index.
  media::FeedId feed{};     ///< playlist, index.
  std::uint32_t place = 0;  ///< index: which of the feed's.
  std::uint64_t at = 0;     ///< index: the byte where one begins that another one refers to.
  bool operator==(const Document&) const = default;
};

// Events.
struct Opened {
  std::string url;
};
struct DocumentArrived {
  Document document;
  std::string url;   ///< After redirects.
  std::string type;  ///< Content-Type.
  std::span<const std::byte> bytes;
};
/// A feed's segments are wanted.
struct FeedWanted {
  media::FeedId feed{};
};
/// A document of a feed cannot be had, or is none; with what a person is told of it.
struct DocumentLost {
  Document document;
  Code code{};
  std::string message;
  std::string where;
};
using ManifestEvent = std::variant<Opened, DocumentArrived, FeedWanted, DocumentLost>;

// Outcomes.
struct DocumentNeeded {
  Document document;
  media::Resource resource;
};
struct PresentationKnown {};
struct FeedKnown {
  media::FeedId feed{};
};
struct Doubtful {  ///< Leniencies that a reader allowed itself.
  Code code{};
  std::string message;
  std::string where;
};
struct Unreadable {  ///< There is nothing to play.
  Code code{};
  std::string message;
  std::string where;
};
struct FeedLost {  ///< It may be wanted again.
  media::FeedId feed{};
  Code code{};
  std::string message;
  std::string where;
};
using ManifestOutcome =
    std::variant<DocumentNeeded, PresentationKnown, FeedKnown, Doubtful, Unreadable, FeedLost>;
using ManifestOutcomes = std::vector<ManifestOutcome>;

class Manifest {
 public:
  void handle(const ManifestEvent& event, ManifestOutcomes& out);

  [[nodiscard]] bool known() const { return presentation_.has_value(); }
  /// Only once known.
  [[nodiscard]] const media::Presentation& presentation() const { return *presentation_; }
  /// Whether the feed's playlist has another address still.
  [[nodiscard]] bool is_elsewhere(media::FeedId feed) const {
    return !presentation()[feed].fallbacks.empty();
  }

 private:
  // Not inlined: a browser compiles a wasm function when it is first called, with all that is in it, and the
  // first event must not wait for the parsers.
  [[gnu::noinline]] void read_manifest(const DocumentArrived& arrived, ManifestOutcomes& out);
  [[gnu::noinline]] void read_playlist(const DocumentArrived& arrived, ManifestOutcomes& out);
  [[gnu::noinline]] void read_index(const DocumentArrived& arrived, ManifestOutcomes& out);
  void lose(DocumentLost lost, ManifestOutcomes& out);

  std::string fragment_;  // of the URL, with '#'; what answers to a URL has none
  std::optional<media::Presentation> presentation_;
  struct FeedState {
    bool asked = false;
    std::vector<IndexTree> indexes;  // as they come
  };
  std::vector<FeedState> feeds_;
};

}  // namespace praxino::player
