/** Fresh applications of bundlers, without a word of configuration. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { stream } from '../play/streams.ts';
import { serve } from '../../scripts/serve.mjs';
import { built, developed, packedByWebpack, vites, write, type Running } from './bundlers.ts';
import { isolation, type Lab, type Seen } from './lab.ts';
import { install } from './packed.ts';
import { application } from './readme.ts';

/** With and without what isolates a page. The port may stay the same, and what is cached remembers its headers. */
async function playsInBoth(
  { plays }: Lab,
  start: (headers: Record<string, string>) => Promise<Running>,
): Promise<Seen> {
  const play = async (headers: Record<string, string>) => {
    const running = await start({ ...headers, 'cache-control': 'no-store' });
    try {
      return await plays(running.url);
    } finally {
      await running.close();
    }
  };
  assert.equal((await play(isolation)).isolated, true);
  const seen = await play({});
  assert.equal(seen.isolated, false);
  return seen;
}

export function describeBundled(lab: () => Lab): void {
  const fresh = async (name: string) => {
    const root = await install(lab().packed, join(lab().folder, name));
    await write(root, application({ url: `${lab().streams}/${stream('hls-fmp4').url}` }));
    return root;
  };

  for (const [name, vite] of Object.entries(vites)) {
    describe(`with ${name}`, () => {
      let root: string;
      before(async () => (root = await fresh(name)));

      it('plays in development', async () => {
        const { resources } = await playsInBoth(lab(), (headers) => developed(vite, root, headers));
        assert.ok(
          resources.some((one) => one.includes('/.vite/deps/praxino.js')),
          'it was bundled before',
        );
      });

      it('plays when built', async () => {
        const { resources } = await playsInBoth(lab(), (headers) => built(vite, root, headers));
        for (const asset of [/\/assets\/praxino-worker-[\w-]+\.js$/, /\/assets\/praxino-[\w-]+\.wasm$/]) {
          assert.ok(
            resources.some((one) => asset.test(one)),
            `${String(asset)} among ${resources.join(' ')}`,
          );
        }
      });
    });
  }

  for (const [name, excluded] of [
    ['Vite 8', []],
    ['Vite 7', ['praxino']],
  ] as const) {
    it(`plays in development with ${name} where packages lie above the application`, async () => {
      const above = await fresh(`monorepo of ${name}`);
      const root = join(above, 'applications/web');
      await write(root, application({ url: `${lab().streams}/${stream('hls-fmp4').url}` }));
      await writeFile(join(root, 'package.json'), '{ "private": true, "type": "module" }\n');
      await writeFile(join(above, 'package.json'), '{ "private": true, "workspaces": ["applications/*"] }\n');
      const running = await developed(vites[name], root, {}, excluded);
      try {
        await lab().plays(running.url);
      } finally {
        await running.close();
      }
    });
  }

  describe('with webpack', () => {
    let root: string;
    let sizes: Map<string, number>;
    before(async () => {
      root = await fresh('webpack');
      await writeFile(join(root, 'unused.js'), "import 'praxino';\n");
      await writeFile(join(root, 'worker.js'), "import 'praxino/worker';\n");
      const entries = { main: './main.js', unused: './unused.js', worker: './worker.js' };
      sizes = await packedByWebpack(root, entries);
    });

    it('plays', async () => {
      await playsInBoth(lab(), (headers) => serve({ roots: { '/': join(root, 'dist') }, headers }));
    });

    it('is left out where nothing of it is used, but for what does something by itself', () => {
      assert.equal(sizes.get('unused.js'), 0);
      assert.ok(sizes.get('worker.js')! > 20_000);
    });
  });
}
