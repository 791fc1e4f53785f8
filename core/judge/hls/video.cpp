#include "core/judge/hls/video.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/judge/hls/rules.h"
#include "core/manifest/codecs.h"

namespace praxino::judge::hls {
namespace {

constexpr std::array table{
    Rule{"hls-codecs-form", "RFC 8216bis §4.4.6.2", Severity::error,
         "CODECS that are no list of formats with commas between them",
         "Write no spaces and nothing empty: \"avc1.64001f,mp4a.40.2\", for instance."},
    Rule{"hls-resolution-missing", "RFC 8216bis §4.4.6.2", Severity::warning,
         "a variant with video and without RESOLUTION", "Add it: clients choose by it."},
    Rule{"hls-frame-rate-missing", "RFC 8216bis §4.4.6.2", Severity::warning,
         "a variant with video and without FRAME-RATE", "Add it, to three decimal places."},
    Rule{"hls-video-range", "RFC 8216bis §4.4.6.2", Severity::error,
         "a VIDEO-RANGE other than what the formats say of their transfer function",
         "Say SDR, HLG or PQ as the video is encoded; without the attribute it is SDR."},
    Rule{"hls-supplemental-form", "RFC 8216bis §4.4.6.2", Severity::error,
         "SUPPLEMENTAL-CODECS other than formats with brands behind '/'",
         "Write \"dvh1.08.07/db4h\", for instance."},
    Rule{"hls-supplemental-without-base", "RFC 8216bis §4.4.6.2", Severity::error,
         "a supplemental format whose base layer is not in CODECS", "Add the base layer's format to CODECS."},
    Rule{"hls-allowed-cpc-form", "RFC 8216bis §4.4.6.2", Severity::error,
         "ALLOWED-CPC other than KEYFORMATs, each with ':' and labels behind it",
         "Write \"com.example.drm:SMART-TV/PC\", for instance; labels have A to Z, 0 to 9 and '-'."},
    Rule{"hls-video-layout-form", "RFC 8216bis §4.4.6.2", Severity::error,
         "a REQ-VIDEO-LAYOUT with something empty, or one specifier twice in an entry",
         "Write \"CH-STEREO/PROJ-HEQU\", for instance, with commas between entries."},
    Rule{"hls-video-layout-unknown", "RFC 8216bis §4.4.6.2", Severity::warning,
         "a specifier in REQ-VIDEO-LAYOUT that is not defined", "Clients ignore the whole variant."},
    Rule{"hls-video-layout-default", "RFC 8216bis §4.4.6.2", Severity::warning,
         "a REQ-VIDEO-LAYOUT that says no more than leaving it out",
         "Leave it out, so that older clients play the variant."},
};
consteval const Rule& rule(std::string_view id) { return rule_of(table, id); }

bool is_codec(std::string_view codec) {
  return !codec.empty() && consists_of(codec, alphanumeric, ".-+_|%*");
}

/// SDR, HLG and PQ: what is mixed counts as the later one.
enum class VideoRange : unsigned char { sdr, hlg, pq };

std::optional<VideoRange> range_of_transfer(std::string_view code) {
  if (is_among("1 01 6 06 13 14 15", code)) return VideoRange::sdr;
  if (code == "18") return VideoRange::hlg;
  if (code == "16") return VideoRange::pq;
  return std::nullopt;
}

/// The n-th field of a codec string, from 0.
std::string_view field(std::string_view codec, int n) {
  while (n-- > 0) text::take(codec, '.');
  return codec.substr(0, codec.find('.'));
}

/// What a codec string says of its transfer function: AV1 and VP9 in a field, Dolby Vision by its profile.
std::optional<VideoRange> range_of_codec(std::string_view codec) {
  if (codec.starts_with("av01.")) return range_of_transfer(field(codec, 7));
  if (codec.starts_with("vp09.")) return range_of_transfer(field(codec, 6));
  if (codec.starts_with("dvh1.05.") || codec.starts_with("dvhe.05.")) return VideoRange::pq;
  return std::nullopt;
}

/// The base layers of Dolby Vision, as MP4RA's brands name them.
std::optional<VideoRange> range_of_brand(std::string_view brand) {
  if (brand == "db1p") return VideoRange::pq;
  if (brand == "db4h") return VideoRange::hlg;
  if (brand == "db2g") return VideoRange::sdr;
  return std::nullopt;
}

void judge_range(const Values& values, std::uint64_t line, Context& context) {
  std::optional<VideoRange> least;
  bool all_tell = true;
  each(values.text_or("CODECS"), ',', [&](std::string_view codec) {
    const auto kind = manifest::kind_of_codec(codec);
    if (kind && *kind != media::TrackKind::video) return true;
    const auto range = range_of_codec(codec);
    all_tell = all_tell && range;
    if (range) least = std::max(least.value_or(*range), *range);
    return true;
  });
  each(values.text_or("SUPPLEMENTAL-CODECS"), ',', [&](std::string_view element) {
    const auto range = range_of_brand(element.substr(std::min(element.find('/') + 1, element.size())));
    if (range) all_tell = true;
    if (range) least = std::max(least.value_or(*range), *range);
    return true;
  });
  if (!least || (values.has("VIDEO-RANGE") && !values.text("VIDEO-RANGE"))) return;
  const std::string_view word = values.text_or("VIDEO-RANGE", "SDR");
  const VideoRange said = word == "PQ" ? VideoRange::pq : word == "HLG" ? VideoRange::hlg : VideoRange::sdr;
  if (said < *least || (all_tell && said != *least)) context.tell(rule("hls-video-range"), line, {word});
}

/// The family of the format that has to be in CODECS beside an enhancement; empty where it is not known.
std::string_view base_of(std::string_view codec) {
  const std::string_view entry = field(codec, 0);
  if (entry == "dvh1" || entry == "dvhe") return "hevc";
  if (entry == "dva1" || entry == "dvav") return "avc";
  return entry == "dav1" ? "av1" : "";
}

void judge_supplemental(const Values& values, std::uint64_t line, Context& context) {
  const auto list = values.text("SUPPLEMENTAL-CODECS");
  if (!list) return;
  const bool is_good = each(*list, ',', [&](std::string_view element) {
    if (!is_codec(text::take(element, '/'))) return false;
    return element.empty() || each(element, '/', [](std::string_view brand) { return brand.size() == 4; });
  });
  if (!is_good) return context.tell(rule("hls-supplemental-form"), line, {*list});
  if (values.has("CODECS") && !values.text("CODECS")) return;
  each(*list, ',', [&](std::string_view element) {
    const std::string_view base = base_of(element);
    const bool has_base = !each(values.text_or("CODECS"), ',', [&](std::string_view codec) {
      return manifest::family_of_codec(codec) != base;
    });
    if (base.empty() || has_base) return true;
    context.tell(rule("hls-supplemental-without-base"), line, {element});
    return false;
  });
}

bool is_allowed_cpc(std::string_view list) {
  return each(list, ',', [](std::string_view entry) {
    const std::size_t colon = entry.rfind(':');  // A KEYFORMAT may be a URN.
    if (colon == std::string_view::npos || colon == 0 || entry.find(' ') < colon) return false;
    return each(entry.substr(colon + 1), '/', [](std::string_view label) {
      return !label.empty() && consists_of(label, capitals | digits, "-");
    });
  });
}

void judge_layout(std::string_view layout, std::uint64_t line, Context& context) {
  bool is_default = true;
  std::string_view unknown;
  const bool is_good = each(layout, ',', [&](std::string_view entry) {
    bool has_channels = false;
    bool has_projection = false;
    return each(entry, '/', [&](std::string_view specifier) {
      if (!is_among("CH-MONO PROJ-RECT", specifier)) is_default = false;
      if (!is_among("CH-STEREO CH-MONO PROJ-RECT PROJ-EQUI PROJ-HEQU PROJ-PRIM", specifier)) {
        unknown = specifier;
        return !specifier.empty();
      }
      bool& has = specifier.starts_with("CH-") ? has_channels : has_projection;
      const bool again = has;
      has = true;
      return !again;
    });
  });
  if (!is_good) return context.tell(rule("hls-video-layout-form"), line, {layout});
  if (!unknown.empty()) context.tell(rule("hls-video-layout-unknown"), line, {unknown});
  if (is_default) context.tell(rule("hls-video-layout-default"), line, {layout});
}

}  // namespace

std::span<const Rule> video_rules() { return table; }

void judge_video(const Values& values, Tag tag, std::uint64_t line, Context& context) {
  if (const auto codecs = values.text("CODECS")) {
    if (!each(*codecs, ',', is_codec)) context.tell(rule("hls-codecs-form"), line, {*codecs});
    bool has_video = false;
    each(*codecs, ',', [&](std::string_view codec) {
      has_video = has_video || manifest::kind_of_codec(codec) == media::TrackKind::video;
      return true;
    });
    if (has_video && !values.has("RESOLUTION")) context.tell(rule("hls-resolution-missing"), line);
    if (has_video && tag == Tag::stream_inf && !values.has("FRAME-RATE")) {
      context.tell(rule("hls-frame-rate-missing"), line);
    }
    judge_range(values, line, context);
  }
  judge_supplemental(values, line, context);
  const auto allowed = values.text("ALLOWED-CPC");
  if (allowed && !is_allowed_cpc(*allowed)) context.tell(rule("hls-allowed-cpc-form"), line, {*allowed});
  if (const auto layout = values.text("REQ-VIDEO-LAYOUT")) judge_layout(*layout, line, context);
}

}  // namespace praxino::judge::hls
