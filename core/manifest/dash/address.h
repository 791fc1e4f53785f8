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

  // The first error is kept, and add() tells it; what is written after it does not matter.
  void add_base(Scene& scene);
  void add_file(Scene& scene);
  void add_template(Scene& scene);
  void add_list(Scene& scene);
  void look_inside(Scene& scene);
  [[nodiscard]] std::vector<Span> spans_of(const Scene& scene, std::uint64_t first,
                                           std::optional<std::uint64_t> most);
  void begin(const Scene& scene);
  void add_run(const Scene& scene, media::SegmentList::Run run);
  [[nodiscard]] std::string listed(const Scene& scene, std::string_view uri);
  void set_init(Scene& scene);
  [[nodiscard]] std::string filled(const Scene& scene, std::string_view text, bool last);
  [[nodiscard]] std::string resolved(const Scene& scene, std::string_view uri);
  [[nodiscard]] media::Resource resource_of(const Scene& scene, Node element);
  [[nodiscard]] std::optional<std::uint64_t> most_of(const Scene& scene, std::uint64_t first);
  [[nodiscard]] std::uint64_t number_of(const Scene& scene, std::string_view text, std::uint64_t unsaid);
  [[nodiscard]] std::uint64_t said_number(const Scene& scene, const char* name, std::uint64_t unsaid);
  [[nodiscard]] std::optional<media::ByteRange> range_of(Node place, std::string_view text);
  void spend(const Scene& scene, std::uint64_t amount, const char* what);
  void refuse(const Scene& scene, Fault fault, const char* what);

  const Document& document_;
  Budget& budget_;
  Warnings& warnings_;
  std::optional<Error> error_;
  std::optional<media::SegmentList> list_;
  std::string base_;  // Of list_.
  std::uint32_t runs_ = 0;
  std::vector<media::PendingIndex> indexes_;
};

}  // namespace praxino::manifest::dash
