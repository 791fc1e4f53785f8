#pragma once

#include "core/judge/dash/schema.h"
#include "core/judge/dash/schema/common.h"

/// What the schema says of services (Annex K) and events (§5.10), and RepresentationBaseType (§5.3.7), which
/// has events.
namespace praxino::judge::dash::parts {

inline constexpr Attribute quality_latency_attributes[] = {{"type", url}};
inline constexpr Element quality_latency{"QualityLatency", "Annex K", uint32s, {quality_latency_attributes}};
inline constexpr Attribute latency_attributes[] = {
    {"referenceId", uint32}, {"target", uint32}, {"max", uint32}, {"min", uint32}};
inline constexpr Child latency_children[] = {{&quality_latency}};
inline constexpr Element latency{"Latency", "Annex K", none, {latency_attributes}, {latency_children}};
inline constexpr Attribute playback_attributes[] = {{"max", real}, {"min", real}};
inline constexpr Element playback_rate{"PlaybackRate", "Annex K", none, {playback_attributes}};
inline constexpr Attribute quality_attributes[] = {{"mediaType", word, optional, "video audio any"},
                                                   {"min", uint32},
                                                   {"max", uint32},
                                                   {"target", uint32},
                                                   {"type", url},
                                                   {"maxDifference", uint32}};
inline constexpr Element quality{"OperatingQuality", "Annex K", none, {quality_attributes}};
inline constexpr Attribute bandwidth_attributes[] = {{"mediaType", word, optional, "video audio any all"},
                                                     {"min", uint32},
                                                     {"max", uint32},
                                                     {"target", uint32}};
inline constexpr Element bandwidth{"OperatingBandwidth", "Annex K", none, {bandwidth_attributes}};
inline constexpr Attribute steering_attributes[] = {{"defaultServiceLocation"},
                                                    {"queryBeforeStart", boolean},
                                                    {"clientRequirement", boolean},
                                                    {"proxyServerURL", url}};
inline constexpr Element steering{"ContentSteering", "Annex K", url, {steering_attributes}};

inline constexpr Attribute cmcd_attributes[] = {
    {"version", uint32},          {"mode", word, optional, "header query"},
    {"includeInRequests", names}, {"keys", names, required},
    {"contentID", no_space},      {"sessionID", no_space},
};
inline constexpr Element cmcd{"CMCDParameters", "Annex K", none, {cmcd_attributes}};
inline constexpr Child reporting_system_children[] = {{&cmcd}};
inline constexpr Element reporting_system{
    "ReportingSystem", "Annex K", none, {descriptor_attributes}, {reporting_system_children}};
inline constexpr Attribute client_data_attributes[] = {{"serviceLocations", names},
                                                       {"adaptationSets", uint32s}};
inline constexpr Child client_data_children[] = {{&reporting_system, Count::some}};
inline constexpr Element client_data{
    "ClientDataReporting", "Annex K", none, {client_data_attributes}, {client_data_children}};

inline constexpr Attribute event_restriction_attributes[] = {{"executeOnce", boolean}, {"noJump", boolean}};
inline constexpr Element event_restrictions{
    "EventRestrictions", "Annex K", none, {event_restriction_attributes}};
inline constexpr Attribute playback_restriction_attributes[] = {{"skipAfter", real}};
inline constexpr Element playback_restrictions{
    "PlaybackRestrictions", "Annex K", none, {playback_restriction_attributes}};

inline constexpr Attribute service_attributes[] = {{"id", uint32}};
inline constexpr Child service_children[] = {
    {&scope},
    {&latency},
    {&playback_rate},
    {&quality},
    {&bandwidth},
    {&steering},
    {&client_data},
    {&event_restrictions},
    {&playback_restrictions},
};
inline constexpr Element service_description{
    "ServiceDescription", "Annex K", none, {service_attributes}, {service_children}};

inline constexpr Attribute selection_attributes[] = {
    {"dataEncoding", word, optional, "base64"}, {"parameter", text, required}, {"data"}};
inline constexpr Element selection{"Selection", "§5.10.4", none, {selection_attributes}};
inline constexpr Attribute selection_info_attributes[] = {{"selectionInfo"}, {"contactURL", url, required}};
inline constexpr Child selection_info_children[] = {{&selection, Count::some}};
inline constexpr Element selection_info{
    "SelectionInfo", "§5.10.4", none, {selection_info_attributes}, {selection_info_children}};

inline constexpr Attribute alternative_attributes[] = {{"uri", url, required},
                                                       {"earliestResolutionTimeOffset", real},
                                                       {"maxDuration", uint64},
                                                       {"serviceDescriptionId", uint32}};
inline constexpr Attribute replace_attributes[] = {
    {"returnOffset", uint64}, {"clip", boolean}, {"startAtOffset", boolean}};
inline constexpr Child alternative_children[] = {{&supplemental_property}};
inline constexpr Element insert_presentation{
    "InsertPresentation", "§5.16", none, {alternative_attributes}, {alternative_children}};
inline constexpr Element replace_presentation{"ReplacePresentation",
                                              "§5.16",
                                              none,
                                              {alternative_attributes, replace_attributes},
                                              {alternative_children}};

inline constexpr Attribute event_attributes[] = {
    {"presentationTime", uint64},
    {"duration", uint64},
    {"id", uint64},
    {"status", word, optional, "none update repeat"},
    {"contentEncoding", word, deprecated, "base64"},
    {"messageData", text, deprecated},
};
inline constexpr Child event_children[] = {
    {&selection_info, Count::optional},
    {&service_description, Count::optional},
    {&insert_presentation, Count::optional},
    {&replace_presentation, Count::optional},
    {&supplemental_property},
    {&essential_property},
};
inline constexpr Element event{"Event", "§5.10.2.3", text, {event_attributes}, {event_children}};

inline constexpr Attribute event_stream_attributes[] = {
    {"schemeIdUri", url, required}, {"value"}, {"timescale", uint32}, {"presentationTimeOffset", uint64}};
inline constexpr Child event_stream_children[] = {
    {&event}, {&service_description}, {&essential_property}, {&supplemental_property}};
inline constexpr Element event_stream{
    "EventStream", "§5.10.2.2", none, {event_stream_attributes, link_attributes}, {event_stream_children}};
inline constexpr Element inband_event_stream{"InbandEventStream",
                                             "§5.10.3.2",
                                             none,
                                             {event_stream_attributes, link_attributes},
                                             {event_stream_children}};

inline constexpr Attribute common_attributes[] = {
    {"profiles", profiles},
    {"width", uint32},
    {"height", uint32},
    {"sar", ratio},
    {"frameRate", frame_rate},
    {"audioSamplingRate", sampling_rates},
    {"mimeType", mime},
    {"segmentProfiles", four_ccs},
    {"codecs", codecs},
    {"containerProfiles", four_ccs},
    {"maximumSAPPeriod", real},
    {"startWithSAP", stream_access},
    {"maxPlayoutRate", real},
    {"codingDependency", boolean},
    {"scanType", word, optional, "progressive interlaced unknown"},
    {"selectionPriority", uint32},
    {"tag"},
};
inline constexpr Child common_children[] = {
    {&frame_packing},
    {&channels},
    {&content_protection},
    {&output_protection, Count::optional},
    {&essential_property},
    {&supplemental_property},
    {&inband_event_stream},
    {&switching},
    {&random_access},
    {&group_label},
    {&label},
    {&producer_time},
    {&popularity},
    {&resync},
    {&sequence_properties},
};
inline constexpr Child purpose_children[] = {{&accessibility}, {&role}, {&rating}, {&viewpoint}};

}  // namespace praxino::judge::dash::parts
