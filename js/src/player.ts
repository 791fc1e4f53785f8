import { PraxinoError } from './errors.js';
import type { State } from './protocol.js';
import { PageSession } from './session.js';
import { Snapshot } from './snapshot.js';
import type {
  LoadOptions,
  PlayerEventMap,
  PlayerOptions,
  Presentation,
  Quality,
  RequestFilter,
  ResponseFilter,
  Stats,
  Track,
} from './types.js';

type Listener<K extends keyof PlayerEventMap> = (event: CustomEvent<PlayerEventMap[K]>) => void;

/** An EventTarget that knows what its events carry. */
interface PlayerEvents extends EventTarget {
  addEventListener<K extends keyof PlayerEventMap>(
    name: K,
    listener: Listener<K>,
    options?: AddEventListenerOptions | boolean,
  ): void;
  addEventListener(...other: Parameters<EventTarget['addEventListener']>): void;
  removeEventListener<K extends keyof PlayerEventMap>(
    name: K,
    listener: Listener<K>,
    options?: EventListenerOptions | boolean,
  ): void;
  removeEventListener(...other: Parameters<EventTarget['removeEventListener']>): void;
}
const PlayerEvents = EventTarget as { new (): PlayerEvents };

/**
 * Plays HLS and DASH in a video element.
 *
 *     const player = new Player();
 *     player.attach(document.querySelector('video'));
 *     await player.load('https://…/master.m3u8');
 *     await player.play();
 *
 * Nothing is thrown from an event; what goes wrong is an 'error' event with a PraxinoError, and the reason with which
 * load() is rejected where it was still under way.
 */
export class Player extends PlayerEvents {
  /** Set before load(). Unset, they cost nothing. */
  requestFilter: RequestFilter | undefined;
  responseFilter: ResponseFilter | undefined;

  readonly #options: PlayerOptions;
  #video: HTMLVideoElement | undefined;
  #session: PageSession | undefined;
  #loaded = false;
  #destroyed = false;

  constructor(options: PlayerOptions = {}) {
    super();
    this.#options = options;
    if (options.prewarm) this.#session = this.#newSession();
  }

  /** Takes the element to play in; before or after load(). */
  attach(video: HTMLVideoElement): void {
    this.#video = video;
    if (this.#loaded) this.#session?.attach(video);
  }

  /**
   * Plays another presentation; what was playing ends. Resolves when the presentation is known: its duration, tracks
   * and qualities. Rejects with a PraxinoError.
   */
  async load(url: string | URL, options: LoadOptions = {}): Promise<void> {
    if (this.#destroyed) throw new PraxinoError('aborted', 'the player was destroyed');
    if (this.#loaded) {
      await this.#session?.destroy();
      this.#session = undefined;
    }
    const session = (this.#session ??= this.#newSession());
    this.#loaded = true;
    if (this.#video) session.attach(this.#video);
    await session.load(new URL(url, document.baseURI).href, options);
  }

  /** As HTMLMediaElement.play(): rejects where the browser does not allow it. */
  async play(): Promise<void> {
    const video = this.#video;
    if (!video) throw new DOMException('attach a video element first', 'InvalidStateError');
    try {
      await video.play();
    } catch (error) {
      // The source came just then, and it plays on with that.
      const overtaken = error instanceof DOMException && error.name === 'AbortError' && !video.paused;
      if (!overtaken) throw error;
    }
  }

  pause(): void {
    this.#session?.pause();
    this.#video?.pause();
  }

  seek(seconds: number): void {
    this.#session?.seek(seconds);
  }

  get currentTime(): number {
    return this.#video?.currentTime ?? 0;
  }

  /** Seconds; NaN before it is known. */
  get duration(): number {
    return this.#session?.snapshot.presentation?.duration ?? NaN;
  }

  /** What is being played: its tracks and qualities, and what the manifest says beside them. */
  get presentation(): Presentation | null {
    return this.#session?.snapshot.presentation ?? null;
  }

  /**
   * The date of what is seen at a place on the timeline (EXT-X-PROGRAM-DATE-TIME), by default at the playhead; null where
   * the manifest has no dates.
   */
  dateAt(seconds = this.currentTime): Date | null {
    return this.#session?.snapshot.dateAt(seconds) ?? null;
  }

  get paused(): boolean {
    return this.#video?.paused ?? true;
  }

  get state(): State {
    return this.#session?.snapshot.state ?? 'idle';
  }

  get tracks(): readonly Track[] {
    return this.#session?.snapshot.presentation?.tracks ?? [];
  }

  /** An audio track of another language or kind. */
  selectTrack(id: number): void {
    this.#session?.snapshot.select(id);
    this.#session?.send({ kind: 'trackChosen', track: id });
  }

  /** The renditions of the picture; of the sound where there is no picture. */
  get qualities(): readonly Quality[] {
    return this.#session?.snapshot.presentation?.qualities ?? [];
  }

  /** The one that is on the screen. */
  get quality(): Quality | null {
    return this.#session?.snapshot.quality ?? null;
  }

  /** Whether the engine chooses. */
  get auto(): boolean {
    return this.#session?.snapshot.automatic ?? true;
  }

  selectQuality(id: number | 'auto'): void {
    const session = this.#session;
    if (!session) return;
    session.snapshot.automatic = id === 'auto';
    session.send({ kind: 'qualityChosen', automatic: id === 'auto', rendition: id === 'auto' ? 0 : id });
  }

  get stats(): Stats {
    const snapshot = this.#session?.snapshot ?? new Snapshot();
    return snapshot.stats(this.#video, this.#session?.engineThread ?? 'worker');
  }

  /** The session's log, for `npx praxino replay`. With `record: 'full'` it can be run again. */
  async exportLog(): Promise<Blob> {
    const file = (await this.#session?.exportLog()) ?? new Uint8Array(0);
    return new Blob([file], { type: 'application/octet-stream' });
  }

  /** Leaves no worker, request, object URL or listener behind. The element is free again. */
  async destroy(): Promise<void> {
    this.#destroyed = true;
    await this.#session?.destroy();
    this.#session = undefined;
  }

  #newSession(): PageSession {
    return new PageSession({
      player: this.#options,
      filters: () => ({ request: this.requestFilter, response: this.responseFilter }),
      tell: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail })),
    });
  }
}
