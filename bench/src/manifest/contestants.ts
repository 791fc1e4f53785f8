import type { Contestant } from './contestant.ts';
import { createPraxino } from './praxino.ts';

/** Ours first. Each loads its own code alone: a process has one contestant. */
const MAKERS = {
  Praxino: createPraxino,
  'hls.js': async () => (await import('./hls.ts')).createHlsjs(),
  'm3u8-parser': async () => (await import('./hls.ts')).createM3u8Parser(),
  'hls-parser': async () => (await import('./hls.ts')).createHlsParser(),
  'mpd-parser': async () => (await import('./dash.ts')).createMpdParser(),
  'dash.js': async () => (await import('./dash.ts')).createDashjs(),
} satisfies Record<string, () => Contestant | Promise<Contestant>>;

export type Name = keyof typeof MAKERS;
export const NAMES = Object.keys(MAKERS) as Name[];

export async function create(name: Name): Promise<Contestant> {
  return MAKERS[name]();
}
