// What Node reads of manifests, on the real wasm; e2e/package holds it to what a player tells.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { PraxinoError, readPresentation } from '../src/node/index.js';

const playlist = `#EXTM3U
#EXT-X-TARGETDURATION:4
#EXTINF:4,
1.ts
#EXTINF:2.5,
2.ts
#EXT-X-ENDLIST
`;
const master = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.64001f"
video.m3u8
`;

/** A world that answers everything with one text; tells what it was asked. */
function answering(t: TestContext, text: string): string[] {
  const asked: string[] = [];
  t.mock.method(globalThis, 'fetch', async (url: string) => {
    asked.push(url);
    return new Response(text);
  });
  return asked;
}

test('a manifest at hand that says it all is read without a request', async (t) => {
  const asked = answering(t, '');
  const { duration, live, protocol } = await readPresentation('https://example.com/a.m3u8', playlist);
  assert.deepEqual([duration, live, protocol], [6.5, false, 'hls']);
  assert.deepEqual(asked, []);
});

test('documents that it leads to are fetched, media are not', async (t) => {
  const asked = answering(t, playlist);
  const { duration, qualities } = await readPresentation('https://example.com/a/main.m3u8', master);
  assert.equal(duration, 6.5);
  assert.deepEqual(
    qualities.map(({ width, height, codecs }) => [width, height, codecs]),
    [[640, 360, 'avc1.64001f']],
  );
  assert.deepEqual(asked, ['https://example.com/a/video.m3u8']);
});

test('what is no manifest is told by type and place', async () => {
  await assert.rejects(readPresentation('https://example.com/a.mpd', '<html></html>'), (error: unknown) => {
    assert.ok(error instanceof PraxinoError);
    assert.equal(error.code, 'manifest-parse');
    assert.match(error.where, /^https:\/\/example\.com\/a\.mpd/);
    return true;
  });
});
