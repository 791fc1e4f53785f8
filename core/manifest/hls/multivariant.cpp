#include "core/manifest/hls/multivariant.h"

#include <utility>

#include "core/base/text.h"
#include "core/base/url.h"
#include "core/manifest/hls/playlist.h"
#include "core/manifest/hls/tags.h"

namespace praxino::manifest::hls {
namespace {

using media::TrackKind;

/// Far beyond any real playlist; matching variants to groups is quadratic.
constexpr std::size_t kMostEntries = 4096;

std::optional<TrackKind> kind_of(std::string_view type) {
  if (type == "AUDIO") return TrackKind::audio;
  if (type == "VIDEO") return TrackKind::video;
  if (type == "SUBTITLES" || type == "CLOSED-CAPTIONS") return TrackKind::text;
  return std::nullopt;
}

std::optional<double> decimal(std::string_view value) {
  const auto millionths = text::to_ticks(value, 6);
  return millionths ? std::optional(static_cast<double>(*millionths) / 1e6) : std::nullopt;
}

void read_resolution(StreamInf& stream, std::string_view value) {
  const std::size_t cross = value.find_first_of("xX");
  if (cross == std::string_view::npos) return;
  const auto width = text::to_uint32(value.substr(0, cross));
  const auto height = text::to_uint32(value.substr(cross + 1));
  if (!width || !height) return;
  stream.width = *width;
  stream.height = *height;
}

Result<std::optional<Media>> read_media(std::string_view attributes, std::string_view url, std::uint64_t line,
                                        Warnings& warnings) {
  Media media;
  media.line = line;
  media.attributes = attributes;
  std::string_view type;
  for (text::Attributes list(attributes); list.next();) {
    const std::string_view name = list.name();
    const std::string_view value = list.value();
    if (name == "TYPE") type = value;
    if (name == "GROUP-ID") media.group = value;
    if (name == "NAME") media.name = value;
    if (name == "LANGUAGE") media.language = value;
    if (name == "CHARACTERISTICS") media.characteristics = value;
    if (name == "DEFAULT") media.is_default = value == "YES";
    if (name == "AUTOSELECT") media.autoselect = value == "YES";
    if (name == "FORCED") media.forced = value == "YES";
    if (name == "SAMPLE-RATE") media.sample_rate = text::to_uint32(value).value_or(0);
    // The first parameter counts the channels; those after a slash tell of their use.
    if (name == "CHANNELS") media.channels = text::to_uint32(value.substr(0, value.find('/'))).value_or(0);
    if (name == "URI" && !value.empty()) {
      if (too_long(value)) return fail(Fault::too_large, line, "a URI of more than 64 kB");
      media.uri = url::resolve(url, value);
    }
  }
  media.autoselect = media.autoselect || media.is_default;
  const auto kind = kind_of(type);
  if (!kind) {
    warnings.add(line, "EXT-X-MEDIA of an unknown TYPE is ignored");
    return std::optional<Media>();
  }
  media.kind = *kind;
  if (media.group.empty()) {
    warnings.add(line, "EXT-X-MEDIA without a GROUP-ID is ignored");
    return std::optional<Media>();
  }
  if (type == "SUBTITLES" && !media.uri) {
    warnings.add(line, "subtitles without a URI are ignored");
    return std::optional<Media>();
  }
  if (media.name.empty()) warnings.add(line, "EXT-X-MEDIA without a NAME");
  return std::optional(std::move(media));
}

Result<StreamInf> read_stream(Tag tag, std::uint64_t line, Warnings& warnings) {
  StreamInf stream;
  stream.line = line;
  stream.tag = tag.name;
  stream.attributes = tag.value;
  std::optional<std::uint64_t> peak;
  std::optional<std::uint64_t> average;
  for (text::Attributes list(tag.value); list.next();) {
    const std::string_view name = list.name();
    const std::string_view value = list.value();
    if (name == "BANDWIDTH") {
      peak = text::to_uint(value);
      if (!peak) return fail(Fault::malformed, line, "BANDWIDTH is not a number");
    }
    if (name == "AVERAGE-BANDWIDTH") average = text::to_uint(value);
    if (name == "CODECS") stream.codecs = value;
    if (name == "AUDIO") stream.audio = value;
    if (name == "VIDEO") stream.video = value;
    if (name == "SUBTITLES") stream.subtitles = value;
    if (name == "VIDEO-RANGE") stream.video_range = value;
    if (name == "PATHWAY-ID") stream.pathway = value;
    if (name == "SCORE") stream.score = decimal(value);
    if (name == "REQ-VIDEO-LAYOUT") stream.layout = value;
    if (name == "RESOLUTION") {
      read_resolution(stream, value);
      if (stream.height == 0) warnings.add(line, "RESOLUTION is malformed");
    }
    if (name == "FRAME-RATE") {
      stream.frame_rate = decimal(value).value_or(0);
    }
  }
  if (!peak) warnings.add(line, "a variant without BANDWIDTH");
  stream.peak.bps = peak.value_or(average.value_or(0));
  stream.average.bps = average.value_or(stream.peak.bps);
  return stream;
}

}  // namespace

Result<Multivariant> parse_multivariant(std::string_view text, std::string_view url, Warnings& warnings) {
  Multivariant out;
  std::optional<StreamInf> open;  // Its URI is on the next line that is neither empty nor a comment.
  for (text::Lines lines(text); lines.next();) {
    const std::string_view line = text::trim(lines.line());
    if (out.media.size() + out.streams.size() + out.trick.size() > kMostEntries) {
      return fail(Fault::too_large, lines.number(), "more than 4096 variants and renditions");
    }
    if (line.starts_with("#EXT")) {
      const Tag tag = split_tag(line);
      if (tag.name == "EXT-X-MEDIA") {
        auto media = read_media(tag.value, url, lines.number(), warnings);
        if (!media) return std::unexpected(media.error());
        if (*media) out.media.push_back(*std::move(*media));
      } else if (tag.name == "EXT-X-STREAM-INF") {
        if (open) warnings.add(open->line, "EXT-X-STREAM-INF without a URI is ignored");
        auto stream = read_stream(tag, lines.number(), warnings);
        if (!stream) return std::unexpected(stream.error());
        open = *std::move(stream);
      } else if (tag.name == "EXT-X-I-FRAME-STREAM-INF" || tag.name == "EXT-X-IMAGE-STREAM-INF") {
        auto stream = read_stream(tag, lines.number(), warnings);
        const std::string_view uri = attribute_of(tag.value, "URI");
        if (!stream) return std::unexpected(stream.error());
        if (too_long(uri)) return fail(Fault::too_large, lines.number(), "a URI of more than 64 kB");
        if (uri.empty()) {
          warnings.add(lines.number(), "pictures for winding without a URI are ignored");
          continue;
        }
        stream->uri = url::resolve(url, uri);
        stream->image = tag.name == "EXT-X-IMAGE-STREAM-INF" || stream->codecs == "mjpg";
        out.trick.push_back(*std::move(stream));
      } else if (tag.name == "EXT-X-START") {
        out.start = parse_start(tag.value);
        if (!out.start) warnings.add(lines.number(), "EXT-X-START has no TIME-OFFSET");
      } else if (tag.name != "EXTM3U") {
        if (tag.name == "EXT-X-CONTENT-STEERING") out.pathway = attribute_of(tag.value, "PATHWAY-ID");
        if (out.said.size() < kMostEntries && !too_long(tag.value)) out.said.push_back(said_of(tag));
      }
    } else if (!line.empty() && !line.starts_with('#')) {
      if (!open) {
        warnings.add(lines.number(), "a URI without EXT-X-STREAM-INF is ignored");
        continue;
      }
      if (too_long(line)) return fail(Fault::too_large, lines.number(), "a URI of more than 64 kB");
      open->uri = url::resolve(url, line);
      out.streams.push_back(*std::exchange(open, std::nullopt));
    }
  }
  if (open) warnings.add(open->line, "EXT-X-STREAM-INF without a URI is ignored");
  if (out.streams.empty()) return fail(Fault::missing, 1, "the playlist has no variant with a URI");
  return out;
}

}  // namespace praxino::manifest::hls
