/** One contestant, before one manifest: whether it is read, and what that takes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { create, type Name } from '../manifest/contestants.ts';
import { CASES, good } from './cases.ts';

/** `make`: have the text at hand, and be warm; `read`: read it. */
export interface Ask {
  readonly case: number;
  readonly what: 'make' | 'read';
}
export interface Answer {
  /** What it says where it refuses. */
  readonly refused: string | undefined;
  readonly milliseconds: number;
  /** How much more memory the process had at its peak than before, the text being there. */
  readonly bytes: number;
}

const WARM_UP = 200;
/** Linux begins anew to look for the most memory (proc_pid_clear_refs(5)). */
const forgetPeak = () => writeFileSync('/proc/self/clear_refs', '5');
const peak = () => 1024 * Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);

const contestant = await create(process.argv[2] as Name);
let bytes: ArrayBuffer;

async function answer({ case: index, what }: Ask): Promise<Answer> {
  const { kind, bytes: make } = CASES[index]!;
  if (what === 'make') {
    bytes = make().buffer;
    for (let time = 0; time < WARM_UP; time++) await contestant.parse(good(kind).buffer, kind);
    gc!();
    return { refused: undefined, milliseconds: 0, bytes: 0 };
  }
  forgetPeak();
  const before = peak();
  const started = performance.now();
  let refused: string | undefined;
  try {
    await contestant.parse(bytes, kind);
  } catch (error) {
    refused = error instanceof Error ? error.message : String(error);
  }
  return { refused, milliseconds: performance.now() - started, bytes: peak() - before };
}

process.on('message', (ask: Ask) => void answer(ask).then((reply) => process.send!(reply)));
