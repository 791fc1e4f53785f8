#pragma once

#include "core/flat/writer.h"
#include "core/media/segment_list.h"

namespace praxino::flat {

/// A resource: its URL, its first byte and how many bytes there are; -1: all, to the end.
void write(Writer& out, const media::Resource& resource);

/// A list as it is: runs stay runs, and what all have alike is told once. A segment of row r, the k-th of its
/// run,
///   starts at     its stretch's start + (start + k · duration) / its stretch's timescale
///   has the time  start + shift + k · duration, and the number  number + k
///   lies at       the pieces of its rule (addresses.h), and at  offset, length  of what is there.
///
///   ended, longest announced duration in seconds, number of segments
///   stretches     timeline, timescale, start and window in seconds, offset in seconds; init, encryption
///   rules         their pieces: kind, text, more, width
///   rows, and a column each of
///                 first segment, stretch, start, duration, shift, number, rule, own text's first unit and
///                 size, offset (-1: no range), length (-1: to the end), gap
///
/// What may be absent has a flag before it; numbers that are absent are NaN.
void write(Writer& out, const media::SegmentList& list);

}  // namespace praxino::flat
