/**
 * Half an hour in Chromium: one player loops, others come and go beside it, all are sent elsewhere and to another
 * quality every 20 s. What the page and the engine hold must stay as it is.
 *
 *   soak.ts [MINUTES]      30 where it is not said
 */
import { fileURLToPath } from 'node:url';
import { launch } from '../driver/launch.ts';
import type { Memory } from '../driver/memory.ts';
import { serve } from '../../scripts/serve.mjs';
import { everyStream, stream, streamsFolder } from '../play/streams.ts';

const minutes = Number(process.argv[2] ?? 30);
if (!(minutes >= 5)) throw new Error('usage: soak.ts [MINUTES], at least 5');
/** How far the end may be from the beginning. */
const tolerance = 0.05;

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const served = await serve({
  roots: {
    '/soak/': folder('.'),
    '/pages/': folder('../play/pages'),
    '/js/': folder('../../js/dist'),
    '/streams/': streamsFolder,
  },
});
const browser = await launch('chromium', { memory: true });
const sleep = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));
const url = (name: string) => `${served.url}/streams/${stream(name).url}`;

/** What is watched; one number each. */
const measures: Record<string, (memory: Memory) => number> = {
  'page heap': ({ page }) => page.heap,
  'worker heap': ({ workers }) => workers[0]!.heap,
  'wasm bytes': ({ page, workers }) => page.wasm + workers.reduce((sum, one) => sum + one.wasm, 0),
  listeners: ({ listeners }) => listeners,
};
const samples: Memory[] = [];
const wrong: string[] = [];

try {
  await browser.goto(`${served.url}/pages/index.html`);
  const act = <R>(action: string, details = {}) => browser.evaluate<R>('/soak/soak.js', action, details);
  await act('begin', { url: url('hls-fmp4') });
  let frames = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const name = everyStream[minute % everyStream.length]!;
    await act('next', { url: url(name) });
    for (let third = 0; third < 3; third++) {
      await sleep(third === 2 ? 17 : 20);
      // Places and rungs that do not repeat soon, the same in every run.
      const turn = minute * 3 + third;
      await act('stir', { to: (turn * 0.382) % 0.9, rung: turn });
    }
    await sleep(3);
    const passed = await act<{ errors: string[]; frames: number }>('pass');
    const looped = await act<{ errors: string[]; frames: number }>('look');
    for (const error of [...passed.errors, ...looped.errors]) wrong.push(`${name}: ${error}`);
    if (passed.frames < 300) wrong.push(`${name}: only ${passed.frames} frames in a minute`);
    if (looped.frames - frames < 300)
      wrong.push(`looping: only ${looped.frames - frames} frames in a minute`);
    frames = looped.frames;
    const memory = await browser.memory!();
    samples.push(memory);
    if (memory.workers.length !== 1) wrong.push(`${memory.workers.length} workers beside ${name}`);
    const words = Object.entries(measures).map(([what, of]) => `${what} ${of(memory)}`);
    console.log(`minute ${minute + 1} of ${minutes}: ${words.join(', ')}`);
    if (wrong.length) break;
  }
} finally {
  await browser.close();
  await served.close();
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
if (!wrong.length) {
  // The first fifth is for caches and compilers.
  const fifth = Math.floor(samples.length / 5);
  for (const [what, of] of Object.entries(measures)) {
    const before = median(samples.slice(fifth, 2 * fifth).map(of));
    const after = median(samples.slice(-fifth).map(of));
    const change = after / before - 1;
    console.log(`${what}: ${before} → ${after} (${(100 * change).toFixed(1)} %)`);
    if (!(Math.abs(change) <= tolerance)) wrong.push(`${what} is not flat`);
  }
}
for (const one of wrong) console.error(one);
console.log(wrong.length ? 'soak: FAILED' : `soak: ${minutes} minutes, all flat`);
process.exitCode = wrong.length ? 1 : 0;
