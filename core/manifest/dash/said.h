#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/manifest/dash/parse.h"
#include "core/media/said.h"

namespace praxino::manifest::dash {

/// Keeps elements as they are written, each at the level where it stands. What is beyond the bounds is left
/// out with a warning.
class Quoter {
 public:
  static constexpr std::size_t most = 4U << 20;  ///< Bytes, about.

  Quoter(const Document& document, Warnings& warnings) : document_(document), warnings_(warnings) {}

  /// The element with its attributes, then each one inside it with its attributes and what stands in it. What
  /// has a place of its own (Period, AdaptationSet, Representation) is left out; of what the engine reads
  /// itself (addresses, event streams) the attributes are kept.
  void quote(Node node, std::vector<media::Said>& out);
  /// What something that goes on over Periods says in one of them, in one element or several; behind a later
  /// Period's own element, and only where it is something else than in the Period before. `last` is 0 for the
  /// first one, then what the call before left there.
  void quote_on(const Period& period, std::span<const Node> nodes, std::vector<media::Said>& out,
                std::size_t& last);
  /// The Events of a Period's EventStreams (ISO/IEC 23009-1 §5.10.2).
  void quote_events(const Period& period, std::vector<media::TimedEvent>& out);

 private:
  void add(Node node, std::vector<media::Said>& out);
  [[nodiscard]] bool takes(std::size_t bytes);

  const Document& document_;
  Warnings& warnings_;
  std::size_t left_ = most;
};

}  // namespace praxino::manifest::dash
