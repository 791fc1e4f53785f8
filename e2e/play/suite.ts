/** What a person sees and an application is told when the player plays, in one browser. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserName } from '../driver/browser.ts';
import { launch } from '../driver/launch.ts';
import { describeFaults } from './faults.ts';
import { describeFailing } from './failing.ts';
import { describeTrouble } from './trouble.ts';
import { patiently } from './patiently.ts';
import { replay, replayers } from './replay.ts';
import { serveEverything } from './server.ts';
import { everyStream, shortList, stream } from './streams.ts';

interface Shown {
  readonly frames: readonly (readonly [mediaTime: number, presented: number, dropped: number])[];
  readonly counters: readonly (readonly [mediaTime: number, counter: number])[];
}

interface Seen extends Shown {
  readonly stats: {
    readonly engine: string;
    readonly stalls: number;
    readonly stalled: number;
    readonly threads: { readonly engine: string; readonly sinks: Record<string, string> };
  };
  readonly heard: { readonly errors: readonly unknown[] };
  readonly duration: number;
  readonly loudest: number;
  readonly decodedAudio: number;
  readonly source: string;
  readonly error: string | null;
}

/** Why a test was left out. */
const tooBusy = 'the machine shows no film as it should, with the player or without';

const out = fileURLToPath(new URL('./out/', import.meta.url));

export interface Play {
  readonly browser: () => Browser;
  readonly url: (path: string) => string;
  /** On an origin that lets nobody read. */
  readonly closedUrl: () => string;
}

