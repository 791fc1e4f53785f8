#pragma once

#include "core/flat/writer.h"
#include "core/media/segment_list.h"

namespace praxino::flat {

/// A resource: its URL, its first byte and how many bytes there are; -1: all, to the end.
void write(Writer& out, const media::Resource& resource);

/// A list as it is: runs stay runs, and what all have alike is told once. A segment of row r, the p-th part
/// of the k-th sequence of its run (a sequence has one part but for DASH S@k),
///   starts at     its stretch's start + (start + (k + p / parts) · duration) / its stretch's timescale
///   has the time  start + shift + k · duration, the number  number + k, and the sub-number  p + 1
///   lies at       the pieces of its rule (addresses.h), and at  offset, length  of what is there.
///
///   ended, longest announced duration in seconds, number of segments
///   stretches     timeline, timescale, start and window in seconds, offset in seconds; init, encryption
///   rules         their pieces: kind, text, more, width
///   rows, and a column each of
///                 first segment, stretch, duration, parts, shift, number, rule, own text's first byte and
///                 size, offset (-1: no range), length (-1: to the end), kbit/s (0: unsaid), gap
///   own texts     one behind the other
///   starts        whether a stretch's first is 0 and each other where the row before it ends; else a column
///
/// What may be absent has a flag before it; numbers that are absent are NaN.
void write(Writer& out, const media::SegmentList& list);

}  // namespace praxino::flat
