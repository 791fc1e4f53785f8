#include "core/player/wire.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/player/log.h"
#include "core/player/narrate.h"
#include "fuzz/require.h"

// Whatever the bytes are, messages that were read are written and read again as the same bytes, and can be
// told. The first byte of the input chooses what the rest is: events, effects or a log.

using namespace praxino;
using namespace praxino::player;

namespace {

std::vector<std::byte> written(const Event& message) {
  std::vector<std::byte> out;
  wire::encode(message, {}, out);
  return out;
}

std::vector<std::byte> written(const Effect& message) {
  std::vector<std::byte> out;
  wire::encode(std::span(&message, 1), {}, out);
  return out;
}

template <typename Variant>
void check(const Variant& message, Narrator& narrator) {
  const auto bytes = written(message);
  const std::vector<std::byte> beside(bytes.size());  // a blob's bytes, where it has few enough
  wire::Decoder decoder(bytes, beside);
  Variant again;
  require(decoder.next(again));
  require(decoder.ok());
  if (decoder.blobs_complete()) require(written(again) == bytes);
  require(!narrator.tell(message).empty());
  require(!decoder.next(again));
}

template <typename Variant>
void read(Bytes bytes) {
  Narrator narrator;
  wire::Decoder decoder(bytes, bytes);
  for (Variant message; decoder.next(message);) check(message, narrator);
}

void read_log(Bytes bytes) {
  auto reader = LogReader::open(bytes);
  if (!reader) return;
  Narrator narrator;
  for (LogStep step; reader->next(step);) {
    check(step.event, narrator);
    wire::Decoder decoder(step.effects);
    for (Effect effect; decoder.next(effect);) check(effect, narrator);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes bytes = std::as_bytes(std::span(data + 1, size - 1));
  switch (data[0] % 3) {
    case 0:
      read<Event>(bytes);
      break;
    case 1:
      read<Effect>(bytes);
      break;
    default:
      read_log(bytes);
  }
  return 0;
}
