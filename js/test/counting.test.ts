import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counting, digits } from '../src/node/counting.js';

/** Numbers of any size that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const addressOf = (value: number, width: number) => `a/${digits(value, width)}.ts`;

/** What it makes of these, and what it leaves to others. */
function laidOut(values: readonly number[], width: number): string[] {
  const all: string[] = [];
  const piece = { kind: 0, text: '', more: 0, width };
  const counting = new Counting(
    [{ ...piece, text: 'a/' }, piece, { ...piece, text: '.ts' }],
    1,
    values.length,
    (uri) => all.push(uri),
  );
  for (const value of values) if (!counting.add(value)) all.push(addressOf(value, width));
  counting.flush();
  return all;
}

test('addresses have their numbers as they are written one by one', () => {
  const random = numbers(5);
  const edges = [0, 9, 10, 99, 100, 99_999_999, 1e8, 2 ** 31 - 1, 2 ** 31, 1e15 - 1, 1e15, 2 ** 53];
  for (const width of [0, 1, 5, 9, 12, 20]) {
    for (let round = 0; round < 40; round++) {
      const base = Math.floor(10 ** (15 * random()));
      const near = Array.from({ length: 300 }, () => base + Math.floor(10 ** (9 * random())));
      const values = [...near, ...edges];
      assert.deepEqual(
        laidOut(values, width),
        values.map((value) => addressOf(value, width)),
      );
    }
  }
});

test('numbers that follow each other are as those that come one by one', () => {
  for (const [from, count, width] of [
    [0, 1200, 0],
    [95, 10, 0],
    [998, 300, 5],
    [99_990, 2000, 5],
    [2_147_480_000, 3000, 0],
  ] as const) {
    const all: string[] = [];
    const piece = { kind: 1, text: '', more: 0, width };
    const counting = new Counting(
      [{ ...piece, text: 'a/' }, piece, { ...piece, text: '.ts' }],
      1,
      count,
      (uri) => all.push(uri),
    );
    assert.ok(counting.run(from, count));
    counting.flush();
    assert.deepEqual(
      all,
      Array.from({ length: count }, (_, more) => addressOf(from + more, width)),
    );
  }
});
