/** Who meets what: every fault before every player that can play the stream that it is of. */
import { faultFolder, faultRows, untilOf, type FaultRow } from '../../../tests/faults.ts';
import type { Met } from './spec.ts';

export type Protocol = 'HLS' | 'DASH';

export interface Contestant {
  readonly name: 'Praxino' | 'hls.js' | 'Shaka' | 'dash.js';
  readonly protocol: Protocol;
  /** Entry script in src/players, without its extension. */
  readonly entry: string;
}

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'Praxino', protocol: 'HLS', entry: 'praxino' },
  { name: 'hls.js', protocol: 'HLS', entry: 'hlsjs' },
  { name: 'Shaka', protocol: 'HLS', entry: 'shaka-hls' },
  { name: 'Praxino', protocol: 'DASH', entry: 'praxino' },
  { name: 'Shaka', protocol: 'DASH', entry: 'shaka-dash' },
  { name: 'dash.js', protocol: 'DASH', entry: 'dashjs' },
];

/** One fault before one contestant, some runs of it. */
export interface Cell {
  readonly fault: string;
  readonly contestant: Contestant;
  /** Below the server's address, for each run. */
  readonly folder: (run: number) => string;
  readonly until: number;
  readonly limit: number;
  readonly bufferGoal: number;
  /** The right outcome is an error that is told. */
  readonly tells: boolean;
  /** Shown, and no part of any verdict: nothing goes wrong, or telling sooner is not better, for the fault heals. */
  readonly judged: boolean;
  readonly met: Met[];
}

/** For all alike, where the fault asks for nothing else. */
const BUFFER_GOAL = 10;
/** Nobody waits longer before a picture that stands, beyond the time that the fault itself lasts. */
export const PATIENCE_S = 30;

/** Whether a fault is of something that the protocol has. */
function concerns(row: FaultRow, protocol: Protocol): boolean {
  if (row.mirrored) return protocol === 'DASH';
  return row.of !== 'playlist' || protocol === 'HLS';
}

export function makeCells(matches: (label: string) => boolean): Cell[] {
  const cells = faultRows.flatMap((row, i) =>
    CONTESTANTS.filter(({ protocol }) => concerns(row, protocol)).map((contestant): Cell => {
      const until = untilOf(row);
      return {
        fault: row.name,
        contestant,
        folder: (run) => faultFolder(i, `.${contestant.entry}.${contestant.protocol}.${run}`),
        until,
        limit: (row.error ? 0 : until) + (row.for ?? 0) + PATIENCE_S,
        bufferGoal: row.bufferGoal ?? BUFFER_GOAL,
        tells: row.error !== undefined,
        judged: row.error === undefined || row.for === undefined,
        met: [],
      };
    }),
  );
  const controls = CONTESTANTS.map((contestant): Cell => ({
    fault: 'nothing goes wrong',
    contestant,
    folder: (run) => `well/${contestant.entry}.${contestant.protocol}.${run}`,
    until: 7,
    limit: 7 + PATIENCE_S,
    bufferGoal: BUFFER_GOAL,
    tells: false,
    judged: false,
    met: [],
  }));
  return [...controls, ...cells].filter(({ fault, contestant }) =>
    matches(`${fault}, ${contestant.protocol}, ${contestant.name}`),
  );
}
