// Everything that goes wrong must be told, once by the promise and once by the event, and leave nothing behind.
import { plain, until, video } from './player.js';
import { Player } from '/js/praxino.js';

/** Counts what a page can leak, from before the player is made; of listeners those on `elements`. */
export function counting(elements) {
  const live = { workers: 0, urls: 0, listeners: 0, fetches: 0 };
  const { Worker: RealWorker, fetch: realFetch } = globalThis;
  const { createObjectURL, revokeObjectURL } = URL;
  globalThis.Worker = class extends RealWorker {
    constructor(...args) {
      super(...args);
      live.workers += 1;
    }
    terminate() {
      live.workers -= 1;
      super.terminate();
    }
  };
  URL.createObjectURL = (object) => (live.urls++, createObjectURL.call(URL, object));
  URL.revokeObjectURL = (url) => (live.urls--, revokeObjectURL.call(URL, url));
  globalThis.fetch = async (...args) => {
    live.fetches += 1;
    try {
      return await realFetch(...args);
    } finally {
      live.fetches -= 1;
    }
  };
  const listening = new Set();
  for (const element of elements) {
    const { addEventListener, removeEventListener } = element;
    element.addEventListener = (name, listener, options) => {
      const one = { element, name, listener };
      listening.add(one);
      options?.signal?.addEventListener('abort', () => listening.delete(one));
      if (options?.once) addEventListener.call(element, name, () => listening.delete(one), { once: true });
      addEventListener.call(element, name, listener, options);
    };
    element.removeEventListener = (name, listener, options) => {
      for (const one of listening)
        if (one.element === element && one.name === name && one.listener === listener) listening.delete(one);
      removeEventListener.call(element, name, listener, options);
    };
  }
  return {
    /** What is left once everything had the time that a page's own request needs to notice that it was aborted. */
    left: async () => {
      const isLeft = () => listening.size > 0 || Object.values(live).some((count) => count > 0);
      for (let look = 0; look === 0 || (isLeft() && look < 40); look++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return { ...live, listeners: listening.size };
    },
    restore: () => {
      Object.assign(globalThis, { Worker: RealWorker, fetch: realFetch });
      Object.assign(URL, { createObjectURL, revokeObjectURL });
      for (const element of elements) {
        delete element.addEventListener;
        delete element.removeEventListener;
      }
    },
  };
}

/** Where an application would begin to wonder. */
const patience = 30_000;

/**
 * Loads, lets happen what `details` say, destroys, and tells what was heard and what is left:
 * `aborted`, `abortAfter` (ms): the load's signal. `untilError`: waits for the error's event, `destroyAfter` (ms),
 * `destroyAt` (seconds of playback): when the player ends; else once load() has settled.
 */
export default async function bad(details) {
  const { url, destroyAfter, destroyAt, abortAfter, aborted, untilError, settings } = details;
  const count = counting([video]);
  const player = new Player(settings);
  const events = [];
  player.addEventListener('error', ({ detail }) => events.push(plain(detail)));
  video.muted = true;
  player.attach(video);
  const abort = new AbortController();
  if (aborted) abort.abort();
  const loading = player.load(url, { signal: abort.signal }).then(
    () => null,
    (error) => plain(error),
  );
  player.play().catch(() => undefined);
  if (abortAfter !== undefined) setTimeout(() => abort.abort(), abortAfter);
  let rejected;
  if (destroyAfter === undefined) rejected = await loading;
  else await new Promise((resolve) => setTimeout(resolve, destroyAfter));
  if (untilError) await until(() => events.length > 0, 'an error', patience);
  if (destroyAt !== undefined)
    await until(() => video.currentTime >= destroyAt || events.length > 0, `${destroyAt} s`, patience);
  const { state } = player;
  const thread = player.stats.threads.engine;
  await player.destroy();
  rejected ??= await loading;
  const left = await count.left();
  count.restore();
  return { rejected, events, state, thread, left };
}
