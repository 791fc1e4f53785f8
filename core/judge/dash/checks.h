#pragma once

#include <cstdint>
#include <optional>

#include "core/judge/dash/report.h"

/// The rules that a schema cannot tell, by what they are about. All work on a tree that check_structure has
/// been over, and take it that malformed values have been told: to them such a value is absent.
namespace praxino::judge::dash {

struct Presentation {
  Node node;
  bool dynamic = false;
  bool on_demand = false;                       ///< Of isoff-on-demand alone of MPEG's profiles.
  bool live = false;                            ///< Of isoff-live alone of them.
  std::optional<std::int64_t> duration;         ///< Microseconds.
  std::optional<std::int64_t> longest_segment;  ///< Microseconds.
  Names initialization_sets;                    ///< Their ids.
  Names protections;                            ///< Of its ContentProtection, each @refId.
};

struct Period {
  Node node;
  std::optional<std::int64_t> start;     ///< Microseconds.
  std::optional<std::int64_t> duration;  ///< Microseconds; until the next one's start, or the end.
};

/// What a URL template has.
struct Identifiers {
  bool number = false;
  bool time = false;
  bool representation = false;  ///< $RepresentationID$ or $Bandwidth$.
};

/// Microseconds; nothing where the attribute is absent or malformed.
[[nodiscard]] std::optional<std::int64_t> duration_of(Node node, const char* attribute);

/// MPD: its type, times and profiles, and its Periods; everything else from there.
void check_presentation(Report& report, Node mpd);
/// Periods in time, their ids; appends them.
void place_periods(Report& report, const Presentation& presentation, std::vector<Period>& periods);
/// AdaptationSets, Representations, Subsets and Preselections of a Period.
void check_sets(Report& report, const Presentation& presentation, const Period& period);
/// How the segments of a Period's Representations are told.
void check_addressing(Report& report, const Presentation& presentation, const Period& period);
/// A SegmentTimeline of that timescale, and where on it the Period ends.
void check_timeline(Report& report, const Presentation& presentation, Node timeline, std::uint32_t timescale,
                    std::optional<std::int64_t> end);
/// A URL template in attribute `name` of a SegmentTemplate; gives the identifiers that it has.
Identifiers check_template(Report& report, Node node, const char* name);
/// Codecs of a Representation, as its set's MIME type has them.
void check_codecs(Report& report, Node node, std::string_view mime);
/// Descriptors of one element: Role, properties, channels, UTCTiming.
void check_descriptors(Report& report, Node node);
/// Properties of AdaptationSets that name others of their Period.
void check_references(Report& report, const Period& period);
/// ContentProtection of a Period's AdaptationSets and Representations.
void check_protection(Report& report, const Presentation& presentation, const Period& period);
/// EventStreams of a Period.
void check_events(Report& report, const Period& period);
/// ServiceDescriptions, ContentSteering, PatchLocations and ProducerReferenceTimes.
void check_service(Report& report, const Presentation& presentation);

}  // namespace praxino::judge::dash
