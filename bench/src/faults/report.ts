import { markdownTable, plainTable } from '../startup/report.ts';
import { goalsOf, median, ratioOf, verdictOf, type Case, type Outcome } from './judge.ts';

const short = (seconds: number) => `${seconds.toFixed(1)} s`;

/** What a person saw of it, or was told; of several runs the middle one. */
export function outcomeText(outcome: Outcome | undefined): string {
  if (!outcome) return '';
  const { met, tells } = outcome.cell;
  if (outcome.took !== undefined) {
    const leftOut = tells ? 0 : median(met.filter(({ passed }) => passed).map((one) => one.leftOut))!;
    return short(outcome.took) + (leftOut > 0 ? `, ${short(leftOut)} left out` : '');
  }
  const played = met.some(({ passed }) => passed);
  const told = median(met.flatMap((one) => (one.told ? [one.told.at] : [])));
  if (played) return met.every(({ passed }) => passed) ? 'plays on' : 'not each time';
  return told === undefined ? 'never' : `error after ${short(told)}`;
}

function verdictText(one: Case): string {
  const verdict = verdictOf(one);
  if (verdict === 'not judged') return '';
  const ratio = ratioOf(one);
  return verdict + (ratio === undefined ? '' : `, ${ratio.toFixed(2)} × ${one.best!.contestant.name}`);
}

const round = (seconds: number | undefined) => (seconds === undefined ? null : Number(seconds.toFixed(2)));

export function json(cases: readonly Case[]): object[] {
  return cases
    .filter(({ judged }) => judged)
    .map((one) => ({
      bench: 'faults',
      case: `${one.fault}, ${one.protocol}`,
      ours: round(one.ours?.took),
      best_peer: round(one.best?.took),
      peer: one.best?.contestant.name ?? null,
      ratio: round(ratioOf(one)),
      unit: one.tells ? 's until told' : 's of standing still',
    }));
}

export function table(cases: readonly Case[], markdown: boolean): string {
  const names = [...new Set(cases.flatMap(({ peers }) => peers.map(({ contestant }) => contestant.name)))];
  const lines = cases.map((one) => [
    one.tells ? `${one.fault} (an error)` : one.fault,
    one.protocol,
    outcomeText(one.ours),
    ...names.map((name) => outcomeText(one.peers.find(({ contestant }) => contestant.name === name))),
    verdictText(one),
  ]);
  const head = ['fault', 'stream', 'Praxino', ...names, 'ours / best peer'];
  const { byAny, byOurs, inTime, alone } = goalsOf(cases);
  const goals = [
    `recovers wherever a peer does: ${byOurs} of ${byAny}`,
    `and no later than the best of them by more than 10 %: ${inTime} of ${byAny}`,
    `faults that only Praxino recovers from (goal 3): ${alone.length}${alone.map((name) => `\n  ${name}`).join('')}`,
  ];
  const drawn = (markdown ? markdownTable : plainTable)([head, ...lines]);
  return `standing still, or until the error was told\n${markdown ? '\n' : ''}${drawn}\n\n${goals.join('\n')}\n`;
}
