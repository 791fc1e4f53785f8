#include "traits.h"

#include <algorithm>
#include <array>

namespace praxino::virtual_host {
namespace {

using namespace std::string_view_literals;

constexpr std::array kChromiumCodecs = {"avc1."sv, "avc3."sv, "mp4a.40."sv, "vp09."sv,
                                        "av01."sv, "opus"sv,  "flac"sv};
constexpr std::array kFirefoxCodecs = {"avc1."sv, "avc3."sv, "hvc1."sv, "hev1."sv, "mp4a.40."sv,
                                       "vp09."sv, "av01."sv, "opus"sv,  "flac"sv,  "mp3"sv};
constexpr std::array kWebkitCodecs = {"avc1."sv, "avc3."sv, "hvc1."sv, "hev1."sv, "mp4a.40."sv,
                                      "vp09."sv, "opus"sv,  "flac"sv,  "ac-3"sv};

constexpr BrowserTraits kChromium{.name = "chromium",
                                  .has_worker_mse = true,
                                  .skips_unknown_boxes = true,
                                  .gap_in_frames = 2,
                                  .gap_counts_decode_steps = true,
                                  .reports_cut_tail = true,
                                  .tells_duration_early = true,
                                  .runs_into_holes = 2.85,
                                  .stall_before_end = 0.06,
                                  .codecs = kChromiumCodecs};

// quota_keeps_behind lies between 36 and 63 s, quota_keeps_ahead between 5 and 25 s: more was not seen.
constexpr BrowserTraits kFirefox{.name = "firefox",
                                 .abort_keeps_the_append = true,
                                 .takes_sinks_late = true,
                                 .quota_drops_from_the_end = true,
                                 .quota_keeps_behind = 40,
                                 .quota_keeps_ahead = 20,
                                 .stall_before_end = 0.035,
                                 .codecs = kFirefoxCodecs};

constexpr BrowserTraits kWebkit{.name = "webkit",
                                .has_change_type = false,
                                .honours_edit_lists = false,
                                .shifts_signed_offsets = true,
                                .stretches_to_zero = 0.1,
                                .swallows_bad_sizes = true,
                                .ignores_media_without_init = true,
                                .abort_forgets_init = true,
                                .drops_sound_that_goes_back = true,
                                .guards_half_segments = false,
                                .removes_from_shown_frame = true,
                                .gap_in_frames = 0,
                                .gap_floor = 1.0 / 12,
                                .closes_on_error = true,
                                .reports_stalls = false,
                                .shows_sequence_mode = false,
                                .stall_before_end = 0.08,
                                .codecs = kWebkitCodecs};

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
