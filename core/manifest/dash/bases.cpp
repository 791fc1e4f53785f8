#include "core/manifest/dash/bases.h"

#include <cstdint>
#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"

namespace praxino::manifest::dash {
namespace {

/// The lowest comes first. Priority and weight count 1 where they are not said.
std::uint64_t rank_of(Node node) {
  const auto number_of = [&](std::string_view name) {
    return text::to_uint32(foreign_attribute(node, name)).value_or(1);
  };
  return std::uint64_t{number_of("priority")} << 32U | ~number_of("weight");
}

}  // namespace

bool Bases::takes(Node node, const std::string& resolved) {
  const bool embedded = text::starts_ignoring_case(resolved, "data:");
  bytes_ += resolved.size();
  const char* what = bytes_ > most                            ? "BaseURLs of more than 16 MB in all"
                     : resolved.size() > longest && !embedded ? "a BaseURL of more than 16 kB"
                                                              : nullptr;
  if (what && !error_) error_ = Error{Fault::too_large, document_.line_of(node), what};
  return !what;
}

std::string_view Bases::of(Node node, std::string_view outer) {
  std::string_view first = outer;
  std::uint64_t taken = 0;  // a bit for each
  for (std::size_t i = 0; i < media::Mirrors::most_places; ++i) {
    Node best;
    std::uint64_t lowest = 0;
    std::uint64_t bit = 0;
    std::uint64_t own = 1;
    for (Node each = child(node, "BaseURL"); each && own != 0; each = next(each), own <<= 1U) {
      const std::uint64_t rank = rank_of(each);
      if ((taken & own) != 0 || (best && rank >= lowest)) continue;
      best = each;
      lowest = rank;
      bit = own;
    }
    if (!best) break;
    taken |= bit;
    std::string resolved = url::resolve(outer, best.child_value());
    if (!takes(best, resolved)) break;
    if (i == 0) {
      first = texts.emplace_front(std::move(resolved));
    } else {
      mirrors.add(first, resolved);
    }
  }
  return first;
}

}  // namespace praxino::manifest::dash
