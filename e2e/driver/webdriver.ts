/** As much of the W3C WebDriver protocol as one browser window needs. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'node:http';

interface Failure {
  error: string;
  message: string;
}

// node:http rather than fetch: a call may rightly take longer than fetch waits for headers.
function call(method: string, url: string, body?: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const outgoing = request(url, { method, headers, agent: false }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('error', reject);
      reply.on('end', () => {
        const { value } = JSON.parse(Buffer.concat(parts).toString()) as { value: unknown };
        if (reply.statusCode === 200) return resolve(value);
        const { error, message } = value as Failure;
        reject(new Error(`WebDriver: ${error}: ${message}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

export class WebDriver {
  readonly version: string;
  readonly #session: string;

  private constructor(session: string, version: string) {
    this.#session = session;
    this.version = version;
  }

  /** Whether the driver program has come up; false when it ended instead. */
  static async answers(address: string, program: ChildProcess): Promise<boolean> {
    while (program.exitCode === null) {
      const up = await call('GET', `${address}/status`).then(
        () => true,
        () => false,
      );
      if (up) return true;
      await pause(30); // the program gives no other sign of being ready
    }
    return false;
  }

  static async open(address: string, binary: string): Promise<WebDriver> {
    const wanted = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
    const { sessionId, capabilities } = (await call('POST', `${address}/session`, {
      capabilities: { alwaysMatch: wanted },
    })) as { sessionId: string; capabilities: { browserVersion?: string } };
    const driver = new WebDriver(`${address}/session/${sessionId}`, capabilities.browserVersion ?? '');
    await call('POST', `${driver.#session}/timeouts`, { script: 120_000, pageLoad: 60_000 });
    return driver;
  }

  async navigate(url: string): Promise<void> {
    await call('POST', `${this.#session}/url`, { url });
  }

  async run(expression: string): Promise<string> {
    const script = `const done = arguments[arguments.length - 1]; (${expression}).then(done);`;
    return (await call('POST', `${this.#session}/execute/async`, { script, args: [] })) as string;
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from((await call('GET', `${this.#session}/screenshot`)) as string, 'base64');
  }

  async close(): Promise<void> {
    await call('DELETE', this.#session);
  }
}
