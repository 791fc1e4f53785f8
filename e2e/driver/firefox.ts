/** Firefox through puppeteer-core and WebDriver BiDi: no further driver program is needed. */
import puppeteer from 'puppeteer-core';
import type { Engine } from './browser.ts';
import type { LaunchOptions } from './launch.ts';
import { findProgram } from './find.ts';

export async function launchFirefox(options: LaunchOptions): Promise<Engine> {
  const limit = options.videoQuotaMegabytes;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath: await findProgram('firefox', 'PRAXINO_FIREFOX', [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
    ]),
    headless: true,
    // The window's size, not the page's: an ESR may not know all that puppeteer sends to set the latter.
    defaultViewport: null,
    args: ['--width=1280', '--height=800'],
    extraPrefsFirefox: {
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'media.gmp-manager.updateEnabled': false,
      'media.gmp-provider.enabled': false,
      ...(limit === undefined ? {} : { 'media.mediasource.eviction_threshold.video': limit * 1024 * 1024 }),
      ...options.firefoxPrefs,
    },
  });
  const page = await browser.newPage();
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  return {
    name: 'firefox',
    version: (await browser.version()).replace(/^\D*/, ''),
    open: async (url) => {
      complaints = [];
      await page.goto(url, { waitUntil: 'load' });
    },
    run: async (expression) => (await page.evaluate(expression)) as string,
    screenshot: async () => Buffer.from(await page.screenshot()),
    complaints: () => Promise.resolve([...complaints]),
    close: () => browser.close(),
  };
}
