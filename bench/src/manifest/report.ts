import { judge, row, verdict } from '../contest.ts';
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

const judged = ({ values }: Figures) => judge([...values].map(([name, all]) => ({ name, ...spread(all)! })));

export const json = (figures: readonly Figures[]): object[] =>
  figures.map((one) => row('manifest', one.name, one.unit, judged(one)));

export function table(figures: readonly Figures[], markdown: boolean): string {
  const names = [...new Set(figures.flatMap(({ values }) => [...values.keys()]))];
  const lines = figures.map((one) => {
    const { ours, peers, best, ratio } = judged(one);
    const digits = one.unit === 'ms' ? 2 : 0;
    const cells = names.map((name) => {
      const found = [ours, ...peers].find((each) => each.name === name);
      if (!found) return '–';
      const { median, low, high } = found;
      const range = low === high ? '' : ` (${low.toFixed(digits)}–${high.toFixed(digits)})`;
      return median.toFixed(digits) + range;
    });
    return [
      `${one.name}, ${one.unit}`,
      ...cells,
      `${ratio.toFixed(3)} × ${best.name}${verdict(ratio, one.goal)}`,
    ];
  });
  return `median (quartiles)\n${markdown ? '\n' : ''}${(markdown ? markdownTable : plainTable)([['', ...names, 'ours / best peer'], ...lines])}\n`;
}
