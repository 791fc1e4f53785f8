import { SingleBar } from 'cli-progress';
import { build } from 'esbuild';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { matches, readOnly, stopForHelp, wholeNumber } from '../options.ts';
import { launch } from '../startup/browser.ts';
import { buildCode, oursIsBuilt } from '../startup/code.ts';
import { findMedia } from '../startup/media.ts';
import { SETTLE_MS } from '../startup/run.ts';
import { makeCases } from './judge.ts';
import { json, table } from './report.ts';
import { serveFaults, type FaultServer } from './server.ts';
import type { Met, MeetWindow } from './spec.ts';
import { makeCells, type Cell } from './tasks.ts';
import { trace } from './trace.ts';

const USAGE = `npm run bench:faults -- [options]
  --runs N       runs of each, whose median counts (1)
  --only A,B     what has A or B in its label; may be given several times: all must match.
                 A label reads: "404 on one segment, HLS, Shaka"
  --jobs N       players at once, each in a browser context of its own (6)
  --trace        prints what each asked for, and what ours decided
  --json         one array of {bench, case, ours, best_peer, peer, ratio, unit}; null: not recovered
  --markdown     the table as Markdown
`;
/** Pictures in a second of the streams. */
const FPS = 30;
/** A run that broke for another reason than its fault is repeated this often. */
const TRIES = 3;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
    jobs: { type: 'string', default: '6' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
stopForHelp(values.help, USAGE);
const runs = wholeNumber('runs', values.runs);
const jobs = wholeNumber('jobs', values.jobs);
const only = readOnly(values.only);

async function play(browser: Browser, server: FaultServer, cell: Cell, folder: string): Promise<Met> {
  const { entry, protocol } = cell.contestant;
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await sleep(SETTLE_MS);
    await page.goto(`${server.url}/page/${entry}`);
    await page.waitForFunction(() => (window as MeetWindow).meet !== undefined);
    return await page.evaluate((spec) => (window as MeetWindow).meet!(spec), {
      protocol,
      url: `${server.url}/${folder}/${media.manifests[protocol]}`,
      fps: FPS,
      until: cell.until,
      limit: cell.limit,
      bufferGoal: cell.bufferGoal,
      settings: {},
      trace: values.trace,
    });
  } finally {
    await context.close();
  }
}

const media = findMedia();
if (!oursIsBuilt()) process.stderr.write('js/dist is not built: the peers run alone\n');
const cells = makeCells((label) => matches(only, label)).filter(
  ({ contestant }) => contestant.entry !== 'praxino' || oursIsBuilt(),
);
const code = await buildCode([...new Set(cells.map(({ contestant }) => contestant.entry))], 'faults');
await build({
  entryPoints: { faults: fileURLToPath(new URL('./page.ts', import.meta.url)) },
  outdir: code.root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'error',
});
const tries = Array.from({ length: runs + TRIES }, (_, run) => run);
const server = await serveFaults(
  code,
  cells.flatMap(({ folder }) => tries.map(folder)),
);
const browser = await launch();
const bar = new SingleBar({
  noTTYOutput: true,
  notTTYSchedule: 10_000,
  format: '{bar} {value}/{total}  {label}',
  stream: process.stderr,
});
const traces: string[] = [];

async function runCell(cell: Cell): Promise<void> {
  const label = `${cell.fault}, ${cell.contestant.protocol}, ${cell.contestant.name}`;
  for (const run of tries) {
    if (cell.met.length === runs) return;
    const folder = cell.folder(run);
    try {
      const met = await play(browser, server, cell, folder);
      cell.met.push(met);
      bar.increment(1, { label });
      if (values.trace) traces.push(trace(label, met, server.asked(folder)));
    } catch (error) {
      process.stderr.write(`${label}: ${String(error).split('\n')[0]}\n`);
    }
  }
}

/** Those that may take longest begin first. */
const waiting = cells.toSorted((a, b) => b.limit - a.limit);
bar.start(cells.length * runs, 0, { label: '' });
try {
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let cell = waiting.shift(); cell; cell = waiting.shift()) await runCell(cell);
    }),
  );
} finally {
  bar.stop();
  await browser.close();
  await server.close();
}

const cases = makeCases(cells);
process.stderr.write(traces.join('\n'));
process.stdout.write(
  values.json ? `${JSON.stringify(json(cases), null, 2)}\n` : table(cases, values.markdown),
);
