#include "core/media/segment_index.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/container/mp4/reader.h"
#include "core/manifest/read.h"
#include "fuzz/presentation.h"

// Any bytes as the index of a file, and the segments that it announces. The first byte of the input says what
// the manifest has said of the Period.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes bytes = std::as_bytes(std::span(data + 1, size - 1));
  const std::uint64_t at = data[0] * std::uint64_t{1000};
  const auto index = mp4::read_index(bytes, at);
  if (!index) return 0;
  require(index->timescale > 0 && index->earliest_time >= 0);
  require(index->entries.size() * 12 <= bytes.size());
  std::uint64_t end = at;
  for (const auto& entry : index->entries) {
    require(entry.offset >= end);
    end = entry.offset + entry.size;
  }

  media::PendingIndex pending;
  pending.url = "https://a.example/b/c.mp4";
  const int start = data[0] / 4;
  pending.stretch.start = {static_cast<double>(start)};
  if (data[0] % 2 == 1) pending.stretch.offset = {-1000};
  if (data[0] / 2 % 2 == 1)
    pending.stretch.window = TimeRange{pending.stretch.start, pending.stretch.start + Seconds{100}};
  const auto list = manifest::list_of(pending, *index);
  if (list) {
    require(list->size() <= index->entries.size());
    check(*list);
  }
  return 0;
}
