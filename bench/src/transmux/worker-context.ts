import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

const require = createRequire(import.meta.url);

/**
 * A published worker script in a context of its own; gives the way to speak to it. What it says comes to `receive`. No
 * thread and no copy of a message is in the figures.
 */
export function loadWorker(script: string, receive: (message: never) => void): (message: object) => void {
  let hear: (event: { data: object }) => void = () => {};
  const self: Record<string, unknown> = {
    addEventListener: (type: string, listener: typeof hear) => {
      if (type === 'message') hear = listener;
    },
    postMessage: receive,
    navigator: { userAgent: '', vendor: '', platform: '' },
    ...{ performance, console, crypto: webcrypto, TextDecoder, setTimeout, clearTimeout },
    // Shaka asks whether it is in a worker, and a context's global object is an instance of nothing.
    DedicatedWorkerGlobalScope: class {
      static [Symbol.hasInstance]() {
        return true;
      }
    },
  };
  self['self'] = self;
  const context = createContext(self);
  // Of ES2026, and not in Node yet.
  runInContext(
    `Map.prototype.getOrInsertComputed ??= function (key, make) {
      if (!this.has(key)) this.set(key, make(key));
      return this.get(key);
    };`,
    context,
  );
  runInContext(readFileSync(require.resolve(script), 'utf8'), context, { filename: script });
  return (data) => hear({ data });
}
