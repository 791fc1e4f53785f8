import { FetchHand } from '../hosts/fetch.js';
import type { EarlyReply, FilteredRequest, RequestAnswer } from '../hosts/fetch.js';
import { MseHand } from '../hosts/mse.js';
import type { EffectOf, EventInit } from '../protocol.js';
import type { EngineModule } from './core.js';
import { Core } from './core.js';
import { Driver } from './driver.js';
import type { Mark, PostFromRoom, ToRoom } from './messages.js';
import { Recorder } from './recorder.js';

/** Bytes of log that are kept where nobody asked for all of it. */
const ringBytes = 4 << 20;
const fullBytes = 512 << 20;

type Start = Extract<ToRoom, { type: 'start' }>;

/** Makes the engine of a compiled module. */
export type Instantiate = (module: WebAssembly.Module) => Promise<EngineModule>;

/** The engine with its hands, wherever it lives. It speaks with the page by messages alone. */
export class Room {
  readonly #post: PostFromRoom;
  readonly #instantiate: Instantiate;
  #start: Start | undefined;
  #engine: Promise<EngineModule> | undefined;
  #driver: Driver | undefined;
  #net: FetchHand | undefined;
  #mse: MseHand | undefined;
  #recorder: Recorder | undefined;
  /** What came before the engine was up. */
  #waiting: EventInit[] = [];
  #early: ((reply: EarlyReply | null) => void) | undefined;
  readonly #asked = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #asks = 0;
  #destroyed = false;

  constructor(post: PostFromRoom, instantiate: Instantiate) {
    this.#post = post;
    this.#instantiate = instantiate;
  }

  receive = (message: ToRoom): void => {
    switch (message.type) {
      case 'start':
        this.#begin(message);
        break;
      case 'module':
        this.#engine = this.#instantiate(message.module);
        // What is wrong with it is told when it is wanted.
        this.#engine.catch(() => undefined);
        this.#goUp();
        break;
      case 'event':
        if (this.#driver) this.#driver.send(message.event);
        else this.#waiting.push(message.event);
        break;
      case 'early':
        this.#early?.(message.reply);
        break;
      case 'log':
        this.#post({ type: 'log', id: message.id, file: (this.#recorder ?? new Recorder(0)).export() });
        break;
      case 'filtered':
        this.#answered(message);
        break;
      case 'destroy':
        this.#destroy();
        break;
    }
  };

  #begin(start: Start): void {
    this.#start = start;
    this.#mark('workerReady');
    this.#goUp();
    if (start.mse !== 'here') return;
    this.#mse = new MseHand({
      send: (event) => this.#driver?.send(event),
      attach: (source) => this.#show(source),
      mark: (name) => this.#mark(name),
    });
    this.#mse.prepare();
  }

  /** In a worker the source's handle goes to the page; on the page the source itself. */
  #show(source: MediaSource): void {
    const { handle } = source as MediaSource & { handle?: MediaSourceHandle };
    if (typeof document === 'undefined' && handle) this.#post({ type: 'source', source: handle }, [handle]);
    else this.#post({ type: 'source', source });
  }

  /** The module may be here long before anything is to be played, or after. */
  #goUp(): void {
    const start = this.#start;
    if (!start || !this.#engine) return;
    this.#engine
      .then((engine) => {
        if (!this.#destroyed) this.#up(engine, start);
      })
      .catch((error: unknown) => this.#fault(error));
  }

  #up(engine: EngineModule, start: Start): void {
    this.#mark('wasmReady');
    const { record, early, filters, credentials } = start;
    this.#net = new FetchHand({
      send: (event) => this.#driver?.send(event),
      credentials,
      early: early === undefined ? undefined : { url: early, reply: this.#earlyReply },
      requestFilter: filters.request ? (request) => this.#askFilter(request) : undefined,
      responseFilter: filters.response
        ? (what, url, bytes) => this.#askBodyFilter(what, url, bytes)
        : undefined,
      report: (one) => this.#post({ type: 'request', record: one }),
    });
    this.#recorder = record === 'none' ? undefined : new Recorder(record === 'full' ? fullBytes : ringBytes);
    const origin = performance.now();
    this.#driver = new Driver({
      core: new Core(engine, record),
      hands: {
        net: (effect) => this.#net?.obey(effect),
        ...(this.#mse ? { mse: (effects) => this.#mse?.obey(effects) } : {}),
      },
      forward: (media, page) => this.#forward(media, page),
      ...(this.#recorder ? { record: (records) => this.#recorder?.add(records) } : {}),
      fault: (error) => this.#fault(error),
      now: () => (performance.now() - origin) / 1000,
    });
    this.#post({ type: 'up' });
    for (const event of this.#waiting.splice(0)) this.#driver.send(event);
  }

  readonly #earlyReply = new Promise<EarlyReply | null>((resolve) => (this.#early = resolve));

  /** One copy of an append's bytes, out of wasm memory. */
  #forward(effects: readonly EffectOf<'mse'>[], page: readonly EffectOf<'page'>[]): void {
    const transfer: ArrayBuffer[] = [];
    const media = effects.map((effect) => {
      if (effect.kind !== 'append') return effect;
      const bytes = effect.bytes.slice();
      transfer.push(bytes.buffer);
      return { ...effect, bytes };
    });
    this.#post({ type: 'effects', media, page }, transfer);
  }

  #askFilter(request: FilteredRequest): Promise<FilteredRequest | RequestAnswer> {
    return new Promise((resolve, reject) => {
      const id = this.#ask(resolve, reject);
      this.#post({ type: 'filter', id, request });
    });
  }

  #askBodyFilter(what: string, url: string, bytes: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const id = this.#ask(resolve, reject);
      this.#post({ type: 'filterBody', id, what, url, bytes });
    });
  }

  #ask(resolve: (value: never) => void, reject: (error: Error) => void): number {
    this.#asked.set(++this.#asks, { resolve, reject });
    return this.#asks;
  }

  #answered({ id, value, error }: Extract<ToRoom, { type: 'filtered' }>): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (error !== undefined) asked?.reject(new Error(error));
    else asked?.resolve(value as never);
  }

  /** The engine is gone; its log is kept. */
  #fault(error: unknown): void {
    this.#net?.destroy();
    this.#post({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
  }

  #destroy(): void {
    this.#destroyed = true;
    this.#net?.destroy();
    this.#mse?.destroy();
    this.#driver?.destroy();
    this.#waiting = [];
    this.#early?.(null);
    for (const { reject } of this.#asked.values()) reject(new Error('the player was destroyed'));
    this.#post({ type: 'destroyed' });
  }

  #mark(name: Mark): void {
    if (this.#marked.has(name)) return;
    this.#marked.add(name);
    this.#post({ type: 'mark', name, at: performance.timeOrigin + performance.now() });
  }
  readonly #marked = new Set<Mark>();
}
