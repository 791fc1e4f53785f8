/** What we believe of browsers, held to one of them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserName } from '../driver/browser.ts';
import { launch } from '../driver/launch.ts';
import { serve, type Served } from '../../scripts/serve.mjs';
import { differences, readGolden, readScripts, writeGolden, type Outcome } from './golden.ts';
import { traits as allTraits } from './traits.ts';
import { fileURLToPath } from 'node:url';

interface Appended {
  readonly outcome: unknown;
  readonly buffered: readonly [number, number][];
  readonly shown?: { readonly width: number; readonly error: number | null };
  readonly played?: boolean;
}

interface Streaming {
  readonly events: readonly string[];
  readonly buffered: readonly unknown[];
  readonly [fact: string]: unknown;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const video = '/media/video.mp4'; // 8 s; made by media/make.sh
const rewrite = process.env['PRAXINO_REWRITE_GOLDEN'] === '1';

/** Cuts that fall inside boxes and frames: sizes from a small generator with a fixed seed. */
function randomCuts(length: number): number[] {
  const cuts: number[] = [];
  let state = 12345;
  for (let at = 0; ;) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    at += 1 + ((state >>> 16) % 400);
    if (at >= length) return cuts;
    cuts.push(at);
  }
}

/** The whole of `video` arrived in one piece of timeline, its picture can be reached and it plays. */
function assertWhole({ buffered, shown, played }: Appended): void {
  assert.equal(buffered.length, 1, `one range, not ${JSON.stringify(buffered)}`);
  const [start, end] = buffered[0]!;
  assert.ok(Math.abs(start) < 0.05 && Math.abs(end - 8) < 0.09, `0 to 8 s, not ${start} to ${end}`);
  assert.deepEqual(
    { width: shown?.width, error: shown?.error, played },
    { width: 64, error: null, played: true },
  );
}

export function describeAssumptions(name: BrowserName): void {
  const traits = allTraits[name];
  describe(`assumptions of ${name}`, { timeout: 600_000 }, () => {
    let browser: Browser;
    let served: Served;
    const onPage = (way: string, options = {}, file = video) =>
      browser.evaluate<Appended>('/pages/append-on-page.js', { way, options, file });
    const inWorker = (way: string, options = {}, file = video) =>
      browser.evaluate<Appended>('/pages/append-in-worker.js', { way, options, file });

    before(async () => {
      served = await serve({ roots: { '/pages/': folder('./pages'), '/media/': folder('./media') } });
      browser = await launch(name, { videoQuotaMegabytes: 1 });
      await browser.goto(`${served.url}/pages/index.html`);
    });
    after(async () => {
      await browser?.close();
      await served?.close();
    });

    it('has the features that traits.ts says', async () => {
      const { detachedView: _, sharedView: __, opensPlainly: ___, ...features } = traits;
      assert.deepEqual(await browser.evaluate('/pages/features.js'), features);
    });

    describe('appendBuffer of a view into WebAssembly memory', () => {
      it('has copied the bytes when it returns', async () =>
        assertWhole(await onPage('appendThenOverwrite')));

      it('has copied the bytes when it returns, in a worker', { skip: !traits.mseInWorker }, async () =>
        assertWhole(await inWorker('appendThenOverwrite')),
      );

      it('does not mind that the memory grows during the update', async () => {
        const result = await onPage('appendThenGrow');
        assertWhole(result);
        assert.deepEqual(result.outcome, { detached: true });
      });

      it('refuses, or takes as empty, a view from before the memory grew', async () => {
        const result = await onPage('appendDetached');
        assert.deepEqual(result, { outcome: { length: 0, error: traits.detachedView }, buffered: [] });
      });

      it('does not take shared memory', async () => {
        const { outcome } = await onPage('appendShared');
        assert.deepEqual(outcome, traits.sharedView === undefined ? null : { error: traits.sharedView });
      });
    });

    describe('fMP4 in arbitrary pieces', () => {
      it('of 1000 bytes', async () => assertWhole(await onPage('appendPieces', { size: 1000 })));

      it('cut inside a moof, before an mdat, inside a frame', async () =>
        assertWhole(await onPage('appendPieces', { cuts: [10, 800, 1237, 1240, 1300, 3460, 3953, 4000] })));

      it('cut at random', async () => assertWhole(await onPage('appendPieces', { cuts: randomCuts(9714) })));

      it('of 37 bytes, in a worker', { skip: !traits.mseInWorker }, async () =>
        assertWhole(await inWorker('appendPieces', { size: 37 })),
      );
    });

    describe(
      'MSE in a worker with ClearKey on the page',
      { skip: !traits.mseInWorker || !traits.clearKey },
      () => {
        const request = {
          file: '/media/cenc.mp4',
          type: 'video/mp4; codecs="avc1.4d400a"',
          keyId: 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf',
          key: 'b0b1b2b3b4b5b6b7b8b9babbbcbdbebf',
        };
        for (const early of [true, false]) {
          it(early ? 'keys set before the first byte' : 'keys asked for by the encrypted event', async () => {
            const result = await browser.evaluate<
              Appended & { asked: boolean; facts: { encrypted: number } }
            >('/pages/clear-key.js', { ...request, early });
            assert.deepEqual(
              { asked: result.asked, played: result.played, width: result.shown?.width },
              { asked: true, played: true, width: 64 },
            );
            assert.ok(result.facts.encrypted > 0, 'the encrypted event comes to the element');
          });
        }
      },
    );

    describe('ManagedMediaSource', { skip: !traits.managedMediaSource }, () => {
      it('opens where remote playback is off or has an alternative', async () => {
        const rules = await browser.evaluate('/pages/managed.js', { part: 'attachRules' });
        assert.deepEqual(rules, { plain: traits.opensPlainly, remoteOff: true, withAlternative: true });
      });

      it('says when it wants data, and takes it at other times too', async () => {
        const { events, buffered, ...facts } = await browser.evaluate<Streaming>('/pages/managed.js', {
          part: 'streaming',
          file: video,
        });
        const expected = { before: true, managed: 'ManagedSourceBuffer', started: true, stopped: true };
        assert.deepEqual(facts, { ...expected, refused: null, shown: { time: 3, width: 64, error: null } });
        const streaming = events.filter((event) => event.endsWith('streaming'));
        assert.deepEqual(streaming, ['startstreaming', 'endstreaming']);
        assert.ok(events.includes('bufferedchange'));
        assert.equal(buffered.length, 1);
      });
    });

    describe('operation scripts come out as recorded', async () => {
      const recorded = rewrite ? {} : await readGolden(name);
      const seen: Record<string, readonly Outcome[]> = {};
      for (const script of await readScripts()) {
        const skip = script.except?.includes(name) ?? false;
        it(`${script.name}: ${script.about}`, { skip }, async () => {
          const outcomes = await browser.evaluate<Outcome[]>('/pages/run-script.js', {
            steps: script.steps,
            media: '/media',
          });
          seen[script.name] = outcomes;
          if (!rewrite) assert.deepEqual(differences(script, recorded[script.name] ?? [], outcomes), []);
        });
      }
      after(async () => {
        if (rewrite) await writeGolden(name, seen);
      });
    });
  });
}
