/**
 * What the pages load: one small script per contestant, and the players' own files as they are published, since
 * minifying a second time makes them larger; brotli 11 for everything.
 */
import { build, type Plugin } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OURS = join(ROOT, 'js/dist');
const PEERS = dirname(dirname(createRequire(import.meta.url).resolve('hls.js/package.json')));

/** The smallest module of each package that can play the streams. Shaka's builds are no modules and are bundled in. */
const PUBLISHED: Readonly<Record<string, { readonly folder: string; readonly file: string }>> = {
  praxino: { folder: OURS, file: 'praxino.js' },
  'hls.js': { folder: join(PEERS, 'hls.js/dist'), file: 'hls.min.mjs' },
  dashjs: { folder: join(PEERS, 'dashjs/dist/modern/esm'), file: 'dash.mediaplayer.min.js' },
};

/** Ours loads these by itself, from beside its module. */
const OURS_LATE = ['praxino-worker.js', 'praxino.wasm'];

export interface Code {
  readonly root: string;
  /** What a contestant loads, its entry first. */
  readonly files: ReadonlyMap<string, readonly CodeFile[]>;
}

export interface CodeFile {
  /** Below the code origin. */
  readonly path: string;
  readonly packedBytes: number;
}

function pack(out: string, name: string): CodeFile {
  const bytes = readFileSync(join(out, name));
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(out, `${name}.br`), packed);
  return { path: `/${name}`, packedBytes: packed.length };
}

/** A published module with the modules that it imports at once, by name. */
function publishedFiles(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const imported = [...text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+)"/g)].map(([, name]) => name!);
  return [file, ...new Set(imported)];
}

function asPublished(out: string, found: string[]): Plugin {
  return {
    name: 'as-published',
    setup: ({ onResolve }) =>
      void onResolve({ filter: /^(praxino|hls\.js|dashjs)$/ }, ({ path }) => {
        const { folder, file } = PUBLISHED[path]!;
        const names = [...publishedFiles(folder, file), ...(path === 'praxino' ? OURS_LATE : [])];
        for (const name of names) copyFileSync(join(folder, name), join(out, name));
        found.push(...names);
        return { path: `./${file}`, external: true };
      }),
  };
}

export function oursIsBuilt(): boolean {
  return ['praxino.js', ...OURS_LATE].every((name) => existsSync(join(OURS, name)));
}

/** Each benchmark has a folder of its own. */
export async function buildCode(entries: readonly string[], bench: string): Promise<Code> {
  const out = join(ROOT, 'build/bench', bench);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const files = new Map<string, CodeFile[]>();
  for (const entry of entries) {
    const published: string[] = [];
    await build({
      entryPoints: { [`run-${entry}`]: fileURLToPath(new URL(`../players/${entry}.ts`, import.meta.url)) },
      outdir: out,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
      legalComments: 'none',
      plugins: [asPublished(out, published)],
    });
    files.set(
      entry,
      [`run-${entry}.js`, ...new Set(published)].map((name) => pack(out, name)),
    );
  }
  return { root: out, files };
}
