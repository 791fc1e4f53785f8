#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/flat/flatten.h"
#include "core/manifest/hls/live.h"
#include "core/manifest/read.h"
#include "fuzz/presentation.h"

// Any text after #EXTM3U, as a playlist of either kind.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kUrl = "https://a.example/b/c.m3u8?d";
  const std::string text = "#EXTM3U\n" + std::string(reinterpret_cast<const char*>(data), size);
  manifest::Warnings warnings;
  if (const auto presentation = manifest::read_presentation(text, kUrl, "", warnings)) {
    check(*presentation);
    require(!flat::flatten(*presentation, warnings).empty());
  }
  const media::Variables variables{{"imported", "value"}};
  if (const auto playlist = manifest::read_playlist(text, kUrl, variables, warnings))
    check(playlist->segments);
  // Read again, with more behind it: what comes of both must be one list.
  manifest::hls::LivePlaylist live(std::string(kUrl), variables);
  const bool before = live.refresh(text.substr(0, text.size() / 2)).has_value();
  const auto refresh = live.refresh(text);
  if (refresh) check(refresh->added);
  if (before || refresh) check(live.playlist(warnings).segments);
  return 0;
}
