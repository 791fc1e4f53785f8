/** The package in Node. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stream } from '../play/streams.ts';
import { dist, servePage, type Lab } from './lab.ts';
import { run } from './packed.ts';
import { application, program } from './readme.ts';

/** What only a browser has, or what code takes for a sign of one. */
const signs = ['window', 'self', 'document', 'location', 'navigator', 'Worker', 'MediaSource', 'HTMLElement'];

export function describeNode(lab: () => Lab): void {
  const node = async (name: string, code: string) => {
    await writeFile(join(lab().installed, name), code);
    return (await run(process.execPath, [name], { cwd: lab().installed })).stdout;
  };

  describe('in Node', () => {
    it('is imported without a look at the DOM', async () => {
      const told = await node(
        'import.mjs',
        `const touched = [];
        for (const name of ${JSON.stringify(signs)})
          Object.defineProperty(globalThis, name, { get: () => void touched.push(name) });
        const { Player, isSupported } = await import('praxino');
        new Player();
        console.log(touched.length, isSupported());`,
      );
      assert.equal(told, '0 false\n');
    });

    it('is there for CommonJS', async () => {
      const told = await node('require.cjs', "console.log(typeof require('praxino').readPresentation)");
      assert.equal(told, 'function\n');
    });

    it('has its command', async () => {
      const { stdout } = await run(join(lab().installed, 'node_modules/.bin/praxino'), ['help']);
      assert.match(stdout, /^praxino inspect/);
    });

    it('reads and judges manifests, in a worker too, and its errors are the one kind that it has', async () => {
      const told = await node(
        'manifest.mjs',
        `import { isMainThread, parentPort, Worker } from 'node:worker_threads';
        import { PraxinoError, readManifest, validateManifest } from 'praxino';
        const { feeds } = await readManifest('#EXTM3U\\n#EXTINF:2,\\na.ts\\n', 'https://a.example/b/');
        const error = await validateManifest('nothing').catch((reason) => reason);
        const words = [...feeds[0].segments.uris(), error instanceof PraxinoError, error.code].join(' ');
        if (!isMainThread) parentPort.postMessage(words);
        else new Worker(new URL(import.meta.url)).on('message', (theirs) => console.log(words, theirs === words));`,
      );
      assert.equal(told, 'https://a.example/b/a.ts true manifest-parse true\n');
    });

    for (const name of ['hls-fmp4', 'hls-ts-muxed', 'dash-number', 'dash-sidx']) {
      it(`reads of ${name} what a player tells`, async () => {
        const { installed, plays, streams } = lab();
        const url = `${streams}/${stream(name).url}`;
        const served = await servePage(application({ url, from: `${dist}praxino.js` }), {
          roots: { '/node_modules/': join(installed, 'node_modules') },
        });
        try {
          const { presentation } = await plays(served.url);
          assert.deepEqual(JSON.parse(await node('read.mjs', program(url))), presentation);
        } finally {
          await served.close();
        }
      });
    }
  });
}