export function describePlaying(name: BrowserName): void {
  const whole = name === 'chromium';
  const seconds = whole ? 20 : 8;
  // WebKit does not honour edit lists: pictures with B-frames stand two frames late on its timeline. What we make of
  // a transport stream has none, nor has VP9.
  const lateFrames = (of: string, at: number) => {
    const none = /^hls-(ts|aes)/.test(of) || (of === 'hls-fmp4-codecs' && at >= 30);
    return name === 'webkit' && !none ? 2 : 0;
  };
  // Without a GPU on a busy machine it leaves frames out that it does not count, and now and then a part of a second.
  const untold = name === 'webkit' ? 5 : 0;
  const lapses = name === 'webkit' ? 2 : 0;
  // And what a canvas has of it behind a seek may be grey for some frames.
  const looks = name === 'webkit' ? 20 : 0;
  describe(`playing in ${name}`, { timeout: 2_700_000 }, () => {
    let browser: Browser;
    let served: Awaited<ReturnType<typeof serveEverything>>;
    before(async () => {
      mkdirSync(out, { recursive: true });
      served = await serveEverything();
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await served?.close();
    });
    const open = async () => {
      const url = `${served.url}/pages/index.html`;
      await browser.goto(url).catch(async (error: unknown) => {
        // Of a browser that died nothing is left to ask.
        console.log(`${name} is started again: ${String(error)}`);
        await browser.close().catch(() => undefined);
        browser = await launch(name);
        await browser.goto(url);
      });
    };
    const address = (of: string) => `${served.url}/streams/${stream(of).url}`;

    for (const of of whole ? everyStream : shortList) {
      describe(of, () => {
        const watch = async (seconds: number) => {
          await open();
          // What the browser allows without a gesture is muted; only Chromium was told to allow more.
          return browser.evaluate<Seen>('/pages/watch.js', {
            url: address(of),
            seconds,
            // Not all of it: something has to be left for the seeks.
            options: { startBitrate: 900_000, bufferGoal: 30 },
            settings: { record: 'full' },
            sound: whole,
          });
        };
        const log = async () => Buffer.from(await browser.evaluate<string>('/pages/act.js', 'log'), 'base64');
        const keepLog = async (go: number) => {
          const bytes = await log().catch(() => undefined);
          if (bytes) writeFileSync(`${out}${name}-${of}-${go}.log`, bytes);
        };
        const frameAt = (mediaTime: number) =>
          Math.round(mediaTime * stream(of).fps) - lateFrames(of, mediaTime);

        /** What the browser shows of the same pictures without the player, which is there again behind it. */
        const control = async (rate = 1) => {
          await open();
          const file = (what: string) => `${served.url}/streams/files/${what}.mp4`;
          const height = stream(of).rungs.at(-1)!.height;
          try {
            const shown = await browser.evaluate<Shown & { waits: number; measured: number }>(
              '/pages/plain.js',
              { picture: file(`v${height}`), sound: file('a'), seconds: 8, rate },
            );
            assertSpeed(shown.measured, rate);
            if (rate > 1) return;
            assert.equal(shown.waits, 0, 'it waited');
            assertSmooth(shown, 30, untold, lapses);
            assertCounters(shown, (at) => Math.round(at * 30) - lateFrames('files', at));
          } finally {
            await watch(1).catch(() => undefined);
          }
        };

        /** Those of the picture want a machine that shows one. */
        const sights: readonly (readonly [what: string, check: (seen: Seen) => void])[] = [
          ['shows every frame in its order', (seen) => assertSmooth(seen, stream(of).fps, untold, lapses)],
          ['shows the frames that belong to their times', (seen) => assertCounters(seen, frameAt)],
          ['does not stand still', ({ stats: { stalls } }) => assert.equal(stalls, 0)],
        ];
        const facts: typeof sights = [
          [
            'plays through its own engine, and says where',
            ({ stats: { engine, threads }, source, heard, error }) => {
              assert.equal(engine, 'mse');
              assert.doesNotMatch(source, /m3u8|mpd/, 'the browser does not play it by itself');
              assert.equal(threads.engine, 'worker');
              const where = whole ? 'worker' : 'page';
              const sinks = stream(of).audio.muxed ? { video: where } : { video: where, audio: where };
              assert.deepEqual(threads.sinks, sinks);
              assert.deepEqual(heard.errors, []);
              assert.equal(error, null);
            },
          ],
          [
            'decodes its sound',
            ({ decodedAudio, loudest }) => {
              assert.ok(decodedAudio > 0, 'audio bytes were decoded');
              if (whole) assert.ok(loudest > 0.01, `it is heard: ${loudest}`);
            },
          ],
        ];
        let seen: Seen | undefined;
        let judged = true;
        before(async () => {
          const look = async () => {
            seen = await watch(seconds);
            writeFileSync(`${out}${name}-${of}.png`, await browser.screenshot());
            for (const [, check] of [...sights, ...facts]) check(seen);
          };
          try {
            judged = await patiently(`${of} in ${name}`, look, keepLog, control);
          } catch (error) {
            // What was seen is judged check by check below.
            if (!seen) throw error;
          }
        });
        after(() => browser.evaluate('/pages/act.js', 'destroy'));
        for (const [what, check] of sights) it(what, (test) => (judged ? check(seen!) : test.skip(tooBusy)));
        for (const [what, check] of facts) it(what, (test) => (seen ? check(seen) : test.skip(tooBusy)));

        /** Goes on with the player that was watched, or with a new one where it has to be tried again. */
        const act = (
          what: string,
          { skip = false, control }: { skip?: boolean; control?: () => Promise<void> },
          does: () => Promise<void>,
        ) =>
          it(what, { skip }, async (test) => {
            const afresh = async (go: number) => {
              await keepLog(go);
              await watch(1);
            };
            if (!(await patiently(`${of} in ${name} ${what}`, does, afresh, control))) test.skip(tooBusy);
          });

        act('seeks to what is not buffered, and back', { control }, async () => {
          interface Frame {
            readonly mediaTime: number;
            readonly counter: number;
          }
          const isRight = ({ mediaTime, counter }: Frame) => Math.abs(counter - frameAt(mediaTime)) <= 1;
          for (const [to, buffered] of [
            [stream(of).duration - 7.3, false],
            [2.4, true],
          ] as const) {
            const sought = await browser.evaluate<Frame & { buffered: boolean }>('/pages/act.js', 'seek', {
              to,
            });
            if (!buffered) assert.equal(sought.buffered, false, 'the target was not there yet');
            let frame: Frame = sought;
            for (let look = 0; look < looks && !isRight(frame); look++)
              frame = await browser.evaluate<Frame>('/pages/act.js', 'look');
            assert.ok(isRight(frame), `frame ${frame.counter} at ${frame.mediaTime} s`);
          }
        });

        const rungs = stream(of).rungs.map((rung) => rung.height);
        act('switches its quality up and down', { skip: rungs.length < 2, control }, async () => {
          const heights = [rungs.at(-1)!, rungs[0]!];
          const { shown, auto } = await browser.evaluate<{
            shown: { height: number; auto: boolean; stalled: number }[];
            auto: boolean;
          }>('/pages/act.js', 'switch', { heights });
          assert.deepEqual(
            shown.map((one) => one.height),
            heights,
          );
          assert.ok(
            shown.every((one) => !one.auto && one.stalled < 0.5),
            JSON.stringify(shown),
          );
          assert.equal(auto, true);
        });

        const rates = whole ? [0.25, 0.5, 2, 4] : [0.5, 2];
        const fastest = () => control(rates.at(-1));
        // WebKit (GTK) sometimes stands still at another speed, whatever it is sent.
        const steady = of === 'hls-fmp4' && name !== 'webkit';
        act('plays at any speed', { skip: !steady, control: fastest }, async () => {
          const told = await browser.evaluate<
            { rate: number; measured: number; stalls: number; stalled: number }[]
          >('/pages/act.js', 'speed', { from: 3, rates });
          for (const { rate, measured, stalls, stalled } of told) {
            assertSpeed(measured, rate);
            // A decoder at four times the speed is without a picture for a moment now and then.
            if (rate < 4) assert.equal(stalls, 0);
            assert.ok(stalled < 0.25, `stood still for ${stalled} s at ${rate} times the speed`);
          }
        });

        act('plays over to other codecs', { skip: of !== 'hls-fmp4-codecs' }, async () => {
          const { changesType, rebuilt } = await browser.evaluate<{ changesType: boolean; rebuilt: boolean }>(
            '/pages/act.js',
            'cross',
            { from: 28.5, to: 31.5 },
          );
          assert.equal(rebuilt, !changesType, 'a new media source where SourceBuffers cannot change');
        });

        act('comes to its end', {}, async () => {
          const { at, duration } = await browser.evaluate<{ at: number; duration: number }>(
            '/pages/act.js',
            'end',
          );
          assert.ok(Math.abs(duration - stream(of).duration) < 0.1, `a duration of ${duration} s`);
          assert.ok(Math.abs(at - duration) < 0.1, `ended at ${at} s of ${duration}`);
        });

        describe('its log runs again with the same effects', () => {
          let bytes: Buffer;
          before(async () => (bytes = await log()));
          for (const [where, command] of replayers) {
            it(where, async () => assert.ok((await replay(command, bytes)).length > 0));
          }
        });
      });
    }

    const play: Play = {
      browser: () => browser,
      url: (path) => `${served.url}${path}`,
      closedUrl: () => `${served.closedUrl}/master.m3u8`,
    };
    describeTrouble(play, open, address);
    describeFailing(play, open);
    describeFaults(play, open, whole);
  });
}

