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

function judge({ passes, seconds }: Figures) {
  const [ours, ...peers] = [...passes].map(([name, times]) => {
    const { median, low, high } = spread(times)!;
    const each = (time: number) => (time * 10) / seconds;
    return { name, median: each(median), low: each(low), high: each(high) };
  });
  const best = peers.reduce((one, other) => (other.median < one.median ? other : one));
  return { ours: ours!, peers, best, ratio: ours!.median / best.median };
}

export function json(figures: readonly Figures[]): object[] {
  return figures.map((one) => {
    const { ours, best, ratio } = judge(one);
    return {
      bench: 'transmux',
      case: one.name,
      ours: Number(ours.median.toFixed(3)),
      best_peer: Number(best.median.toFixed(3)),
      peer: best.name,
      ratio: Number(ratio.toFixed(3)),
      unit: 'ms per 10 s of media',
    };
  });
}

export function table(figures: readonly Figures[], markdown: boolean): string {
  const lines = figures.map((one) => {
    const { ours, peers, best, ratio } = judge(one);
    const cell = ({ median, low, high }: typeof ours) => {
      const speed = one.bytes / 1e6 / ((median / 10) * one.seconds * 1e-3);
      return `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)}), ${Math.round(speed)} MB/s`;
    };
    const share = `${ratio.toFixed(2)} × ${best.name}`;
    const verdict = one.goal && `; goal ${one.goal}: ${ratio <= one.goal ? 'met' : 'missed'}`;
    return [one.name, ...[ours, ...peers].map(cell), share + (verdict ?? '')];
  });
  const head = ['', ...figures[0]!.passes.keys(), 'ours / best peer'];
  const drawn = (markdown ? markdownTable : plainTable)([head, ...lines]);
  return `ms per 10 s of media: median (quartiles)\n${markdown ? '\n' : ''}${drawn}\n`;
}
