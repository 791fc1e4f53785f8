/** One contestant, with a heap and compiled code of its own: an answer to every message. */
import { setTimeout } from 'node:timers/promises';
import { good } from '../hostile/cases.ts';
import { cpuTime } from '../transmux/contestant.ts';
import { BASE, CASES, type Case } from './cases.ts';
import { Reader, type Taker } from './contestant.ts';
import { create, type Name } from './contestants.ts';

/** `check`: what is read; `pass`: how long it takes; `lazy`: without reading segments; `memory`: what holding it takes. */
export interface Ask {
  readonly case: number;
  readonly what: 'check' | 'pass' | 'lazy' | 'memory';
}
export interface Answer {
  /** Absent: it does not read such manifests. */
  readonly rows?: readonly Row[];
  /** Milliseconds of one reading. */
  readonly milliseconds?: number;
  /** Bytes for a segment. */
  readonly bytes?: number;
}
/** Absolute address; start and duration, or bandwidth, width and height; codecs. */
export type Row = readonly [uri: string, ...values: (number | string)[]];

const contestant = await create(process.argv[2] as Name);
const inputs = new Map<Case, ArrayBuffer>();

function bytesOf(one: Case): ArrayBuffer {
  const known = inputs.get(one);
  if (known) return known;
  const bytes = new TextEncoder().encode(one.text(0));
  inputs.set(one, bytes.buffer);
  return bytes.buffer;
}

let step = 0;
/** A live playlist's next text, once it has been read for the first time. */
async function nextOf(one: Case): Promise<ArrayBuffer> {
  if (one.kind !== 'live') return bytesOf(one);
  if (step++ === 0) await contestant.parse(bytesOf(one), one.kind);
  return new TextEncoder().encode(one.text(step)).buffer;
}

async function check(one: Case): Promise<Row[]> {
  const rows: Row[] = [];
  const place = (uri: string) => new URL(uri, BASE).href;
  const taker: Taker = {
    segment: (uri, start, duration) => rows.push([place(uri), start, duration]),
    variant: (uri, ...values) => rows.push([place(uri), ...values]),
  };
  contestant.visit(await contestant.parse(await nextOf(one), one.kind), one.kind, taker);
  // Who reads a window by itself does not know when it began.
  return one.kind === 'live' ? rows.map(([uri, , ...values]) => [uri, 0, ...values]) : rows;
}

const reader = new Reader();

async function pass(one: Case, visiting: boolean): Promise<number> {
  const texts: ArrayBuffer[] = [];
  while (texts.length < one.times) texts.push(await nextOf(one));
  const started = cpuTime();
  for (const bytes of texts) {
    const parsed = await contestant.parse(bytes, one.kind);
    if (visiting) contestant.visit(parsed, one.kind, reader);
  }
  return (cpuTime() - started) / one.times;
}

/** Everything that is held once nothing goes on: the heap, what lies beside it for JavaScript, and wasm memory. */
async function held(): Promise<number> {
  await setTimeout(6000);
  for (let time = 0; time < 3; time++) gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external + wasmBytes();
}

const memories = new Set<WeakRef<WebAssembly.Memory>>();
function wasmBytes(): number {
  let sum = 0;
  for (const memory of memories) sum += memory.deref()?.buffer.byteLength ?? 0;
  return sum;
}
// Each module's memory is an export of its instance.
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (async (...words: Parameters<typeof instantiate>) => {
  const instance = await instantiate(...words);
  for (const thing of Object.values(instance.exports))
    if (thing instanceof WebAssembly.Memory) memories.add(new WeakRef(thing));
  return instance;
}) as typeof instantiate;

async function memory(one: Case): Promise<number> {
  const bytes = bytesOf(one);
  // Code is loaded, and what is made once is there.
  await contestant.parse(good(one.kind).buffer, one.kind);
  const count = one.held!;
  const kept: unknown[] = [];
  const before = await held();
  for (let each = 0; each < count; each++) kept.push(await contestant.parse(bytes.slice(0), one.kind));
  const after = await held();
  if (kept.length !== count) throw new Error('nothing is held');
  return (after - before) / (count * one.count);
}

async function answer({ case: index, what }: Ask): Promise<Answer> {
  const one = CASES[index]!;
  if (!contestant.kinds.includes(one.kind)) return {};
  if (what === 'check') return { rows: await check(one) };
  if (what === 'memory') return { bytes: await memory(one) };
  return { milliseconds: await pass(one, what === 'pass') };
}

process.on('message', (ask: Ask) => void answer(ask).then((reply) => process.send!(reply)));
