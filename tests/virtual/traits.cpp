#include "traits.h"

#include <algorithm>
#include <array>

namespace praxino::virtual_host {
namespace {

using namespace std::string_view_literals;

constexpr std::array kCommonCodecs = {"avc1."sv, "avc3."sv, "mp4a.40."sv, "vp09."sv,
                                      "opus"sv,  "flac"sv,  "mp3"sv};
constexpr std::array kCodecsWithHevc = {"avc1."sv, "avc3."sv, "mp4a.40."sv, "vp09."sv, "opus"sv,
                                        "flac"sv,  "mp3"sv,   "hvc1."sv,    "hev1."sv};

constexpr BrowserTraits kChromium{.name = "chromium", .has_worker_mse = true, .codecs = kCommonCodecs};
constexpr BrowserTraits kFirefox{.name = "firefox", .codecs = kCodecsWithHevc};
constexpr BrowserTraits kWebkit{.name = "webkit", .has_change_type = false, .codecs = kCodecsWithHevc};
constexpr std::array kAll = {&kChromium, &kFirefox, &kWebkit};

}  // namespace

const BrowserTraits& BrowserTraits::chromium() { return kChromium; }
const BrowserTraits& BrowserTraits::firefox() { return kFirefox; }
const BrowserTraits& BrowserTraits::webkit() { return kWebkit; }
std::span<const BrowserTraits* const> BrowserTraits::all() { return kAll; }

bool BrowserTraits::supports(std::string_view type) const {
  if (!type.starts_with("video/mp4") && !type.starts_with("audio/mp4")) return false;
  const std::size_t at = type.find("codecs=\"");
  if (at == std::string_view::npos) return false;
  std::string_view list = type.substr(at + 8);
  list = list.substr(0, list.find('"'));
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view codec = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    while (codec.starts_with(' ')) codec.remove_prefix(1);
    const bool known =
        std::ranges::any_of(codecs, [&](std::string_view prefix) { return codec.starts_with(prefix); });
    if (!known) return false;
  }
  return true;
}

}  // namespace praxino::virtual_host
