#include <cstddef>
#include <cstdint>
#include <span>

#include "core/container/webm/cues.h"
#include "fuzz/require.h"

// Any bytes as the head of a WebM file with its Cues. The first two bytes of the input say where the Cues
// begin.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const Bytes bytes = std::as_bytes(std::span(data + 2, size - 2));
  const auto head = webm::read_head(bytes);
  if (!head) return 0;
  require(webm::is_file(bytes) && head->data <= bytes.size() && head->tick > 0);
  const std::size_t at = data[0] * std::size_t{256} + data[1];
  if (at > bytes.size()) return 0;
  const auto index = webm::read_cues(bytes.subspan(at), at, *head);
  if (!index) return 0;
  require(index->timescale > 0 && index->earliest_time >= 0 && !index->entries.empty());
  require(index->entries.size() * 2 <= bytes.size());
  std::uint64_t end = index->entries.front().offset;
  for (const auto& entry : index->entries) {
    require(entry.offset == end && entry.size > 0 && !entry.nested);
    end = entry.offset + entry.size;
  }
  return 0;
}
