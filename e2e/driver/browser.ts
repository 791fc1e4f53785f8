/** What every engine can do for a test. Tests speak to this interface alone. */
import { turn } from './alone.ts';
import type { Memory } from './memory.ts';
import { wrapCall, unwrapReply, type Json } from './in-page.ts';

export type BrowserName = 'chromium' | 'firefox' | 'webkit';
export const browserNames: readonly BrowserName[] = ['chromium', 'firefox', 'webkit'];

/** A function to run in the page, or the address of an ES module whose default export is one. */
export type InPage<A extends readonly Json[], R> = ((...args: A) => R | Promise<R>) | `/${string}`;

export interface Browser {
  readonly name: BrowserName;
  readonly version: string;
  /** Opens `url` and waits for its load event. Forgets the complaints of the page before. */
  goto(url: string): Promise<void>;
  /** Runs code in the page and brings back its result, which must survive JSON. */
  evaluate<R, A extends readonly Json[] = readonly Json[]>(code: InPage<A, R>, ...args: A): Promise<R>;
  /** The visible part of the page, as PNG. */
  screenshot(): Promise<Buffer>;
  /** Errors of the page and its console since the last goto. In WebKit only what reaches `window` after load. */
  complaints(): Promise<readonly string[]>;
  /** As a person does, by the key's DOM name. Chromium alone. */
  press?(key: string): Promise<void>;
  /** What the page and its workers hold. Chromium alone can tell. */
  memory?(): Promise<Memory>;
  /** None of its processes runs for so many seconds, as when the machine sleeps. Chromium alone. */
  sleep?(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** The few things an engine must bring itself; `asBrowser` builds the rest on them. */
export interface Engine {
  readonly name: BrowserName;
  readonly version: string;
  open(url: string): Promise<void>;
  /** Evaluates an expression that yields a promise of a string. */
  run(expression: string): Promise<string>;
  screenshot(): Promise<Buffer>;
  complaints(): Promise<readonly string[]>;
  press?(key: string): Promise<void>;
  memory?(): Promise<Memory>;
  sleep?(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export function asBrowser(engine: Engine): Browser {
  let closing: Promise<void> | undefined;
  return {
    name: engine.name,
    version: engine.version,
    goto: async (url) => {
      await turn();
      await engine.open(url);
    },
    evaluate: async <R>(code: unknown, ...args: readonly Json[]) =>
      unwrapReply<R>(await engine.run(wrapCall(code, args))),
    screenshot: () => engine.screenshot(),
    complaints: () => engine.complaints(),
    ...(engine.press && { press: (key: string) => engine.press!(key) }),
    ...(engine.memory && { memory: () => engine.memory!() }),
    ...(engine.sleep && { sleep: (seconds: number) => engine.sleep!(seconds) }),
    close: () => (closing ??= engine.close()),
  };
}
