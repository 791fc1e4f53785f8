#include "core/manifest/codecs.h"

#include <array>

#include "core/base/text.h"

namespace praxino::manifest {
namespace {

using media::TrackKind;

struct Family {
  std::string_view entry;  ///< What stands before the first dot, in small letters.
  std::string_view name;
  TrackKind kind;
};

constexpr std::array<Family, 42> kFamilies{{
    {"avc1", "avc", TrackKind::video},      {"avc2", "avc", TrackKind::video},
    {"avc3", "avc", TrackKind::video},      {"avc4", "avc", TrackKind::video},
    {"hvc1", "hevc", TrackKind::video},     {"hev1", "hevc", TrackKind::video},
    {"hvc2", "hevc", TrackKind::video},     {"hev2", "hevc", TrackKind::video},
    {"dvh1", "dv", TrackKind::video},       {"dvhe", "dv", TrackKind::video},
    {"dva1", "dv", TrackKind::video},       {"dvav", "dv", TrackKind::video},
    {"dav1", "dv", TrackKind::video},       {"vvc1", "vvc", TrackKind::video},
    {"vvi1", "vvc", TrackKind::video},      {"av01", "av1", TrackKind::video},
    {"vp08", "vp8", TrackKind::video},      {"vp8", "vp8", TrackKind::video},
    {"vp09", "vp9", TrackKind::video},      {"vp9", "vp9", TrackKind::video},
    {"mp4v", "mp4v", TrackKind::video},     {"mp4a", "mp4a", TrackKind::audio},
    {"ac-3", "ac3", TrackKind::audio},      {"ec-3", "eac3", TrackKind::audio},
    {"ac-4", "ac4", TrackKind::audio},      {"opus", "opus", TrackKind::audio},
    {"vorbis", "vorbis", TrackKind::audio}, {"flac", "flac", TrackKind::audio},
    {"alac", "alac", TrackKind::audio},     {"mp3", "mp3", TrackKind::audio},
    {"dtsc", "dts", TrackKind::audio},      {"dtse", "dts", TrackKind::audio},
    {"dtsh", "dts", TrackKind::audio},      {"dtsl", "dts", TrackKind::audio},
    {"dtsx", "dts", TrackKind::audio},      {"mha1", "mpegh", TrackKind::audio},
    {"mhm1", "mpegh", TrackKind::audio},    {"iamf", "iamf", TrackKind::audio},
    {"wvtt", "wvtt", TrackKind::text},      {"stpp", "stpp", TrackKind::text},
    {"tx3g", "tx3g", TrackKind::text},      {"jpeg", "jpeg", TrackKind::image},
}};

const Family* find(std::string_view codec) {
  const std::string_view entry = codec.substr(0, codec.find('.'));
  for (const Family& family : kFamilies) {
    if (text::equal_ignoring_case(entry, family.entry)) return &family;
  }
  return nullptr;
}

}  // namespace

std::optional<TrackKind> kind_of_codec(std::string_view codec) {
  const Family* family = find(codec);
  return family == nullptr ? std::nullopt : std::optional(family->kind);
}

std::string_view family_of_codec(std::string_view codec) {
  const Family* family = find(codec);
  return family == nullptr ? codec.substr(0, codec.find('.')) : family->name;
}

std::uint32_t count_codecs(std::string_view codecs, TrackKind kind) {
  std::uint32_t count = 0;
  while (!codecs.empty()) {
    const std::string_view codec = text::trim(text::take(codecs, ','));
    if (!codec.empty() && kind_of_codec(codec).value_or(TrackKind::video) == kind) ++count;
  }
  return count;
}

std::string codecs_of_kind(std::string_view codecs, TrackKind kind) {
  std::string out;
  while (!codecs.empty()) {
    const std::string_view codec = text::trim(text::take(codecs, ','));
    if (codec.empty() || kind_of_codec(codec).value_or(TrackKind::video) != kind) continue;
    if (!out.empty()) out.push_back(',');
    out.append(codec);
  }
  return out;
}

}  // namespace praxino::manifest
