import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from '../src/hostile/cases.ts';
import { json, table, type Outcome } from '../src/hostile/report.ts';
import { createPraxino } from '../src/manifest/praxino.ts';

const answer = (milliseconds: number, megabytes = 1, refused?: string): Outcome => ({
  refused,
  milliseconds,
  bytes: megabytes * (1 << 20),
});

test('who never answers is never the best, and the goal is for ours alone', () => {
  const rows = [
    {
      name: 'one',
      outcomes: new Map([
        ['Praxino', [answer(3), answer(1), answer(2)]],
        ['hls.js', ['no answer']],
        ['hls-parser', [answer(4)]],
      ]),
    },
    { name: 'slow', outcomes: new Map([['Praxino', [answer(101)]]]) },
    { name: 'large', outcomes: new Map([['Praxino', [answer(1, 65, 'too much')]]]) },
    { name: 'lost', outcomes: new Map([['Praxino', ['ended']]]) },
  ] as unknown as Parameters<typeof table>[0];
  const [first, ...others] = json(rows);
  assert.deepEqual(first, {
    ...{ bench: 'hostile', case: 'one', ours: 2, best_peer: 4, peer: 'hls-parser', ratio: 0.5, unit: 'ms' },
  });
  assert.deepEqual(
    others.map((row) => (row as { ratio: unknown }).ratio),
    [null, null, null],
  );
  const text = table(rows, false);
  assert.match(text, /one +read, 2\.0 ms, 1 MB +no answer +read, 4\.0 ms, 1 MB/);
  assert.match(text, /large +refused, 1\.0 ms, 65 MB/);
  assert.match(text, /Within 100 ms and 64 MB: 1 of 4/);
});

test('ours comes back from every one of them', { timeout: 120_000 }, async () => {
  const ours = createPraxino();
  for (const { name, kind, bytes } of CASES) {
    const read = Promise.resolve(ours.parse(bytes().buffer, kind)).then(() => true);
    const refused = read.catch((error: unknown) => {
      assert.equal((error as { code: string }).code, 'manifest-parse', name);
    });
    await refused;
  }
});