/**
 * Times never go back, and never step more than one and a half frames for each frame that was shown, dropped or may be
 * untold: but for so many lapses of a second at most. A dropped frame may be told of a frame later (seen in Chromium); it
 * has half a second for that.
 */
function assertSmooth(seen: Shown, fps: number, untold: number, lapses: number): void {
  assert.ok(seen.frames.length > 10, `${seen.frames.length} frames were seen`);
  for (let i = 1; i < seen.frames.length; i++) {
    const [before, presentedBefore, droppedBefore] = seen.frames[i - 1]!;
    const [now, presented] = seen.frames[i]!;
    const [, , dropped] = seen.frames.findLast(([at], place) => place === i || at <= now + 0.5)!;
    // presentedFrames counts what was composited: a page that was late for one still knows of it.
    const steps = Math.max(1, presented - presentedBefore) + (dropped - droppedBefore);
    const smooth = now >= before && now - before <= (steps + untold + 0.5) / fps;
    if (!smooth && lapses > 0 && Math.abs(now - before) < 1) lapses--;
    else assert.ok(smooth, `from ${before} s to ${now} s in ${steps} frames`);
  }
}

function assertCounters({ counters }: Shown, frameAt: (mediaTime: number) => number): void {
  assert.equal(counters.length, 3);
  for (const [mediaTime, counter] of counters) {
    const expected = frameAt(mediaTime);
    assert.ok(Math.abs(counter - expected) <= 1, `at ${mediaTime} s frame ${counter}, not ${expected}`);
  }
}

function assertSpeed(measured: number, rate: number): void {
  assert.ok(Math.abs(measured / rate - 1) < 0.25, `${measured} times the speed instead of ${rate}`);
}
