/** The engine behind numbers: wasm/engine.h in TypeScript's hands. */

/** What embind exports; kept by hand because it is all there is. */
export interface RawEngine {
  reserve(eventBytes: number, bodyBytes: number): number;
  handle(now: number): number;
  effectsAddress(): number;
  effectsLength(): number;
  blobCount(): number;
  blobAddress(index: number): number;
  blobLength(index: number): number;
  deadline(): number;
  logAddress(): number;
  logLength(): number;
  delete(): void;
}

export interface EngineModule {
  readonly wasmMemory: WebAssembly.Memory;
  readonly Engine: { new (recordMode: number): RawEngine; protocolVersion(): number };
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
    this.#engine = new module.Engine(recordModes.indexOf(record));
  }

  /** `event`: encoded by wire.ts; `body`: the bytes that a Body event speaks of. Throws where the engine trapped. */
  handle(event: Uint8Array, body: Uint8Array = nothing, now: number): Batch {
    const engine = this.#engine;
    const at = engine.reserve(event.byteLength, body.byteLength);
    const memory = this.#view(at, event.byteLength + body.byteLength);
    memory.set(event);
    memory.set(body, event.byteLength);
    engine.handle(now);
    const blobs: Uint8Array[] = [];
    for (let i = 0, count = engine.blobCount(); i < count; i++) {
      blobs.push(this.#view(engine.blobAddress(i), engine.blobLength(i)));
    }
    return { effects: this.#view(engine.effectsAddress(), engine.effectsLength()), blobs };
  }

  /** The log's records of the last call: a view. */
  log(): Uint8Array {
    return this.#view(this.#engine.logAddress(), this.#engine.logLength());
  }

  /** Seconds on the clock that `now` is read from. */
  deadline(): number | undefined {
    const at = this.#engine.deadline();
    return at < 0 ? undefined : at;
  }

  delete(): void {
    this.#engine.delete();
  }

  /** Made anew each time: any call may grow memory and detach what was. */
  #view(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#module.wasmMemory.buffer, address, length);
  }
}
