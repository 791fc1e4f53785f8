import { readFile } from 'node:fs/promises';
import type { EngineModule } from '../engine/core.js';
// @ts-expect-error: the glue that the wasm build makes has no types.
import createPraxino from '../../../build/wasm/praxino-node.mjs';

/** core/player/replay.h, as wasm/bindings_node.cpp gives it. */
interface LogReplay {
  address(): number;
  open(): boolean;
  tell(): boolean;
  run(): boolean;
  summarize(): void;
  textAddress(): number;
  textLength(): number;
  delete(): void;
}

/** core/manifest/read.h and core/judge/judge.h, as wasm/bindings_manifest.cpp gives them. */
export interface ManifestReader {
  reserve(bytes: number): number;
  presentation(text: number, url: number, type: number): void;
  playlist(text: number, url: number, variables: number): void;
  follow(url: number, variables: number): number;
  refresh(id: number, text: number): void;
  followed(id: number): void;
  unfollow(id: number): void;
  findings(text: number): void;
  address(): number;
  length(): number;
}

export interface NodeModule extends EngineModule {
  readonly LogReplay: new (length: number) => LogReplay;
  readonly ManifestReader: new () => ManifestReader;
}

interface GlueOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiled once; each engine has memory of its own. */
export async function createEngine(): Promise<NodeModule> {
  // build.mjs says where it lies in the package.
  const wasm = new URL(process.env.PRAXINO_WASM ?? '../../../build/wasm/praxino-node.wasm', import.meta.url);
  const module = await (compiled ??= readFile(wasm).then((bytes) => WebAssembly.compile(bytes)));
  return new Promise((resolve, reject) => {
    const create = createPraxino as (options: GlueOptions) => Promise<NodeModule>;
    create({
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), reject);
        return {};
      },
    }).then(resolve, reject);
  });
}
