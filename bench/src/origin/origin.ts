import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Shape } from './link.ts';
import type { Answer, Order, OriginOptions, RequestSeen } from './messages.ts';

/** Nothing can be measured any more. */
export class OriginGone extends Error {}

/** The controller's hold on the origin process: one order at a time, each answered. */
export class Origin {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;
  readonly codeUrl: string;
  readonly mediaUrl: string;

  private constructor(child: ChildProcess, codePort: number, mediaPort: number) {
    this.#child = child;
    this.#gone = once(child, 'exit').then(([code, signal]) => {
      throw new OriginGone(`the origin process ended: ${signal ?? code}`);
    });
    // Of no interest where nobody asks any more.
    this.#gone.catch(() => {});
    this.codeUrl = `http://127.0.0.1:${codePort}`;
    this.mediaUrl = `http://127.0.0.1:${mediaPort}`;
  }

  static async start(options: OriginOptions): Promise<Origin> {
    const child = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), [JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
    });
    const [ready] = (await once(child, 'message')) as [Answer];
    if (ready.kind !== 'ready') throw new Error('the origin did not start');
    return new Origin(child, ready.codePort, ready.mediaPort);
  }

  async shape(shape: Shape): Promise<void> {
    await this.#ask({ kind: 'shape', shape });
  }

  async page(html: string): Promise<void> {
    await this.#ask({ kind: 'page', html });
  }

  async takeRequests(): Promise<readonly RequestSeen[]> {
    const answer = await this.#ask({ kind: 'requests' });
    return answer.kind === 'requests' ? answer.requests : [];
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  async #ask(order: Order): Promise<Answer> {
    if (this.#child.connected) this.#child.send(order);
    const [answer] = (await Promise.race([once(this.#child, 'message'), this.#gone])) as [Answer];
    return answer;
  }
}
