import type { PlayerSpec } from '../page/spec.ts';

/** What one player is to get past. */
export interface MeetSpec extends PlayerSpec {
  /** Pictures in a second of the film. */
  readonly fps: number;
  /** Film seconds that have to be passed. */
  readonly until: number;
  /** Seconds since the first picture, or without one since the player's construction, after which nobody waits on. */
  readonly limit: number;
  readonly trace: boolean;
}

/** What a person saw and the application was told. Seconds. */
export interface Met {
  readonly passed: boolean;
  /** The first error that was told, since the player's construction; its last, unless it passed all the same. */
  readonly told?: { readonly at: number; readonly what: string };
  readonly stood: number;
  readonly leftOut: number;
  /** The film's furthest second that was seen. */
  readonly film: number;
  /** For a trace: when, since the epoch, the player was constructed; and what it decided, since then. */
  readonly began: number;
  readonly decided: readonly (readonly [at: number, what: string])[];
}

export type MeetWindow = Window & { meet?: (spec: MeetSpec) => Promise<Met> };
