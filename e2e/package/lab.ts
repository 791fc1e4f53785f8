/** Where the package is tried: packed and installed, with streams to play and a browser to play them in. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Player } from 'praxino';
import { launch } from '../driver/launch.ts';
import { streamsFolder } from '../play/streams.ts';
import { serve, type ServeOptions } from '../../scripts/serve.mjs';
import { install, pack, type Packed } from './packed.ts';

/** What shuts a page off from others, and what others need to be let in. */
export const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
export const forAll = { 'cross-origin-resource-policy': 'cross-origin' };

/** Every application's page; it runs main.js. */
export const page = fileURLToPath(new URL('./page/', import.meta.url));
export const dist = '/node_modules/praxino/dist/';

export type Thread = 'worker' | 'page';
export interface Seen {
  readonly thread: Thread;
  readonly isolated: boolean;
  readonly resources: readonly string[];
  readonly presentation: unknown;
}

export interface Lab {
  readonly folder: string;
  readonly packed: Packed;
  /** A folder with nothing but the package. */
  readonly installed: string;
  /** Of another origin than any page's. */
  readonly streams: string;
  /** Opens a page that plays by itself, and watches. */
  plays(url: string, thread?: Thread): Promise<Seen>;
  close(): Promise<void>;
}

/** In the page: half a second of frames. */
const watch = () =>
  new Promise<Seen>((resolve, reject) => {
    const { player } = globalThis as unknown as { player: Player };
    const video = document.querySelector('video')!;
    const limit = setTimeout(() => reject(new Error(`${player.state} at ${video.currentTime} s`)), 15_000);
    let first: number | undefined;
    const seen = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      first ??= mediaTime;
      if (Math.min(mediaTime, video.currentTime) < first + 0.5)
        return void video.requestVideoFrameCallback(seen);
      clearTimeout(limit);
      const { duration, tracks, qualities } = player;
      resolve({
        thread: player.stats.threads.engine,
        isolated: crossOriginIsolated,
        resources: performance.getEntriesByType('resource').map(({ name }) => name),
        presentation: { duration, tracks, qualities },
      });
    };
    video.requestVideoFrameCallback(seen);
  });

export async function openLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'praxino-package-'));
  const packed = await pack(folder);
  const installed = await install(packed, join(folder, 'installed'));
  const streams = await serve({ roots: { '/': streamsFolder }, headers: forAll });
  const browser = await launch('chromium');
  return {
    folder,
    packed,
    installed,
    streams: streams.url,
    async plays(url, thread = 'worker') {
      await browser.goto(url);
      const seen = await browser.evaluate<Seen>(watch).catch(async (error: Error) => {
        throw new Error(`${error.message}; the page says: ${(await browser.complaints()).join('; ')}`);
      });
      assert.equal(seen.thread, thread);
      // Vite's pages wait for their server to come back and load themselves again.
      await browser.goto('about:blank');
      return seen;
    },
    async close() {
      await browser.close();
      await streams.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Serves a page with its main.js; the roots are those beside it. */
export function servePage(code: string, { roots, intercept, ...options }: ServeOptions) {
  return serve({
    ...options,
    roots: { ...roots, '/': page },
    intercept: (request, reply, path) => {
      if (path !== '/main.js') return intercept?.(request, reply, path);
      reply.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
      return true;
    },
  });
}
