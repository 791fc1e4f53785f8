import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Process, readContest } from '../contest.ts';
import { create, NAMES, type Name } from '../manifest/contestants.ts';
import { CASES, type Hostile } from './cases.ts';
import type { Answer, Ask } from './process.ts';
import { json, table, type Outcome, type Row } from './report.ts';

/** Milliseconds: who has not answered by then is stopped. */
const PATIENCE = 10_000;
/** Megabytes of JavaScript's heap: who wants more ends, as in a page. */
const HEAP = 2048;

const options = readContest('hostile');
const module = fileURLToPath(new URL('process.ts', import.meta.url));

/** In a process of its own: it may never come back. */
async function meet(name: Name, one: Hostile): Promise<Outcome> {
  const child = new Process<Name, Ask, Answer>(module, name, ['--expose-gc', `--max-old-space-size=${HEAP}`]);
  const place = CASES.indexOf(one);
  try {
    await child.ask({ case: place, what: 'make' });
    return await Promise.race([
      child.ask({ case: place, what: 'read' }).catch(() => 'ended' as const),
      setTimeout(PATIENCE, 'no answer' as const, { ref: false }),
    ]);
  } finally {
    child.end();
  }
}

const kinds = new Map<Name, readonly string[]>();
for (const name of NAMES) kinds.set(name, (await create(name)).kinds);

const rows: Row[] = [];
for (const one of CASES) {
  if (!options.asked(one.name)) continue;
  process.stderr.write(`${one.name}\n`);
  const outcomes = new Map<Name, Outcome[]>();
  for (const name of NAMES.filter((each) => kinds.get(each)!.includes(one.kind))) {
    const all: Outcome[] = [];
    for (let run = 0; run < options.runs; run++) {
      all.push(await meet(name, one));
      if (typeof all.at(-1) === 'string') break;
    }
    outcomes.set(name, all);
  }
  rows.push({ name: one.name, outcomes });
}
process.stdout.write(
  options.json ? `${JSON.stringify(json(rows), null, 2)}\n` : table(rows, options.markdown),
);
if (rows.length === 0) process.exitCode = 1;
