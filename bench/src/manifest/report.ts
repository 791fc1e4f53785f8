import { markdownTable, plainTable } from '../startup/report.ts';
import { spread } from '../startup/stats.ts';
import type { Name } from './contestants.ts';

export interface Figures {
  readonly name: string;
  readonly unit: 'ms' | 'bytes a segment';
  /** At most this share of the best peer's figure. */
  readonly goal: number | undefined;
  /** Ours first; who does not read such manifests is not there. */
  readonly values: ReadonlyMap<Name, number[]>;
}

function judge({ values }: Figures) {
  const [ours, ...peers] = [...values].map(([name, all]) => ({ name, ...spread(all)! }));
  const best = peers.reduce((one, other) => (other.median < one.median ? other : one));
  return { ours: ours!, peers, best, ratio: ours!.median / best.median };
}

export function json(figures: readonly Figures[]): object[] {
  return figures.map((one) => {
    const { ours, best, ratio } = judge(one);
    return {
      bench: 'manifest',
      case: one.name,
      ours: Number(ours.median.toFixed(3)),
      best_peer: Number(best.median.toFixed(3)),
      peer: best.name,
      ratio: Number(ratio.toFixed(3)),
      unit: one.unit,
    };
  });
}

export function table(figures: readonly Figures[], markdown: boolean): string {
  const names = [...new Set(figures.flatMap(({ values }) => [...values.keys()]))];
  const lines = figures.map((one) => {
    const { ours, peers, best, ratio } = judge(one);
    const digits = one.unit === 'ms' ? 2 : 0;
    const cells = names.map((name) => {
      const found = [ours, ...peers].find((each) => each.name === name);
      if (!found) return '–';
      const { median, low, high } = found;
      const range = low === high ? '' : ` (${low.toFixed(digits)}–${high.toFixed(digits)})`;
      return median.toFixed(digits) + range;
    });
    const verdict = one.goal && `; goal ${one.goal}: ${ratio <= one.goal ? 'met' : 'missed'}`;
    return [`${one.name}, ${one.unit}`, ...cells, `${ratio.toFixed(3)} × ${best.name}${verdict ?? ''}`];
  });
  return `median (quartiles)\n${markdown ? '\n' : ''}${(markdown ? markdownTable : plainTable)([['', ...names, 'ours / best peer'], ...lines])}\n`;
}
