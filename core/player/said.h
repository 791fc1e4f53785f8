#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/describe.h"
#include "core/player/effects.h"

/// What a manifest says beside what is played, for an application to read.
namespace praxino::player {

/// What something is said of.
enum class SaidOf : std::uint8_t { presentation, playlist, track, rendition };

/// media::Said, and of what.
struct SaidInfo {
  SaidOf of{};
  std::uint32_t id = 0;
  std::string tag;
  std::vector<std::string> attributes;
  std::string text;
  static constexpr const char* name = "SaidInfo";
  static constexpr auto fields() {
    return std::tuple{field(1, "of", &SaidInfo::of),
                      field(2, "id", &SaidInfo::id, "Of the track or rendition."),
                      field(3, "tag", &SaidInfo::tag, "An HLS tag's or a DASH element's name."),
                      field(4, "attributes", &SaidInfo::attributes, "name, value, name, value, …"),
                      field(5, "text", &SaidInfo::text)};
  }
};

/// media::TimedEvent.
struct EventInfo {
  std::string scheme;
  std::string value;
  std::string id;
  double start = 0;
  double duration = -1;
  std::vector<std::string> attributes;
  std::string message;
  static constexpr const char* name = "EventInfo";
  static constexpr auto fields() {
    return std::tuple{
        field(1, "scheme", &EventInfo::scheme, "HLS: CLASS, or the tag's name; DASH: schemeIdUri."),
        field(2, "value", &EventInfo::value, "DASH: the EventStream's."),
        field(3, "id", &EventInfo::id),
        field(4, "start", &EventInfo::start, "Seconds on the presentation's timeline."),
        field(5, "duration", &EventInfo::duration, "Seconds; -1: unsaid."),
        field(6, "attributes", &EventInfo::attributes, "name, value, name, value, …"),
        field(7, "message", &EventInfo::message)};
  }
};

/// Comes before Present.
struct ShowManifest {
  std::vector<SaidInfo> said;
  std::vector<EventInfo> events;
  std::vector<double> dates;
  static constexpr std::uint16_t kind = 28;
  static constexpr Hand hand = Hand::page;
  static constexpr const char* name = "showManifest";
  static constexpr auto fields() {
    return std::tuple{field(1, "said", &ShowManifest::said),
                      field(2, "events", &ShowManifest::events, "Ascending by start."),
                      field(3, "dates", &ShowManifest::dates,
                            "Seconds on the timeline, milliseconds since 1970, seconds, …: ascending.")};
  }
};

}  // namespace praxino::player

namespace praxino {
template <>
struct EnumNames<player::SaidOf> {
  static constexpr const char* name = "SaidOf";
  static constexpr const char* values[] = {"presentation", "playlist", "track", "rendition"};
};
}  // namespace praxino
