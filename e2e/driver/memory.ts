/** What a page and its workers hold, as Chromium's own tools count it. */
import type { CDPSession } from 'playwright-core';

export interface Held {
  /** JavaScript objects after a collection, bytes. */
  readonly heap: number;
  /** Of every WebAssembly.Memory, bytes. */
  readonly wasm: number;
}

export interface Memory {
  readonly page: Held;
  readonly workers: readonly Held[];
  /** Event listeners in the page. */
  readonly listeners: number;
}

/** Of the few commands that are sent. */
interface Reply {
  readonly usedSize?: number;
  readonly result?: { readonly value?: number };
}
type Send = (method: string, parameters?: object) => Promise<Reply>;

/** Keeps sight of every memory that an instance brings; the tools cannot list a worker's objects. */
const watch = `(() => {
  const seen = globalThis.wasmMemories = [];
  const note = (made) => {
    for (const one of Object.values((made.instance ?? made).exports))
      if (one instanceof WebAssembly.Memory) seen.push(new WeakRef(one));
    return made;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = (...args) => real.apply(WebAssembly, args).then(note);
  }
})()`;
const sum = 'wasmMemories.reduce((sum, one) => sum + (one.deref()?.buffer.byteLength ?? 0), 0)';

async function held(send: Send): Promise<Held> {
  // Finalizers run between two collections; only the second one sees what they let go.
  for (let i = 0; i < 2; i++) await send('HeapProfiler.collectGarbage');
  const { usedSize } = await send('Runtime.getHeapUsage');
  const { result } = await send('Runtime.evaluate', { expression: sum });
  return { heap: usedSize!, wasm: result!.value! };
}

/** Watches the documents and workers that a page begins from now on; the function says what everything holds. */
export async function memoryOf(page: CDPSession): Promise<() => Promise<Memory>> {
  const workers = new Map<string, Send>();
  const waiting = new Map<string, (reply: Reply) => void>();
  page.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    let last = 0;
    const send: Send = (method, params = {}) =>
      new Promise((done, failed) => {
        const id = ++last;
        waiting.set(`${sessionId} ${id}`, done);
        const message = JSON.stringify({ id, method, params });
        page.send('Target.sendMessageToTarget', { sessionId, message }).catch(failed);
      });
    if (targetInfo.type === 'worker') workers.set(sessionId, send);
    send('Runtime.evaluate', { expression: watch })
      .then(() => send('Runtime.runIfWaitingForDebugger'))
      .catch(() => undefined);
  });
  page.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const reply = JSON.parse(message) as { id?: number; result: Reply };
    const key = `${sessionId} ${reply.id}`;
    waiting.get(key)?.(reply.result);
    waiting.delete(key);
  });
  page.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  await page.send('Page.enable');
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: watch });
  await page.send('Performance.enable');
  return async () => {
    const ofPage = await held((method, parameters) => page.send(method as never, parameters as never));
    const ofWorkers = await Promise.all([...workers.values()].map(held));
    const { metrics } = await page.send('Performance.getMetrics');
    const listeners = metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? NaN;
    return { page: ofPage, workers: ofWorkers, listeners };
  };
}
