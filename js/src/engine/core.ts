/** The engine behind numbers: wasm/engine.h in TypeScript's hands. */

/** An engine is its address. */
export type RawEngine = number;

/** wasm/calls.h, by hand because it is all there is. */
export interface EngineModule {
  readonly wasmMemory: WebAssembly.Memory;
  open(recordMode: number): RawEngine;
  close(engine: RawEngine): void;
  reserve(engine: RawEngine, eventBytes: number, bodyBytes: number): number;
  handle(engine: RawEngine, now: number): number;
  effectsAddress(engine: RawEngine): number;
  effectsLength(engine: RawEngine): number;
  blobCount(engine: RawEngine): number;
  blobAddress(engine: RawEngine, index: number): number;
  blobLength(engine: RawEngine, index: number): number;
  deadline(engine: RawEngine): number;
  logAddress(engine: RawEngine): number;
  logLength(engine: RawEngine): number;
  protocolVersion(): number;
}

export type RecordMode = 'none' | 'ring' | 'full';
const recordModes: readonly RecordMode[] = ['none', 'ring', 'full'];

/** What one event led to. The bytes lie in wasm memory and are valid until the next call. */
export interface Batch {
  readonly effects: Uint8Array;
  readonly blobs: readonly Uint8Array[];
}

const nothing = new Uint8Array(0);

export class Core {
  readonly #module: EngineModule;
  readonly #engine: RawEngine;

  constructor(module: EngineModule, record: RecordMode) {
    this.#module = module;
    this.#engine = module.open(recordModes.indexOf(record));
  }

  /** `event`: encoded by wire.ts; `body`: the bytes that a Body event speaks of. Throws where the engine trapped. */
  handle(event: Uint8Array, body: Uint8Array = nothing, now: number): Batch {
    const module = this.#module;
    const engine = this.#engine;
    const at = module.reserve(engine, event.byteLength, body.byteLength);
    const memory = this.#view(at, event.byteLength + body.byteLength);
    memory.set(event);
    memory.set(body, event.byteLength);
    module.handle(engine, now);
    const blobs: Uint8Array[] = [];
    for (let i = 0, count = module.blobCount(engine); i < count; i++) {
      blobs.push(this.#view(module.blobAddress(engine, i), module.blobLength(engine, i)));
    }
    return { effects: this.#view(module.effectsAddress(engine), module.effectsLength(engine)), blobs };
  }

  /** The log's records of the last call: a view. */
  log(): Uint8Array {
    const module = this.#module;
    return this.#view(module.logAddress(this.#engine), module.logLength(this.#engine));
  }

  /** Seconds on the clock that `now` is read from. */
  deadline(): number | undefined {
    const at = this.#module.deadline(this.#engine);
    return at < 0 ? undefined : at;
  }

  delete(): void {
    this.#module.close(this.#engine);
  }

  /** Made anew each time: any call may grow memory and detach what was. */
  #view(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#module.wasmMemory.buffer, address, length);
  }
}
