import { mediaSourceClass } from './hosts/mse.js';

/** Whether this browser can play through the engine: WebAssembly and Media Source Extensions, managed or not. */
export function isSupported(): boolean {
  return typeof WebAssembly === 'object' && mediaSourceClass() !== undefined;
}
