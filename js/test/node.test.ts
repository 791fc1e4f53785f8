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

test('what the manifest says beyond what is played can be read', async () => {
  const text = `#EXTM3U
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z
#EXT-X-DATERANGE:ID="ad",CLASS="com.example",START-DATE="2026-01-01T00:00:02Z",DURATION=1.5,X-A="b",X-A="c"
${playlist.slice('#EXTM3U\n'.length)}`;
  const { said, playlist: of, events } = await readPresentation('https://example.com/a.m3u8', text);
  assert.deepEqual(said, []);
  assert.deepEqual(of, [{ tag: 'EXT-X-PLAYLIST-TYPE', attributes: {}, text: 'VOD' }]);
  assert.deepEqual(events, [
    {
      scheme: 'com.example',
      value: '',
      id: 'ad',
      start: 2,
      duration: 1.5,
      attributes: {
        ID: 'ad',
        CLASS: 'com.example',
        'START-DATE': '2026-01-01T00:00:02Z',
        DURATION: '1.5',
        'X-A': 'b',
      },
      message: '',
    },
  ]);
});

test('tracks and qualities come with what is said of them', async (t) => {
  answering(t, playlist);
  const text = `#EXTM3U
#EXT-X-SESSION-DATA:DATA-ID="title",VALUE="A film"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",DEFAULT=YES,CHANNELS="6",CHARACTERISTICS="public.easy-to-read",URI="a.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.64001f,mp4a.40.2",AUDIO="a",HDCP-LEVEL=NONE
video.m3u8
`;
  const { said, tracks, qualities } = await readPresentation('https://example.com/a.m3u8', text);
  assert.deepEqual(said, [
    { tag: 'EXT-X-SESSION-DATA', attributes: { 'DATA-ID': 'title', VALUE: 'A film' }, text: '' },
  ]);
  const sound = tracks.find(({ kind }) => kind === 'audio');
  assert.equal(sound?.said[0]?.attributes['CHANNELS'], '6');
  assert.deepEqual(sound?.roles, ['public.easy-to-read']);
  assert.equal(qualities[0]?.said[0]?.attributes['HDCP-LEVEL'], 'NONE');
});
