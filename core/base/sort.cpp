#include "core/base/sort.h"

namespace praxino {
namespace {

/// Moves the root of a heap of `size` things down to where it belongs.
void sift(const Sortable& row, std::size_t root, std::size_t size) {
  while (2 * root + 1 < size) {
    std::size_t child = 2 * root + 1;
    if (child + 1 < size && row.less(row.things, child, child + 1)) ++child;
    if (!row.less(row.things, root, child)) return;
    row.swap(row.things, root, child);
    root = child;
  }
}

}  // namespace

void sort(const Sortable& row) {
  for (std::size_t root = row.size / 2; root > 0; --root) sift(row, root - 1, row.size);
  for (std::size_t size = row.size; size > 1; --size) {
    row.swap(row.things, 0, size - 1);
    sift(row, 0, size - 1);
  }
}

}  // namespace praxino
