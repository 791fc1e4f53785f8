#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// What RFC 8216bis §4.4 says of tags and their attributes, as tables.
namespace praxino::judge::hls {

enum class Kind : std::uint8_t { either, media, multivariant };

/// What an attribute's value has to be (§4.2); the last ones are strings with a form of their own.
enum class Type : std::uint8_t {
  integer,
  hexadecimal,
  decimal,
  signed_decimal,
  enumerated,
  resolution,
  extension,        ///< A string, a hexadecimal sequence or a signed decimal (§4.4.5.1).
  string_or_none,   ///< A string, or NONE without quotes.
  string,           ///< Not empty.
  any_string,       ///< May be empty.
  uri,              ///< A string.
  enumerated_list,  ///< A string.
  enumerated_string,
  byte_range,  ///< A string, "<n>[@<o>]".
};

/// No tag has more of them.
constexpr std::size_t most_attributes = 20;

/// An attribute as its tag defines it.
struct Definition {
  std::string_view name;
  Type type = Type::string;
  bool required = false;
  std::string_view values;  ///< Of the enumerated types, with spaces between them.
  unsigned version = 0;     ///< The lowest EXT-X-VERSION that has it (§8).
  unsigned removed = 0;     ///< The EXT-X-VERSION that did away with it.
};

enum class Tag : std::uint8_t {
  extm3u,
  version,
  independent_segments,
  start,
  define,
  targetduration,
  media_sequence,
  discontinuity_sequence,
  endlist,
  playlist_type,
  i_frames_only,
  part_inf,
  server_control,
  allow_cache,
  extinf,
  byterange,
  discontinuity,
  key,
  map,
  program_date_time,
  gap,
  bitrate,
  part,
  daterange,
  skip,
  preload_hint,
  rendition_report,
  media,
  stream_inf,
  i_frame_stream_inf,
  session_data,
  session_key,
  content_steering,
};
constexpr std::size_t tags = 33;

/// What stands behind a tag's colon.
enum class Takes : std::uint8_t { nothing, integer, attributes, other };

struct TagInfo {
  Tag tag{};
  std::string_view name;     ///< Without '#'.
  std::string_view section;  ///< "§4.4.3.1".
  Kind kind = Kind::either;  ///< The playlists that may have it.
  bool once = false;
  Takes takes = Takes::nothing;
  unsigned version = 0;  ///< As with attributes.
  std::span<const Definition> attributes = {};
};

[[nodiscard]] const TagInfo& info_of(Tag tag);
/// By its name; nullptr where it is unknown.
[[nodiscard]] const TagInfo* find_tag(std::string_view name);
/// By its name in large or small letters.
[[nodiscard]] const TagInfo* find_tag_ignoring_case(std::string_view name);
/// By its name; nullptr where it is not in the table.
[[nodiscard]] const Definition* find(std::span<const Definition> definitions, std::string_view name);

/// What EXT-X-DATERANGE's class com.apple.hls.interstitial defines (Appendix D.2 and D.3).
[[nodiscard]] std::span<const Definition> interstitial_attributes();
/// And com.apple.hls.preload (Appendix F).
[[nodiscard]] std::span<const Definition> preload_attributes();

}  // namespace praxino::judge::hls
