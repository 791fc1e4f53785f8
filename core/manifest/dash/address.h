#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.h"
#include "core/manifest/dash/parse.h"
#include "core/manifest/dash/timeline.h"
#include "core/media/presentation.h"

namespace praxino::manifest::dash {

/// Turns what a Representation says of its segments into one stretch a Period of a feed's list, or into an
/// index still to be read.
class FeedWriter {
 public:
  FeedWriter(const Document& document, Budget& budget, Warnings& warnings)
      : document_(document), budget_(budget), warnings_(warnings) {}

  /// Adds the Period at `place` of the presentation. Periods come in order.
  [[nodiscard]] std::optional<Error> add(const Representation& representation, const Period& period,
                                         std::uint32_t place);
  /// Moves what was added into the feed.
  void finish(media::Feed& feed);

 private:
  struct Scene;  // What one call of add() works on.

  [[nodiscard]] std::optional<Error> add_base(Scene& scene);
  [[nodiscard]] std::optional<Error> add_file(Scene& scene);
  [[nodiscard]] std::optional<Error> add_template(Scene& scene);
  [[nodiscard]] std::optional<Error> add_list(Scene& scene);
  [[nodiscard]] Result<std::vector<Span>> spans_of(const Scene& scene, std::optional<std::uint64_t> most);
  void open(Scene& scene);
  [[nodiscard]] std::optional<Error> add_run(const Scene& scene, media::SegmentList::Run run);
  [[nodiscard]] std::optional<media::Resource> init_of(const Scene& scene);
  [[nodiscard]] std::uint64_t number_of(Node place, std::string_view text, std::uint64_t unsaid);
  [[nodiscard]] std::optional<media::ByteRange> range_of(Node place, std::string_view text);

  const Document& document_;
  Budget& budget_;
  Warnings& warnings_;
  std::optional<media::SegmentList> list_;
  std::string base_;  // Of list_.
  std::uint32_t runs_ = 0;
  std::vector<media::PendingIndex> indexes_;
};

}  // namespace praxino::manifest::dash
