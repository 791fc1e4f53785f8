#include "core/judge/hls/tags.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace praxino::judge::hls {
namespace {

constexpr bool required = true;
constexpr bool optional = false;
constexpr std::string_view yes_no = "YES NO";

constexpr std::array start{
    Definition{"TIME-OFFSET", Type::signed_decimal, required},
    Definition{"PRECISE", Type::enumerated, optional, yes_no},
};

constexpr std::array define{
    Definition{"NAME"},
    Definition{"VALUE", Type::any_string},
    Definition{"IMPORT"},
    Definition{"QUERYPARAM", Type::string, optional, {}, 11},
};

constexpr std::array part_inf{Definition{"PART-TARGET", Type::decimal, required}};

constexpr std::array server_control{
    Definition{"CAN-SKIP-UNTIL", Type::decimal},
    Definition{"CAN-SKIP-DATERANGES", Type::enumerated, optional, yes_no},
    Definition{"HOLD-BACK", Type::decimal},
    Definition{"PART-HOLD-BACK", Type::decimal},
    Definition{"CAN-BLOCK-RELOAD", Type::enumerated, optional, yes_no},
};

constexpr std::array key{
    Definition{"METHOD", Type::enumerated, required, "NONE AES-128 SAMPLE-AES SAMPLE-AES-CTR AES-256-GCM"},
    Definition{"URI", Type::uri},
    Definition{"IV", Type::hexadecimal, optional, {}, 2},
    Definition{"KEYFORMAT", Type::string, optional, {}, 5},
    Definition{"KEYFORMATVERSIONS", Type::string, optional, {}, 5},
};

constexpr std::array map{
    Definition{"URI", Type::uri, required},
    Definition{"BYTERANGE", Type::byte_range},
};

constexpr std::array part{
    Definition{"URI", Type::uri, required},
    Definition{"DURATION", Type::decimal, required},
    Definition{"INDEPENDENT", Type::enumerated, optional, yes_no},
    Definition{"BYTERANGE", Type::byte_range},
    Definition{"GAP", Type::enumerated, optional, yes_no},
};

// Durations may be written with a sign, so that there is a rule for negative ones.
constexpr std::array daterange{
    Definition{"ID", Type::string, required},
    Definition{"CLASS"},
    Definition{"START-DATE"},
    Definition{"CUE", Type::enumerated_list, optional, "PRE POST ONCE"},
    Definition{"END-DATE"},
    Definition{"DURATION", Type::signed_decimal},
    Definition{"PLANNED-DURATION", Type::signed_decimal},
    Definition{"SCTE35-CMD", Type::hexadecimal},
    Definition{"SCTE35-OUT", Type::hexadecimal},
    Definition{"SCTE35-IN", Type::hexadecimal},
    Definition{"END-ON-NEXT", Type::enumerated, optional, "YES"},
};

constexpr std::array interstitial{
    Definition{"X-ASSET-URI", Type::uri},
    Definition{"X-ASSET-LIST", Type::uri},
    Definition{"X-RESUME-OFFSET", Type::signed_decimal},
    Definition{"X-PLAYOUT-LIMIT", Type::decimal},
    Definition{"X-SNAP", Type::enumerated_list, optional, "OUT IN"},
    Definition{"X-RESTRICT", Type::enumerated_list, optional, "SKIP JUMP"},
    Definition{"X-CONTENT-MAY-VARY", Type::enumerated_string, optional, yes_no},
    Definition{"X-TIMELINE-OCCUPIES", Type::enumerated_string, optional, "POINT RANGE"},
    Definition{"X-TIMELINE-STYLE", Type::enumerated_string, optional, "HIGHLIGHT PRIMARY"},
    Definition{"X-SKIP-CONTROL-OFFSET", Type::integer},
    Definition{"X-SKIP-CONTROL-DURATION", Type::integer},
    Definition{"X-SKIP-CONTROL-LABEL-ID"},
};

constexpr std::array preload{
    Definition{"X-URI", Type::uri, required},
    Definition{"X-TARGET-ID", Type::string, required},
    Definition{"X-TARGET-CLASS", Type::string, required},
};

constexpr std::array skip{
    Definition{"SKIPPED-SEGMENTS", Type::integer, required},
    Definition{"RECENTLY-REMOVED-DATERANGES", Type::any_string, optional, {}, 10},
};

constexpr std::array preload_hint{
    Definition{"TYPE", Type::enumerated, required, "PART MAP"},
    Definition{"URI", Type::uri, required},
    Definition{"BYTERANGE-START", Type::integer},
    Definition{"BYTERANGE-LENGTH", Type::integer},
};

// LAST-MSN may be left out where it is that of the playlist itself.
constexpr std::array rendition_report{
    Definition{"URI", Type::uri, required},
    Definition{"LAST-MSN", Type::integer},
    Definition{"LAST-PART", Type::integer},
};

constexpr std::array media{
    Definition{"TYPE", Type::enumerated, required, "AUDIO VIDEO SUBTITLES CLOSED-CAPTIONS"},
    Definition{"URI", Type::uri},
    Definition{"GROUP-ID", Type::string, required},
    Definition{"LANGUAGE"},
    Definition{"ASSOC-LANGUAGE"},
    Definition{"NAME", Type::string, required},
    Definition{"STABLE-RENDITION-ID"},
    Definition{"DEFAULT", Type::enumerated, optional, yes_no},
    Definition{"AUTOSELECT", Type::enumerated, optional, yes_no},
    Definition{"FORCED", Type::enumerated, optional, yes_no},
    Definition{"INSTREAM-ID"},
    Definition{"BIT-DEPTH", Type::integer},
    Definition{"SAMPLE-RATE", Type::integer},
    Definition{"CHARACTERISTICS"},
    Definition{"CHANNELS"},
};

constexpr std::array stream_inf{
    Definition{"BANDWIDTH", Type::integer, required},
    Definition{"AVERAGE-BANDWIDTH", Type::integer},
    Definition{"SCORE", Type::decimal},
    Definition{"CODECS"},
    Definition{"SUPPLEMENTAL-CODECS"},
    Definition{"RESOLUTION", Type::resolution},
    Definition{"FRAME-RATE", Type::decimal},
    Definition{"HDCP-LEVEL", Type::enumerated, optional, "TYPE-0 TYPE-1 NONE"},
    Definition{"ALLOWED-CPC"},
    Definition{"VIDEO-RANGE", Type::enumerated, optional, "SDR HLG PQ"},
    Definition{"REQ-VIDEO-LAYOUT", Type::any_string, optional, {}, 12},
    Definition{"STABLE-VARIANT-ID"},
    Definition{"AUDIO"},
    Definition{"VIDEO"},
    Definition{"SUBTITLES"},
    Definition{"CLOSED-CAPTIONS", Type::string_or_none},
    Definition{"PATHWAY-ID"},
    Definition{"PROGRAM-ID", Type::integer, optional, {}, 0, 6},
};

constexpr std::array i_frame_stream_inf{
    Definition{"URI", Type::uri, required},
    Definition{"BANDWIDTH", Type::integer, required},
    Definition{"AVERAGE-BANDWIDTH", Type::integer},
    Definition{"SCORE", Type::decimal},
    Definition{"CODECS"},
    Definition{"SUPPLEMENTAL-CODECS"},
    Definition{"RESOLUTION", Type::resolution},
    Definition{"HDCP-LEVEL", Type::enumerated, optional, "TYPE-0 TYPE-1 NONE"},
    Definition{"ALLOWED-CPC"},
    Definition{"VIDEO-RANGE", Type::enumerated, optional, "SDR HLG PQ"},
    Definition{"REQ-VIDEO-LAYOUT", Type::any_string, optional, {}, 12},
    Definition{"STABLE-VARIANT-ID"},
    Definition{"VIDEO"},
    Definition{"PATHWAY-ID"},
    Definition{"PROGRAM-ID", Type::integer, optional, {}, 0, 6},
};

constexpr std::array session_data{
    Definition{"DATA-ID", Type::string, required},
    Definition{"VALUE"},
    Definition{"URI", Type::uri},
    Definition{"FORMAT", Type::enumerated, optional, "JSON RAW"},
    Definition{"LANGUAGE"},
};

constexpr std::array content_steering{
    Definition{"SERVER-URI", Type::uri, required},
    Definition{"PATHWAY-ID"},
};

constexpr bool once = true;
constexpr bool often = false;
constexpr Kind either = Kind::either;
constexpr Kind in_media = Kind::media;
constexpr Kind in_multivariant = Kind::multivariant;
constexpr Takes nothing = Takes::nothing;
constexpr Takes integer = Takes::integer;
constexpr Takes attributes = Takes::attributes;
constexpr Takes other = Takes::other;

// In the order of `Tag`.
constexpr std::array<TagInfo, tags> table{{
    {Tag::extm3u, "EXTM3U", "§4.4.1.1", either, once, nothing},
    {Tag::version, "EXT-X-VERSION", "§4.4.1.2", either, once, integer},
    {Tag::independent_segments, "EXT-X-INDEPENDENT-SEGMENTS", "§4.4.2.1", either, once, nothing},
    {Tag::start, "EXT-X-START", "§4.4.2.2", either, once, attributes, 0, start},
    {Tag::define, "EXT-X-DEFINE", "§4.4.2.3", either, often, attributes, 8, define},
    {Tag::targetduration, "EXT-X-TARGETDURATION", "§4.4.3.1", in_media, once, integer},
    {Tag::media_sequence, "EXT-X-MEDIA-SEQUENCE", "§4.4.3.2", in_media, once, integer},
    {Tag::discontinuity_sequence, "EXT-X-DISCONTINUITY-SEQUENCE", "§4.4.3.3", in_media, once, integer},
    {Tag::endlist, "EXT-X-ENDLIST", "§4.4.3.4", in_media, once, nothing},
    {Tag::playlist_type, "EXT-X-PLAYLIST-TYPE", "§4.4.3.5", in_media, once, other},
    {Tag::i_frames_only, "EXT-X-I-FRAMES-ONLY", "§4.4.3.6", in_media, once, nothing, 4},
    {Tag::part_inf, "EXT-X-PART-INF", "§4.4.3.7", in_media, once, attributes, 0, part_inf},
    {Tag::server_control, "EXT-X-SERVER-CONTROL", "§4.4.3.8", in_media, once, attributes, 0, server_control},
    {Tag::allow_cache, "EXT-X-ALLOW-CACHE", "§8", either, once, other},
    {Tag::extinf, "EXTINF", "§4.4.4.1", in_media, often, other},
    {Tag::byterange, "EXT-X-BYTERANGE", "§4.4.4.2", in_media, often, other, 4},
    {Tag::discontinuity, "EXT-X-DISCONTINUITY", "§4.4.4.3", in_media, often, nothing},
    {Tag::key, "EXT-X-KEY", "§4.4.4.4", in_media, often, attributes, 0, key},
    {Tag::map, "EXT-X-MAP", "§4.4.4.5", in_media, often, attributes, 5, map},
    {Tag::program_date_time, "EXT-X-PROGRAM-DATE-TIME", "§4.4.4.6", in_media, often, other},
    {Tag::gap, "EXT-X-GAP", "§4.4.4.7", in_media, often, nothing},
    {Tag::bitrate, "EXT-X-BITRATE", "§4.4.4.8", in_media, often, integer},
    {Tag::part, "EXT-X-PART", "§4.4.4.9", in_media, often, attributes, 0, part},
    {Tag::daterange, "EXT-X-DATERANGE", "§4.4.5.1", in_media, often, attributes, 0, daterange},
    {Tag::skip, "EXT-X-SKIP", "§4.4.5.2", in_media, once, attributes, 9, skip},
    {Tag::preload_hint, "EXT-X-PRELOAD-HINT", "§4.4.5.3", in_media, often, attributes, 0, preload_hint},
    {Tag::rendition_report, "EXT-X-RENDITION-REPORT", "§4.4.5.4", in_media, often, attributes, 0,
     rendition_report},
    {Tag::media, "EXT-X-MEDIA", "§4.4.6.1", in_multivariant, often, attributes, 0, media},
    {Tag::stream_inf, "EXT-X-STREAM-INF", "§4.4.6.2", in_multivariant, often, attributes, 0, stream_inf},
    {Tag::i_frame_stream_inf, "EXT-X-I-FRAME-STREAM-INF", "§4.4.6.3", in_multivariant, often, attributes, 0,
     i_frame_stream_inf},
    {Tag::session_data, "EXT-X-SESSION-DATA", "§4.4.6.4", in_multivariant, often, attributes, 0,
     session_data},
    {Tag::session_key, "EXT-X-SESSION-KEY", "§4.4.6.5", in_multivariant, often, attributes, 0, key},
    {Tag::content_steering, "EXT-X-CONTENT-STEERING", "§4.4.6.6", in_multivariant, once, attributes, 0,
     content_steering},
}};

static_assert(std::all_of(table.begin(), table.end(), [](const TagInfo& info) {
  return info.attributes.size() <= most_attributes && &info == &table[static_cast<std::size_t>(info.tag)];
}));

}  // namespace

const TagInfo& info_of(Tag tag) { return table[static_cast<std::size_t>(tag)]; }

const TagInfo* find_tag(std::string_view name) {
  for (const TagInfo& info : table) {
    if (info.name == name) return &info;
  }
  return nullptr;
}

const TagInfo* find_tag_ignoring_case(std::string_view name) {
  for (const TagInfo& info : table) {
    if (text::equal_ignoring_case(info.name, name)) return &info;
  }
  return nullptr;
}

const Definition* find(std::span<const Definition> definitions, std::string_view name) {
  for (const Definition& definition : definitions) {
    if (definition.name == name) return &definition;
  }
  return nullptr;
}

std::span<const Definition> interstitial_attributes() { return interstitial; }
std::span<const Definition> preload_attributes() { return preload; }

}  // namespace praxino::judge::hls
