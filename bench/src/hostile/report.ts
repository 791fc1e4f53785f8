import { judge, row } from '../contest.ts';
import { markdownTable, plainTable } from '../startup/report.ts';
import { spread } from '../startup/stats.ts';
import type { Name } from '../manifest/contestants.ts';
import type { Answer } from './process.ts';

/** An answer, or what there was instead: nothing in time, or the end of the process. */
export type Outcome = Answer | 'no answer' | 'ended';
export interface Row {
  readonly name: string;
  /** Ours first; who does not read such manifests is not there. */
  readonly outcomes: ReadonlyMap<Name, readonly Outcome[]>;
}

/** Ours has to answer within these. */
const MOST = { milliseconds: 100, bytes: 64 << 20 };

interface Found {
  readonly what: 'read' | 'refused' | 'no answer' | 'ended';
  readonly milliseconds: number;
  readonly bytes: number;
}

function found(outcomes: readonly Outcome[]): Found {
  const broken = outcomes.find((outcome) => typeof outcome === 'string');
  if (broken) return { what: broken, milliseconds: Infinity, bytes: Infinity };
  const answers = outcomes as readonly Answer[];
  const median = (key: 'milliseconds' | 'bytes') => spread(answers.map((answer) => answer[key]))!.median;
  return {
    what: answers[0]!.refused === undefined ? 'read' : 'refused',
    milliseconds: median('milliseconds'),
    bytes: median('bytes'),
  };
}

const kept = ({ milliseconds, bytes }: Found) => milliseconds <= MOST.milliseconds && bytes <= MOST.bytes;

/** Beside those peers that answered; null where none did. */
export function json(rows: readonly Row[]): object[] {
  return rows.map(({ name, outcomes }) => {
    const all = [...outcomes].map(([each, those]) => ({ name: each, median: found(those).milliseconds }));
    const [ours, ...peers] = all;
    const answered = peers.filter(({ median }) => median !== Infinity);
    if (answered.length > 0) return row('hostile', name, 'ms', judge([ours!, ...answered]));
    return {
      ...{ bench: 'hostile', case: name, ours: ours!.median, best_peer: null, peer: null, ratio: null },
      unit: 'ms',
    };
  });
}

function cell(outcomes: readonly Outcome[] | undefined): string {
  if (!outcomes) return '–';
  const one = found(outcomes);
  if (one.milliseconds === Infinity) return one.what;
  const { milliseconds } = one;
  const time = milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
  return `${one.what}, ${time} ms, ${Math.round(one.bytes / (1 << 20))} MB`;
}

export function table(rows: readonly Row[], markdown: boolean): string {
  const names = [...new Set(rows.flatMap(({ outcomes }) => [...outcomes.keys()]))];
  const lines = rows.map(({ name, outcomes }) => [name, ...names.map((each) => cell(outcomes.get(each)))]);
  const ours = rows.filter(({ outcomes }) => kept(found([...outcomes.values()][0]!)));
  const goal = `Within ${MOST.milliseconds} ms and ${MOST.bytes >> 20} MB: ${ours.length} of ${rows.length}`;
  return `${(markdown ? markdownTable : plainTable)([['', ...names], ...lines])}\n${markdown ? '\n' : ''}${goal}\n`;
}
