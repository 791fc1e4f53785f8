#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace praxino {

/// What `sort` knows of a row of things: their number, and what to do with two of them.
struct Sortable {
  std::size_t size = 0;
  void* things = nullptr;
  bool (*less)(void* things, std::size_t a, std::size_t b) = nullptr;
  void (*swap)(void* things, std::size_t a, std::size_t b) = nullptr;
};

/// Heap sort: n log n at worst, not stable. One piece of code for all types, where std::sort makes two
/// kilobytes for each, which a page would have to load.
void sort(const Sortable& row);

template <typename T, typename Less>
void sort(std::vector<T>& things, Less less) {
  struct Row {
    std::vector<T>& things;
    Less& less;
  } row{things, less};
  sort({things.size(), &row,
        [](void* it, std::size_t a, std::size_t b) {
          const Row& in = *static_cast<Row*>(it);
          return static_cast<bool>(in.less(in.things[a], in.things[b]));
        },
        [](void* it, std::size_t a, std::size_t b) {
          std::vector<T>& in = static_cast<Row*>(it)->things;
          std::swap(in[a], in[b]);
        }});
}

}  // namespace praxino
