import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { EffectKind, EngineEvent, EventInit } from '../src/protocol.js';
import { effectTable, eventTable, handOf } from '../src/protocol.js';
import { decodeEffects, decodeEvents, encodeEvent } from '../src/wire.js';

/** The bytes that core/player/wire_test.cpp writes. */
const golden = new Map(
  readFileSync(new URL('../../core/player/testing/wire.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', hex = ''] = line.split(' ');
      return [name, Uint8Array.from(Buffer.from(hex, 'hex'))] as const;
    }),
);
const goldenOf = (name: string) => golden.get(name) ?? assert.fail(`no golden bytes of ${name}`);

const body = new TextEncoder().encode('bytes');
const events: EngineEvent[] = [
  {
    kind: 'load',
    url: 'https://example.com/é.mpd',
    startTime: -1,
    startBitrate: 0,
    maxBitrate: 2e6,
    bufferGoal: 0,
    backBuffer: 0,
    rule: 'dynamic',
    bufferBytes: 0,
  },
  { kind: 'body', fetch: 3, bytes: body },
  { kind: 'broken', fetch: 70000, reason: 'timeout', message: 'no answer' },
  { kind: 'done', op: 2, sink: 1, buffered: [0, 6.006, 8, 12.5] },
  {
    kind: 'playhead',
    at: 1.25,
    rate: 1,
    paused: false,
    seeking: false,
    ended: false,
    readyState: 4,
    frames: 0,
    dropped: 0,
    hidden: false,
  },
];

test('events are written as the engine writes them', () => {
  for (const event of events) {
    assert.deepEqual(encodeEvent(event).slice(), goldenOf(event.kind), event.kind);
  }
});

test('events are read as they were written', () => {
  for (const event of events) {
    assert.deepEqual(decodeEvents(goldenOf(event.kind), event.kind === 'body' ? [body] : []), [event]);
  }
});

test('effects of every field type are read', () => {
  assert.deepEqual(decodeEffects(goldenOf('append'), [body]), [
    { kind: 'append', op: 9, sink: 1, bytes: body },
  ]);
  assert.deepEqual(decodeEffects(goldenOf('askSupport')), [
    { kind: 'askSupport', types: ['video/mp4', '', 'audio/mp4; codecs="mp4a.40.2"'] },
  ]);
  const [decide] = decodeEffects(goldenOf('decide'));
  assert.equal(decide?.kind, 'decide');
  assert.equal(decide.why, 'throughput-up');
  assert.equal(decide.estimate, 5e6);
  const [present] = decodeEffects(goldenOf('present'));
  assert.equal(present?.kind, 'present');
  assert.equal(present.protocol, 'dash');
  assert.deepEqual(present.tracks, [
    {
      id: 1,
      kind: 'audio',
      language: 'de',
      label: '',
      default: true,
      active: false,
      forced: false,
      roles: [],
      trick: false,
    },
  ]);
  assert.deepEqual(
    present.renditions.map(({ id, bitrate, codecs, playable }) => [id, bitrate, codecs, playable]),
    [
      [0, 8e5, '', true],
      [1, 0, 'avc1.64001f', true],
    ],
  );
});

test('what an event leaves out has the default of the engine', () => {
  const events: EventInit[] = [{ kind: 'qualityChosen' }, { kind: 'load', url: 'x' }, { kind: 'playhead' }];
  const read = events.map((event) => decodeEvents(encodeEvent(event))[0]);
  assert.deepEqual(read[0], { kind: 'qualityChosen', automatic: true, rendition: 0 });
  assert.equal(read[1]?.kind === 'load' && read[1].startTime, -1);
  assert.equal(read[2]?.kind === 'playhead' && read[2].rate, 1);
});

test('a text of any length and script survives', () => {
  for (const url of ['', 'ü', '日本語'.repeat(2000), '\u{1F3AC}\0x']) {
    assert.equal((decodeEvents(encodeEvent({ kind: 'load', url }))[0] as { url: string }).url, url);
  }
});

test('unknown kinds are skipped with their blobs, unknown fields alone', () => {
  const old = goldenOf('append').slice();
  old[0] = 0xee;
  const batch = new Uint8Array([...old, ...goldenOf('append')]);
  assert.deepEqual(decodeEffects(batch, [new Uint8Array(1), body]), [
    { kind: 'append', op: 9, sink: 1, bytes: body },
  ]);
  const hold = [3, 0, 0, 0, 18, 0, 0, 0, 1, 1, 7, 0, 0, 0, 0x63, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  hold[4] = hold.length - 8;
  assert.deepEqual(decodeEffects(new Uint8Array(hold)), [{ kind: 'hold', fetch: 7 }]);
});

test('bytes that are cut or wrong anywhere never throw', () => {
  for (const [name, bytes] of golden) {
    const decode = effectTable.some((row) => row.name === name) ? decodeEffects : decodeEvents;
    for (let size = 0; size < bytes.length; size++) assert.deepEqual(decode(bytes.slice(0, size)), []);
    for (let at = 0; at < bytes.length; at++) {
      for (const wrong of [0, 1, 7, 0x7f, 0xff]) {
        const damaged = bytes.slice();
        damaged[at] = wrong;
        assert.ok(decode(damaged).length <= 1);
      }
    }
  }
});

test('every effect has a hand, and kinds are unique', () => {
  for (const { name } of effectTable) assert.ok(['net', 'mse', 'page'].includes(handOf[name as EffectKind]));
  for (const table of [eventTable, effectTable]) {
    assert.equal(new Set(table.map((row) => row.kind)).size, table.length);
    assert.equal(new Set(table.map((row) => row.name)).size, table.length);
  }
});
