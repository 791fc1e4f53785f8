import type { EffectOf, EventInit, OpFailure } from '../protocol.js';

type MseEffect = EffectOf<'mse'>;

/** ManagedMediaSource is not in TypeScript's DOM. */
interface ManagedSource extends MediaSource {
  readonly streaming: boolean;
}
interface ManagedSourceClass {
  new (): ManagedSource;
  isTypeSupported(type: string): boolean;
}

export function mediaSourceClass():
  { new (): MediaSource; isTypeSupported(type: string): boolean } | undefined {
  const scope = globalThis as { ManagedMediaSource?: ManagedSourceClass };
  return scope.ManagedMediaSource ?? (typeof MediaSource === 'undefined' ? undefined : MediaSource);
}

export interface MseHandOptions {
  readonly send: (event: EventInit) => void;
  /** Gives a source to the element: its sourceopen follows. */
  readonly attach: (source: MediaSource) => void;
  readonly mark: (name: 'sourceOpen' | 'firstAppend') => void;
  /** Whether the element failed: it tells of that itself, and the source closes with it. */
  readonly failed?: () => boolean;
}

interface Sink {
  readonly buffer: SourceBuffer;
  /** Of the append or remove under way. */
  op: number | undefined;
  failed: boolean;
}

/** The mse hand: one media source and its sinks, in whichever thread it lives. */
export class MseHand {
  readonly #options: MseHandOptions;
  #listeners = new AbortController();
  #source: MediaSource | undefined;
  #opened = false;
  #generation: number | undefined;
  #sinks: (Sink | undefined)[] = [];

  constructor(options: MseHandOptions) {
    this.#options = options;
  }

  /** Begins to open a source before the engine asks for it: it always asks. */
  prepare(): void {
    const Source = mediaSourceClass();
    if (!Source || this.#source) return;
    const source = new Source();
    this.#source = source;
    const on = (name: string, what: () => void) =>
      source.addEventListener(name, what, { signal: this.#listeners.signal });
    on('sourceopen', () => {
      if (this.#opened) return;
      this.#opened = true;
      this.#options.mark('sourceOpen');
      this.#tellOpened();
    });
    on('sourceclose', () => {
      if (!this.#options.failed?.()) this.#tellClosed('the browser closed the media source');
    });
    on('startstreaming', () => this.#options.send({ kind: 'streaming', wanted: true }));
    on('endstreaming', () => this.#options.send({ kind: 'streaming', wanted: false }));
    this.#options.attach(source);
  }

  /** Obeys a batch in its order. Where one operation on a sink fails, what follows for that sink is left out. */
  obey(effects: readonly MseEffect[]): void {
    const failed = new Set<number>();
    for (const effect of effects) {
      if ('sink' in effect && failed.has(effect.sink)) continue;
      try {
        this.#perform(effect);
      } catch (error) {
        if (!('sink' in effect)) continue;
        failed.add(effect.sink);
        this.#fail(effect.sink, effect.op, reasonOf(error), error);
      }
    }
  }

  /** Lets go of the source; another may be prepared. */
  destroy(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
    this.#sinks = [];
    this.#source = undefined;
    this.#opened = false;
  }

  #perform(effect: MseEffect): void {
    switch (effect.kind) {
      case 'openSource':
        if (this.#generation !== undefined) this.destroy();
        this.#generation = effect.generation;
        if (!mediaSourceClass()) return this.#tellClosed('this browser has no Media Source Extensions');
        this.prepare();
        this.#tellOpened();
        return;
      case 'askSupport': {
        const verdicts = effect.types.map((type) => (mediaSourceClass()?.isTypeSupported(type) ? 1 : 0));
        const changesType = typeof SourceBuffer.prototype.changeType === 'function';
        this.#options.send({ kind: 'support', verdicts, changesType });
        return;
      }
      case 'setDuration':
        if (this.#source) this.#source.duration = effect.duration < 0 ? Infinity : effect.duration;
        return;
      case 'endOfStream':
        if (this.#source?.readyState === 'open') this.#source.endOfStream();
        return;
      case 'addSink':
        this.#addSink(effect.sink, effect.type);
        return;
      default:
        this.#operate(effect);
    }
  }

  #operate(effect: Extract<MseEffect, { sink: number }>): void {
    const sink = this.#sinks[effect.sink];
    if (!sink) throw new DOMException('there is no such SourceBuffer', 'InvalidStateError');
    const { buffer } = sink;
    switch (effect.kind) {
      case 'append':
        buffer.appendBuffer(effect.bytes as Uint8Array<ArrayBuffer>);
        sink.op = effect.op;
        this.#options.mark('firstAppend');
        break;
      case 'remove':
        buffer.remove(effect.from, Math.min(effect.to, this.#source?.duration ?? effect.to));
        sink.op = effect.op;
        break;
      case 'abortSink':
        buffer.abort();
        break;
      case 'changeType':
        buffer.changeType(effect.type);
        break;
      case 'setOffset':
        buffer.timestampOffset = effect.offset;
        break;
      case 'setWindow':
        // The window may never be empty, whichever end is set first.
        buffer.appendWindowStart = 0;
        buffer.appendWindowEnd = effect.to < 0 ? Infinity : effect.to;
        buffer.appendWindowStart = effect.from;
        break;
    }
  }

  #addSink(id: number, type: string): void {
    if (!this.#source) return;
    const buffer = this.#source.addSourceBuffer(type);
    const sink: Sink = { buffer, op: undefined, failed: false };
    this.#sinks[id] = sink;
    const { signal } = this.#listeners;
    buffer.addEventListener('error', () => (sink.failed = true), { signal });
    buffer.addEventListener('updateend', () => this.#finish(id, sink), { signal });
    buffer.addEventListener(
      'bufferedchange',
      (event) => {
        const { removedRanges } = event as Event & { removedRanges?: TimeRanges };
        // Our own Remove is told of by Done; what comes while nothing is under way was the browser's idea.
        if (sink.op === undefined && removedRanges && removedRanges.length > 0) {
          this.#options.send({ kind: 'evicted', sink: id, buffered: bufferedOf(buffer) });
        }
      },
      { signal },
    );
  }

  #finish(id: number, sink: Sink): void {
    const { op } = sink;
    if (op === undefined) return;
    sink.op = undefined;
    if (sink.failed) this.#fail(id, op, 'decode', 'the media was refused');
    else this.#options.send({ kind: 'done', op, sink: id, buffered: bufferedOf(sink.buffer) });
  }

  #fail(sink: number, op: number, reason: OpFailure, error: unknown): void {
    const buffer = this.#sinks[sink]?.buffer;
    const message = error instanceof Error ? error.message : String(error);
    const buffered = buffer ? bufferedOf(buffer) : [];
    this.#options.send({ kind: 'failed', op, sink, reason, message, buffered });
  }

  #tellOpened(): void {
    if (!this.#opened || this.#generation === undefined) return;
    this.#options.send({ kind: 'sourceOpened', generation: this.#generation });
  }

  #tellClosed(message: string): void {
    if (this.#generation === undefined) return;
    this.#options.send({ kind: 'sourceClosed', generation: this.#generation, message });
  }
}

function bufferedOf(buffer: SourceBuffer): number[] {
  const flat: number[] = [];
  try {
    const { buffered } = buffer;
    for (let i = 0; i < buffered.length; i++) flat.push(buffered.start(i), buffered.end(i));
  } catch {
    // The sink was taken from its source: nothing is buffered.
  }
  return flat;
}

function reasonOf(error: unknown): OpFailure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return 'quota';
  return name === 'NotSupportedError' || error instanceof TypeError ? 'type' : 'state';
}
