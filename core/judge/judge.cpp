#include "core/judge/judge.h"

#include "core/judge/dash/mpd.h"
#include "core/judge/hls/playlist.h"
#include "core/manifest/hls/tags.h"

namespace praxino::judge {
namespace {

constexpr std::size_t longest = 64 << 20;

}  // namespace

Result<Findings> judge(std::string_view text) {
  if (text.size() > longest) return fail(Fault::too_large, 1, "a manifest of more than 64 MB");
  Findings findings;
  if (manifest::hls::is_playlist(text)) {
    hls::judge(text, findings);
    return findings;
  }
  if (!dash::is_mpd(text))
    return fail(Fault::malformed, 1, "neither an HLS playlist (#EXTM3U) nor a DASH MPD");
  dash::judge(text, findings);
  return findings;
}

}  // namespace praxino::judge
