import { counter, video } from './player.js';

/** Of each frame that is shown its time and the counts behind it, and three times the number in the picture. */
export function keepFrames(seconds) {
  const frames = [];
  const counters = [];
  const dropped = () => video.getVideoPlaybackQuality?.().droppedVideoFrames ?? 0;
  const step = Math.max(1, seconds / 4);
  let nextCounter = 0.5;
  const seen = (_, { mediaTime, presentedFrames }) => {
    frames.push([mediaTime, presentedFrames, dropped()]);
    if (mediaTime >= nextCounter && counters.length < 3) {
      counters.push([mediaTime, counter()]);
      nextCounter = mediaTime + step;
    }
    video.requestVideoFrameCallback(seen);
  };
  video.requestVideoFrameCallback(seen);
  return { frames, counters };
}
