import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, summarize } from '../src/transmux/check.ts';

const whole = { video: { count: 60, seconds: 2 }, audio: { count: 94, seconds: 2.005 } };

test('what holds other samples is not equivalent, but for silence at the beginning', () => {
  assert.equal(difference(whole, whole), undefined);
  assert.match(
    difference({ ...whole, video: { count: 59, seconds: 2 } }, whole)!,
    /59 video samples, not 60/,
  );
  assert.match(difference({ ...whole, video: { count: 60, seconds: 1.9 } }, whole)!, /1\.900 s of video/);
  assert.equal(difference({ ...whole, audio: { count: 96, seconds: 2.048 } }, whole), undefined);
  assert.match(difference({ ...whole, audio: { count: 0, seconds: 0 } }, whole)!, /0 audio samples/);
});

test('bytes that are no fragmented MP4 hold nothing', () => {
  assert.deepEqual(summarize([new Uint8Array(0)]).video, { count: 0, seconds: 0 });
});
