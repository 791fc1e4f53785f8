#pragma once

#include <algorithm>
#include <cstdint>

#include "core/media/presentation.h"
#include "fuzz/require.h"

// What every Presentation keeps, whatever it was read from.

inline void check(const praxino::media::SegmentList& list) {
  using praxino::Seconds;
  if (list.empty()) return;
  const praxino::TimeRange bounds = list.bounds();
  // A few places are enough to have the arithmetic of the first and last runs done.
  const std::uint32_t last = list.size() - 1;
  std::uint32_t place = 0;
  for (int i = 0; i < 16; ++i) {
    const auto segment = list.at(place);
    require(segment.index == place && segment.stretch < list.stretches().size());
    require(segment.duration.value > 0);
    require(list.stretches()[segment.stretch].timescale != 0);
    if (const auto& range = segment.media.range; range && range->length)
      require(range->offset + *range->length > range->offset);
    if (const auto found = list.find(segment.start)) {
      const auto other = list.at(*found);
      require(other.start + other.duration > segment.start);
    }
    place = i % 2 == 0 ? last - place / 2 : last / (static_cast<std::uint32_t>(i) + 2);
  }
  require(!list.find(Seconds{bounds.end.value * 2 + 1e9}) || bounds.end.value < -1e9);
}

inline void check(const praxino::media::Presentation& presentation) {
  require(!presentation.tracks.empty() && !presentation.variants.empty());
  for (const auto& track : presentation.tracks) {
    for (const auto id : track.renditions) require(presentation[id].track == track.id);
  }
  for (const auto& rendition : presentation.renditions) {
    require(index_of(rendition.track) < presentation.tracks.size());
    require(index_of(rendition.feed) < presentation.feeds.size());
  }
  require(std::ranges::is_sorted(presentation.events, {}, [](const auto& one) { return one.start.value; }));
  for (const auto& variant : presentation.variants) {
    require(variant.video || !variant.audio.empty());
    if (variant.video) require(!presentation[presentation[*variant.video].track].trick);
    if (variant.video)
      require(presentation[presentation[*variant.video].track].kind == praxino::media::TrackKind::video);
    for (const auto id : variant.audio) {
      require(presentation[presentation[id].track].kind == praxino::media::TrackKind::audio);
    }
  }
  for (const auto& feed : presentation.feeds) {
    // Either it is known, or something is named that makes it known.
    require(feed.segments || !feed.playlist.empty() || !feed.indexes.empty());
    if (feed.segments) check(*feed.segments);
    if (feed.declared) check(*feed.declared);
  }
}
