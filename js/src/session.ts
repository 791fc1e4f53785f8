import { Connection } from './connection.js';
import type { FromRoom } from './engine/messages.js';
import { PraxinoError } from './errors.js';
import { ElementHand } from './hosts/element.js';
import type { EarlyReply } from './hosts/fetch.js';
import { MseHand } from './hosts/mse.js';
import type { Effect, EffectOf, EventInit } from './protocol.js';
import { Snapshot } from './snapshot.js';
import type {
  LoadOptions,
  PlayerEventMap,
  PlayerOptions,
  RequestFilter,
  ResponseFilter,
  StartupMark,
} from './types.js';

export interface SessionOptions {
  readonly player: PlayerOptions;
  readonly filters: () => { request: RequestFilter | undefined; response: ResponseFilter | undefined };
  readonly tell: <K extends keyof PlayerEventMap>(name: K, detail: PlayerEventMap[K]) => void;
}

const epoch = () => performance.timeOrigin + performance.now();

/** `vite dev` before version 8 moves a package's modules into a folder of its own, but not what lies beside them. */
const beside = (url: URL) => url.href.replace('/.vite/deps/', '/praxino/dist/');

/** One presentation on the page's side: the way to the engine, and the hands that live here. */
export class PageSession {
  readonly snapshot = new Snapshot();
  readonly #options: SessionOptions;
  readonly #connection: Connection;
  readonly #fetches = new AbortController();
  readonly #mseInRoom: boolean;
  #element: ElementHand | undefined;
  #video: HTMLVideoElement | undefined;
  #mse: MseHand | undefined;
  #source: MediaSource | MediaSourceHandle | undefined;
  #began = 0;
  #loading: { resolve: () => void; reject: (error: PraxinoError) => void } | undefined;
  readonly #logs = new Map<number, (file: Uint8Array<ArrayBuffer>) => void>();
  #exports = 0;
  #failed: PraxinoError | undefined;
  #over = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { worker = true, mse = 'auto', workerUrl, wasmUrl } = options.player;
    const canInWorker =
      typeof MediaSource !== 'undefined' && MediaSource.canConstructInDedicatedWorker === true;
    this.#mseInRoom = mse !== 'page' && (canInWorker || !worker);
    this.#connection = new Connection({
      worker,
      // Bundlers know an asset by these very words.
      workerUrl: String(workerUrl ?? beside(new URL('./praxino-worker.js', import.meta.url))),
      wasmUrl: String(wasmUrl ?? beside(new URL('./praxino.wasm', import.meta.url))),
      receive: (message) => this.#receive(message),
      failed: (message) => this.#fail(new PraxinoError('engine-fault', message)),
    });
  }

  get engineThread(): 'worker' | 'page' {
    return this.#connection.where;
  }

  attach(video: HTMLVideoElement): void {
    this.#video = video;
    this.#element = new ElementHand({ video, send: (event) => this.send(event) });
    if (this.#source) this.#element.show(this.#source);
    video.requestVideoFrameCallback?.(() => this.#mark('firstFrame', epoch()));
  }

  load(url: string, options: LoadOptions): Promise<void> {
    this.#began = epoch();
    const { record = 'ring', credentials = 'same-origin' } = this.#options.player;
    const { request, response } = this.#options.filters();
    // Nobody may change the request: it can be on its way before the engine is up.
    const early = request || response ? undefined : url;
    this.#connection.say({
      type: 'start',
      record: record || 'none',
      mse: this.#mseInRoom ? 'here' : 'page',
      credentials,
      early,
      filters: { request: request !== undefined, response: response !== undefined },
    });
    if (early !== undefined) void this.#fetchEarly(early, credentials);
    if (!this.#mseInRoom) this.#openSource();
    return new Promise((resolve, reject) => {
      this.#loading = { resolve, reject };
      options.signal?.addEventListener('abort', this.#abort, { signal: this.#fetches.signal });
      if (options.signal?.aborted) return this.#abort();
      if (this.#failed) return reject(this.#failed);
      const { startTime = -1, startBitrate = 0, maxBitrate = 0, bufferGoal = 0, backBuffer = 0 } = options;
      const { rule = 'dynamic', bufferBytes = 0 } = options;
      const goals = { bufferGoal, bufferBytes, backBuffer };
      this.send({ kind: 'load', url, startTime, startBitrate, maxBitrate, ...goals, rule });
    });
  }

  seek(to: number): void {
    if (this.#element && this.#video && this.#video.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.#element.seek(to);
    } else {
      this.send({ kind: 'seek', to });
    }
  }

  pause(): void {
    this.#element?.pause();
  }

  send(event: EventInit): void {
    if (!this.#over) this.#connection.say({ type: 'event', event });
  }

  exportLog(): Promise<Uint8Array<ArrayBuffer>> {
    const id = ++this.#exports;
    return new Promise((resolve) => {
      this.#logs.set(id, resolve);
      this.#connection.say({ type: 'log', id });
    });
  }

  async destroy(): Promise<void> {
    if (this.#over) return;
    this.#settle(new PraxinoError('aborted', 'the player was destroyed'));
    this.#over = true;
    this.#fetches.abort();
    for (const resolve of this.#logs.values()) resolve(new Uint8Array(0));
    this.#mse?.destroy();
    this.#element?.destroy();
    await this.#connection.close();
  }

  #openSource(): void {
    this.#mse = new MseHand({
      send: (event) => this.send(event),
      attach: (source) => this.#show(source),
      mark: (name) => this.#mark(name, epoch()),
      failed: () => Boolean(this.#video?.error),
    });
    this.#mse.prepare();
  }

  #show(source: MediaSource | MediaSourceHandle): void {
    this.#source = source;
    this.#element?.show(source);
  }

  async #fetchEarly(url: string, credentials: RequestCredentials): Promise<void> {
    let reply: EarlyReply | null = null;
    try {
      const response = await fetch(url, { credentials, signal: this.#fetches.signal });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const type = response.headers.get('content-type') ?? '';
      reply = { status: response.status, url: response.url || url, type, bytes };
      this.#mark('manifest', epoch());
    } catch {
      // The room asks again, and says what is wrong.
    }
    this.#connection.say({ type: 'early', reply }, reply ? [reply.bytes.buffer] : []);
  }

  #receive(message: FromRoom): void {
    if (this.#over) return;
    switch (message.type) {
      case 'effects':
        this.#obeyMedia(message.media);
        for (const effect of message.page) this.#obey(effect);
        break;
      case 'source':
        this.#show(message.source);
        break;
      case 'mark':
        this.#mark(message.name, message.at);
        break;
      case 'request':
        this.#options.tell('request', message.record);
        break;
      case 'log':
        this.#logs.get(message.id)?.(message.file);
        this.#logs.delete(message.id);
        break;
      case 'filter':
        void this.#answer(message.id, () => this.#options.filters().request?.(message.request));
        break;
      case 'filterBody':
        void this.#answer(message.id, () => this.#options.filters().response?.(message));
        break;
      case 'fault':
        this.#fail(new PraxinoError('engine-fault', message.message));
        break;
    }
  }

  #obeyMedia(effects: readonly EffectOf<'mse'>[]): void {
    this.#mse?.obey(effects);
    for (const effect of effects) {
      if (effect.kind !== 'addSink') continue;
      const kind = effect.type.startsWith('audio') ? 'audio' : 'video';
      this.snapshot.sinks[kind] = this.#mseInRoom ? this.engineThread : 'page';
    }
  }

  #obey(effect: EffectOf<'page'>): void {
    const { snapshot } = this;
    const { tell } = this.#options;
    switch (effect.kind) {
      case 'showManifest':
        snapshot.manifest(effect);
        break;
      case 'present':
        this.#mark('present', epoch());
        tell('present', snapshot.present(effect));
        this.#settle();
        break;
      case 'showState':
        snapshot.state = effect.state;
        tell('state', { state: effect.state });
        break;
      case 'showQuality':
        this.#showQuality(effect);
        break;
      case 'showStats':
        snapshot.measured(effect);
        tell('stats', snapshot.stats(this.#video, this.engineThread));
        break;
      case 'decide': {
        const { kind: _, ...decision } = effect;
        tell('decision', { ...decision, time: epoch() - this.#began });
        break;
      }
      case 'movePlayhead':
        this.#element?.move(effect.to, effect.from);
        break;
      case 'warn':
        tell('warning', new PraxinoError(effect.code, effect.message, effect.where, false));
        break;
      case 'giveUp':
        this.#fail(new PraxinoError(effect.code, effect.message, effect.where));
        break;
    }
  }

  #showQuality(effect: Effect<'showQuality'>): void {
    if (effect.sink !== 0) return;
    const { snapshot } = this;
    const quality = snapshot.presentation?.qualities.find((one) => one.id === effect.rendition);
    if (!quality) return;
    snapshot.quality = quality;
    this.#options.tell('quality', { quality, automatic: snapshot.automatic });
  }

  async #answer(id: number, ask: () => unknown): Promise<void> {
    try {
      this.#connection.say({ type: 'filtered', id, value: await ask() });
    } catch (error) {
      this.#connection.say({
        type: 'filtered',
        id,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /** Once load() has settled there is nothing left that its signal could end. */
  readonly #abort = (): void => {
    if (!this.#loading) return;
    this.send({ kind: 'stopped' });
    this.#fail(new PraxinoError('aborted', 'the load was aborted'));
  };

  #fail(error: PraxinoError): void {
    if (this.#failed || this.#over) return;
    this.#failed = error;
    this.snapshot.state = 'failed';
    this.#options.tell('error', error);
    this.#settle(error);
  }

  #settle(error?: PraxinoError): void {
    if (error) this.#loading?.reject(error);
    else this.#loading?.resolve();
    this.#loading = undefined;
  }

  #mark(name: StartupMark, at: number): void {
    this.snapshot.startup[name] ??= Math.round((at - this.#began) * 10) / 10;
  }
}
