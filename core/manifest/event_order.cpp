#include "core/manifest/event_order.h"

#include <tuple>

#include "core/base/sort.h"

namespace praxino::manifest {

void sort_by_start(std::vector<media::TimedEvent>& events) {
  sort(events, [](const media::TimedEvent& a, const media::TimedEvent& b) {
    return std::tie(a.start.value, a.scheme, a.id) < std::tie(b.start.value, b.scheme, b.id);
  });
}

}  // namespace praxino::manifest
