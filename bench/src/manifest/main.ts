import { fileURLToPath } from 'node:url';
import { Process, readContest, using } from '../contest.ts';
import { CASES, type Case } from './cases.ts';
import { difference } from './check.ts';
import { NAMES, type Name } from './contestants.ts';
import type { Answer, Ask } from './process.ts';
import { json, table, type Figures } from './report.ts';

const WARM_UP = 15;
/** Of the best peer's memory. */
const MEMORY_GOAL = 0.1;

const options = readContest('manifest');
const module = fileURLToPath(new URL('process.ts', import.meta.url));
type Contestant = Process<Name, Ask, Answer>;
const start = (name: Name): Contestant => new Process(module, name, ['--expose-gc']);
const ask = (one: Case, of: Contestant, what: Ask['what']) => of.ask({ case: CASES.indexOf(one), what });

/** Those who read such manifests, and all of them the same. */
async function readersOf(one: Case, processes: readonly Contestant[]): Promise<Contestant[]> {
  const readers: Contestant[] = [];
  const all: (readonly (readonly [string, ...(number | string)[]])[])[] = [];
  for (const each of processes) {
    const { rows } = await ask(one, each, 'check');
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
  return using(NAMES.map(start), async (processes) => {
    const readers = await readersOf(one, processes);
    const passes = new Map(readers.map(({ name }) => [name, [] as number[]]));
    const lazy = new Map(passes);
    lazy.set(NAMES[0]!, []);
    for (let run = -WARM_UP; run < options.runs; run++) {
      for (const each of readers) {
        const { milliseconds } = await ask(one, each, 'pass');
        if (run >= 0) passes.get(each.name)!.push(milliseconds!);
      }
      if (one.kind === 'live') continue;
      const { milliseconds } = await ask(one, readers[0]!, 'lazy');
      if (run >= 0) lazy.get(NAMES[0]!)!.push(milliseconds!);
    }
    const figures: Figures[] = [{ name: one.name, unit: 'ms', goal: one.goal, values: passes }];
    const unread = `${one.name}, ours read by nobody`;
    if (one.kind !== 'live') figures.push({ name: unread, unit: 'ms', goal: undefined, values: lazy });
    return { figures, names: readers.map(({ name }) => name) };
  });
}

async function memoryOf(one: Case, names: readonly Name[]): Promise<Figures> {
  const held = await using(names.map(start), async (processes) => {
    const all = new Map<Name, number[]>();
    for (const each of processes) all.set(each.name, [(await ask(one, each, 'memory')).bytes!]);
    return all;
  });
  return { name: `${one.name}, held`, unit: 'bytes a segment', goal: MEMORY_GOAL, values: held };
}

const figures: Figures[] = [];
for (const one of CASES) {
  if (!options.asked(one.name)) continue;
  const { figures: times, names } = await timeOf(one);
  figures.push(...times);
  if (one.held) figures.push(await memoryOf(one, names));
}
process.stdout.write(
  options.json ? `${JSON.stringify(json(figures), null, 2)}\n` : table(figures, options.markdown),
);
