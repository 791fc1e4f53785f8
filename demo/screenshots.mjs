// Takes the README's pictures: node screenshots.mjs ADDRESS FOLDER, with the demo served at ADDRESS.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../e2e/package.json', import.meta.url))('playwright-core');
const [address, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
});
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    const page = await browser.newPage({
      viewport: { width, height: width > 800 ? 1000 : 844 },
      colorScheme,
    });
    await page.goto(address);
    await page.waitForFunction(() => document.querySelector('video').currentTime > 14, undefined, {
      timeout: 60_000,
    });
    await page.screenshot({ path: `${folder}/demo-${width}-${colorScheme}.png`, fullPage: width < 800 });
    await page.close();
  }
}
await browser.close();
