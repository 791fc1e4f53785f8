/** The package in Node: all that a page gets, so that what is rendered on a server can import it, and manifests read. */
import { Core } from '../engine/core.js';
import { Driver } from '../engine/driver.js';
import { FetchHand } from '../hosts/fetch.js';
import type { Presentation } from '../index.js';
import { PraxinoError } from '../index.js';
import { Snapshot } from '../snapshot.js';

export * from '../index.js';
export { followPlaylist } from './live.js';
export type { LivePlaylist } from './live.js';
export { readManifest, readPlaylist, validateManifest } from './manifest.js';
export type { ReadOptions } from './manifest.js';
export type { Segments } from './segments.js';
export type * from './manifest-types.js';

const documents: readonly string[] = ['manifest', 'playlist', 'index'];

/**
 * Reads an HLS or DASH manifest as a player does, and gives what its 'present' event carries; every rendition counts as
 * playable. `text`: the manifest, where it is at hand; else it is fetched. What it leaves to other documents (a media
 * playlist, an index) is fetched too, media never. Rejects with a PraxinoError.
 *
 *     const { duration, qualities } = await readPresentation('https://…/master.m3u8');
 */
export async function readPresentation(url: string | URL, text?: string): Promise<Presentation> {
  const { href } = new URL(url);
  const { createEngine } = await import('./engine.js');
  const engine = await createEngine();
  const snapshot = new Snapshot();
  let end = () => {};
  try {
    return await new Promise((resolve, reject) => {
      const driver = new Driver({
        core: new Core(engine, 'none'),
        hands: {
          net: (effect) => {
            if (effect.kind !== 'fetch' || documents.includes(effect.what)) net.obey(effect);
          },
          mse: (effects) => {
            for (const effect of effects) {
              if (effect.kind === 'askSupport')
                driver.send({ kind: 'support', verdicts: effect.types.map(() => 1) });
            }
          },
          page: (effect) => {
            if (effect.kind === 'showManifest') snapshot.manifest(effect);
            if (effect.kind === 'present') resolve(snapshot.present(effect));
            if (effect.kind === 'giveUp') reject(new PraxinoError(effect.code, effect.message, effect.where));
          },
        },
        fault: (error) => reject(new PraxinoError('engine-fault', String(error))),
        now: () => performance.now() / 1000,
      });
      const net = new FetchHand({
        send: driver.send,
        credentials: 'same-origin',
        early: text === undefined ? undefined : { url: href, reply: Promise.resolve(replyOf(href, text)) },
      });
      end = () => {
        net.destroy();
        driver.destroy();
      };
      driver.send({ kind: 'load', url: href });
    });
  } finally {
    end();
  }
}

const replyOf = (url: string, text: string) => ({
  status: 200,
  url,
  type: '',
  bytes: new TextEncoder().encode(text),
});
