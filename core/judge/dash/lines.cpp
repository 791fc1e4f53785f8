#include "core/judge/dash/lines.h"

#include <algorithm>

namespace praxino::judge::dash {
namespace {

constexpr std::size_t block = 4096;

std::uint32_t count_ends(std::string_view text, std::size_t from, std::size_t to) {
  std::uint32_t ends = 0;
  for (std::size_t i = from; i < to; ++i) {
    const bool paired = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !paired)) ++ends;
  }
  return ends;
}

}  // namespace

Lines::Lines(std::string_view text) : text_(text) {
  ends_.reserve(text.size() / block + 1);
  std::uint32_t ends = 0;
  for (std::size_t from = 0; from <= text.size(); from += block) {
    ends_.push_back(ends);
    ends += count_ends(text, from, std::min(from + block, text.size()));
  }
}

std::uint64_t Lines::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::size_t index = offset / block;
  return 1 + ends_[index] + count_ends(text_, index * block, offset);
}

}  // namespace praxino::judge::dash
