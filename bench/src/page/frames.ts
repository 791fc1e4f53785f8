import type { Watch } from './spec.ts';

interface Frame {
  /** As requestVideoFrameCallback's first argument: the rendering update that presented it. */
  readonly now: number;
  readonly mediaTime: number;
}

/** Shorter than this, a watch would see only the start itself. */
const LEAST_WATCH_MS = 1000;

/** How much is buffered from a moment on; 0 if the moment itself is not. */
export function bufferedFrom({ buffered }: HTMLVideoElement, seconds: number): number {
  for (let at = 0; at < buffered.length; at += 1) {
    if (buffered.start(at) <= seconds && seconds < buffered.end(at)) return buffered.end(at) - seconds;
  }
  return 0;
}

/** Every frame an element presents, from the moment of construction. */
export class Frames {
  readonly #video: HTMLVideoElement;
  readonly #seen: Frame[] = [];
  #waitingEvents = 0;
  #wanted: { matches: (frame: Frame) => boolean; resolve: (frame: Frame) => void } | undefined;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    video.addEventListener('waiting', () => (this.#waitingEvents += 1));
    video.requestVideoFrameCallback(this.#onFrame);
  }

  /** Resolves with the next frame, from now on, that matches. */
  next(matches: (frame: Frame) => boolean): Promise<Frame> {
    return new Promise((resolve) => (this.#wanted = { matches, resolve }));
  }

  /** Until that much was played; or is here to be played, for then nothing that is still to come can stop it. */
  async watch(seconds: number, first: Frame): Promise<Watch> {
    const waitingBefore = this.#waitingEvents;
    const droppedBefore = this.#video.getVideoPlaybackQuality().droppedVideoFrames;
    const moving = await this.next((frame) => frame.mediaTime > first.mediaTime);
    const end = moving.now + seconds * 1000;
    const safe = ({ now, mediaTime }: Frame) =>
      now >= moving.now + LEAST_WATCH_MS && 1000 * bufferedFrom(this.#video, mediaTime) >= end - now;
    const last = seconds > 0 ? await this.next((frame) => frame.now >= end || safe(frame)) : moving;
    const watched = this.#seen.filter((frame) => frame.now >= moving.now && frame.now <= last.now);
    const gaps = watched.slice(1).map((frame, at) => frame.now - watched[at]!.now);
    return {
      frozenAtStart: moving.now - first.now,
      longestGap: Math.max(0, ...gaps),
      waitingEvents: this.#waitingEvents - waitingBefore,
      mediaGained: 1000 * (last.mediaTime - moving.mediaTime),
      wall: last.now - moving.now,
      dropped: this.#video.getVideoPlaybackQuality().droppedVideoFrames - droppedBefore,
      frames: watched.length,
    };
  }

  readonly #onFrame: VideoFrameRequestCallback = (now, { mediaTime }) => {
    this.#video.requestVideoFrameCallback(this.#onFrame);
    const frame = { now, mediaTime };
    this.#seen.push(frame);
    const wanted = this.#wanted;
    if (!wanted?.matches(frame)) return;
    this.#wanted = undefined;
    wanted.resolve(frame);
  };
}
