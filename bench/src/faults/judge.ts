/** Who got past a fault, and how long after; and how that stands to the goals. */
import type { Cell, Contestant, Protocol } from './tasks.ts';

/** Seconds; undefined: it did not recover. */
export interface Outcome {
  readonly contestant: Contestant;
  readonly took: number | undefined;
  readonly cell: Cell;
}

/** One fault of one protocol's stream. */
export interface Case {
  readonly fault: string;
  readonly protocol: Protocol;
  readonly tells: boolean;
  readonly judged: boolean;
  readonly ours: Outcome | undefined;
  readonly peers: readonly Outcome[];
  /** The soonest of those who recovered. */
  readonly best: Outcome | undefined;
}

/** No later than the best peer by more than this part of its time, */
const LATER = 0.1;
/** or than three pictures. */
export const TOLERANCE_S = 0.1;

/** How long one run took: to tell where that is right, else how long it stood still. */
function tookOf({ tells }: Cell, met: Cell['met'][number]): number {
  if (tells) return met.told?.at ?? Infinity;
  return met.passed ? met.stood : Infinity;
}

/** Of several runs the middle one, of two middle ones the later. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function outcomeOf(cell: Cell): Outcome {
  const took = median(cell.met.map((met) => tookOf(cell, met)));
  return { contestant: cell.contestant, took: took === Infinity ? undefined : took, cell };
}

const recovered = (outcome: Outcome | undefined): outcome is Outcome & { readonly took: number } =>
  outcome?.took !== undefined;

export function makeCases(cells: readonly Cell[]): Case[] {
  const run = cells.filter(({ met }) => met.length > 0);
  const keys = new Map(
    run.map((cell) => [`${cell.fault}, ${cell.contestant.protocol}`, cell] as const).toReversed(),
  );
  return [...keys.values()].toReversed().map(({ fault, contestant: { protocol }, tells, judged }) => {
    const outcomes = run
      .filter((cell) => cell.fault === fault && cell.contestant.protocol === protocol)
      .map(outcomeOf);
    const peers = outcomes.filter(({ contestant }) => contestant.name !== 'Praxino');
    const ours = outcomes.find(({ contestant }) => contestant.name === 'Praxino');
    const best = peers.filter(recovered).toSorted((a, b) => a.took - b.took)[0];
    return { fault, protocol, tells, judged, ours, peers, best };
  });
}

/** Seconds below the tolerance count as the tolerance, for a ratio of nothing to nothing says nothing. */
export function ratioOf({ ours, best }: Case): number | undefined {
  if (!recovered(ours) || !recovered(best)) return undefined;
  return Math.max(ours.took, TOLERANCE_S) / Math.max(best.took, TOLERANCE_S);
}

export type Verdict = 'ours alone' | 'met' | 'later' | 'not recovered' | 'nobody' | 'not judged';

export function verdictOf({ ours, peers, best, judged }: Case): Verdict {
  if (!judged || !ours || peers.length === 0) return 'not judged';
  if (!recovered(best)) return recovered(ours) ? 'ours alone' : 'nobody';
  if (!recovered(ours)) return 'not recovered';
  const most = best.took! + Math.max(LATER * best.took!, TOLERANCE_S);
  return ours.took > most ? 'later' : 'met';
}

export interface Goals {
  /** Cases that any peer recovers from, those of them where ours does, and those where it is not later either. */
  readonly byAny: number;
  readonly byOurs: number;
  readonly inTime: number;
  /** Faults that ours recovers from in all protocols, and no peer in any. */
  readonly alone: readonly string[];
}

export function goalsOf(cases: readonly Case[]): Goals {
  const count = (...verdicts: readonly Verdict[]) =>
    cases.filter((one) => verdicts.includes(verdictOf(one))).length;
  const faults = [...new Set(cases.map(({ fault }) => fault))];
  const alone = faults.filter((fault) =>
    cases.filter((one) => one.fault === fault).every((one) => verdictOf(one) === 'ours alone'),
  );
  const byOurs = count('met', 'later');
  return { byAny: byOurs + count('not recovered'), byOurs, inTime: count('met'), alone };
}
