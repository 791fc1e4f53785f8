/** Builds what the pages load: one minified script per contestant, brotli 11 for everything, from js/dist as it is. */
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OUT = join(ROOT, 'build/bench/code');
const OURS = join(ROOT, 'js/dist');

export interface Code {
  readonly root: string;
  /** Paths below the code origin that a contestant loads, its entry first, with their brotli sizes. */
  readonly files: ReadonlyMap<string, readonly CodeFile[]>;
}

export interface CodeFile {
  readonly path: string;
  readonly packedBytes: number;
}

function pack(path: string): CodeFile {
  const bytes = readFileSync(join(OUT, path));
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(OUT, `${path}.br`), packed);
  return { path: `/${path}`, packedBytes: packed.length };
}

/** Our package stays the files it ships as, since the worker and the wasm are found beside the entry. */
function copyOurs(): string[] {
  cpSync(OURS, join(OUT, 'praxino'), { recursive: true });
  return readdirSync(OURS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(m?js|wasm)$/.test(entry.name))
    .map((entry) => join('praxino', relative(OURS, join(entry.parentPath, entry.name))));
}

export function oursIsBuilt(): boolean {
  return existsSync(join(OURS, 'praxino.js'));
}

export async function buildCode(entries: readonly string[]): Promise<Code> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const files = new Map<string, CodeFile[]>();
  for (const entry of entries) {
    await build({
      entryPoints: [fileURLToPath(new URL(`../players/${entry}.ts`, import.meta.url))],
      outfile: join(OUT, `${entry}.js`),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
      legalComments: 'none',
      plugins: [
        {
          name: 'ours-as-shipped',
          setup: ({ onResolve }) =>
            void onResolve({ filter: /^praxino$/ }, () => ({ path: './praxino/praxino.js', external: true })),
        },
      ],
    });
    files.set(entry, [pack(`${entry}.js`), ...(entry === 'praxino' ? copyOurs().map(pack) : [])]);
  }
  return { root: OUT, files };
}
