#include "core/container/mp4/box.h"

namespace praxino::mp4 {
namespace {

/// QuickTime's types may have a © in front (0xA9); all others are printable ASCII.
bool is_type(FourCc type) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const unsigned c = type >> shift & 0xFFU;
    if ((c < 0x20 || c > 0x7E) && c != 0xA9) return false;
  }
  return true;
}

constexpr std::uint64_t kLargest = std::uint64_t{1} << 62U;

}  // namespace

Result<std::optional<BoxHeader>> read_header(Bytes bytes, std::uint64_t at) {
  ByteReader in(bytes);
  BoxHeader header;
  header.size = in.u32();
  if (!in.ok()) return std::nullopt;
  if (header.size > 1 && header.size < 8) return fail(Fault::malformed, at, "box smaller than its header");
  header.type = in.u32();
  if (!in.ok()) return std::nullopt;
  if (!is_type(header.type)) return fail(Fault::malformed, at, "not a box: its type is not printable");
  if (header.size != 1) return header;

  header.length = 16;
  header.size = in.u64();
  if (!in.ok()) return std::nullopt;
  if (header.size < 16) return fail(Fault::malformed, at, "box smaller than its header");
  if (header.size > kLargest) return fail(Fault::malformed, at, "box of an impossible size");
  return header;
}

Result<Box> read_box(Bytes bytes, FourCc type, std::uint64_t at) {
  const auto header = read_header(bytes, at);
  if (!header) return std::unexpected(header.error());
  if (!*header) return fail(Fault::truncated, at, "the bytes end inside a box's header");
  const std::uint64_t size = (*header)->size == 0 ? bytes.size() : (*header)->size;
  if ((*header)->type != type) return fail(Fault::malformed, at, "not the box that was expected");
  if (size > bytes.size()) return fail(Fault::truncated, at, "the bytes end inside a box");
  return Box{type, at, bytes.first(static_cast<std::size_t>(size)), (*header)->length};
}

std::optional<Box> Boxes::next() {
  if (error_ || rest_.empty()) return std::nullopt;
  const auto header = read_header(rest_, at_);
  if (!header) {
    error_ = header.error();
    return std::nullopt;
  }
  if (!*header) {
    error_ = Error{Fault::malformed, at_, "the parent box ends inside a box's header"};
    return std::nullopt;
  }
  const BoxHeader& found = **header;
  // "To the end of the file" has a meaning for the file's last box alone.
  if (found.size == 0) {
    error_ = Error{Fault::malformed, at_, "a box within another has no size"};
    return std::nullopt;
  }
  if (found.size > rest_.size()) {
    error_ = Error{Fault::malformed, at_, "box larger than its parent"};
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(found.size);
  const Box box{found.type, at_, rest_.first(size), found.length};
  rest_ = rest_.subspan(size);
  at_ += size;
  return box;
}

BoxScope::BoxScope(ByteWriter& out, FourCc type) : out_(out), begin_(out.size()) {
  out.u32(0);
  out.u32(type);
}

BoxScope::~BoxScope() { out_.patch_u32(begin_, static_cast<std::uint32_t>(out_.size() - begin_)); }

}  // namespace praxino::mp4
