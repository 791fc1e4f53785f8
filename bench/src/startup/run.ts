/** One run: a fresh browser context, the contestant's page, and the task; with what the origin saw meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Shape } from '../origin/link.ts';
import { UNSHAPED } from '../origin/link.ts';
import type { RequestSeen } from '../origin/messages.ts';
import type { Origin } from '../origin/origin.ts';
import type { BenchWindow, RunResult, RunSpec } from '../page/spec.ts';
import type { CodeFile } from './code.ts';
import { launch } from './browser.ts';
import { page as template } from './template.ts';

/** A new window loads pages of the browser's own for some hundred milliseconds: they are nobody's start. */
export const SETTLE_MS = 800;

export interface Task {
  readonly shape: Shape;
  readonly files: readonly CodeFile[];
  readonly spec: RunSpec;
}

export interface Outcome extends RunResult {
  readonly requests: readonly RequestSeen[];
}

export class Bench {
  readonly #origin: Origin;
  #browser: Browser | undefined;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  async run(task: Task): Promise<Outcome> {
    // A browser that died costs the run it died in, not those after it.
    if (!this.#browser?.isConnected()) this.#browser = await launch();
    const context = await this.#browser.newContext();
    try {
      const page = await context.newPage();
      await sleep(SETTLE_MS);
      const result = task.spec.cold ? await this.#cold(page, task) : await this.#warm(page, task);
      return { ...result, requests: await this.#origin.takeRequests() };
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  /** Code is in the cache: a first visit fetched it, the second finds it there; then t0. */
  async #warm(page: Page, { shape, files, spec }: Task): Promise<RunResult> {
    await this.#origin.shape(UNSHAPED);
    await this.#origin.page(template(files, this.#origin.mediaUrl));
    await page.goto(`${this.#origin.codeUrl}/page`);
    const late = files.slice(1).map(({ path }) => path);
    await page.evaluate((urls) => (window as BenchWindow).bench!.warmCode(urls), late);
    await page.goto(`${this.#origin.codeUrl}/page`);
    await page.waitForFunction(() => (window as BenchWindow).bench !== undefined);
    await this.#origin.shape(shape);
    await this.#origin.takeRequests();
    return page.evaluate((todo) => (window as BenchWindow).bench!.run(todo), spec);
  }

  /** Nothing is in the cache; the page itself begins. */
  async #cold(page: Page, { shape, files, spec }: Task): Promise<RunResult> {
    await this.#origin.shape(shape);
    await this.#origin.page(template(files, this.#origin.mediaUrl, spec));
    await this.#origin.takeRequests();
    await page.goto(`${this.#origin.codeUrl}/page`, { waitUntil: 'commit' });
    await page.waitForFunction(() => (window as BenchWindow).bench !== undefined);
    return page.evaluate(() => (window as BenchWindow).bench!.coldResult!);
  }
}
