#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/hls/playlist_reader.h"
#include "core/manifest/warnings.h"
#include "core/media/said.h"
#include "core/media/segment_list.h"

namespace praxino::manifest::hls {

/// A media playlist that is loaded again and again (RFC 8216bis §6.3.4). Where a text is the one before,
/// without segments at its front and with others at its end, only these are read; any other is read whole.
/// Either way the same comes out. A segment has the same start in every text; the very first begins at 0.
class LivePlaylist {
 public:
  /// `url`: the playlist's own, after redirects; `variables`: those of the multivariant playlist.
  explicit LivePlaylist(std::string url, media::Variables variables = {})
      : url_(std::move(url)), variables_(std::move(variables)) {}
  LivePlaylist(const LivePlaylist&) = delete;  // What it reads with borrows from it.
  LivePlaylist& operator=(const LivePlaylist&) = delete;

  struct Refresh {
    media::SegmentList added;   ///< What was in no text before; `ended` is the playlist's.
    std::uint32_t removed = 0;  ///< How many of the text before are gone.
    bool whole = false;         ///< It was read from its beginning.
  };
  /// A text whose last segment is not as far as that of one before is older, and nothing comes of it; where
  /// they have none in common, the count has begun again, and all is new. `where` of an Error is the line;
  /// after one, all is as it was before.
  [[nodiscard]] Result<Refresh> refresh(std::string_view text);

  /// All that the last text says. Not before there was one.
  [[nodiscard]] Playlist playlist(Warnings& warnings) const;

 private:
  /// What is known of a text.
  struct Known {
    std::string text;         ///< Without a mark, its variables filled in.
    std::size_t end = 0;      ///< Behind the last segment's line.
    std::uint64_t first = 0;  ///< The first segment's number.
    std::int64_t start = 0;   ///< Its start in microseconds.
    std::string borrowed;     ///< By `reader`.
    PlaylistReader reader;    ///< Behind the last segment.
    bool ended = false;
  };

  [[nodiscard]] std::optional<Refresh> read_on(std::string_view text, std::size_t end);
  [[nodiscard]] Result<Refresh> read_whole(std::string_view text, std::size_t end);
  [[nodiscard]] std::int64_t start_of(std::uint64_t number);

  std::string url_;
  media::Variables variables_;
  Warnings warnings_;  ///< Of what is read on the way; nobody's.
  std::optional<Known> known_;
};

}  // namespace praxino::manifest::hls
