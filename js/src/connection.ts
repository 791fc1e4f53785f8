import type { FromRoom, ToRoom } from './engine/messages.js';

export interface ConnectionOptions {
  readonly worker: boolean;
  readonly workerUrl: string;
  readonly wasmUrl: string;
  readonly receive: (message: FromRoom) => void;
  readonly failed: (message: string) => void;
}

/** The way to the room where the engine lives: a worker, else the page. */
export class Connection {
  readonly #options: ConnectionOptions;
  #worker: Worker | undefined;
  #objectUrl: string | undefined;
  #page: { receive(message: ToRoom): void } | undefined;
  /** What was said before it was sure where; also what has to be said again where a worker did not start. */
  #said: { message: ToRoom; transfer: Transferable[] }[] | undefined = [];
  #closed = false;
  readonly #wasm: Promise<WebAssembly.Module>;
  readonly #fetching = new AbortController();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    if (options.worker && typeof Worker !== 'undefined') this.#startWorker();
    else void this.#startHere();
    // Compiled here while the worker starts: a module may travel.
    this.#wasm = compile(options.wasmUrl, this.#fetching.signal);
    this.#wasm.then(
      (module) => this.say({ type: 'module', module }),
      (error: unknown) => {
        if (!this.#closed) options.failed(`the engine could not be loaded: ${String(error)}`);
      },
    );
  }

  get where(): 'worker' | 'page' {
    return this.#worker ? 'worker' : 'page';
  }

  say(message: ToRoom, transfer: Transferable[] = []): void {
    if (this.#closed) return;
    // Until the worker has answered, what is said may have to be said again: nothing is given away.
    this.#said?.push({ message, transfer });
    if (this.#worker) this.#worker.postMessage(message, this.#said ? [] : transfer);
    else this.#page?.receive(message);
  }

  /** Says farewell; resolves once nothing is left. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.say({ type: 'destroy' });
    this.#closed = true;
    this.#fetching.abort();
    this.#worker?.terminate();
    this.#revoke();
    await this.#wasm.catch(() => undefined);
  }

  #startWorker(): void {
    const { workerUrl, receive } = this.#options;
    try {
      const worker = new Worker(this.#sameOrigin(workerUrl));
      this.#worker = worker;
      worker.onmessage = (event: MessageEvent<FromRoom>) => {
        if (this.#said) this.#revoke();
        this.#said = undefined;
        if (!this.#closed) receive(event.data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.#said) void this.#startHere();
        else receive({ type: 'fault', message: event.message });
      };
    } catch {
      void this.#startHere();
    }
  }

  /** A worker's script must be of the page's origin: one from elsewhere is imported by a script of our own. */
  #sameOrigin(url: string): string {
    if (new URL(url, location.href).origin === location.origin) return url;
    const script = `importScripts(${JSON.stringify(url)})`;
    this.#objectUrl = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    return this.#objectUrl;
  }

  #revoke(): void {
    if (this.#objectUrl !== undefined) URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = undefined;
  }

  async #startHere(): Promise<void> {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#revoke();
    try {
      const { createRoom } = await import('./page-engine.js');
      if (this.#closed) return;
      this.#page = createRoom((message) => {
        if (!this.#closed) this.#options.receive(message);
      });
      const said = this.#said ?? [];
      this.#said = undefined;
      for (const { message } of said) this.#page.receive(message);
    } catch (error) {
      this.#options.failed(`the engine could not be started: ${String(error)}`);
    }
  }
}

async function compile(url: string, signal: AbortSignal): Promise<WebAssembly.Module> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  // A server that gives wasm another type is no reason to fail: it only costs the streaming.
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
