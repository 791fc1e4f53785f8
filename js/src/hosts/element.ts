import type { EventInit } from '../protocol.js';

/** What the engine wants to hear of at once; time in between comes with timeupdate. */
const newsworthy = [
  'loadedmetadata',
  'loadeddata',
  'canplay',
  'play',
  'playing',
  'pause',
  'waiting',
  'seeking',
  'seeked',
  'ratechange',
  'ended',
] as const;

export interface ElementHandOptions {
  readonly video: HTMLVideoElement;
  readonly send: (event: EventInit) => void;
}

/** The media element: facts from it, the playhead's moves to it, and the source in it. */
export class ElementHand {
  readonly #video: HTMLVideoElement;
  readonly #send: (event: EventInit) => void;
  readonly #listeners = new AbortController();
  #url: string | undefined;
  #heard = 0;
  #ours = false;
  /** Whether it is to play: a browser pauses an element that failed, maybe only once the next source is in it. */
  #wanted: boolean;
  #renewing = false;

  constructor({ video, send }: ElementHandOptions) {
    this.#video = video;
    this.#send = send;
    this.#wanted = !video.paused;
    const { signal } = this.#listeners;
    video.addEventListener('play', () => (this.#wanted = true), { signal });
    video.addEventListener('playing', () => (this.#renewing = false), { signal });
    video.addEventListener('pause', () => this.#paused(), { signal });
    for (const name of newsworthy) video.addEventListener(name, () => this.#tell(), { signal });
    video.addEventListener('timeupdate', () => this.#tellInPassing(), { signal });
    video.addEventListener('error', () => this.#tellError(), { signal });
    document.addEventListener('visibilitychange', () => this.#tell(), { signal });
  }

  /** Shows a media source, or the handle of one that lives in a worker. */
  show(source: MediaSource | MediaSourceHandle): void {
    const video = this.#video;
    // Of a play() just before, the event is still to come, and what is done here takes it back.
    if (!video.paused) this.#wanted = true;
    this.#renewing = this.#ours;
    this.#ours = true;
    // A managed source opens only where remote playback is off.
    video.disableRemotePlayback = true;
    if (typeof MediaSource !== 'undefined' && source instanceof MediaSource && !isManaged(source)) {
      this.#url = URL.createObjectURL(source);
      video.src = this.#url;
      source.addEventListener('sourceopen', () => this.#revoke(), {
        once: true,
        signal: this.#listeners.signal,
      });
    } else {
      video.srcObject = source as MediaProvider;
    }
    // An element that was still looking for something to play pauses where it is given it (HTML, media element load).
    if (this.#wanted) this.#play();
  }

  /** A person's pause. */
  pause(): void {
    this.#wanted = false;
  }

  /** To `to`; where `from` is not negative, only if it still stands there. */
  move(to: number, from: number): void {
    const video = this.#video;
    if (from >= 0 && Math.abs(video.currentTime - from) > 0.05) return this.#tell();
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) {
      video.currentTime = to;
      return;
    }
    const { signal } = this.#listeners;
    video.addEventListener('loadedmetadata', () => (video.currentTime = to), { once: true, signal });
  }

  destroy(): void {
    this.#listeners.abort();
    this.#revoke();
    if (!this.#ours) return;
    const video = this.#video;
    video.srcObject = null;
    video.removeAttribute('src');
    video.load();
  }

  #play(): void {
    if (this.#video.paused) this.#video.play().catch(() => undefined);
  }

  #paused(): void {
    if (!this.#video.error && !this.#renewing) this.#wanted = false;
    if (this.#wanted && this.#renewing) this.#play();
  }

  #revoke(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
  }

  #tellInPassing(): void {
    if (performance.now() - this.#heard >= 240) this.#tell();
  }

  /** A person's seek. Its own event would come a little later. */
  seek(to: number): void {
    this.#video.currentTime = to;
    this.#tell();
  }

  #tell(): void {
    this.#heard = performance.now();
    const video = this.#video;
    const quality = video.getVideoPlaybackQuality?.();
    this.#send({
      kind: 'playhead',
      at: video.currentTime,
      rate: video.playbackRate,
      paused: video.paused,
      seeking: video.seeking,
      ended: video.ended,
      readyState: video.readyState,
      frames: quality?.totalVideoFrames ?? 0,
      dropped: quality?.droppedVideoFrames ?? 0,
      hidden: document.hidden,
    });
  }

  #tellError(): void {
    const { error } = this.#video;
    if (error) this.#send({ kind: 'elementFailed', code: error.code, message: error.message });
  }
}

function isManaged(source: MediaSource): boolean {
  const scope = globalThis as { ManagedMediaSource?: new () => MediaSource };
  return scope.ManagedMediaSource !== undefined && source instanceof scope.ManagedMediaSource;
}
