#pragma once

#include "core/judge/dash/schema.h"

/// What several elements of the schema have in common: descriptors, labels, links, RepresentationBaseType.
namespace praxino::judge::dash::parts {

using enum Type;
using enum Use;
using Count = Child::Count;

inline constexpr const char* content_types = "text image audio video application font";

inline constexpr Attribute link_attributes[] = {
    {"xlink:href", url},
    {"xlink:actuate", word, optional, "onLoad onRequest"},
    {"xlink:type", word, optional, "simple"},
    {"xlink:show", word, optional, "embed"},
};

inline constexpr Attribute descriptor_attributes[] = {{"schemeIdUri", url, required}, {"value"}, {"id"}};

constexpr Element descriptor(const char* name, const char* section) {
  return {name, section, none, {descriptor_attributes}};
}

inline constexpr Element frame_packing = descriptor("FramePacking", "§5.8.4.6");
inline constexpr Element channels = descriptor("AudioChannelConfiguration", "§5.8.4.7");
inline constexpr Element output_protection = descriptor("OutputProtection", "§5.8.4");
inline constexpr Element essential_property = descriptor("EssentialProperty", "§5.8.4.8");
inline constexpr Element supplemental_property = descriptor("SupplementalProperty", "§5.8.4.9");
inline constexpr Element accessibility = descriptor("Accessibility", "§5.8.4.3");
inline constexpr Element role = descriptor("Role", "§5.8.4.2");
inline constexpr Element rating = descriptor("Rating", "§5.8.4.4");
inline constexpr Element viewpoint = descriptor("Viewpoint", "§5.8.4.5");
inline constexpr Element asset_identifier = descriptor("AssetIdentifier", "§5.8.4.10");
inline constexpr Element utc_timing = descriptor("UTCTiming", "§5.8.4.11");
inline constexpr Element reporting = descriptor("Reporting", "§5.9.4");
inline constexpr Element scope = descriptor("Scope", "Annex K");

inline constexpr Attribute protection_attributes[] = {
    {"schemeIdUri", url, required}, {"value"},           {"id"},
    {"robustness", no_space},       {"refId", no_space}, {"ref", no_space},
    {"cenc:default_KID", key_ids},
};
inline constexpr Element pssh{"cenc:pssh", "ISO/IEC 23001-7 §11.2", base64};
inline constexpr Element playready{"mspr:pro", "§5.8.4.1", base64};
inline constexpr Child protection_children[] = {{&pssh}, {&playready}};
inline constexpr Element content_protection{
    "ContentProtection", "§5.8.4.1", none, {protection_attributes}, {protection_children}};

inline constexpr Attribute switching_attributes[] = {{"interval", uint32, required},
                                                     {"type", word, optional, "media bitstream"}};
inline constexpr Element switching{"Switching", "§5.3.3.4", none, {switching_attributes}};
inline constexpr Attribute access_attributes[] = {{"interval", uint32, required},
                                                  {"type", word, optional, "closed open gradual"},
                                                  {"minBufferTime", duration},
                                                  {"bandwidth", uint32}};
inline constexpr Element random_access{"RandomAccess", "§5.3.5.5", none, {access_attributes}};

inline constexpr Attribute label_attributes[] = {{"id", uint32}, {"lang", language}};
inline constexpr Element group_label{"GroupLabel", "§5.3.10.2", text, {label_attributes}};
inline constexpr Element label{"Label", "§5.3.10.2", text, {label_attributes}};

inline constexpr Attribute producer_attributes[] = {
    {"id", uint32, required},
    {"inband", boolean},
    {"type", word, optional, "encoder captured application"},
    {"applicationScheme"},
    {"wallClockTime", text, required},
    {"presentationTime", uint64, required},
};
inline constexpr Child producer_children[] = {{&utc_timing, Count::optional}};
inline constexpr Element producer_time{
    "ProducerReferenceTime", "§5.12.2", none, {producer_attributes}, {producer_children}};

inline constexpr Attribute rate_attributes[] = {
    {"popularityRate", percent}, {"start", uint64}, {"r", integer}};
inline constexpr Element rate{"PR", "§5.3.7.2", none, {rate_attributes}};
inline constexpr Attribute popularity_attributes[] = {{"source", word, required, "content statistics other"},
                                                      {"source_description"}};
inline constexpr Child popularity_children[] = {{&rate, Count::some}};
inline constexpr Element popularity{
    "ContentPopularityRate", "§5.3.7.2", none, {popularity_attributes}, {popularity_children}};

inline constexpr Attribute resync_attributes[] = {
    {"type", stream_access}, {"dT", uint32}, {"dImax", real}, {"dImin", real}, {"marker", boolean}};
inline constexpr Element resync{"Resync", "§5.3.7.2", none, {resync_attributes}};
inline constexpr Attribute sequence_attributes[] = {{"type", stream_access},
                                                    {"sapType", stream_access},
                                                    {"cadence", uint32},
                                                    {"event", boolean},
                                                    {"alignment", no_space}};
inline constexpr Element sequence_properties{
    "SegmentSequenceProperties", "§5.3.7.2", none, {sequence_attributes}};

}  // namespace praxino::judge::dash::parts
