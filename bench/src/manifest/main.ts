import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stopForHelp, wholeNumber } from '../options.ts';
import { CASES, type Case } from './cases.ts';
import { difference } from './check.ts';
import { NAMES, type Name } from './contestants.ts';
import type { Answer, Ask } from './process.ts';
import { json, table, type Figures } from './report.ts';

const USAGE = `npm run bench:manifest -- [options]
  --runs N       passes for each figure (15)
  --only A,B     cases whose name contains A or B
  --json         one array of {bench, case, ours, best_peer, peer, ratio, unit}
  --markdown     the table of the README
`;
const WARM_UP = 15;
/** Of the best peer's memory. */
const MEMORY_GOAL = 0.1;

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
  readonly name: Name;
  readonly #child: ChildProcess;
  #failed: (error: Error) => void = () => {};

  constructor(name: Name) {
    this.name = name;
    const execArgv = [...process.execArgv, '--expose-gc'];
    this.#child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), [name], { execArgv });
    this.#child.on('exit', () => this.#failed(new Error(`${name}: no answer`)));
  }

  ask(one: Case, what: Ask['what']): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#child.once('message', resolve);
      this.#child.send({ case: CASES.indexOf(one), what } satisfies Ask);
    });
  }

  end(): void {
    this.#failed = () => {};
    this.#child.kill();
  }
}

/** With processes of their own, which end with it. */
async function withProcesses<T>(
  names: readonly Name[],
  use: (processes: readonly Process[]) => Promise<T>,
): Promise<T> {
  const processes = names.map((name) => new Process(name));
  try {
    return await use(processes);
  } finally {
    for (const running of processes) running.end();
  }
}

/** Those who read such manifests, and all of them the same. */
async function readersOf(one: Case, processes: readonly Process[]): Promise<Process[]> {
  const readers: Process[] = [];
  const all: (readonly (readonly [string, ...(number | string)[]])[])[] = [];
  for (const each of processes) {
    const { rows } = await each.ask(one, 'check');
    if (!rows) continue;
    if (rows.length !== one.count)
      throw new Error(`${one.name}: ${each.name} reads ${rows.length}, not ${one.count}`);
    const why = all[0] && difference(rows, all[0]);
    if (why) throw new Error(`${one.name}: ${each.name} does not read what ${readers[0]!.name} does: ${why}`);
    readers.push(each);
    all.push(rows);
  }
  return readers;
}

async function timeOf(one: Case): Promise<{ figures: Figures[]; names: Name[] }> {
  return withProcesses(NAMES, async (processes) => {
    const readers = await readersOf(one, processes);
    const passes = new Map(readers.map(({ name }) => [name, [] as number[]]));
    const lazy = new Map(passes);
    lazy.set(NAMES[0]!, []);
    for (let run = -WARM_UP; run < runs; run++) {
      for (const each of readers) {
        const { milliseconds } = await each.ask(one, 'pass');
        if (run >= 0) passes.get(each.name)!.push(milliseconds!);
      }
      const { milliseconds } = await readers[0]!.ask(one, 'lazy');
      if (run >= 0) lazy.get(NAMES[0]!)!.push(milliseconds!);
    }
    const figures: Figures[] = [
      { name: one.name, unit: 'ms', goal: one.goal, values: passes },
      { name: `${one.name}, ours read by nobody`, unit: 'ms', goal: undefined, values: lazy },
    ];
    return { figures, names: readers.map(({ name }) => name) };
  });
}

async function memoryOf(one: Case, names: readonly Name[]): Promise<Figures> {
  const held = await withProcesses(names, async (processes) => {
    const all = new Map<Name, number[]>();
    for (const each of processes) all.set(each.name, [(await each.ask(one, 'memory')).bytes!]);
    return all;
  });
  return { name: `${one.name}, held`, unit: 'bytes a segment', goal: MEMORY_GOAL, values: held };
}

const figures: Figures[] = [];
for (const one of CASES) {
  if (!values.only.split(',').some((part) => one.name.includes(part))) continue;
  const { figures: times, names } = await timeOf(one);
  figures.push(...times);
  if (one.held) figures.push(await memoryOf(one, names));
}
process.stdout.write(
  values.json ? `${JSON.stringify(json(figures), null, 2)}\n` : table(figures, values.markdown),
);
