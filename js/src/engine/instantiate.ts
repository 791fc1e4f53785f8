import type { EngineModule } from './core.js';

/** What wasm/calls.h exports, and what every module does. */
type Exports = Omit<EngineModule, 'wasmMemory'> & { memory: WebAssembly.Memory; _initialize(): void };

/** An engine of a module that was compiled elsewhere. It wants nothing of its host. */
export async function instantiate(module: WebAssembly.Module): Promise<EngineModule> {
  const instance = await WebAssembly.instantiate(module, {});
  const exports = instance.exports as unknown as Exports;
  exports._initialize();
  return { ...exports, wasmMemory: exports.memory };
}
