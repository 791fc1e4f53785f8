#include "core/base/byte_window.h"

#include <algorithm>
#include <cstring>

namespace praxino {

void ByteWindow::append(std::span<const std::byte> bytes) {
  if (!bytes.empty()) std::memcpy(extend(bytes.size()), bytes.data(), bytes.size());
}

void ByteWindow::lend(std::span<const std::byte> bytes) {
  if (size_ > 0) return append(bytes);
  lent_ = bytes.data();
  begin_ = 0;
  size_ = bytes.size();
}

void ByteWindow::make_room(std::size_t more) {
  const auto held = view();
  const std::size_t needed = held.size() + more;
  // What is here is moved to the front only where that frees more than it moves.
  const bool fits = needed <= capacity_ && (lent_ != nullptr || held.size() <= begin_);
  std::unique_ptr<std::byte[]> larger;
  if (!fits) {
    capacity_ = std::max(needed, 2 * held.size());
    larger = std::make_unique_for_overwrite<std::byte[]>(capacity_);
  }
  std::byte* to = fits ? room_.get() : larger.get();
  if (!held.empty()) std::memmove(to, held.data(), held.size());
  if (!fits) room_ = std::move(larger);
  begin_ = 0;
  lent_ = nullptr;
}

}  // namespace praxino
