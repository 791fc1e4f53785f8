// The command line on manifests: inspect and validate, as a person or a script calls them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'praxino-cli-'));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const playlist = file(
  'good.m3u8',
  '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n1.ts\n#EXTINF:3,\n2.ts\n#EXT-X-ENDLIST\n',
);
const mpd = file('bad.mpd', '<MPD>\n<Period></MPD>');
const none = file('none.txt', 'hello');

async function praxino(words: readonly string[], input = '') {
  const main = fileURLToPath(new URL('../src/node/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...words], { stdio: 'pipe' });
  const texts = { out: '', errors: '' };
  child.stdout.on('data', (chunk) => (texts.out += chunk));
  child.stderr.on('data', (chunk) => (texts.errors += chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...texts };
}

test('inspect tells what a playlist says', async () => {
  const { code, out } = await praxino(['inspect', playlist]);
  assert.equal(code, 0);
  assert.match(out, /^HLS, whole, 7 s$/m);
  assert.match(out, /2 segments, 7 s: 3\.5 s each, none over 4 s; from file:.*\/1\.ts/);
});

test('inspect reads what comes in, and what a server has after a redirect', async (t) => {
  const master =
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2500000,RESOLUTION=1280x720,CODECS="avc1.64001f"\nv/video.m3u8\n';
  const piped = await praxino(['inspect', '-'], master);
  assert.match(piped.out, /720p 2500k, 1280×720, 2\.50 Mbit\/s, avc1\.64001f/);

  const server = createServer((request, response) => {
    if (request.url === '/old.m3u8') response.writeHead(302, { location: '/new/main.m3u8' }).end();
    else if (request.url === '/new/main.m3u8') response.end(master);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetched = await praxino(['inspect', `${origin}/old.m3u8`]);
  assert.match(fetched.out, new RegExp(`^    ${origin}/new/v/video\\.m3u8$`, 'm'));
  const missing = await praxino(['inspect', `${origin}/gone.m3u8`]);
  assert.deepEqual([missing.code, missing.errors], [2, `${origin}/gone.m3u8: status 404\n`]);
});

test('validate tells by its exit code what it found', async () => {
  const bad = await praxino(['validate', mpd]);
  assert.equal(bad.code, 1);
  assert.match(bad.out, /bad\.mpd:2: error: .*\n {4}dash-not-an-mpd, ISO\/IEC 23009-1 §5\.2\.1\n {4}\S/);
  const unreadable = await praxino(['validate', none, mpd, join(folder, 'absent.mpd')]);
  assert.equal(unreadable.code, 2);
  assert.match(unreadable.errors, /^.*none\.txt:1: neither .*\n.*absent\.mpd: ENOENT/);
  assert.match(unreadable.out, /dash-not-an-mpd/);
});

test('validate gives data, and leaves out what weighs less than is asked for', async () => {
  const { code, out } = await praxino(
    ['validate', '--json', '--severity', 'error', '-', none],
    '\uFEFF#EXTM3U\n',
  );
  assert.equal(code, 2);
  const [first, second] = JSON.parse(out) as [
    { counts: Record<string, number>; findings: { severity: string }[] },
    object,
  ];
  assert.ok(first.counts.error! > 0);
  assert.ok(first.findings.every(({ severity }) => severity === 'error'));
  assert.match(JSON.stringify(second), /neither/);
});

test('what it is not told is told how', async () => {
  for (const words of [
    ['inspect'],
    ['validate'],
    ['validate', '--loud', playlist],
    ['validate', playlist, '--severity', 'x'],
  ]) {
    const { code, errors } = await praxino(words);
    assert.equal(code, 2, words.join(' '));
    assert.match(errors, /^usage: praxino/);
  }
  assert.equal((await praxino(['nothing'])).code, 2);
  assert.match((await praxino([])).out, /praxino inspect.*praxino validate.*praxino replay/s);
});
