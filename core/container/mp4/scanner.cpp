#include "core/container/mp4/scanner.h"

#include <algorithm>
#include <utility>

#include "core/container/mp4/box.h"
#include "core/container/mp4/reader.h"

namespace praxino::mp4 {
namespace {

/// Events are small; a larger box of that name streams through unread rather than hold up the media behind
/// it.
constexpr std::uint64_t kLargestEvent = std::uint64_t{1} << 20U;

bool is_event(FourCc type) { return type == fourcc("emsg") || type == fourcc("prft"); }

bool is_read(FourCc type) {
  return type == fourcc("moov") || type == fourcc("moof") || type == fourcc("sidx");
}

bool is_known(FourCc type) {
  static constexpr FourCc kTypes[] = {fourcc("mdat"), fourcc("ftyp"), fourcc("styp"), fourcc("free"),
                                      fourcc("skip"), fourcc("uuid"), fourcc("emsg"), fourcc("prft"),
                                      fourcc("mfra"), fourcc("meta"), fourcc("ssix"), fourcc("pdin"),
                                      fourcc("wide"), fourcc("udta"), fourcc("imda")};
  return is_read(type) || std::ranges::find(kTypes, type) != std::end(kTypes);
}

/// The error page that comes instead of a segment reads as a box too: "<!DO" for its size, "CTYP" for its
/// type. No size that is made of text is below four tabs, and no box that we have not heard of is that large.
bool is_text(const BoxHeader& header) {
  return header.length == 8 && header.size >= 0x09090909 && !is_known(header.type);
}

}  // namespace

Result<Scanner::Accepted> Scanner::accept(Bytes pending, std::vector<Fact>& facts) {
  Accepted accepted;
  while (!fault_ && accepted.bytes < pending.size()) {
    const auto step = this->step(pending.subspan(accepted.bytes), facts);
    if (!step) {
      fault_ = step.error();
      break;
    }
    if (*step == 0) break;
    accepted.bytes += *step;
    offset_ += *step;
  }
  waiting_ = pending.size() - accepted.bytes;
  if (fault_ && accepted.bytes == 0) return std::unexpected(*fault_);
  return accepted;
}

Result<std::size_t> Scanner::step(Bytes pending, std::vector<Fact>& facts) {
  if (to_the_end_) return pending.size();
  if (streaming_ > 0) {
    const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(streaming_, pending.size()));
    streaming_ -= now;
    return now;
  }

  const auto found = read_header(pending, offset_);
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::size_t{0};
  const BoxHeader& header = **found;
  if (is_text(header))
    return fail(Fault::malformed, offset_, "text or something else, not an ISO media file");

  const bool held = is_read(header.type);
  if (held && header.size == 0)
    return fail(Fault::unsupported, offset_, "a moov, moof or sidx without a size");
  if (held && header.size > kLargestHeld)
    return fail(Fault::too_large, offset_, "a moov, moof or sidx too large");
  if (held || (is_event(header.type) && header.size > 0 && header.size <= kLargestEvent)) {
    if (header.size > pending.size()) return std::size_t{0};
    const Bytes box = pending.first(static_cast<std::size_t>(header.size));
    if (const auto done = read(header.type, box, facts); !done) return std::unexpected(done.error());
    return box.size();
  }

  if (header.size == 0) {
    to_the_end_ = true;
  } else {
    streaming_ = header.size - header.length;
  }
  return std::size_t{header.length};
}

Result<void> Scanner::read(FourCc type, Bytes box, std::vector<Fact>& facts) {
  if (type == fourcc("moov")) {
    auto init = read_init(box, offset_);
    if (!init) return std::unexpected(init.error());
    init_ = *init;
    facts.emplace_back(std::move(*init));
  } else if (type == fourcc("moof")) {
    if (!init_) return fail(Fault::missing, offset_, "moof before any moov");
    auto fragment = read_fragment(box, *init_, offset_);
    if (!fragment) return std::unexpected(fragment.error());
    facts.emplace_back(std::move(*fragment));
  } else if (type == fourcc("sidx")) {
    auto index = read_index(box, offset_);
    if (!index) return std::unexpected(index.error());
    facts.emplace_back(std::move(*index));
  } else {
    facts.emplace_back(RawBox{type, offset_, {box.begin(), box.end()}});
  }
  return {};
}

Result<void> Scanner::finish() const {
  if (fault_) return std::unexpected(*fault_);
  if (streaming_ > 0 || waiting_ > 0) return fail(Fault::truncated, offset_, "the bytes end inside a box");
  return {};
}

void Scanner::restart(std::uint64_t offset) {
  offset_ = offset;
  streaming_ = 0;
  waiting_ = 0;
  to_the_end_ = false;
  fault_.reset();
}

}  // namespace praxino::mp4
