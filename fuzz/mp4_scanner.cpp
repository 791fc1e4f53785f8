#include <cstddef>
#include <cstdint>
#include <span>

#include "core/container/mp4/testing/feed.h"
#include "core/container/mp4/testing/sample_file.h"
#include "fuzz/pieces.h"
#include "fuzz/require.h"

// The law of cuts over whatever bytes: the same facts, the same bytes accepted, the same fault. The first
// byte of the input chooses how the rest is cut, and, where it is odd, that the init is known from before.

using namespace praxino;
using namespace praxino::mp4;

namespace {

void check(const Fragment& fragment) {
  for (const TrackFragment& track : fragment.tracks) {
    require(track.decode_time.value >= 0 && track.decode_time.scale > 0);
    require(track.first_presentation.value <= track.end_presentation.value);
    require(!track.starts_with_sync || track.first_sync.has_value());
    require(!track.first_sync || (track.first_sync->value >= track.first_presentation.value &&
                                  track.first_sync->value <= track.end_presentation.value));
  }
}

void check(const Init& init) {
  require(!init.tracks.empty());
  for (const TrackInit& track : init.tracks) {
    require(track.timescale > 0 && track.edit_offset >= 0 && !track.codec.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes file = std::as_bytes(std::span(data + 1, size - 1));
  mp4::Scanner start;
  if (data[0] % 2 == 1) start.use(mp4::testing::sample_init());

  const auto whole = mp4::testing::feed_whole(file, start);
  require(whole.accepted <= file.size());
  require(whole.fault || whole.accepted == file.size());
  for (const Fact& fact : whole.facts) {
    if (const auto* fragment = std::get_if<Fragment>(&fact)) check(*fragment);
    if (const auto* init = std::get_if<Init>(&fact)) check(*init);
  }

  require(mp4::testing::feed(file, start, single) == whole);
  require(mp4::testing::feed(file, start, Pieces(data[0], 256)) == whole);
  return 0;
}
