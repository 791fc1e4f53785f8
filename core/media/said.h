#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"

/// What manifests say that the engine hands on as it was written, for whoever wants to know it.
namespace praxino::media {

struct Attribute {
  std::string name;  ///< As written; DASH: with its namespace prefix.
  std::string value;
  bool operator==(const Attribute&) const = default;
};

/// An HLS tag with its attribute list ("EXT-X-SESSION-DATA"), a DASH element with its attributes
/// ("ContentProtection").
struct Said {
  std::string name;
  std::vector<Attribute> attributes;
  std::string
      text;  ///< HLS: the value of a tag that has no attributes. DASH: what stands inside, as text or XML.
  bool operator==(const Said&) const = default;
};

/// Something that happens at a time: EXT-X-DATERANGE (RFC 8216bis §4.4.5.1), EXT-X-CUE-OUT, an Event of a
/// DASH EventStream (ISO/IEC 23009-1 §5.10.2).
struct TimedEvent {
  std::string scheme;  ///< HLS: CLASS, or the tag's name; DASH: schemeIdUri.
  std::string value;   ///< DASH: @value of the stream.
  std::string id;
  Seconds start;  ///< On the presentation's timeline.
  std::optional<Seconds> duration;
  std::vector<Attribute> attributes;  ///< All that is written of it.
  std::string message;                ///< DASH: the Event's content, as text or XML.
  bool operator==(const TimedEvent&) const = default;
};

/// A place on the presentation's timeline and the date of what is seen there (EXT-X-PROGRAM-DATE-TIME,
/// RFC 8216bis §4.4.4.6): microseconds since 1970 began in UTC. From one to the next the clock goes on.
struct DatePoint {
  Seconds at;
  std::int64_t date = 0;
  bool operator==(const DatePoint&) const = default;
};

/// An EXT-X-DEFINE (RFC 8216bis §4.4.2.3).
struct Variable {
  std::string name;
  std::string value;
  bool operator==(const Variable&) const = default;
};
using Variables = std::vector<Variable>;

}  // namespace praxino::media
