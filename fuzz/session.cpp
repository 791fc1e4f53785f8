#include "core/player/session.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/player/log.h"
#include "fuzz/require.h"

// A Session is fed whatever a log says, in whatever order. The same log gives the same effects twice, time
// goes on, and nothing follows the end.

using namespace praxino;
using namespace praxino::player;

namespace {

std::vector<std::byte> run(LogReader reader) {
  Session session;
  std::vector<std::byte> all;
  Effects effects;
  Instant now;
  bool ended = false;
  for (LogStep step; reader.next(step);) {
    if (step.now > now && step.now < Instant{1e6}) now = step.now;
    effects.clear();
    session.handle(step.event, now, effects);
    require(!ended || effects.empty());
    if (std::holds_alternative<Tick>(step.event)) {
      const auto deadline = session.deadline();
      require(!deadline || *deadline > now);
    }
    for (const Effect& effect : effects) ended = ended || std::holds_alternative<GiveUp>(effect);
    wire::encode(effects, {.hash = true}, all);
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reader = LogReader::open(std::as_bytes(std::span(data, size)));
  if (!reader) return 0;
  require(run(*reader) == run(*reader));
  return 0;
}
