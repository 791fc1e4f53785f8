#include "core/manifest/read.h"

#include <utility>

#include "core/base/text.h"
#include "core/manifest/dash/normalize.h"
#include "core/manifest/dash/parse.h"
#include "core/manifest/dash/xml.h"
#include "core/manifest/hls/multivariant.h"
#include "core/manifest/hls/normalize.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/hls/tags.h"
#include "core/manifest/hls/variables.h"

namespace praxino::manifest {
namespace {

/// Whether the first tag that only one of the two kinds of playlist has is one of a multivariant playlist.
bool is_multivariant(std::string_view text) {
  for (text::Lines lines(text); lines.next();) {
    const std::string_view line = text::trim(lines.line());
    if (line.starts_with("#EXT-X-STREAM-INF") || line.starts_with("#EXT-X-MEDIA:")) return true;
    if (line.starts_with("#EXTINF") || line.starts_with("#EXT-X-TARGETDURATION")) return false;
  }
  return true;
}

// A browser compiles a wasm function when it is first called, with all that was inlined into it: on the way
// to the first frame one protocol must not wait for the other's.
[[gnu::noinline]] Result<media::Presentation> read_hls(std::string_view text, std::string_view url,
                                                       Warnings& warnings) {
  media::Variables variables;
  const auto filled = hls::fill_variables(text, url, nullptr, variables, warnings);
  if (!filled) return std::unexpected(filled.error());
  if (*filled) text = **filled;
  if (is_multivariant(text)) {
    auto playlist = hls::parse_multivariant(text, url, warnings);
    if (!playlist) return std::unexpected(playlist.error());
    auto presentation = hls::normalize(*playlist, warnings);
    if (presentation) presentation->variables = std::move(variables);
    return presentation;
  }
  auto playlist = hls::parse_playlist(text, url, warnings);
  if (!playlist) return std::unexpected(playlist.error());
  return hls::normalize(*std::move(playlist), url);
}

[[gnu::noinline]] Result<media::Presentation> read_dash(std::string_view text, std::string_view url,
                                                        Warnings& warnings) {
  dash::Document document;
  if (const auto error = document.load(text, dash::Document::Timelines::without_entries))
    return std::unexpected(*error);
  auto mpd = dash::parse(document, url, warnings);
  if (!mpd) return std::unexpected(mpd.error());
  return dash::normalize(document, *mpd, warnings);
}

/// Looks at the first words only: a page that is no manifest shall be called what it is.
bool is_html(std::string_view text, std::string_view content_type) {
  return text::starts_ignoring_case(text, "<!doctype html") || text::starts_ignoring_case(text, "<html") ||
         (text::starts_ignoring_case(content_type, "text/html") && text.starts_with('<') &&
          !text.starts_with("<?xml") && !text.starts_with("<MPD"));
}

}  // namespace

Result<media::Presentation> read_presentation(std::string_view text, std::string_view url,
                                              std::string_view content_type, Warnings& warnings) {
  if (text.size() > hls::longest_text) return fail(Fault::too_large, 1, "a manifest of more than 64 MB");
  text = hls::without_mark(text);
  const std::string_view start = text::trim(text.substr(0, 4096));
  if (start.empty()) return fail(Fault::truncated, 1, "an empty manifest");
  if (hls::is_playlist(text)) return read_hls(text, url.substr(0, url.find('#')), warnings);
  if (is_html(start, content_type)) return fail(Fault::malformed, 1, "an HTML page instead of a manifest");
  if (start.starts_with('<')) return read_dash(text, url, warnings);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return fail(Fault::unsupported, 1, "a manifest in UTF-16");
  }
  return fail(Fault::malformed, 1, "neither an HLS playlist (#EXTM3U) nor a DASH MPD");
}

Result<hls::Playlist> read_playlist(std::string_view text, std::string_view url,
                                    const media::Variables& variables, Warnings& warnings) {
  std::string filled;
  const auto read = hls::media_text(text, url, variables, warnings, filled);
  if (!read) return std::unexpected(read.error());
  return hls::parse_playlist(*read, url, warnings);
}

}  // namespace praxino::manifest
