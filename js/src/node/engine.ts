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

export interface NodeModule extends EngineModule {
  readonly LogReplay: new (length: number) => LogReplay;
}

/** Its wasm lies beside the glue, which finds it by itself. */
export const createEngine = createPraxino as () => Promise<NodeModule>;
