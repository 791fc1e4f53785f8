#pragma once

#include "core/judge/dash/schema.h"

/// How the schema has segments told (§5.3.9) and base URLs (§5.6).
namespace praxino::judge::dash::parts {

using enum Type;
using enum Use;
using Count = Child::Count;

inline constexpr Attribute base_url_attributes[] = {
    {"serviceLocation"},
    {"byteRange"},
    {"availabilityTimeOffset", offset},
    {"availabilityTimeComplete", boolean},
    {"timeShiftBufferDepth", duration},
    {"rangeAccess", boolean},
    {"dvb:priority", uint32},
    {"dvb:weight", uint32},
};
inline constexpr Element base_url{"BaseURL", "§5.6.2", url, {base_url_attributes}};

inline constexpr Attribute url_attributes[] = {{"sourceURL", url}, {"range", byte_range}};
inline constexpr Element initialization{"Initialization", "§5.3.9.2.2", none, {url_attributes}};
inline constexpr Element representation_index{"RepresentationIndex", "§5.3.9.2.2", none, {url_attributes}};
inline constexpr Element bitstream_switching{"BitstreamSwitching", "§5.3.9.2.2", none, {url_attributes}};

inline constexpr Attribute failover_time_attributes[] = {{"t", uint64, required}, {"d", uint64}};
inline constexpr Element failover_time{"FCS", "§5.3.9.7", none, {failover_time_attributes}};
inline constexpr Attribute failover_attributes[] = {{"valid", boolean}};
inline constexpr Child failover_children[] = {{&failover_time, Count::some}};
inline constexpr Element failover{
    "FailoverContent", "§5.3.9.7", none, {failover_attributes}, {failover_children}};

inline constexpr Attribute segment_base_attributes[] = {
    {"timescale", uint32},
    {"eptDelta", integer},
    {"pdDelta", integer},
    {"presentationTimeOffset", uint64},
    {"presentationDuration", uint64},
    {"timeShiftBufferDepth", duration},
    {"indexRange", byte_range},
    {"indexRangeExact", boolean},
    {"availabilityTimeOffset", offset},
    {"availabilityTimeComplete", boolean},
};
inline constexpr Child segment_base_children[] = {{&initialization, Count::optional},
                                                  {&representation_index, Count::optional},
                                                  {&failover, Count::optional}};
inline constexpr Element segment_base{
    "SegmentBase", "§5.3.9.2.2", none, {segment_base_attributes}, {segment_base_children}};

inline constexpr Attribute run_attributes[] = {{"d", uint64}, {"r", uint32}, {"k", uint32}, {"ssp", uint32}};
inline constexpr Element run{"P", "§5.3.9.6.2", none, {run_attributes}};
inline constexpr Attribute pattern_attributes[] = {{"id", uint64, required}};
inline constexpr Child pattern_children[] = {{&run, Count::some}};
inline constexpr Element pattern{"Pattern", "§5.3.9.6.2", none, {pattern_attributes}, {pattern_children}};
inline constexpr Attribute s_attributes[] = {
    {"t", uint64}, {"n", uint64}, {"d", uint64},  {"r", integer},
    {"k", uint32}, {"p", uint32}, {"pE", uint32}, {"ssp", uint32},
};
inline constexpr Element s{"S", "§5.3.9.6.2", none, {s_attributes}};
inline constexpr Child timeline_children[] = {{&pattern}, {&s}};
inline constexpr Element timeline{"SegmentTimeline", "§5.3.9.6.2", none, {}, {timeline_children}};

inline constexpr Attribute multiple_attributes[] = {
    {"duration", uint32},  {"tolerance", real},      {"startNumber", uint64},
    {"endNumber", uint64}, {"endSubNumber", uint64}, {"k", uint64},
};
inline constexpr Child multiple_children[] = {{&timeline, Count::optional},
                                              {&bitstream_switching, Count::optional}};

inline constexpr Attribute segment_url_attributes[] = {
    {"media", url}, {"mediaRange", byte_range}, {"index", url}, {"indexRange", byte_range}};
inline constexpr Element segment_url{"SegmentURL", "§5.3.9.3.2", none, {segment_url_attributes}};
inline constexpr Attribute list_attributes[] = {
    {"xlink:href", url},
    {"xlink:actuate", word, optional, "onLoad onRequest"},
    {"xlink:type", word, optional, "simple"},
    {"xlink:show", word, optional, "embed"},
};
inline constexpr Child list_children[] = {{&segment_url}};
inline constexpr Element segment_list{"SegmentList",
                                      "§5.3.9.3.2",
                                      none,
                                      {segment_base_attributes, multiple_attributes, list_attributes},
                                      {segment_base_children, multiple_children, list_children}};

inline constexpr Attribute template_attributes[] = {
    {"media"}, {"index"}, {"initialization"}, {"bitstreamSwitching"}};
inline constexpr Element segment_template{"SegmentTemplate",
                                          "§5.3.9.4.2",
                                          none,
                                          {segment_base_attributes, multiple_attributes, template_attributes},
                                          {segment_base_children, multiple_children}};

}  // namespace praxino::judge::dash::parts
