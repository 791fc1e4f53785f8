/** A log recorded in a browser, run again: natively and in wasm, every effect must come out the same. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const native = join(root, 'build/asan/tools/praxino_replay');
const cli = join(root, 'js/bin/praxino.js');

/** The programs that can run a log again. */
export const replayers: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['natively', [native]],
  ['in wasm', [process.execPath, cli, 'replay']],
];

/** What the program printed; rejects where an effect differed. */
export async function replay(command: readonly string[], log: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'praxino-'));
  try {
    const file = join(folder, 'session.log');
    await writeFile(file, log);
    const [program, ...before] = command;
    const { stdout } = await run(program!, [...before, file], { maxBuffer: 256 << 20 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
