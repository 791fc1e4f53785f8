import type { EngineModule } from './core.js';
// The glue that the wasm build makes.
// @ts-expect-error: it has no types, and the ones that it needs are EngineModule's.
import createPraxino from '../../../build/wasm/praxino.mjs';

interface GlueOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

/** An engine of a module that was compiled elsewhere. */
export async function instantiate(module: WebAssembly.Module): Promise<EngineModule> {
  return new Promise((resolve, reject) => {
    const create = createPraxino as (options: GlueOptions) => Promise<EngineModule>;
    create({
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), reject);
        return {};
      },
    }).then(resolve, reject);
  });
}
