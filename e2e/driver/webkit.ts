/** WebKit: WebKitWebDriver and MiniBrowser under a virtual screen, spoken to in plain WebDriver. */
import type { Engine } from './browser.ts';
import type { LaunchOptions } from './launch.ts';
import { findProgram, miniBrowserPlaces } from './find.ts';
import { startFamily, type Family } from './processes.ts';
import { startScreen } from './screen.ts';
import { WebDriver } from './webdriver.ts';

const driverPlaces = ['/usr/bin/WebKitWebDriver'];

/** Errors and unhandled rejections are gathered by the page itself: plain WebDriver carries no console. */
const gather = `(() => {
  const complaints = (globalThis.__complaints = []);
  addEventListener('error', (event) => complaints.push(String(event.message)));
  addEventListener('unhandledrejection', (event) => complaints.push(String(event.reason)));
})()`;

async function startDriver(env: NodeJS.ProcessEnv): Promise<{ family: Family; address: string }> {
  const program = await findProgram('WebKitWebDriver', 'PRAXINO_WEBKIT_DRIVER', driverPlaces);
  for (let attempt = 0; ; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const family = startFamily(program, [`--port=${port}`, '--host=127.0.0.1'], { env });
    const address = `http://127.0.0.1:${port}`;
    if (await WebDriver.answers(address, family.leader)) return { family, address };
    await family.end();
    if (attempt === 4) throw new Error('WebKitWebDriver does not answer');
  }
}

export async function launchWebkit(options: LaunchOptions): Promise<Engine> {
  const screen = await startScreen();
  const limit = options.videoQuotaMegabytes;
  const env = {
    ...process.env,
    DISPLAY: screen.display,
    ...(limit === undefined ? {} : { MSE_MAX_BUFFER_SIZE: `v:${limit}M` }),
    ...options.webkitEnvironment,
  };
  const { family, address } = await startDriver(env);
  const end = async () => {
    await family.end();
    await screen.end();
  };
  try {
    const binary = await findProgram('MiniBrowser', 'PRAXINO_MINIBROWSER', await miniBrowserPlaces());
    const session = await WebDriver.open(address, binary);
    return {
      name: 'webkit',
      version: session.version,
      open: async (url) => {
        await session.navigate(url);
        await session.run(`Promise.resolve(${gather}).then(() => '')`);
      },
      run: (expression) => session.run(expression),
      screenshot: () => session.screenshot(),
      complaints: async () =>
        JSON.parse(
          await session.run('Promise.resolve(JSON.stringify(globalThis.__complaints ?? []))'),
        ) as string[],
      // One that died has no session any more, but programs.
      close: () => session.close().finally(end),
    };
  } catch (error) {
    await end();
    throw error;
  }
}
