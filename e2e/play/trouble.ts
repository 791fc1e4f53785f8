/** Bad input, bad servers, sudden ends: told once by type, and nothing left behind. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../driver/in-page.ts';
import { nothing, type Bad, type Told } from './bad.ts';
import type { Play } from './suite.ts';

export function describeTrouble(
  play: Play,
  open: () => Promise<void>,
  address: (of: string) => string,
): void {
  describe('trouble', () => {
    const bad = async (details: Json) => {
      await open();
      return play.browser().evaluate<Bad>('/pages/bad.js', details);
    };

    const manifests: readonly (readonly [what: string, path: string, code: string])[] = [
      ['a page instead of a manifest', '/pages/index.html', 'manifest-parse'],
      ['a manifest that is none', '/pages/player.js', 'manifest-parse'],
    ];
    for (const [what, path, code] of manifests) {
      it(`tells of ${what}`, async () => {
        const url = play.url(path);
        const { rejected, events, state, left } = await bad({ url });
        assert.equal(rejected?.code, code);
        assert.equal(rejected?.fatal, true);
        assert.ok(rejected.message.length > 5 && rejected.where.startsWith(url), JSON.stringify(rejected));
        assert.deepEqual(events, [rejected], 'once by the event, once by the promise');
        assert.equal(state, 'failed');
        assert.deepEqual(left, nothing);
      });
    }

    it('tells of a manifest that is not there', async () => {
      const url = play.url('/streams/no-such.m3u8');
      const { rejected, events, left } = await bad({ url });
      assert.equal(rejected?.code, 'manifest-load');
      assert.match(rejected.message, /404/);
      assert.equal(rejected.where, url);
      assert.deepEqual(events, [rejected]);
      assert.deepEqual(left, nothing);
    });

    it('tells of a server that does not let it read', async () => {
      const { rejected, events, left } = await bad({ url: play.closedUrl() });
      assert.equal(rejected?.code, 'manifest-load');
      assert.deepEqual(events, [rejected]);
      assert.deepEqual(left, nothing);
    });

    it('ends a load that is aborted', async () => {
      const { rejected, left } = await bad({ url: address('hls-fmp4'), abortAfter: 5 });
      assert.equal(rejected?.code, 'aborted');
      assert.deepEqual(left, nothing);
    });

    for (const destroyAfter of [0, 10, 40, 120, 600]) {
      it(`leaves nothing behind when destroyed after ${destroyAfter} ms`, async () => {
        const { rejected, events, left } = await bad({ url: address('hls-fmp4'), destroyAfter });
        assert.ok(rejected === null || rejected.code === 'aborted', JSON.stringify(rejected));
        assert.deepEqual(events, []);
        assert.deepEqual(left, nothing);
      });
    }

    const ways: readonly (readonly [what: string, settings: Json, where: string])[] = [
      ['the engine on the page', { worker: false }, 'page'],
      ['the media source on the page', { mse: 'page' }, 'worker'],
      ['no record', { record: false }, 'worker'],
      ['an engine made before the URL is known', { prewarm: true }, 'worker'],
    ];
    for (const [what, settings, where] of ways) {
      it(`plays with ${what}`, async () => {
        await open();
        const seen = await play.browser().evaluate<{
          stats: { threads: { engine: string; sinks: Record<string, string> } };
          heard: { errors: readonly unknown[] };
        }>('/pages/watch.js', { url: address('hls-fmp4'), seconds: 2, options: {}, settings, sound: false });
        assert.equal(seen.stats.threads.engine, where);
        if (what.startsWith('the media source')) assert.equal(seen.stats.threads.sinks['video'], 'page');
        assert.deepEqual(seen.heard.errors, []);
        await play.browser().evaluate('/pages/act.js', 'destroy');
      });
    }

    it('asks filters before every request and after every reply', async () => {
      await open();
      const { asked, answered } = await play
        .browser()
        .evaluate<{ asked: string[]; answered: string[] }>('/pages/filtered.js', {
          url: address('dash-number'),
        });
      for (const what of ['manifest', 'init', 'segment']) {
        assert.ok(
          asked.includes(what) && answered.includes(what),
          `${what} is not among ${asked} and ${answered}`,
        );
      }
    });

    it('lets a filter sign its requests', async () => {
      await open();
      const { asked } = await play.browser().evaluate<{ asked: string[] }>('/pages/filtered.js', {
        url: play.url('/signed-only/cmaf/manifest.mpd'),
        headers: { 'x-signed': 'yes' },
      });
      assert.ok(asked?.includes('segment'), 'the server let every request in');
    });

    it('lets a filter answer', async () => {
      await open();
      for (const of of ['hls-fmp4', 'dash-sidx']) {
        const { asked, answered } = await play
          .browser()
          .evaluate<{ asked: string[]; answered: string[] }>('/pages/filtered.js', {
            url: address(of),
            answer: 'segment',
          });
        assert.ok(asked.includes('segment') && !answered.includes('segment'), `${asked} and ${answered}`);
      }
    });

    it('says who refused when a filter does', async () => {
      await open();
      const told = await play.browser().evaluate<Told>('/pages/filtered.js', {
        url: address('dash-number'),
        refuse: 'manifest',
      });
      assert.equal(told.code, 'manifest-load');
      assert.match(told.message, /refused/);
    });
  });
}
