/** From runs to figures: medians per case and row, the best peer, the goal and whether it is met. */
import type { Protocol } from '../page/spec.ts';
import type { Cell } from './cells.ts';
import type { Row } from './rows.ts';
import type { Outcome } from './run.ts';
import { spread, type Spread } from './stats.ts';

interface Kind {
  readonly name: string;
  readonly phase: Cell['phase'];
  readonly value: (outcome: Outcome) => number | undefined;
  readonly goal: (bestPeer: number, floor: number | undefined, shaped: boolean) => number;
}

/** As the project set them; a seek's and a cold navigation's goal is a share of the best peer's time alone. */
export const KINDS: readonly Kind[] = [
  {
    name: 'first frame',
    phase: 'first frame',
    value: ({ firstFrame }) => firstFrame,
    goal: (peer, floor, shaped) => (shaped ? Math.max(0.6 * peer, 1.1 * (floor ?? 0)) : peer),
  },
  {
    name: 'cold navigation to the first frame',
    phase: 'cold navigation',
    value: ({ firstFrame }) => firstFrame,
    goal: (peer) => 0.75 * peer,
  },
  {
    name: 'unbuffered seek into a segment',
    phase: 'first frame',
    value: ({ seeks }) => seeks[0]?.took,
    goal: (peer) => 0.6 * peer,
  },
  {
    name: 'unbuffered seek to a segment border',
    phase: 'first frame',
    value: ({ seeks }) => seeks[1]?.took,
    goal: (peer) => 0.6 * peer,
  },
];

export interface RowFigure {
  readonly row: Row;
  readonly spread: Spread | undefined;
  readonly discarded: readonly string[];
}

export interface Case {
  readonly kind: string;
  readonly protocol: Protocol;
  readonly shape: string;
  readonly name: string;
  readonly figures: readonly RowFigure[];
  readonly ours: number | undefined;
  readonly bestPeer: { readonly name: string; readonly value: number } | undefined;
  readonly goal: number | undefined;
}

/** Every peer row competes, with its best settings too: the harder reading of "best peer". */
function bestPeer(figures: readonly RowFigure[]): Case['bestPeer'] {
  return figures
    .filter(({ row }) => row.role.startsWith('peer'))
    .flatMap(({ row, spread: found }) => (found ? [{ name: row.name, value: found.median }] : []))
    .reduce<Case['bestPeer']>((best, next) => (best && best.value <= next.value ? best : next), undefined);
}

function makeCase(kind: Kind, cells: readonly Cell[]): Case {
  const { shape, row } = cells[0]!;
  const figures = cells.map((cell) => ({
    row: cell.row,
    spread: spread(cell.counted.map(kind.value).filter((value) => value !== undefined)),
    discarded: cell.discarded,
  }));
  const medianOf = (role: Row['role']) => figures.find((figure) => figure.row.role === role)?.spread?.median;
  const peer = bestPeer(figures);
  return {
    kind: kind.name,
    protocol: row.protocol,
    shape: shape.name,
    name: `${kind.name}, ${row.protocol}, ${shape.name}`,
    figures,
    ours: medianOf('ours'),
    bestPeer: peer,
    goal: peer && kind.goal(peer.value, medianOf('floor'), shape.bitsPerSecond !== undefined),
  };
}

export function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

export function makeCases(cells: readonly Cell[]): Case[] {
  return KINDS.flatMap((kind) => {
    const ofPhase = cells.filter(({ phase }) => phase === kind.phase);
    const groups = groupBy(ofPhase, ({ row, shape }) => `${row.protocol} ${shape.name}`);
    return [...groups.values()].map((group) => makeCase(kind, group));
  });
}
