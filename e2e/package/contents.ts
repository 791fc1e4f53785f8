/** What is in the package. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Lab } from './lab.ts';
import { run } from './packed.ts';

const forPages = `import { Player, type Presentation, type Quality } from 'praxino';
// @ts-expect-error: Node's alone.
import { readPresentation } from 'praxino';
const player = new Player({ workerUrl: new URL('https://example.com/'), prewarm: true });
player.addEventListener('present', ({ detail }) => void (detail satisfies Presentation));
export const qualities: readonly Quality[] = player.qualities;
`;
const forNode = `import { Player, readManifest, readPresentation, type Manifest, type Presentation } from 'praxino';
export const read: Promise<Presentation> = readPresentation('https://example.com/', '#EXTM3U');
export const manifest: Promise<Manifest> = readManifest('#EXTM3U', 'https://example.com/');
export const player = new Player();
`;

export function describeContents(lab: () => Lab): void {
  const text = (name: string) => readFile(join(lab().installed, 'node_modules/praxino', name), 'utf8');

  describe('what is in it', () => {
    it('is what runs, its types and papers, and nothing else', () => {
      const { names } = lab().packed;
      const papers = ['LICENSE', 'README.md', 'THIRD_PARTY_NOTICES.txt', 'package.json', 'bin/praxino.js'];
      const others = names.filter((name) => !/^dist\/.*\.(js|wasm|d\.ts)$/.test(name));
      assert.deepEqual(others.sort(), papers.sort());
    });

    it('is said to be of others where it is', async () => {
      const [, ...sections] = (await text('THIRD_PARTY_NOTICES.txt')).split(/^={80}\n/m);
      const works = sections.filter((_, i) => i % 2 === 0).map((name) => name.trim());
      assert.deepEqual(works, [
        'pugixml',
        'Mbed TLS',
        'musl',
        'libc++',
        'libc++abi',
        'compiler-rt',
        'Emscripten',
      ]);
      for (const [i, name] of works.entries()) {
        const terms = sections[2 * i + 1]!;
        assert.match(terms, /copyright/i, name);
        assert.match(terms, /permission is hereby granted|apache license/i, name);
      }
    });

    it('is a worker in one piece, and nothing of Node in what a page loads', async () => {
      const holds = async (name: string, what: RegExp) => what.exec(await text(join('dist', name)))?.[0];
      assert.equal(await holds('praxino-worker.js', /\bimport\b|importScripts\(/), undefined);
      for (const name of ['praxino.js', 'praxino-worker.js', 'praxino-page-engine.js'])
        assert.equal(await holds(name, /node:|require\(/), undefined, name);
    });

    it('is typed, for pages and for Node', async () => {
      const { installed } = lab();
      await writeFile(join(installed, 'page.ts'), forPages);
      await writeFile(join(installed, 'node.ts'), forNode);
      const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
      const strict = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2023,DOM,DOM.Iterable'];
      for (const how of [
        ['--module', 'ESNext', '--moduleResolution', 'Bundler', 'page.ts'],
        ['--module', 'NodeNext', 'node.ts'],
      ]) {
        const told = run(process.execPath, [tsc, ...strict, ...how], { cwd: installed });
        await told.catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
      }
    });
  });
}
