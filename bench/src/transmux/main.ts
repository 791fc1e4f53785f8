import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stopForHelp, wholeNumber } from '../options.ts';
import { CASES, readFeeds, type Case } from './cases.ts';
import { difference } from './check.ts';
import { NAMES, type Name } from './contestants.ts';
import type { Answer, Ask } from './process.ts';
import { json, table, type Figures } from './report.ts';

const USAGE = `npm run bench:transmux -- [options]
  --runs N       passes for each figure (15)
  --only A,B     cases whose name contains A or B
  --json         one array of {bench, case, ours, best_peer, peer, ratio, unit}
  --markdown     the table of the README
`;
const WARM_UP = 30;
/** Of the best peer's time. */
const GOAL = 0.5;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
stopForHelp(values.help, USAGE);
const runs = wholeNumber('runs', values.runs);

class Process {
  readonly #child: ChildProcess;
  #failed: (error: Error) => void = () => {};

  constructor(name: Name) {
    this.#child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), [name]);
    this.#child.on('exit', () => this.#failed(new Error(`${name}: no answer`)));
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#child.once('message', resolve);
      this.#child.send(ask);
    });
  }

  end(): void {
    this.#failed = () => {};
    this.#child.kill();
  }
}

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
async function round(one: Case, processes: readonly Process[], check = false): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const running of processes) answers.push(await running.ask({ case: CASES.indexOf(one), check }));
  return answers;
}

/** With processes of their own, which end with it. */
async function withProcesses<T>(use: (processes: readonly Process[]) => Promise<T>): Promise<T> {
  const processes = NAMES.map((name) => new Process(name));
  try {
    return await use(processes);
  } finally {
    for (const running of processes) running.end();
  }
}

async function measure(one: Case): Promise<Figures> {
  const figures = figuresOf(one);
  const note = (answers: readonly Answer[]) =>
    answers.forEach(({ milliseconds }, at) => figures.passes.get(NAMES[at]!)!.push(milliseconds));
  await withProcesses(async (processes) => {
    const [ours, ...peers] = (await round(one, processes, true)).map(({ summary }) => summary!);
    for (const [at, summary] of peers.entries()) {
      const why = difference(summary, ours!);
      if (why) throw new Error(`${one.name}: ${NAMES[at + 1]} does not write what ${NAMES[0]} does: ${why}`);
    }
    if (one.fresh) return;
    for (let run = 0; run < WARM_UP; run += 1) await round(one, processes);
    for (let run = 0; run < runs; run += 1) note(await round(one, processes));
  });
  for (let run = 0; one.fresh && run < runs; run += 1)
    note(await withProcesses((processes) => round(one, processes)));
  return figures;
}

const figures: Figures[] = [];
for (const one of CASES) {
  const asked = values.only.split(',').some((part) => one.name.includes(part));
  if (asked) figures.push(await measure(one));
}
process.stdout.write(
  values.json ? `${JSON.stringify(json(figures), null, 2)}\n` : table(figures, values.markdown),
);
