import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Shape } from './link.ts';
import type { Answer, Order, OriginOptions, RequestSeen } from './messages.ts';

/** The controller's hold on the origin process: one order at a time, each answered. */
export class Origin {
  readonly #child: ChildProcess;
  readonly codeUrl: string;
  readonly mediaUrl: string;

  private constructor(child: ChildProcess, codePort: number, mediaPort: number) {
    this.#child = child;
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
    this.#child.disconnect();
  }

  async #ask(order: Order): Promise<Answer> {
    this.#child.send(order);
    const [answer] = (await once(this.#child, 'message')) as [Answer];
    return answer;
  }
}
