/** What fails after the manifest has been asked for: media, the engine's own files, an application that gives up. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../driver/in-page.ts';
import { nothing, type Bad } from './bad.ts';
import type { Play } from './suite.ts';

export function describeFailing(play: Play, open: () => Promise<void>): void {
  const bad = async (details: Json) => {
    await open();
    return play.browser().evaluate<Bad>('/pages/bad.js', details);
  };

  describe('what fails on the way', () => {
    // The load itself succeeds where the manifest alone describes the presentation; the error then comes as an event.
    const broken: readonly (readonly [what: string, path: string, code: string])[] = [
      ['garbage behind the first line', '/garbage/cmaf/master.m3u8', 'manifest-parse'],
      ['playlists that may not be read', '/no-playlists/cmaf/master.m3u8', 'playlist-load'],
      ['segments that are not there', '/no-segments/cmaf/manifest.mpd', 'segment-load'],
      ['inits that are not there', '/no-inits/cmaf/master.m3u8', 'init-load'],
      ['segments that are none', '/no-media/cmaf/manifest.mpd', 'segment-parse'],
    ];
    for (const [what, path, code] of broken) {
      it(`tells of ${what}`, async () => {
        const { rejected, events, state, left } = await bad({ url: play.url(path), untilError: true });
        assert.deepEqual(
          events.map((one) => one.code),
          [code],
          JSON.stringify({ rejected, events }),
        );
        const [told] = events;
        assert.equal(told?.name, 'PraxinoError');
        assert.equal(told.fatal, true);
        assert.ok(told.message.length > 5 && told.where.startsWith('http'), JSON.stringify(told));
        if (rejected) assert.deepEqual(rejected, told);
        assert.equal(state, 'failed');
        assert.deepEqual(left, nothing);
      });
    }

    const good = '/streams/cmaf/master.m3u8';
    for (const abortAfter of [0, 20, 60]) {
      it(`ends a load that is aborted after ${abortAfter} ms`, async () => {
        const { rejected, events, left } = await bad({ url: play.url(good), abortAfter });
        if (rejected) assert.equal(rejected.code, 'aborted');
        assert.ok(rejected || events.length <= 1);
        assert.deepEqual(left, nothing);
      });
    }

    it('does not begin what was aborted before', async () => {
      const { rejected, left } = await bad({ url: play.url(good), aborted: true });
      assert.equal(rejected?.code, 'aborted');
      assert.deepEqual(left, nothing);
    });

    it('leaves nothing behind when destroyed while it plays', async () => {
      const { rejected, events, left } = await bad({ url: play.url(good), destroyAt: 1 });
      assert.equal(rejected, null);
      assert.deepEqual(events, []);
      assert.deepEqual(left, nothing);
    });

    it('tells that its engine is not there', async () => {
      const { rejected, events, left } = await bad({
        url: play.url(good),
        settings: { wasmUrl: play.url('/js/no-such.wasm') },
      });
      assert.equal(rejected?.code, 'engine-fault');
      assert.deepEqual(events, [rejected]);
      assert.deepEqual(left, nothing);
    });

    it('plays on the page where no worker starts', async () => {
      const { rejected, events, thread, left } = await bad({
        url: play.url(good),
        settings: { workerUrl: play.url('/js/no-such.js') },
        destroyAt: 1,
      });
      assert.equal(rejected, null);
      assert.deepEqual(events, []);
      assert.equal(thread, 'page');
      assert.deepEqual(left, nothing);
    });
  });
}
