/** A cell is one row on one shape in one phase: what is run several times and ends as a median. */
import { matches } from '../options.ts';
import type { Shape } from '../origin/link.ts';
import type { Outcome } from './run.ts';
import type { Options, Phase } from './options.ts';
import { ROWS, type Row } from './rows.ts';
import { SHAPES } from './shapes.ts';

export interface Cell {
  readonly phase: Phase;
  readonly row: Row;
  readonly shape: Shape;
  readonly label: string;
  readonly counted: Outcome[];
  /** Why a run did not count, one entry per such run. */
  readonly discarded: string[];
}

function belongs(phase: Phase, row: Row): boolean {
  if (phase === 'first frame') return true;
  if (phase === 'cold navigation') return row.role === 'ours' || row.role === 'peer';
  return row.role === 'ours' || row.role === 'peer';
}

export function makeCells(phase: Phase, options: Options, has: (row: Row) => boolean): Cell[] {
  const cells: Cell[] = [];
  for (const shape of SHAPES) {
    for (const row of ROWS) {
      const label = `${phase}, ${row.protocol}, ${shape.name}, ${row.name}`;
      if (!belongs(phase, row) || !has(row) || !matches(options.only, label)) continue;
      cells.push({ phase, row, shape, label, counted: [], discarded: [] });
    }
  }
  return cells;
}

/**
 * Round by round, so that a slow minute of the machine falls on all alike; each round begins one further on, so that
 * nobody always runs after the same neighbour.
 */
export function interleave(cells: readonly Cell[], rounds: number): Cell[] {
  return Array.from({ length: rounds }, (_, round) => {
    const turn = cells.length > 0 ? (round * 3) % cells.length : 0;
    return [...cells.slice(turn), ...cells.slice(0, turn)];
  }).flat();
}
