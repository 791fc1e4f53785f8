/** What only Chromium's own tools can show: a full SourceBuffer, a sleep, and that a destroyed player holds nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '../driver/browser.ts';
import { chosenBrowsers, launch } from '../driver/launch.ts';
import { patiently } from './patiently.ts';
import { serveEverything } from './server.ts';
import { stream } from './streams.ts';

/** Seconds. Here few are as good as many: no connection of before is left after six. */
const asleep = Number(process.env['PRAXINO_SLEEP'] ?? 8);

if (chosenBrowsers().includes('chromium')) {
  describe('held in chromium', { timeout: 600_000 + 3000 * asleep }, () => {
    const film = stream('hls-fmp4');
    let browser: Browser;
    let served: Awaited<ReturnType<typeof serveEverything>>;
    before(async () => {
      served = await serveEverything();
      browser = await launch('chromium', { memory: true, videoQuotaMegabytes: 2 });
      await reload();
    });
    after(async () => {
      await browser?.close();
      await served?.close();
    });
    const reload = () => browser.goto(`${served.url}/pages/index.html`);
    const url = () => `${served.url}/streams/${film.url}`;

    for (const worker of [true, false]) {
      it(`gives back all that it held, with the engine ${worker ? 'in a worker' : 'on the page'}`, async () => {
        const clean = await browser.memory!();
        await browser.evaluate('/pages/watch.js', {
          url: url(),
          seconds: 2,
          options: {},
          settings: { worker },
        });
        const playing = await browser.memory!();
        const memories = [playing.page, ...playing.workers]
          .map((one) => one.wasm)
          .filter((bytes) => bytes > 0);
        assert.equal(memories.length, 1, 'one engine');
        assert.equal(playing.workers.length, worker ? 1 : 0);
        await browser.evaluate('/pages/act.js', 'destroy');
        await browser.evaluate('/pages/forget.js');
        const { page, workers, listeners } = await browser.memory!();
        assert.deepEqual(
          { wasm: page.wasm, workers, listeners },
          { wasm: 0, workers: [], listeners: clean.listeners },
        );
      });
    }

    const act = (what: string, does: () => Promise<void>) =>
      it(what, async () => {
        await patiently(what, does, reload);
      });

    act('plays on where the SourceBuffer is full long before the goal', async () => {
      const [row] = (
        await browser.evaluate<{
          met: { passed?: number; stalled: number; waits: string[]; seen: number }[];
        }>(
          '/pages/faults.js',
          // 2 MB are about six seconds of this picture.
          [{ url: url(), fps: film.fps, until: 14, limit: 20, loadOptions: { startBitrate: 5e6 } }],
        )
      ).met;
      assert.ok(row);
      assert.ok(row.waits.includes('quota'), JSON.stringify(row));
      assert.ok(row.passed !== undefined && row.stalled < 0.5, JSON.stringify(row));
    });

    act('plays on when the machine wakes', async () => {
      const row = {
        url: url(),
        fps: film.fps,
        until: 16,
        limit: 25 + asleep,
        loadOptions: { bufferGoal: 6 },
      };
      const playing = browser.evaluate<{ met: Record<string, unknown>[] }>('/pages/faults.js', [row]);
      await new Promise((done) => setTimeout(done, 5000));
      await browser.sleep!(asleep);
      const [met] = (await playing).met;
      assert.ok(met?.['passed'] !== undefined && met['error'] === undefined, JSON.stringify(met));
      assert.ok((met['stalled'] as number) < 1, JSON.stringify(met));
    });
  });
}
