import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
  '.m4a': 'audio/mp4',
};

export function contentType(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

/** A folder read through memory, so that no run waits for a disk and another does not. */
export class Folder {
  readonly #root: string;
  readonly #held = new Map<string, Buffer>();

  constructor(root: string) {
    this.#root = normalize(root);
  }

  read(path: string): Buffer | undefined {
    const held = this.#held.get(path);
    if (held) return held;
    const full = normalize(join(this.#root, path));
    if (!full.startsWith(this.#root + sep)) return undefined;
    if (!statSync(full, { throwIfNoEntry: false })?.isFile()) return undefined;
    const bytes = readFileSync(full);
    this.#held.set(path, bytes);
    return bytes;
  }
}

export interface Slice {
  readonly first: number;
  readonly last: number;
}

/** One range of RFC 9110, 14.1.2; anything else is answered with the whole file, as a server may. */
export function parseRange(header: string | undefined, size: number): Slice | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const [, from, to] = match;
  if (from === '' && to === '') return undefined;
  if (from === '') return { first: Math.max(0, size - Number(to)), last: size - 1 };
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return Number(from) <= last ? { first: Number(from), last } : undefined;
}
