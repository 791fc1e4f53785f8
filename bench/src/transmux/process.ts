/** One contestant on one case, with a heap and compiled code of its own: a pass for every message. */
import { CASES, readFeeds } from './cases.ts';
import { summarize, type Summary } from './check.ts';
import type { Feed } from './contestant.ts';
import { create, type Name } from './contestants.ts';

export interface Ask {
  readonly case: number;
  /** The pass is not measured; what comes out is read, and what went in looked at again. */
  readonly check: boolean;
}
export interface Answer {
  readonly milliseconds: number;
  readonly summary?: Summary;
}

const contestant = await create(process.argv[2] as Name);
const read = (index: number) => readFeeds(CASES[index]!, contestant.takesPieces);
let input: readonly Feed[] | undefined;
const joined = (feeds: readonly Feed[]) =>
  Buffer.concat(feeds.flatMap(({ segments }) => segments.flatMap(({ pieces }) => pieces)));

async function check(index: number, feeds: readonly Feed[]): Promise<Answer> {
  const files = new Map<string, Uint8Array[]>();
  const milliseconds = await contestant.pass(feeds, (file, bytes) => {
    files.set(file, [...(files.get(file) ?? []), bytes.slice()]);
  });
  if (!joined(read(index)).equals(joined(feeds))) throw new Error('the input was written to');
  return { milliseconds, summary: summarize([...files.values()].map((parts) => Buffer.concat(parts))) };
}

async function answer({ case: index, check: checked }: Ask): Promise<Answer> {
  input ??= read(index);
  return checked ? check(index, input) : { milliseconds: await contestant.pass(input, () => {}) };
}

process.on('message', (ask: Ask) => void answer(ask).then((reply) => process.send!(reply)));
