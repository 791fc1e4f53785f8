#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace praxino::judge::dash {

/// The types of attributes and texts in the schema of ISO/IEC 23009-1 (Annex B), and of those that it leaves
/// to other documents.
enum class Type : std::uint8_t {
  text,            ///< Anything.
  none,            ///< Nothing: elements that hold elements alone.
  word,            ///< One of the words that the schema lists.
  no_space,        ///< Without white space.
  names,           ///< Names parted by white space, at least one.
  uint32,          ///< xs:unsignedInt.
  uint64,          ///< xs:unsignedLong.
  uint32s,         ///< Parted by white space, at least one.
  integer,         ///< xs:integer that 64 bits hold.
  real,            ///< xs:double.
  offset,          ///< xs:double that is not negative, or INF.
  boolean,         ///< xs:boolean.
  uint_or_bool,    ///< ConditionalUintType.
  duration,        ///< xs:duration that is not negative.
  date_time,       ///< xs:dateTime.
  url,             ///< xs:anyURI that is not empty.
  profiles,        ///< URIs parted by commas.
  ratio,           ///< "16:9".
  frame_rate,      ///< "30", "30000/1001".
  sampling_rates,  ///< One or two.
  stream_access,   ///< 0 to 6.
  percent,         ///< 1 to 100.
  byte_range,      ///< "first-last".
  four_ccs,        ///< Codes of four characters, parted by white space.
  mime,            ///< RFC 2045: "video/mp4".
  codecs,          ///< RFC 6381: codes parted by commas.
  language,        ///< BCP 47: "zh-Hant-TW".
  key_ids,         ///< UUIDs parted by white space.
  base64,          ///< RFC 4648 §4, with padding.
};

/// Whether a value is of the type. `words` are those of Type::word, parted by spaces.
[[nodiscard]] bool fits(Type type, std::string_view value, std::string_view words = {});
/// "no unsigned integer of 32 bits": what a value that does not fit is.
[[nodiscard]] const char* misfit(Type type);

/// Microseconds since 1970 of an xs:dateTime between the years 1 and 9999, UTC where it names no zone.
[[nodiscard]] std::optional<std::int64_t> to_time(std::string_view date_time);
/// A number of attribute `value`, or `otherwise` where it is none of 64 bits.
[[nodiscard]] std::uint64_t to_number(std::string_view value, std::uint64_t otherwise);
/// A decimal number, or nothing where it is none; INF is the largest.
[[nodiscard]] std::optional<double> to_real(std::string_view value);

}  // namespace praxino::judge::dash
