#!/usr/bin/env node
// What a page has to fetch to play: each part of the player in bytes, raw and brotli, against the budget.
// With --json, the same as data.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const limit = 120_000;
const dist = fileURLToPath(new URL('../js/dist/', import.meta.url));
const entries = ['praxino.js', 'praxino-worker.js', 'praxino.wasm'];

/** A module and the chunks that it imports at once; what it imports later is not needed to play. */
function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  if (name.endsWith('.js')) {
    const text = readFileSync(join(dist, name), 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
      withImports(other, seen);
  }
  return seen;
}

const missing = entries.filter((name) => !existsSync(join(dist, name)));
if (missing.length) throw new Error(`js/dist has no ${missing.join(', ')}: npm run build -w js`);

const needed = new Set(entries.flatMap((name) => [...withImports(name)]));
const parts = readdirSync(dist)
  .filter((name) => /\.(js|wasm)$/.test(name))
  .map((name) => {
    const bytes = readFileSync(join(dist, name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    return { name, raw: bytes.length, brotli, needed: needed.has(name) };
  })
  .sort((a, b) => b.needed - a.needed || b.brotli - a.brotli);
const total = parts.filter((part) => part.needed).reduce((sum, part) => sum + part.brotli, 0);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ limit, total, parts }, null, 2));
} else {
  const row = (name, raw, brotli, note) =>
    console.log(`${name.padEnd(28)}${String(raw).padStart(9)}${String(brotli).padStart(9)}  ${note}`);
  row('part', 'raw', 'brotli', '');
  for (const part of parts)
    row(part.name, part.raw, part.brotli, part.needed ? '' : 'only when it is needed');
  row('player', '', total, `of ${limit} allowed`);
}
if (total > limit) {
  console.error(`the player is ${total - limit} bytes over its budget`);
  process.exitCode = 1;
}
