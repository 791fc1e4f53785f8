import type { Cell } from './cells.ts';
import type { Outcome } from './run.ts';

/** The counted run nearest to the middle. */
function typical(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.toSorted((a, b) => a.firstFrame - b.firstFrame)[Math.floor((outcomes.length - 1) / 2)];
}

/** Requests as the origin saw them and what the page noted, on one clock, while something was waited for. */
export function trace(cell: Cell): string {
  const outcome = typical(cell.counted);
  if (!outcome) return `${cell.label}: no counted run\n  ${cell.discarded.join('\n  ')}\n`;
  const since = (epoch: number) => epoch - outcome.startedAt;
  const moments = [
    ...outcome.requests.map(({ path, range, arrivedAt, sentAt, bytes }) => ({
      at: since(arrivedAt),
      what: `request ${path.split('/').slice(2).join('/') || path} ${range ?? ''} ${bytes} B, sent by ${
        sentAt === undefined ? '–' : Math.round(since(sentAt))
      }`,
    })),
    ...Object.entries(outcome.marks).map(([what, at]) => ({ at, what })),
    { at: outcome.firstFrame, what: 'FIRST FRAME' },
    { at: outcome.firstFrame + outcome.watch.frozenAtStart, what: 'second frame' },
    ...outcome.seeks.flatMap(({ target, askedAt, took }) => [
      { at: askedAt, what: `SEEK to ${target}` },
      { at: askedAt + took, what: `FRAME AT ${target}, after ${Math.round(took)}` },
    ]),
  ];
  const spans = [
    [0, outcome.firstFrame + outcome.watch.frozenAtStart],
    ...outcome.seeks.map(({ askedAt, took }) => [askedAt, askedAt + took]),
  ] as const;
  const shown = moments
    .filter(({ at }) => spans.some(([start = 0, end = 0]) => start <= at && at <= end))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `  ${at.toFixed(0).padStart(6)}  ${what}`);
  const { watch } = outcome;
  const smooth = `longest gap ${watch.longestGap.toFixed(0)} ms, ${watch.dropped} dropped of ${watch.frames}`;
  return [
    cell.label,
    ...shown,
    `  then ${smooth}`,
    ...cell.discarded.map((why) => `  not counted: ${why}`),
    '',
  ].join('\n');
}
