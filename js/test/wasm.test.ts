// The contract of the bindings, on the real wasm: needs build/wasm (cmake --preset wasm && cmake --build --preset wasm).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineModule, RecordMode } from '../src/engine/core.js';
import { Core } from '../src/engine/core.js';
import { replay } from '../src/node/replay.js';
import type { Effect, EffectKind, EventInit } from '../src/protocol.js';
import { protocolVersion } from '../src/protocol.js';
import { logHeader } from '../src/wire-log.js';
import { decodeEffects, encodeEvent } from '../src/wire.js';
// @ts-expect-error: the glue has no types.
import createPraxino from '../../build/wasm/praxino-node.mjs';

const create = createPraxino as () => Promise<EngineModule>;
const manifest = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.64001f"
video.m3u8?token=secret
`;

/** An engine that is fed events and keeps its log. */
class Session {
  readonly core: Core;
  readonly log: Uint8Array[] = [logHeader()];

  constructor(module: EngineModule, record: RecordMode) {
    this.core = new Core(module, record);
  }

  feed(event: EventInit, now: number, body?: Uint8Array): Effect[] {
    const { effects, blobs } = this.core.handle(encodeEvent(event), body, now);
    this.log.push(this.core.log().slice());
    return decodeEffects(effects, blobs);
  }

  /** As far as the first playlist's fetch. */
  begin(): Effect[] {
    this.feed({ kind: 'load', url: 'https://example.com/a/main.m3u8' }, 0);
    this.feed({ kind: 'response', fetch: 1, status: 200, url: 'https://example.com/a/main.m3u8' }, 0.125);
    const bytes = new TextEncoder().encode(manifest);
    this.feed({ kind: 'body', fetch: 1, bytes }, 0.25, bytes);
    this.feed({ kind: 'bodyEnded', fetch: 1 }, 0.25);
    return this.feed({ kind: 'support', verdicts: [1] }, 0.5);
  }

  file(): Uint8Array {
    return Buffer.concat(this.log);
  }
}

const kinds = (effects: readonly Effect[]): EffectKind[] => effects.map((effect) => effect.kind);

test('both sides speak the same version', async () => {
  assert.equal((await create()).protocolVersion(), protocolVersion);
});

test('an event goes in as bytes, its effects come out as bytes', async () => {
  const session = new Session(await create(), 'none');
  const effects = session.feed({ kind: 'load', url: 'https://example.com/a/main.m3u8' }, 0);
  const fetch = effects.find((effect) => effect.kind === 'fetch');
  assert.deepEqual(
    { ...fetch },
    {
      kind: 'fetch',
      fetch: 1,
      what: 'manifest',
      priority: 'high',
      url: 'https://example.com/a/main.m3u8',
      from: -1,
      to: -1,
    },
  );
  assert.equal(session.core.log().byteLength, 0);
  session.core.delete();
});

test('a body that makes the memory grow arrives whole', async () => {
  const module = await create();
  const session = new Session(module, 'full');
  const before = module.wasmMemory.buffer.byteLength;
  session.feed({ kind: 'load', url: 'https://example.com/a/main.m3u8' }, 0);
  session.feed({ kind: 'response', fetch: 1, status: 200, url: 'https://example.com/a/main.m3u8' }, 0.125);
  const bytes = new TextEncoder().encode(manifest + '#'.padEnd(3 << 20, '-') + '\n');
  session.feed({ kind: 'body', fetch: 1, bytes }, 0.25, bytes);
  assert.ok(module.wasmMemory.buffer.byteLength > before);
  assert.deepEqual(kinds(session.feed({ kind: 'bodyEnded', fetch: 1 }, 0.25)), ['askSupport']);
  assert.equal(await replay(session.file(), () => {}), 'equal');
});

test('what is no event is refused and changes nothing', async () => {
  const module = await create();
  const engine = module.open(2);
  assert.equal(module.handle(engine, 0), -1);
  const at = module.reserve(engine, 32, 0);
  new Uint8Array(module.wasmMemory.buffer, at, 32).fill(0xff);
  assert.equal(module.handle(engine, 0), -1);
  assert.equal(module.effectsLength(engine), 0);
  assert.equal(module.blobAddress(engine, 0), 0);
  assert.equal(module.deadline(engine), -1);
  module.close(engine);
});

test('a full log is told and runs again, a changed one shows both sides', async () => {
  const session = new Session(await create(), 'full');
  assert.ok(kinds(session.begin()).includes('fetch'));
  let text = '';
  assert.equal(await replay(session.file(), (more) => void (text += more)), 'equal');
  assert.match(text, /^ {5}0\.125 {2}reply to 1 \(manifest main\.m3u8\): 200$/m);
  assert.match(
    text,
    /→ fetch 2: playlist https:\/\/example\.com\/a\/video\.m3u8\?token=secret, high priority/,
  );
  assert.match(text, /run again, all equal/);

  // The recorded effect is changed, not the body that led to it.
  const file = Buffer.from(session.file());
  const effect = file.lastIndexOf('video.m3u8');
  file.write('other', effect, 'latin1');
  text = '';
  assert.equal(await replay(file, (more) => void (text += more), true), 'different');
  assert.match(text, /recorded: fetch 2: playlist https:\/\/example\.com\/a\/other\.m3u8/);
  assert.match(text, /replayed: fetch 2: playlist https:\/\/example\.com\/a\/video\.m3u8/);
});

test('a ring keeps no bodies and no secrets, and is told', async () => {
  const session = new Session(await create(), 'ring');
  session.begin();
  assert.equal(Buffer.from(session.file()).indexOf('secret'), -1);
  let text = '';
  assert.equal(await replay(session.file(), (more) => void (text += more)), 'equal');
  assert.match(text, /video\.m3u8\?redacted/);
  assert.match(text, /Not run again/);
});

test('what is no log is said to be none', async () => {
  assert.equal(await replay(new Uint8Array(3), () => {}), 'unreadable');
});
