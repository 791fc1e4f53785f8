import type { Contestant } from './contestant.ts';
import { createHlsjs } from './hlsjs.ts';
import { createMuxjs } from './muxjs.ts';
import { createPraxino } from './praxino.ts';
import { createShaka } from './shaka.ts';

/** Ours first. */
const MAKERS = {
  Praxino: createPraxino,
  'hls.js': () => createHlsjs(false),
  'hls.js, progressive': () => createHlsjs(true),
  'mux.js': createMuxjs,
  Shaka: createShaka,
} satisfies Record<string, () => Contestant | Promise<Contestant>>;

export type Name = keyof typeof MAKERS;
export const NAMES = Object.keys(MAKERS) as Name[];

export async function create(name: Name): Promise<Contestant> {
  return MAKERS[name]();
}
