#include "core/player/replay.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/require.h"

// A log comes from a stranger: whatever it holds is told, and run again as far as that goes.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto replay = player::Replay::open(std::as_bytes(std::span(data, size)));
  if (!replay) return 0;
  std::string lines;
  while (replay->tell(lines)) {
    require(!lines.empty());
    if (replay->run(lines)) {
      require(lines.empty());
    } else {
      require(!lines.empty());
      break;
    }
  }
  require(!replay->summary().empty());
  return 0;
}
