#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/flat/flatten.h"
#include "core/manifest/read.h"
#include "fuzz/presentation.h"

// Any text as an MPD, its end as the anchor in its URL; where it names indexes, one index for all of them.

using namespace praxino;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  manifest::Warnings warnings;
  const std::string url =
      "https://a.example/b/c.mpd#" + std::string(text.substr(size - std::min<std::size_t>(size, 48)));
  const auto presentation = manifest::read_presentation(text, url, "", warnings);
  if (!presentation) return 0;
  check(*presentation);
  require(!flat::flatten(*presentation, warnings).empty());

  media::SegmentIndex index;
  index.timescale = static_cast<std::uint32_t>(size) * 7919 + 1;
  index.earliest_time = static_cast<std::int64_t>(size) * 1000;
  for (std::uint32_t i = 0; i < 5; ++i) {
    index.entries.push_back({.offset = i * 10, .size = 10, .duration = index.timescale * (i + 1) / 2 + 1});
  }
  for (const media::Feed& feed : presentation->feeds) {
    std::vector<media::SegmentList> lists;
    for (const media::PendingIndex& pending : feed.indexes) {
      auto list = manifest::list_of(pending, index);
      if (!list) break;
      check(*list);
      lists.push_back(*std::move(list));
    }
    if (lists.size() == feed.indexes.size()) check(manifest::join(feed, lists));
  }
  return 0;
}
