import type { Contestant } from './serve.ts';

/** What a player is to play, and how. */
export interface PlayerSpec {
  readonly protocol: Protocol;
  readonly url: string;
  /** The bitrate of the rung to start and stay at, in bits/s; without it the player decides as it is delivered. */
  readonly forced?: Rung;
  /** Seconds to hold ahead of the playhead, each through its own setting. */
  readonly bufferGoal: number;
  /** Player settings beyond the ordinary, as the player's own API takes them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What one run is to do, as the page is told it. */
export interface RunSpec extends PlayerSpec {
  /** Whether what can be made before the URL is known (a worker, compiled wasm) is made before t0. */
  readonly prewarm: boolean;
  /** From navigation start instead of from the player's construction. */
  readonly cold: boolean;
  /** How long after the first frame playback is watched for stalls. */
  readonly watchSeconds: number;
  /** Unbuffered targets, tried one after the other, in media seconds. */
  readonly seeks: readonly number[];
}

/** HLS TS: segments are transport streams; HLS alone is fMP4. */
export type Protocol = 'HLS' | 'HLS TS' | 'DASH';

export interface Rung {
  /** BANDWIDTH as the HLS variant states it (audio included) or as the DASH Representation does (video alone). */
  readonly bandwidth: number;
  readonly height: number;
}

/** Milliseconds; frames by requestVideoFrameCallback. */
export interface RunResult {
  readonly firstFrame: number;
  /** t0 on the Unix epoch's clock, to lay the origin's request log beside it. */
  readonly startedAt: number;
  /** Of the rung that the first frame is of. */
  readonly firstHeight: number;
  readonly watch: Watch;
  readonly seeks: readonly Seek[];
  /** Moments the player's adapter chose to note, from t0. */
  readonly marks: Readonly<Record<string, number>>;
}

export interface Seek {
  readonly target: number;
  /** From t0. */
  readonly askedAt: number;
  readonly took: number;
}

export interface Watch {
  /** From the first frame to the first one with a later media time: the clock runs. */
  readonly frozenAtStart: number;
  /** The longest time without a new frame after that. */
  readonly longestGap: number;
  readonly waitingEvents: number;
  /** Media time gained, in milliseconds, and the wall time it took. */
  readonly mediaGained: number;
  readonly wall: number;
  readonly dropped: number;
  readonly frames: number;
}

export type BenchWindow = Window & {
  /** Set by the page before the player's script for a cold run. */
  benchSpec?: RunSpec;
  bench?: {
    readonly contestant: Contestant;
    readonly run: (spec: RunSpec) => Promise<RunResult>;
    /** Fetches what the player would load after t0, into the HTTP cache. */
    readonly warmCode: (urls: readonly string[]) => Promise<void>;
    readonly coldResult?: Promise<RunResult>;
  };
};
