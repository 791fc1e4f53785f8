/** The demo page as a person meets it: wide and narrow, light and dark, by keys alone, and with an address that is bad. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from '../driver/browser.ts';
import { chosenBrowsers, launch } from '../driver/launch.ts';
import { streamsFolder } from '../play/streams.ts';
import { serve, type Served } from '../../scripts/serve.mjs';

/** In the page: what moved by itself so far. */
const shifted = () =>
  new Promise<number>((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) sum += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 200);
  });

/** In the page: waits until the picture has moved on by some seconds. */
const playsFor = (seconds: number) =>
  new Promise<void>((done, failed) => {
    const video = document.querySelector('video')!;
    const limit = setTimeout(() => failed(new Error(`stands at ${video.currentTime} s`)), 20_000);
    let first: number | undefined;
    const seen = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      first ??= mediaTime;
      if (mediaTime < first + seconds) return void video.requestVideoFrameCallback(seen);
      clearTimeout(limit);
      done();
    };
    video.requestVideoFrameCallback(seen);
  });

/** In the page: contrast (WCAG 2.1) of every text with what lies behind it; the least, and where. */
const leastContrast = () => {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((one) => {
      const part = one / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): string => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = document.querySelectorAll(
    'h1, h2, p, label, select, input, button, figcaption, b, dt, dd, th, td, output',
  );
  return Array.from(texts)
    .filter((one) => one.textContent?.trim() && !one.matches(':disabled'))
    .map((one) => {
      const [a, b] = [luminance(getComputedStyle(one).color), luminance(behind(one))].sort((x, y) => y - x);
      return {
        ratio: (a! + 0.05) / (b! + 0.05),
        where: `${one.tagName} ${one.textContent!.trim().slice(0, 30)}`,
      };
    })
    .sort((x, y) => x.ratio - y.ratio)[0]!;
};

if (chosenBrowsers().includes('chromium')) {
  for (const [width, height, colorScheme] of [
    [1280, 800, 'light'],
    [390, 844, 'dark'],
  ] as const) {
    describe(`the demo, ${width} px, ${colorScheme}`, { timeout: 600_000 }, () => {
      let served: Served;
      let browser: Browser;
      before(async () => {
        const dist = fileURLToPath(new URL('../../demo/dist', import.meta.url));
        served = await serve({ roots: { '/': dist, '/streams/': streamsFolder } });
        browser = await launch('chromium', { viewport: { width, height }, colorScheme });
        await browser.goto(`${served.url}/?stream=hls-fmp4&rule=bola`);
      });
      after(async () => {
        await browser?.close();
        await served?.close();
      });
      const state = () =>
        browser.evaluate(() => {
          const { paused, muted, currentTime } = document.querySelector('video')!;
          const { value } = document.getElementById('rule') as HTMLSelectElement;
          return { paused, muted, at: currentTime, rule: value };
        });

      it('plays what its address says, and nothing moves for it', async () => {
        await browser.evaluate(playsFor, 3);
        assert.ok((await browser.evaluate(shifted)) < 0.01);
        assert.equal((await state()).rule, 'bola');
        assert.deepEqual(await browser.complaints(), []);
      });

      it('fits its window', async () => {
        const over = await browser.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px wider`);
      });

      it('can be read', async () => {
        const { ratio, where } = await browser.evaluate(leastContrast);
        assert.ok(ratio >= 4.5, `${ratio.toFixed(2)} at ${where}`);
      });

      it('goes by the keys of players', async () => {
        const before = await state();
        await browser.press!('k');
        await browser.press!('m');
        await browser.press!('ArrowRight');
        const now = await state();
        assert.deepEqual([now.paused, now.muted], [true, !before.muted]);
        assert.ok(now.at >= before.at + 5, `from ${before.at} to ${now.at} s`);
        await browser.press!('k');
        assert.equal((await state()).paused, false);
      });

      it('lets every control be reached by Tab, in the order of the page', async () => {
        const seen: string[] = [];
        for (let i = 0; i < 30; i++) {
          await browser.press!('Tab');
          seen.push(await browser.evaluate(() => document.activeElement?.id ?? ''));
        }
        const ours = seen.filter((id) => ['stream', 'url', 'quality', 'rule', 'export'].includes(id));
        assert.deepEqual(ours.slice(0, 5), ['stream', 'url', 'quality', 'rule', 'export']);
      });

      it('says what is wrong with an address, and how to go on', async () => {
        await browser.goto(`${served.url}/?url=${encodeURIComponent(`${served.url}/streams/none.m3u8`)}`);
        const words = await browser.evaluate(
          () =>
            new Promise<string>((done) => {
              const problem = document.getElementById('problem')!;
              const look = () => (problem.hidden ? setTimeout(look, 50) : done(problem.innerText));
              look();
            }),
        );
        assert.match(words, /manifest-load .*404.*Check the address/s);
        assert.ok((await browser.evaluate(shifted)) < 0.01, 'nothing moves for it');
      });
    });
  }
}
