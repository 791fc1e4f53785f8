import { readFileSync } from 'node:fs';
import { createEngine } from './engine.js';

export type Verdict = 'equal' | 'different' | 'unreadable';

/**
 * Tells a session's log in plain words, and runs it again as far as it holds every byte: the text and the verdict are
 * those of the native praxino_replay. `quiet`: only the end, and a difference with its event.
 */
export async function replay(
  log: Uint8Array,
  print: (text: string) => void,
  quiet = false,
): Promise<Verdict> {
  const module = await createEngine();
  const decoder = new TextDecoder();
  const run = new module.LogReplay(log.byteLength);
  const text = () => {
    const bytes = new Uint8Array(module.wasmMemory.buffer, run.textAddress(), run.textLength());
    return decoder.decode(bytes);
  };
  new Uint8Array(module.wasmMemory.buffer, run.address(), log.byteLength).set(log);
  if (!run.open()) {
    print(`${text()}\n`);
    return 'unreadable';
  }
  while (run.tell()) {
    const told = text();
    // Before it is run: an event that makes the engine trap must have been told.
    if (!quiet) print(told);
    if (!run.run()) {
      print((quiet ? told : '') + text());
      return 'different';
    }
  }
  run.summarize();
  print(text());
  run.delete();
  return 'equal';
}

/** The command: `praxino replay [--quiet] LOG`. Gives the exit code. */
export async function replayCommand(words: readonly string[]): Promise<number> {
  const quiet = words.includes('--quiet');
  const [path, ...others] = words.filter((word) => word !== '--quiet');
  if (path === undefined || others.length > 0) {
    process.stderr.write('usage: praxino replay [--quiet] LOG\n');
    return 2;
  }
  let log: Uint8Array;
  try {
    log = readFileSync(path);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 2;
  }
  const verdict = await replay(log, (text) => process.stdout.write(text), quiet);
  return { equal: 0, different: 1, unreadable: 2 }[verdict];
}
