// Makes js/dist: the page's module, the worker as one self-contained script, the lazily loaded engine for pages without
// workers, the wasm, Node's module and command, and the types; and beside it whose work is in there. Needs build/wasm
// (cmake --preset wasm && cmake --build --preset wasm).
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const wasm = fileURLToPath(new URL('../build/wasm/', import.meta.url));
if (!existsSync(`${wasm}praxino.wasm`)) {
  console.error(
    'build/wasm is not there: run  ./scripts/test --only wasm  or  cmake --preset wasm && cmake --build --preset wasm',
  );
  process.exit(1);
}
rmSync(`${here}dist`, { recursive: true, force: true });

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ['chrome109', 'firefox115', 'safari17'],
  legalComments: 'none',
  logLevel: 'warning',
};
/** What is imported by that name is a file of its own. */
const apart = (filter, path) => ({
  name: 'apart',
  setup: ({ onResolve }) => void onResolve({ filter }, () => ({ path, external: true })),
});

// Two files that share nothing: what a page loads first is one, and few need the other.
await build({
  ...common,
  entryPoints: { praxino: 'src/index.ts', 'praxino-page-engine': 'src/page-engine.ts' },
  outdir: 'dist',
  format: 'esm',
  banner: { js: '//# allFunctionsCalledOnLoad' },
  plugins: [apart(/^\.\/page-engine\.js$/, './praxino-page-engine.js')],
});
await build({
  ...common,
  entryPoints: { 'praxino-worker': 'src/worker/main.ts' },
  outdir: 'dist',
  format: 'iife',
  banner: { js: '//# allFunctionsCalledOnLoad' },
});
copyFileSync(`${wasm}praxino.wasm`, `${here}dist/praxino.wasm`);
// What Node has of the page is the page's own module.
await build({
  ...common,
  entryPoints: { 'praxino-node': 'src/node/index.ts', 'praxino-cli': 'src/node/main.ts' },
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  chunkNames: 'praxino-node-[name]-[hash]',
  platform: 'node',
  target: ['node20'],
  define: { 'process.env.PRAXINO_WASM': '"./praxino-node.wasm"' },
  plugins: [apart(/^\.\.\/index\.js$/, './praxino.js')],
});
copyFileSync(`${wasm}praxino-node.wasm`, `${here}dist/praxino-node.wasm`);
copyFileSync(`${wasm}THIRD_PARTY_NOTICES.txt`, `${here}THIRD_PARTY_NOTICES.txt`);
copyFileSync(`${here}../LICENSE`, `${here}LICENSE`);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', `${here}tsconfig.build.json`], { stdio: 'inherit' });
