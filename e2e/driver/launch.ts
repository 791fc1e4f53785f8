import { asBrowser, browserNames, type Browser, type BrowserName, type Engine } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebkit } from './webkit.ts';

export interface LaunchOptions {
  /** Lowers what a video SourceBuffer may hold, so that a test can fill it. */
  readonly videoQuotaMegabytes?: number;
  /** Of the page: Chromium only. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Watches what pages hold, for `memory()`: Chromium only. */
  readonly memory?: boolean;
  readonly chromiumFlags?: readonly string[];
  readonly firefoxPrefs?: Readonly<Record<string, string | number | boolean>>;
  readonly webkitEnvironment?: Readonly<Record<string, string>>;
}

const launchers: Record<BrowserName, (options: LaunchOptions) => Promise<Engine>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebkit,
};

export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<Browser> {
  return asBrowser(await launchers[name](options));
}

/** The browsers this run is about: all three, or those of PRAXINO_BROWSERS (comma-separated). */
export function chosenBrowsers(): BrowserName[] {
  const wish = process.env['PRAXINO_BROWSERS'];
  if (!wish) return [...browserNames];
  const names = wish.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !browserNames.includes(name as BrowserName));
  if (unknown.length > 0) throw new Error(`PRAXINO_BROWSERS: unknown ${unknown.join(', ')}`);
  return names as BrowserName[];
}
