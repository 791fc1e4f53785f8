// Instead of the C library's own, which asks JavaScript for memory.
#include <algorithm>
#include <cstddef>
#include <cstdint>

extern "C" {

extern std::byte __heap_base;

/// The allocator takes what the linker left free, and then more. Memory grows by a fifth at least, because
/// the host has to renew its views each time; where that is too much, by what is missing alone.
void* sbrk(std::intptr_t increment) {
  static std::uintptr_t end = reinterpret_cast<std::uintptr_t>(&__heap_base);
  constexpr std::uintptr_t page = 64 << 10;
  constexpr auto failed = static_cast<std::size_t>(-1);
  const std::uintptr_t start = end;
  const std::uintptr_t wanted = (start + static_cast<std::uintptr_t>(increment) + 15) & ~std::uintptr_t{15};
  if (wanted < start) return reinterpret_cast<void*>(failed);
  const std::size_t pages = __builtin_wasm_memory_size(0);
  if (wanted > pages * page) {
    const std::size_t missing = (wanted + page - 1) / page - pages;
    if (__builtin_wasm_memory_grow(0, std::max(missing, pages / 5)) == failed &&
        __builtin_wasm_memory_grow(0, missing) == failed) {
      return reinterpret_cast<void*>(failed);
    }
  }
  end = wanted;
  return reinterpret_cast<void*>(start);
}

}  // extern "C"
