import { judge, row, verdict } from '../contest.ts';
import { markdownTable, plainTable } from '../startup/report.ts';
import { spread } from '../startup/stats.ts';
import type { Name } from './contestants.ts';

export interface Figures {
  readonly name: string;
  /** Of media that goes in, and how long it plays. */
  readonly bytes: number;
  readonly seconds: number;
  /** At most this share of the best peer's time. */
  readonly goal: number | undefined;
  /** Milliseconds of each pass; ours first. */
  readonly passes: ReadonlyMap<Name, number[]>;
}

const judged = ({ passes, seconds }: Figures) =>
  judge(
    [...passes].map(([name, times]) => {
      const { median, low, high } = spread(times)!;
      const each = (time: number) => (time * 10) / seconds;
      return { name, median: each(median), low: each(low), high: each(high) };
    }),
  );

export const json = (figures: readonly Figures[]): object[] =>
  figures.map((one) => row('transmux', one.name, 'ms per 10 s of media', judged(one)));

export function table(figures: readonly Figures[], markdown: boolean): string {
  const lines = figures.map((one) => {
    const { ours, peers, best, ratio } = judged(one);
    const cell = ({ median, low, high }: typeof ours) => {
      const speed = one.bytes / 1e6 / ((median / 10) * one.seconds * 1e-3);
      return `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)}), ${Math.round(speed)} MB/s`;
    };
    const share = `${ratio.toFixed(2)} × ${best.name}`;
    return [one.name, ...[ours, ...peers].map(cell), share + verdict(ratio, one.goal)];
  });
  const head = ['', ...figures[0]!.passes.keys(), 'ours / best peer'];
  const drawn = (markdown ? markdownTable : plainTable)([head, ...lines]);
  return `ms per 10 s of media: median (quartiles)\n${markdown ? '\n' : ''}${drawn}\n`;
}
