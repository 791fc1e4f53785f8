import { fetchBytes, loaded, openSource, playPast, rangesOf, showAt, types } from './mse.js';
import * as ways from './heap.js';

/** Appends `file` in one of the ways of heap.js, then shows that what arrived is whole: ranges, a seek, playback. */
export default async function appendOnPage({ way, file, options }) {
  const bytes = await fetchBytes(file);
  const { video, source } = await openSource();
  const sink = source.addSourceBuffer(types.video);
  const outcome = await ways[way](sink, bytes, options);
  const buffered = rangesOf(sink.buffered);
  if (buffered.length === 0) return { outcome, buffered };
  // WebKit loses the source (NETWORK_NO_SOURCE) when the stream is ended before it has shown its first frame.
  await loaded(video);
  source.endOfStream();
  const shown = await showAt(video, buffered[0][0] + 5);
  const past = await playPast(video, shown.time + 0.3);
  return {
    outcome,
    buffered,
    shown,
    played: past > shown.time,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
  };
}
