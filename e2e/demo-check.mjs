// What `./scripts/demo --check` runs: opens the demo page at the address given, plays one HLS and one DASH stream, and
// exits 0, or says in plain words what failed.
import { chromium } from 'playwright-core';

const [address] = process.argv.slice(2);
if (!address) {
  console.error('usage: node e2e/demo-check.mjs ADDRESS');
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
});

/** Opens the page with a stream chosen; says what was wrong, or nothing. */
async function check(stream) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await page.goto(`${address}?stream=${stream}`);
    const played = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const video = document.querySelector('video');
          const problem = document.getElementById('problem');
          const limit = setTimeout(
            () => resolve(`no picture, or it stands still at ${video.currentTime} s`),
            20_000,
          );
          let first;
          const seen = (_, frame) => {
            if (!problem.hidden) return resolve(problem.textContent);
            first ??= frame.mediaTime;
            if (frame.mediaTime < first + 3) return video.requestVideoFrameCallback(seen);
            clearTimeout(limit);
            resolve('');
          };
          video.requestVideoFrameCallback(seen);
          new MutationObserver(() => resolve(problem.textContent)).observe(problem, { childList: true });
        }),
    );
    return played || errors.join('; ');
  } catch (error) {
    return error.message;
  } finally {
    await page.close();
  }
}

let failed = 0;
for (const stream of ['hls-fmp4', 'dash-number']) {
  const wrong = await check(stream);
  console.log(wrong ? `${stream}: ${wrong}` : `${stream} plays`);
  if (wrong) failed += 1;
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
