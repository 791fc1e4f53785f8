import { fileURLToPath } from 'node:url';
import { Process, readContest, using } from '../contest.ts';
import { CASES, readFeeds, type Case } from './cases.ts';
import { difference } from './check.ts';
import { NAMES, type Name } from './contestants.ts';
import type { Answer, Ask } from './process.ts';
import { json, table, type Figures } from './report.ts';

const WARM_UP = 30;
/** Of the best peer's time. */
const GOAL = 0.5;

const options = readContest('transmux');
const module = fileURLToPath(new URL('process.ts', import.meta.url));
type Contestant = Process<Name, Ask, Answer>;
const start = (name: Name): Contestant => new Process(module, name);

function figuresOf(one: Case): Figures {
  const [first, ...others] = readFeeds(one, false).map(({ segments }) => segments);
  const pieces = [first!, ...others].flat().flatMap((segment) => segment.pieces);
  return {
    name: one.name,
    bytes: pieces.reduce((sum, { byteLength }) => sum + byteLength, 0),
    seconds: first!.reduce((sum, { duration }) => sum + duration, 0),
    goal: one.fresh ? undefined : GOAL,
    passes: new Map(NAMES.map((name) => [name, []])),
  };
}

/** Asks all contestants in turn, one pass each. */
async function round(one: Case, processes: readonly Contestant[], check = false): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const running of processes) answers.push(await running.ask({ case: CASES.indexOf(one), check }));
  return answers;
}

async function measure(one: Case): Promise<Figures> {
  const figures = figuresOf(one);
  const note = (answers: readonly Answer[]) =>
    answers.forEach(({ milliseconds }, at) => figures.passes.get(NAMES[at]!)!.push(milliseconds));
  await using(NAMES.map(start), async (processes) => {
    const [ours, ...peers] = (await round(one, processes, true)).map(({ summary }) => summary!);
    for (const [at, summary] of peers.entries()) {
      const why = difference(summary, ours!);
      if (why) throw new Error(`${one.name}: ${NAMES[at + 1]} does not write what ${NAMES[0]} does: ${why}`);
    }
    if (one.fresh) return;
    for (let run = 0; run < WARM_UP; run += 1) await round(one, processes);
    for (let run = 0; run < options.runs; run += 1) note(await round(one, processes));
  });
  for (let run = 0; one.fresh && run < options.runs; run += 1)
    note(await using(NAMES.map(start), (processes) => round(one, processes)));
  return figures;
}

const figures: Figures[] = [];
for (const one of CASES) {
  if (options.asked(one.name)) figures.push(await measure(one));
}
process.stdout.write(
  options.json ? `${JSON.stringify(json(figures), null, 2)}\n` : table(figures, options.markdown),
);
