/** What the package's README tells people to write: the tests' applications are made of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../js/README.md', import.meta.url), 'utf8');

function found(pattern: RegExp): string {
  return pattern.exec(readme)?.[1] ?? assert.fail(`the README has no ${String(pattern)}`);
}

const page = found(/```js\n(import { Player }.*?)```/s);
const node = found(/```js\n(import { readPresentation }.*?)```/s);
/** The files' places. */
export const elsewhere = found(/new Player\(({ workerUrl.*?})\)/);
export const policy = found(/`(script-src [^`]*)`/);

function replaced(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), `the README's example has no ${from}`);
  return text.replace(from, to);
}

const address = "'https://example.com/master.m3u8'";

export interface Application {
  readonly url: string;
  readonly from?: string;
  readonly options?: string;
}

/** The first example; its player can be found by whoever watches. */
export function application({ url, from = 'praxino', options = '' }: Application): string {
  const example = replaced(replaced(page, address, JSON.stringify(url)), "'praxino'", JSON.stringify(from));
  return replaced(example, 'new Player()', `(globalThis.player = new Player(${options}))`);
}

/** The example for Node, printing what it found. */
export function program(url: string): string {
  const example = replaced(node, address, JSON.stringify(url));
  return `${example}console.log(JSON.stringify({ duration, tracks, qualities }));\n`;
}
