/** A virtual screen for a browser that has no headless mode of its own. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findProgram } from './find.ts';
import { startFamily } from './processes.ts';

export interface Screen {
  readonly display: string;
  end(): Promise<void>;
}

export async function startScreen(): Promise<Screen> {
  const program = await findProgram('Xvfb', 'PRAXINO_XVFB', ['/usr/bin/Xvfb']);
  // Xvfb picks a free number itself and writes it to the descriptor named by -displayfd once it is ready.
  const family = startFamily(
    program,
    ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const announced = family.leader.stdio[3] as Readable;
  for await (const line of createInterface({ input: announced })) {
    announced.destroy();
    return { display: `:${line.trim()}`, end: () => family.end() };
  }
  await family.end();
  throw new Error('Xvfb ended before it had a display');
}
