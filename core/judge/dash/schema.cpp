#include "core/judge/dash/schema.h"

#include "core/judge/dash/schema/common.h"
#include "core/judge/dash/schema/segments.h"
#include "core/judge/dash/schema/service.h"

namespace praxino::judge::dash {
namespace {

using enum Type;
using enum Use;
using Count = Child::Count;

constexpr Attribute representation_attributes[] = {
    {"id", no_space, required},        {"bandwidth", uint32, required}, {"qualityRanking", uint32},
    {"dependencyId", names},           {"associationId", names},        {"associationType", four_ccs},
    {"mediaStreamStructureId", names},
};
constexpr Attribute extended_bandwidth_attributes[] = {{"vbr", boolean}};
constexpr Attribute model_pair_attributes[] = {{"bufferTime", duration, required},
                                               {"bandwidth", uint32, required}};
constexpr Element model_pair{"ModelPair", "§5.3.5", none, {model_pair_attributes}};
constexpr Child extended_bandwidth_children[] = {{&model_pair}};
constexpr Element extended_bandwidth{
    "ExtendedBandwidth", "§5.3.5", none, {extended_bandwidth_attributes}, {extended_bandwidth_children}};

constexpr Attribute sub_representation_attributes[] = {
    {"level", uint32}, {"dependencyLevel", uint32s}, {"bandwidth", uint32}, {"contentComponent", names}};
constexpr Element sub_representation{"SubRepresentation",
                                     "§5.3.6.2",
                                     none,
                                     {sub_representation_attributes, parts::common_attributes},
                                     {parts::common_children}};

constexpr Child representation_children[] = {
    {&parts::base_url},
    {&extended_bandwidth},
    {&sub_representation},
    {&parts::segment_base, Count::optional},
    {&parts::segment_list, Count::optional},
    {&parts::segment_template, Count::optional},
};
constexpr Element representation{"Representation",
                                 "§5.3.5.2",
                                 none,
                                 {representation_attributes, parts::common_attributes},
                                 {parts::common_children, representation_children}};

constexpr Attribute component_attributes[] = {
    {"id", uint32}, {"lang", language}, {"contentType", word, optional, parts::content_types}, {"par", ratio},
    {"tag"},
};
constexpr Element component{
    "ContentComponent", "§5.3.4.2", none, {component_attributes}, {parts::purpose_children}};

constexpr Attribute set_attributes[] = {
    {"id", uint32},
    {"group", uint32},
    {"lang", language},
    {"contentType", word, optional, parts::content_types},
    {"par", ratio},
    {"minBandwidth", uint32},
    {"maxBandwidth", uint32},
    {"minWidth", uint32},
    {"maxWidth", uint32},
    {"minHeight", uint32},
    {"maxHeight", uint32},
    {"minFrameRate", frame_rate},
    {"maxFrameRate", frame_rate},
    {"segmentAlignment", uint_or_bool},
    {"subsegmentAlignment", uint_or_bool},
    {"subsegmentStartsWithSAP", stream_access},
    {"bitstreamSwitching", boolean},
    {"initializationSetRef", uint32s},
    {"initializationPrincipal", url},
};
constexpr Child set_children[] = {
    {&component},
    {&parts::base_url},
    {&parts::segment_base, Count::optional},
    {&parts::segment_list, Count::optional},
    {&parts::segment_template, Count::optional},
    {&representation},
};
constexpr Element set(const char* name) {
  return {name,
          "§5.3.3.2",
          none,
          {set_attributes, parts::common_attributes, parts::link_attributes},
          {parts::common_children, parts::purpose_children, set_children}};
}
constexpr Element adaptation_set = set("AdaptationSet");
constexpr Element empty_set = set("EmptyAdaptationSet");

constexpr Attribute preselection_attributes[] = {
    {"id", no_space},
    {"preselectionComponents", names, required},
    {"lang", language},
    {"order", word, optional, "undefined time-ordered fully-ordered"},
};
constexpr Element preselection{"Preselection",
                               "§5.3.11",
                               none,
                               {preselection_attributes, parts::common_attributes},
                               {parts::common_children, parts::purpose_children}};

constexpr Attribute subset_attributes[] = {{"contains", uint32s, required}, {"id"}};
constexpr Element subset{"Subset", "§5.3.8", none, {subset_attributes}};

constexpr Attribute import_attributes[] = {{"earliestResolutionTimeOffset", real}};
constexpr Element imported_mpd{"ImportedMPD", "§5.3.2", url, {import_attributes}};

constexpr Attribute period_attributes[] = {
    {"id"}, {"start", duration}, {"duration", duration}, {"bitstreamSwitching", boolean}};
constexpr Child period_children[] = {
    {&imported_mpd, Count::optional},
    {&parts::base_url},
    {&parts::segment_base, Count::optional},
    {&parts::segment_list, Count::optional},
    {&parts::segment_template, Count::optional},
    {&parts::asset_identifier, Count::optional},
    {&parts::event_stream},
    {&parts::service_description},
    {&parts::content_protection},
    {&adaptation_set},
    {&subset},
    {&parts::supplemental_property},
    {&empty_set},
    {&parts::group_label},
    {&preselection},
};
constexpr Element period{
    "Period", "§5.3.2.2", none, {period_attributes, parts::link_attributes}, {period_children}};

constexpr Attribute initialization_set_attributes[] = {
    {"id", uint32, required},
    {"inAllPeriods", boolean},
    {"contentType", word, optional, parts::content_types},
    {"par", ratio},
    {"maxWidth", uint32},
    {"maxHeight", uint32},
    {"maxFrameRate", frame_rate},
    {"initialization", url},
};
constexpr Element initialization_set{
    "InitializationSet",
    "§5.3.12",
    none,
    {initialization_set_attributes, parts::common_attributes, parts::link_attributes},
    {parts::common_children, parts::purpose_children}};

constexpr Attribute group_attributes[] = {
    {"id", uint32, required}, {"profiles", profiles}, {"contentType", word, optional, parts::content_types}};
constexpr Element initialization_group{"InitializationGroup", "§5.3.12", uint32s, {group_attributes}};
constexpr Element initialization_presentation{
    "InitializationPresentation", "§5.3.12", uint32s, {group_attributes}};

constexpr Attribute program_attributes[] = {{"lang", language}, {"moreInformationURL", url}};
constexpr Element title{"Title", "§5.7.2", text};
constexpr Element source{"Source", "§5.7.2", text};
constexpr Element copyright{"Copyright", "§5.7.2", text};
constexpr Child program_children[] = {
    {&title, Count::optional}, {&source, Count::optional}, {&copyright, Count::optional}};
constexpr Element program_information{
    "ProgramInformation", "§5.7.2", none, {program_attributes}, {program_children}};

constexpr Attribute metrics_attributes[] = {{"metrics", text, required}};
constexpr Attribute range_attributes[] = {{"starttime", duration}, {"duration", duration}};
constexpr Element range{"Range", "§5.9.2", none, {range_attributes}};
constexpr Child metrics_children[] = {{&range}, {&parts::reporting, Count::some}};
constexpr Element metrics{"Metrics", "§5.9.2", none, {metrics_attributes}, {metrics_children}};

constexpr Attribute leap_attributes[] = {{"availabilityStartLeapOffset", integer, required},
                                         {"nextAvailabilityStartLeapOffset", integer},
                                         {"nextLeapChangeTime", date_time}};
constexpr Element leap_seconds{"LeapSecondInformation", "§5.13", none, {leap_attributes}};

constexpr Attribute location_attributes[] = {{"serviceLocation"}};
constexpr Element location{"Location", "§5.3.1.2", url, {location_attributes}};
constexpr Attribute patch_attributes[] = {{"serviceLocation"}, {"ttl", offset}};
constexpr Element patch_location{"PatchLocation", "§5.15.2", url, {patch_attributes}};

constexpr Attribute mpd_attributes[] = {
    {"id"},
    {"profiles", profiles, required},
    {"type", word, optional, "static dynamic list"},
    {"availabilityStartTime", date_time},
    {"availabilityEndTime", date_time},
    {"publishTime", date_time},
    {"mediaPresentationDuration", duration},
    {"minimumUpdatePeriod", duration},
    {"minBufferTime", duration, required},
    {"timeShiftBufferDepth", duration},
    {"suggestedPresentationDelay", duration},
    {"maxSegmentDuration", duration},
    {"maxSubsegmentDuration", duration},
};
constexpr Child mpd_children[] = {
    {&program_information},
    {&parts::base_url},
    {&location},
    {&patch_location},
    {&parts::service_description},
    {&initialization_set},
    {&initialization_group},
    {&initialization_presentation},
    {&parts::content_protection},
    {&period, Count::some},
    {&metrics},
    {&parts::essential_property},
    {&parts::supplemental_property},
    {&parts::utc_timing},
    {&leap_seconds, Count::optional},
};
constexpr Element mpd{"MPD", "§5.3.1.2", none, {mpd_attributes}, {mpd_children}};

}  // namespace

const Element& mpd_element() { return mpd; }

}  // namespace praxino::judge::dash
