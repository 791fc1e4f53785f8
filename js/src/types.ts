import type { FilteredRequest, RequestAnswer, RequestRecord } from './hosts/fetch.js';
import type { PraxinoError } from './errors.js';
import type { Effect, Protocol, RenditionInfo, RuleName, State, TrackInfo } from './protocol.js';

export interface PlayerOptions {
  /** Where praxino-worker.js is; default: beside the module. */
  workerUrl?: string | URL;
  /** Where praxino.wasm is; default: beside the module. */
  wasmUrl?: string | URL;
  /** Whether the engine runs in a worker; default true. Where none starts it runs on the page. */
  worker?: boolean;
  /** The session's log: a bounded ring without bodies (default), all of it so that it can be run again, or none. */
  record?: 'ring' | 'full' | 'none' | false;
  /** Where the media source lives; default: in the worker where the browser can, else on the page. */
  mse?: 'auto' | 'worker' | 'page';
  /** Start the worker and compile the engine now instead of at load(). */
  prewarm?: boolean;
  credentials?: RequestCredentials;
}

export interface LoadOptions {
  /** Seconds; default: where the manifest says. */
  startTime?: number;
  /** Bits/s: the first rendition is the dearest not above it; default: the engine's own guess. */
  startBitrate?: number;
  /** Bits/s that automatic quality never exceeds. */
  maxBitrate?: number;
  /** Seconds to hold ahead of the playhead; default 30, and 60 of the best quality there is. */
  bufferGoal?: number;
  /** Bytes of picture (of sound, where there is none) that the goal may take; default 60 million. */
  bufferBytes?: number;
  /** Seconds to keep behind it. */
  backBuffer?: number;
  /**
   * What chooses the quality: `throughput` what the connection carries; `bola` how much is buffered; `dynamic` the first
   * while little is buffered, the higher of both beyond.
   */
  rule?: RuleName;
  /** Ends the load with an 'aborted' error. */
  signal?: AbortSignal;
}

/** A tag of an HLS playlist, an element of an MPD: what the manifest says in its own words. */
export interface Said {
  /** `EXT-X-SESSION-DATA`, `ContentProtection`. */
  readonly tag: string;
  /** As written; HLS without the quotes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** HLS: the value of a tag without attributes. DASH: what stands inside, as text or XML. */
  readonly text: string;
}

/** What the manifest announces for a time: EXT-X-DATERANGE, EXT-X-CUE-OUT, an Event of a DASH EventStream. */
export interface TimedEvent {
  /** HLS: CLASS, or the tag's name; DASH: schemeIdUri. */
  readonly scheme: string;
  /** DASH: @value of the EventStream. */
  readonly value: string;
  readonly id: string;
  /** Seconds on the presentation's timeline. */
  readonly start: number;
  /** Seconds; undefined where the manifest does not say. */
  readonly duration: number | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** DASH: the Event's content, as text or XML. */
  readonly message: string;
}

export interface Quality extends RenditionInfo {
  /** HLS: its EXT-X-STREAM-INF or EXT-X-MEDIA; DASH: the Representation and its descriptors. */
  readonly said: readonly Said[];
}

export interface Track extends TrackInfo {
  /** HLS: its EXT-X-MEDIA; DASH: the AdaptationSet and its descriptors. */
  readonly said: readonly Said[];
}

export interface Presentation {
  /** Seconds; Infinity where it has no end. */
  readonly duration: number;
  readonly live: boolean;
  readonly protocol: Protocol;
  /** Where playback begins, seconds. */
  readonly start: number;
  readonly tracks: readonly Track[];
  readonly qualities: readonly Quality[];
  /** What the manifest says beyond that: EXT-X-SESSION-DATA, EXT-X-SESSION-KEY, UTCTiming, …. */
  readonly said: readonly Said[];
  /** The same of the media playlist that is played first (HLS). */
  readonly playlist: readonly Said[];
  /** Ascending by start. */
  readonly events: readonly TimedEvent[];
}

/** A decision of the engine, with its reason; `time` is milliseconds since load(). */
export type Decision = Omit<Effect<'decide'>, 'kind'> & { readonly time: number };

export interface Stats {
  /** Bits/s; 0: nothing measured yet. */
  readonly estimate: number;
  /** Seconds playable ahead of the playhead. */
  readonly buffer: number;
  /** Bits/s of the renditions being fetched. */
  readonly videoBitrate: number;
  readonly audioBitrate: number;
  readonly videoBuffered: readonly (readonly [start: number, end: number])[];
  readonly audioBuffered: readonly (readonly [start: number, end: number])[];
  /** The same by rendition: its `id`, as in `qualities`. */
  readonly videoRenditions: readonly (readonly [start: number, end: number, rendition: number])[];
  readonly audioRenditions: readonly (readonly [start: number, end: number, rendition: number])[];
  /** Media bytes received. */
  readonly bytes: number;
  /** Requests made; those of them that failed, and were or will be made again. */
  readonly fetches: number;
  readonly retries: number;
  /** How often, and for how many seconds in all, playback waited after it had begun. */
  readonly stalls: number;
  readonly stalled: number;
  /** Video frames shown and dropped. */
  readonly frames: number;
  readonly dropped: number;
  /** Who plays: this engine through Media Source Extensions. */
  readonly engine: 'mse';
  readonly threads: {
    readonly engine: 'worker' | 'page';
    readonly sinks: Readonly<Record<string, 'worker' | 'page'>>;
  };
  /** Milliseconds since load(). */
  readonly startup: Readonly<Partial<Record<StartupMark, number>>>;
}

export type StartupMark =
  'workerReady' | 'wasmReady' | 'manifest' | 'present' | 'sourceOpen' | 'firstAppend' | 'firstFrame';

/** Changes a request (URL, headers), answers it, or refuses it by throwing. */
export type RequestFilter = (
  request: FilteredRequest,
) => FilteredRequest | RequestAnswer | Promise<FilteredRequest | RequestAnswer>;
/** Changes a body once it is whole: bytes are then not appended as they arrive. */
export type ResponseFilter = (response: {
  readonly what: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}) => Uint8Array | Promise<Uint8Array>;

export interface PlayerEventMap {
  present: Presentation;
  state: { readonly state: State };
  quality: { readonly quality: Quality; readonly automatic: boolean };
  decision: Decision;
  stats: Stats;
  request: RequestRecord;
  warning: PraxinoError;
  error: PraxinoError;
}
