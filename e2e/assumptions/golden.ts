/** The recorded results of the operation scripts: reading, comparing, writing them again. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import type { BrowserName } from '../driver/browser.ts';
import type { Json } from '../driver/in-page.ts';

export interface Step {
  readonly do: string;
  readonly [field: string]: Json;
}

export interface Script {
  readonly name: string;
  readonly about: string;
  /** Seconds that currentTime may differ by, where the script plays. */
  readonly timeTolerance?: number;
  /** Browsers in which it cannot be run. */
  readonly except?: readonly BrowserName[];
  readonly steps: readonly Step[];
}

type Ranges = readonly (readonly [number, number])[] | 'gone';

/** What came of one step; see pages/run-script.js. */
export interface Outcome {
  readonly error?: string;
  /** The event that the step waits for did not come. */
  readonly missing?: boolean;
  readonly turns?: number;
  readonly mediaError?: number;
  readonly events: Readonly<Record<string, readonly string[]>>;
  readonly buffered: Readonly<Record<string, Ranges>>;
  readonly state: string;
  readonly duration: number | string;
  readonly time: number;
  readonly offsets: Readonly<Record<string, number>>;
}

type Golden = Record<string, readonly Outcome[]>;

/** What a step mostly leaves as it was; a record names these only where they changed. */
const lasting = ['mediaError', 'buffered', 'state', 'duration', 'time', 'offsets'] as const;

const frame = 0.041;
const scriptFolder = new URL('./scripts/', import.meta.url);
const goldenFile = (name: BrowserName) => new URL(`./golden/${name}.json`, import.meta.url);

export async function readScripts(): Promise<Script[]> {
  const files = (await readdir(scriptFolder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const script = JSON.parse(await readFile(new URL(file, scriptFolder), 'utf8')) as Omit<Script, 'name'>;
      return { ...script, name: file.replace(/\.json$/, '') };
    }),
  );
}

export async function readGolden(name: BrowserName): Promise<Golden> {
  const golden = JSON.parse(await readFile(goldenFile(name), 'utf8')) as Record<string, Partial<Outcome>[]>;
  for (const steps of Object.values(golden)) {
    let before: Partial<Outcome> = {};
    for (const step of steps) {
      for (const field of lasting) if (!(field in step)) Object.assign(step, { [field]: before[field] });
      if (!step.events) Object.assign(step, { events: {} });
      before = step;
    }
  }
  return golden as Golden;
}

function changes(step: Outcome, before: Partial<Outcome>): Partial<Outcome> {
  const news: Partial<Outcome> = { ...step };
  for (const field of lasting) {
    if (JSON.stringify(step[field]) === JSON.stringify(before[field])) delete news[field];
  }
  if (Object.keys(step.events).length === 0) delete (news as { events?: unknown }).events;
  return news;
}

/** One step a line, so that a changed browser shows as a readable diff. */
export async function writeGolden(name: BrowserName, golden: Golden): Promise<void> {
  const scripts = Object.entries(golden).map(([script, steps]) => {
    const lines = steps.map((step, i) => `    ${JSON.stringify(changes(step, steps[i - 1] ?? {}))}`);
    return `  ${JSON.stringify(script)}: [\n${lines.join(',\n')}\n  ]`;
  });
  await writeFile(goldenFile(name), `{\n${scripts.join(',\n')}\n}\n`);
}

function near(a: number, b: number, within = frame): boolean {
  return Math.abs(a - b) <= within;
}

function sameRanges(a: Ranges, b: Ranges): boolean {
  if (a === 'gone' || b === 'gone') return a === b;
  return a.length === b.length && a.every(([start, end], i) => near(start, b[i]![0]) && near(end, b[i]![1]));
}

/** In words, how `seen` differs from what was recorded; empty where it does not. */
export function differences(
  script: Script,
  recorded: readonly Outcome[],
  seen: readonly Outcome[],
): string[] {
  const found: string[] = [];
  script.steps.forEach((step, i) => {
    const a = recorded[i];
    const b = seen[i];
    const say = (what: string, was: unknown, is: unknown) =>
      found.push(
        `step ${i} ${JSON.stringify(step)}: ${what} was ${JSON.stringify(was)}, is ${JSON.stringify(is)}`,
      );
    if (!a || !b) return say('result', a, b);
    const exact = ({ error, missing, turns, mediaError, state }: Outcome) =>
      JSON.stringify({ error, missing, turns, mediaError, state });
    if (exact(a) !== exact(b)) say('outcome', exact(a), exact(b));
    for (const target of new Set([...Object.keys(a.events), ...Object.keys(b.events)])) {
      const [was, is] = [a.events[target] ?? [], b.events[target] ?? []];
      if (was.join() !== is.join()) say(`events of ${target}`, was, is);
    }
    // While an update runs, ranges may already show some of it.
    if (step.unsettled === true) return;
    for (const target of Object.keys({ ...a.buffered, ...b.buffered })) {
      const [was, is] = [a.buffered[target] ?? [], b.buffered[target] ?? []];
      if (!sameRanges(was, is)) say(`buffered of ${target}`, was, is);
    }
    const finite = typeof a.duration === 'number' && typeof b.duration === 'number';
    if (finite ? !near(a.duration, b.duration) : a.duration !== b.duration) {
      say('duration', a.duration, b.duration);
    }
    if (!near(a.time, b.time, script.timeTolerance)) say('time', a.time, b.time);
    for (const sink of Object.keys(a.offsets)) {
      if (!near(a.offsets[sink] ?? 0, b.offsets[sink] ?? 0)) say(`offset of ${sink}`, a.offsets, b.offsets);
    }
  });
  return found;
}
