/** Chromium through Playwright, with the machine's own browser. */
import { chromium } from 'playwright-core';
import type { Engine } from './browser.ts';
import type { LaunchOptions } from './launch.ts';
import { findProgram } from './find.ts';
import { memoryOf } from './memory.ts';

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export async function launchChromium(options: LaunchOptions): Promise<Engine> {
  const limit = options.videoQuotaMegabytes;
  const quota = limit === undefined ? [] : [`--mse-video-buffer-size-limit-mb=${limit}`];
  const browser = await chromium.launch({
    executablePath: await findProgram('chromium', 'PRAXINO_CHROMIUM', ['/usr/bin/chromium']),
    headless: true,
    args: [...quietFlags, ...quota, ...(options.chromiumFlags ?? [])],
  });
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 720 },
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
  });
  const page = await context.newPage();
  // Playwright's own evaluate() needs eval in the page; the protocol's does not, so a strict CSP may stay on.
  const devtools = await context.newCDPSession(page);
  const memory = options.memory ? await memoryOf(devtools) : undefined;
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  return {
    name: 'chromium',
    version: browser.version(),
    open: async (url) => {
      complaints = [];
      await page.goto(url, { waitUntil: 'load' });
    },
    run: async (expression) => {
      const reply = await devtools.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (reply.exceptionDetails)
        throw new Error(reply.exceptionDetails.exception?.description ?? 'page threw');
      return reply.result.value as string;
    },
    screenshot: () => page.screenshot(),
    press: (key) => page.keyboard.press(key),
    complaints: () => Promise.resolve([...complaints]),
    ...(memory && { memory }),
    sleep: async (seconds) => {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const signal = (name: NodeJS.Signals) => processInfo.forEach(({ id }) => process.kill(id, name));
      signal('SIGSTOP');
      await new Promise((wake) => setTimeout(wake, seconds * 1000));
      signal('SIGCONT');
      await session.detach();
    },
    close: () => browser.close(),
  };
}
