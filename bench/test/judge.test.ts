import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interleave } from '../src/startup/cells.ts';
import { stall } from '../src/startup/judge.ts';
import { spread } from '../src/startup/stats.ts';
import { parseRange } from '../src/origin/files.ts';

const SMOOTH = {
  frozenAtStart: 40,
  longestGap: 67,
  waitingEvents: 0,
  mediaGained: 10_000,
  wall: 10_010,
  dropped: 1,
  frames: 299,
};

test('ten smooth seconds are no stall', () => {
  assert.equal(stall(SMOOTH), undefined);
});

test('each sign of a stall alone is enough', () => {
  assert.match(stall({ ...SMOOTH, waitingEvents: 1 })!, /waiting/);
  assert.match(stall({ ...SMOOTH, frozenAtStart: 900 })!, /first frame stood/);
  assert.match(stall({ ...SMOOTH, longestGap: 700 })!, /no new frame/);
  assert.match(stall({ ...SMOOTH, mediaGained: 9000 })!, /behind/);
});

test('the median and the quartiles lie between neighbours where the count is even', () => {
  assert.deepEqual(spread([4, 1, 3, 2]), { low: 1.75, median: 2.5, high: 3.25, count: 4 });
  assert.equal(spread([]), undefined);
});

test('every round has every cell once, and rounds begin at different ones', () => {
  const cells = ['a', 'b', 'c', 'd'] as never[];
  const order = interleave(cells, 3) as unknown as string[];
  for (let round = 0; round < 3; round += 1) {
    assert.deepEqual(order.slice(4 * round, 4 * round + 4).toSorted(), ['a', 'b', 'c', 'd']);
  }
  assert.equal(new Set([order[0], order[4], order[8]]).size, 3);
});

test('a byte range is read as HTTP has it', () => {
  assert.deepEqual(parseRange('bytes=0-99', 1000), { first: 0, last: 99 });
  assert.deepEqual(parseRange('bytes=900-', 1000), { first: 900, last: 999 });
  assert.deepEqual(parseRange('bytes=-10', 1000), { first: 990, last: 999 });
  assert.deepEqual(parseRange('bytes=990-5000', 1000), { first: 990, last: 999 });
  assert.equal(parseRange('bytes=2000-3000', 1000), undefined);
  assert.equal(parseRange(undefined, 1000), undefined);
});
