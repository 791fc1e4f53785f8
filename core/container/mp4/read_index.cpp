#include "core/container/mp4/fragment_boxes.h"
#include "core/container/mp4/reader.h"

namespace praxino::mp4 {

Result<media::SegmentIndex> read_index(Bytes sidx, std::uint64_t at) {
  const auto box = read_box(sidx, fourcc("sidx"), at);
  if (!box) return std::unexpected(box.error());
  ByteReader in(box->payload());
  const auto header = read_fields<IndexHeader>(in, at);
  if (!header) return std::unexpected(header.error());

  constexpr std::uint64_t kBeyond = std::uint64_t{1} << 61U;
  if (header->timescale == 0) return fail(Fault::malformed, at, "sidx with a timescale of 0");
  if (header->earliest_time > kBeyond || header->first_offset > kBeyond || at > kBeyond) {
    return fail(Fault::malformed, at, "sidx with an impossible time or offset");
  }
  if (header->count * std::size_t{12} > in.remaining()) {
    return fail(Fault::malformed, at, "sidx announces more references than it holds");
  }

  media::SegmentIndex index;
  index.timescale = header->timescale;
  index.earliest_time = static_cast<std::int64_t>(header->earliest_time);
  index.entries.reserve(header->count);
  // References lie one after the other; the first is counted from the byte after this box.
  std::uint64_t offset = at + box->bytes.size() + header->first_offset;
  ReadFields io(in);
  for (std::uint16_t i = 0; i < header->count; ++i) {
    IndexReference reference;
    reference.describe(io);
    const std::uint32_t size = reference.type_and_size & 0x7FFFFFFFU;
    const bool nested = (reference.type_and_size >> 31U) != 0;
    index.entries.push_back(
        {.offset = offset, .size = size, .duration = reference.duration, .nested = nested});
    offset += size;
  }
  return index;
}

}  // namespace praxino::mp4
