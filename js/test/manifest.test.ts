// Manifests in Node, on the real wasm: needs build/wasm (cmake --preset wasm && cmake --build --preset wasm).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import {
  followPlaylist,
  PraxinoError,
  readManifest,
  readPlaylist,
  validateManifest,
} from '../src/node/index.js';
import type { Segments } from '../src/node/index.js';

const base = 'https://a.example/b/main.m3u8?token=1';

const playlistOf = (...lines: string[]) => ['#EXTM3U', '#EXT-X-TARGETDURATION:9', ...lines, ''].join('\n');
const mpdOf = (inside: string, attributes = 'mediaPresentationDuration="PT60S"') =>
  `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" ${attributes}><Period>\n` +
  `<AdaptationSet contentType="video" mimeType="video/mp4" lang="en">\n${inside}\n</AdaptationSet></Period></MPD>`;
const one = (template: string, attributes?: string) =>
  mpdOf(
    `<Representation id="v" bandwidth="1000" codecs="avc1.64001f">${template}</Representation>`,
    attributes,
  );

async function segmentsOf(text: string): Promise<Segments> {
  const { feeds } = await readManifest(text, base);
  return feeds[0]!.segments!;
}

test('a media playlist is read with all that its segments have', async () => {
  const manifest = await readManifest(
    playlistOf(
      '#EXT-X-MEDIA-SEQUENCE:7',
      '#EXT-X-MAP:URI="init.mp4",BYTERANGE="100@0"',
      '#EXTINF:4,',
      '#EXT-X-BYTERANGE:50@100',
      'a.mp4',
      '#EXTINF:2.5,',
      '#EXT-X-BYTERANGE:60',
      'a.mp4',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-KEY:METHOD=AES-128,URI="/key",IV=0x01',
      '#EXT-X-GAP',
      '#EXT-X-BITRATE:800',
      '#EXTINF:3,',
      '../b.mp4',
      '#EXT-X-ENDLIST',
    ),
    base,
  );
  assert.deepEqual([manifest.protocol, manifest.live, manifest.duration], ['hls', false, 9.5]);
  assert.equal(manifest.url, base);
  const { segments } = manifest.feeds[0]!;
  const init = { uri: 'https://a.example/b/init.mp4', range: { offset: 0, length: 100 } };
  const plain = { bitrate: 0, gap: false, timeline: 0, init, encryption: undefined };
  const uri = 'https://a.example/b/a.mp4';
  assert.deepEqual(
    [...segments!],
    [
      { uri, start: 0, duration: 4, number: 7, range: { offset: 100, length: 50 }, ...plain },
      { uri, start: 4, duration: 2.5, number: 8, range: { offset: 150, length: 60 }, ...plain },
      {
        uri: 'https://a.example/b.mp4',
        ...{
          start: 6.5,
          duration: 3,
          number: 9,
          range: undefined,
          bitrate: 800_000,
          gap: true,
          timeline: 1,
          init,
        },
        encryption: {
          keyUri: 'https://a.example/key',
          iv: '00000000000000000000000000000001',
          otherwise: false,
        },
      },
    ],
  );
  assert.deepEqual([segments!.targetDuration, segments!.duration, segments!.ended], [9, 9.5, true]);
});

test('a media playlist tells its dates, its events, and what nothing else comes of', async () => {
  const { said, events, dates, start, startPrecise, segments } = await readPlaylist(
    playlistOf(
      '#EXT-X-DEFINE:IMPORT="host"',
      '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES',
      '#EXT-X-START:TIME-OFFSET=2,PRECISE=YES',
      '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.5Z',
      '#EXT-X-DATERANGE:ID="a",CLASS="c",START-DATE="2026-01-01T00:00:02.5Z",DURATION=1',
      '#EXTINF:4,',
      '{$host}/a.ts',
    ),
    base,
    { host: 'https://b.example' },
  );
  assert.deepEqual(said, [
    { tag: 'EXT-X-SERVER-CONTROL', attributes: { 'CAN-BLOCK-RELOAD': 'YES' }, text: '' },
  ]);
  assert.deepEqual(
    events.map((event) => [event.id, event.scheme, event.start, event.duration]),
    [['a', 'c', 2, 1]],
  );
  assert.deepEqual(dates, [{ at: 0, date: new Date('2026-01-01T00:00:00.500Z') }]);
  assert.deepEqual([start, startPrecise], [2, true]);
  assert.equal(segments.uriOf(0), 'https://b.example/a.ts');
});

test('segments are the same one by one, in a row and in parts', async () => {
  const names = [
    's8.ts',
    's9.ts',
    's10.ts',
    's11.ts',
    'é 🎬.ts',
    'x/9f.ts',
    'same.ts',
    'same.ts',
    '../up.ts',
  ];
  const lines = names.flatMap((name, at) => [`#EXTINF:${4 + (at % 3)},`, name]);
  const lists = [
    await segmentsOf(playlistOf(...lines)),
    await segmentsOf(one('<SegmentTemplate media="$Number%05d$-$Time$.m4s" duration="7" startNumber="8"/>')),
    await segmentsOf(
      one(
        '<SegmentTemplate media="$Time$.m4s" timescale="10"><SegmentTimeline>' +
          '<S t="0" d="40" r="2"/><S d="41"/><S d="39" r="1"/><S t="300" d="20"/></SegmentTimeline></SegmentTemplate>',
      ),
    ),
  ];
  for (const list of lists) {
    const all = [...list];
    assert.equal(all.length, list.length);
    assert.deepEqual(
      all,
      all.map((_, at) => list.at(at)),
    );
    assert.deepEqual(
      all.map(({ uri }) => uri),
      list.uris(),
    );
    assert.deepEqual(
      all.map(({ start }) => start),
      [...list.starts()],
    );
    assert.deepEqual(
      all.map(({ duration }) => duration),
      [...list.durations()],
    );
    for (const [at, { uri, start, duration }] of all.entries())
      assert.deepEqual([uri, start, duration], [list.uriOf(at), list.startOf(at), list.durationOf(at)]);
    const visited: object[] = [];
    list.visit((uri, start, duration) => {
      visited.push({ uri, start, duration });
      // Whoever visits may look at others meanwhile.
      for (const other of lists) other.uris();
    });
    assert.deepEqual(
      visited,
      all.map(({ uri, start, duration }) => ({ uri, start, duration })),
    );
    for (const place of [-1, list.length, 0.5, NaN]) assert.throws(() => list.at(place), RangeError);
  }
  assert.deepEqual(lists[0]!.uris().slice(3, 6), [
    'https://a.example/b/s11.ts',
    'https://a.example/b/é 🎬.ts',
    'https://a.example/b/x/9f.ts',
  ]);
  assert.deepEqual(lists[1]!.uris().slice(0, 2), [
    'https://a.example/b/00008-0.m4s',
    'https://a.example/b/00009-7.m4s',
  ]);
});

test('times beyond what a number tells apart are exact in addresses', async () => {
  const list = await segmentsOf(
    one(
      '<SegmentTemplate media="$Time$.m4s" timescale="10000000" presentationTimeOffset="17000000000000003">' +
        '<SegmentTimeline><S t="17000000000000003" d="20000001" r="2"/></SegmentTimeline></SegmentTemplate>',
    ),
  );
  assert.deepEqual(list.uris(), [
    'https://a.example/b/17000000000000003.m4s',
    'https://a.example/b/17000000020000004.m4s',
    'https://a.example/b/17000000040000005.m4s',
  ]);
  assert.equal(list.startOf(1), 2.0000001);
});

test('addresses count as they are told to', async () => {
  const wide = await segmentsOf(
    one('<SegmentTemplate media="$Number%020d$.m4s" duration="7" startNumber="9"/>'),
  );
  assert.deepEqual(wide.uris().slice(0, 2), [
    'https://a.example/b/00000000000000000009.m4s',
    'https://a.example/b/00000000000000000010.m4s',
  ]);
  const long = await segmentsOf(
    one('<SegmentTemplate media="é-$Number$.m4s" duration="1" startNumber="99998"/>'),
  );
  assert.deepEqual(
    long.uris(),
    Array.from({ length: 60 }, (_, at) => `https://a.example/b/é-${99_998 + at}.m4s`),
  );
  const name = 'x'.repeat(12_000);
  const large = await segmentsOf(
    one(`<SegmentTemplate media="${name}-$Number$.m4s" timescale="5" duration="1" startNumber="1"/>`),
  );
  assert.deepEqual(
    large.uris(),
    Array.from({ length: 300 }, (_, at) => `https://a.example/b/${name}-${at + 1}.m4s`),
  );
});

test('addresses count over every border between digits, and beyond 31 bits', async () => {
  const timeline = '<SegmentTimeline><S t="0" d="1" r="300"/><S d="2" r="310"/></SegmentTimeline>';
  for (const first of [0, 5, 97, 250, 744, 99_990, 2 ** 31 - 350, 2 ** 31 - 1, 2 ** 40]) {
    for (const width of [1, 3, 12]) {
      const list = await segmentsOf(
        one(
          `<SegmentTemplate media="$Number%0${width}d$.m4s" timescale="100" startNumber="${first}">${timeline}` +
            '</SegmentTemplate>',
        ),
      );
      assert.deepEqual(
        list.uris(),
        Array.from(
          { length: 612 },
          (_, at) => `https://a.example/b/${String(first + at).padStart(width, '0')}.m4s`,
        ),
      );
    }
  }
});

test('a list without an end in sight costs nothing before it is asked for', async () => {
  const list = await segmentsOf(
    one(
      '<SegmentTemplate media="$Number$.m4s" timescale="1000"><SegmentTimeline><S t="0" d="1" r="4000000000"/>' +
        '</SegmentTimeline></SegmentTemplate>',
      'mediaPresentationDuration="PT9999H"',
    ),
  );
  assert.equal(list.length, 4_000_000_001);
  assert.equal(list.uriOf(3_999_999_999), 'https://a.example/b/4000000000.m4s');
});

test('a multivariant playlist tells its choices, and where their playlists are', async () => {
  const manifest = await readManifest(
    [
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,CHANNELS="2",URI="de.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=900,AVERAGE-BANDWIDTH=700,RESOLUTION=640x360,FRAME-RATE=25,' +
        'CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"',
      'v.m3u8',
    ].join('\n'),
    new URL(base),
  );
  const { tracks, renditions, variants, feeds } = manifest;
  assert.deepEqual(tracks.map(({ kind, language, label }) => [kind, language, label]).sort(), [
    ['audio', 'de', 'Deutsch'],
    ['video', '', ''],
  ]);
  const [variant] = variants;
  const picture = renditions[variant!.video!]!;
  assert.deepEqual(
    [
      picture.width,
      picture.height,
      picture.frameRate,
      picture.codecs,
      picture.bitrate,
      picture.averageBitrate,
    ],
    [640, 360, 25, 'avc1.64001f', 900, 700],
  );
  assert.equal(feeds[picture.feed]!.playlist, 'https://a.example/b/v.m3u8');
  assert.equal(feeds[picture.feed]!.segments, undefined);
  const sound = renditions[variant!.audio[0]!]!;
  assert.equal(feeds[sound.feed]!.playlist, 'https://a.example/b/de.m3u8');
  assert.deepEqual([sound.channels, sound.codecs], [2, 'mp4a.40.2']);
});

test('attributes may have any name, in their order, and of several the first counts', async () => {
  const tag = '#EXT-X-VENDOR:__proto__=1,constructor=2,B=1,A=1,A=2';
  const { said } = await readPlaylist(`#EXTM3U\n#EXT-X-TARGETDURATION:2\n${tag}\n#EXTINF:1,\na\n`, base);
  assert.deepEqual(Object.entries(said.at(-1)!.attributes), [
    ['__proto__', '1'],
    ['constructor', '2'],
    ['B', '1'],
    ['A', '1'],
  ]);
});

test('an MPD tells all that it says, each where it stands', async () => {
  const mpd =
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" availabilityStartTime="2026-01-01T00:00:00Z" ' +
    'availabilityEndTime="2026-01-02T00:00:00Z" timeShiftBufferDepth="PT60S" suggestedPresentationDelay="PT6S" ' +
    'mediaPresentationDuration="PT60S">' +
    '<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://t/"/>' +
    '<ServiceDescription id="0"><Latency target="3000"/></ServiceDescription>' +
    '<ContentSteering defaultServiceLocation="a">https://s/</ContentSteering>' +
    '<PatchLocation ttl="60">p.mpp</PatchLocation>' +
    '<Period id="p"><EventStream schemeIdUri="urn:x" timescale="10"><Event presentationTime="25" id="1">hi</Event>' +
    '</EventStream><AdaptationSet contentType="audio" lang="en">' +
    '<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" cenc:default_KID="9eb4"/>' +
    '<ContentProtection schemeIdUri="urn:uuid:edef8ba9"><cenc:pssh>AA</cenc:pssh><mspr:pro>BB</mspr:pro>' +
    '<dashif:laurl>https://l/</dashif:laurl></ContentProtection>' +
    '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>' +
    '<Accessibility schemeIdUri="urn:tva" value="1"/><Label>Ton</Label>' +
    '<InbandEventStream schemeIdUri="urn:y"/>' +
    '<ProducerReferenceTime id="0" wallClockTime="2026-01-01T00:00:00Z" presentationTime="0"/>' +
    '<Representation id="a" bandwidth="1000" codecs="mp4a.40.2">' +
    '<AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="6"/>' +
    '<SegmentTemplate media="$Number$" duration="2" eptDelta="-3" availabilityTimeOffset="1.5"/>' +
    '</Representation></AdaptationSet></Period></MPD>';
  const { said, tracks, renditions, events, live, start } = await readManifest(mpd, `${base}#t=12.5`);
  assert.deepEqual([live, start], [true, 12.5]);
  const tell = (all: typeof said) =>
    all.map(({ tag, attributes, text }) => [tag, ...Object.values(attributes), text].join('|'));
  assert.deepEqual(tell(said), [
    'MPD|urn:mpeg:dash:schema:mpd:2011|dynamic|2026-01-01T00:00:00Z|2026-01-02T00:00:00Z|PT60S|PT6S|PT60S|',
    'UTCTiming|urn:mpeg:dash:utc:http-iso:2014|https://t/|',
    'ServiceDescription|0|<Latency target="3000"/>',
    'ContentSteering|a|https://s/',
    'PatchLocation|60|p.mpp',
    'Period|p|',
    'EventStream|urn:x|10|',
  ]);
  assert.deepEqual(tell(tracks[0]!.said), [
    'AdaptationSet|audio|en|',
    'ContentProtection|urn:mpeg:dash:mp4protection:2011|cenc|9eb4|',
    'ContentProtection|urn:uuid:edef8ba9|<cenc:pssh>AA</cenc:pssh><mspr:pro>BB</mspr:pro>' +
      '<dashif:laurl>https://l/</dashif:laurl>',
    'Role|urn:mpeg:dash:role:2011|main|',
    'Accessibility|urn:tva|1|',
    'Label|Ton',
    'InbandEventStream|urn:y|',
    'ProducerReferenceTime|0|2026-01-01T00:00:00Z|0|',
  ]);
  assert.deepEqual(tell(renditions[0]!.said), [
    'Representation|a|1000|mp4a.40.2|',
    'AudioChannelConfiguration|urn:mpeg:mpegB:cicp:ChannelConfiguration|6|',
    'SegmentTemplate|$Number$|2|-3|1.5|',
  ]);
  assert.deepEqual([tracks[0]!.label, tracks[0]!.roles, renditions[0]!.channels], ['Ton', ['main'], 6]);
  assert.deepEqual(events, [
    {
      ...{ scheme: 'urn:x', value: '', id: '1', start: 2.5, duration: undefined, message: 'hi' },
      attributes: { presentationTime: '25', id: '1' },
    },
  ]);
});

test('sets for winding and tiles of thumbnails are told, and what is not known is left out', async () => {
  const set = (attributes: string, property: string) =>
    `</AdaptationSet><AdaptationSet ${attributes}>${property}<Representation id="x" bandwidth="1">` +
    '<SegmentTemplate media="$Number$" duration="10"/></Representation>';
  const essential = (scheme: string, value: string) =>
    `<EssentialProperty schemeIdUri="${scheme}" value="${value}"/>`;
  const { tracks, renditions, variants, warnings } = await readManifest(
    one(
      '<SegmentTemplate media="$Number$" duration="2"/></Representation>' +
        set('contentType="video"', essential('http://dashif.org/guidelines/trickmode', '1')) +
        set('contentType="image"', essential('http://dashif.org/guidelines/thumbnail_tile', '10x20')) +
        set('contentType="audio"', essential('urn:unknown', '')).replace('</Representation>', ''),
    ),
    base,
  );
  assert.deepEqual(
    tracks.map(({ kind, trick }) => [kind, trick]),
    [
      ['video', false],
      ['video', true],
      ['image', false],
    ],
  );
  assert.deepEqual(renditions[2]!.tiles, { columns: 10, rows: 20 });
  assert.deepEqual(
    variants.map(({ video }) => video),
    [0],
  );
  assert.equal(warnings[0]!.text, 'an unknown EssentialProperty');
});

test('what an index holds is said to be there', async () => {
  const { feeds } = await readManifest(
    one('<BaseURL>v.mp4</BaseURL><SegmentBase indexRange="800-999"/>'),
    base,
  );
  const uri = 'https://a.example/b/v.mp4';
  assert.equal(feeds[0]!.segments, undefined);
  assert.deepEqual(feeds[0]!.indexes, [
    {
      start: 0,
      index: { uri, range: { offset: 800, length: 200 } },
      uri,
      init: { uri, range: { offset: 0, length: 800 } },
    },
  ]);
});

test('a playlist that grows is told from one that does not', async () => {
  const text = playlistOf('#EXTINF:4,', '1.ts', 'no-duration.ts');
  const growing = await readPlaylist(new TextEncoder().encode(text), base);
  assert.deepEqual([growing.live, growing.duration, growing.segments.length], [true, 4, 1]);
  assert.deepEqual(growing.warnings, [{ line: 5, text: 'a URI without EXTINF is ignored' }]);
  assert.equal(growing.warningCount, 1);
  const whole = await readPlaylist(`${text}#EXT-X-ENDLIST`, base);
  assert.equal(whole.live, false);
});

test('a playlist is followed: what is new, what is gone, and all that there is', async () => {
  const window = (from: number, to: number, end = '') =>
    playlistOf(
      `#EXT-X-MEDIA-SEQUENCE:${from}`,
      ...Array.from({ length: to - from }, (_, at) => `#EXTINF:4,\n{$v}${from + at}.ts`),
      end,
    ).replace('#EXTM3U', '#EXTM3U\n#EXT-X-DEFINE:IMPORT="v"');
  const live = await followPlaylist(base, { v: 'x/' });
  const told = async (text: string) => {
    const { added, removed, ended } = await live.refresh(text);
    return [[...added].map(({ number, start, uri }) => [number, start, uri]), removed, ended];
  };
  const place = 'https://a.example/b/x/';
  assert.deepEqual(await told(window(5, 7)), [
    [
      [5, 0, `${place}5.ts`],
      [6, 4, `${place}6.ts`],
    ],
    0,
    false,
  ]);
  assert.deepEqual(await told(window(6, 8)), [[[7, 8, `${place}7.ts`]], 1, false]);
  await assert.rejects(live.refresh('#EXTM3U\n#EXTINF:x,'), { code: 'manifest-parse' });
  assert.deepEqual(await told(window(6, 8, '#EXT-X-ENDLIST')), [[], 0, true]);
  const { segments, live: growing } = await live.playlist();
  assert.deepEqual([[...segments.starts()], growing], [[4, 8], false]);
  // Two are not in each other's way.
  const other = await followPlaylist(base);
  assert.equal((await other.refresh(playlistOf('#EXTINF:4,', '1.ts'))).added.length, 1);
  other.close();
  other.close();
  await assert.rejects(other.refresh(window(6, 8)), PraxinoError);
  assert.deepEqual(await told(window(6, 8)), [[], 0, false]);
});

test('what cannot be read is told by its line, and does no harm', async () => {
  const cases: [text: string | Uint8Array, line: number, message: RegExp][] = [
    ['', 1, /empty/],
    ['<html></html>', 1, /HTML/],
    ['nothing of the kind', 1, /neither an HLS playlist/],
    [playlistOf('#EXTINF:4,', '1.ts', '#EXTINF:x,', '2.ts'), 5, /EXTINF/],
    ['<MPD>\n<Period>\n</MPD>', 3, /XML/],
    [new Uint8Array(1000).fill(0xff), 1, /./],
    [new Uint8Array((64 << 20) + 2).fill(0x23), 1, /64 MB/],
  ];
  for (const [text, line, message] of cases) {
    await assert.rejects(readManifest(text, base), (error: unknown) => {
      assert.ok(error instanceof PraxinoError);
      assert.equal(error.code, 'manifest-parse');
      assert.match(error.message, message);
      assert.equal(error.where, `${base}, line ${line}`);
      return true;
    });
  }
  await assert.rejects(readPlaylist('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv', base), {
    code: 'manifest-parse',
  });
  await assert.rejects(validateManifest('nothing'), { code: 'manifest-parse', where: 'line 1' });
  assert.equal((await segmentsOf(playlistOf('#EXTINF:4,', '1.ts'))).length, 1);
});

test('a manifest is held against its standard', async () => {
  const { findings, counts } = await validateManifest('<?xml version="1.0"?>\n<MPD>\n<Period></MPD>');
  assert.equal(counts.error, findings.filter(({ severity }) => severity === 'error').length);
  const [first] = findings;
  assert.equal(first!.id, 'dash-not-an-mpd');
  assert.deepEqual([first!.line, first!.section, first!.severity], [3, 'ISO/IEC 23009-1 §5.2.1', 'error']);
  assert.ok(first!.what && first!.advice && first!.detail);
});

test('many are read at once, large ones among them', async () => {
  const large = playlistOf(
    ...Array.from({ length: 100_000 }, (_, at) => `#EXTINF:${4 + (at % 10) / 10},\n${at * 7919}-${at}.ts`),
  );
  const texts = Array.from({ length: 12 }, (_, at) =>
    at % 4 === 0 ? large : playlistOf('#EXTINF:4,', `${at}.ts`),
  );
  const all = await Promise.all(texts.map((text) => segmentsOf(text)));
  assert.deepEqual(
    all.map(({ length }) => length),
    texts.map((text) => (text === large ? 100_000 : 1)),
  );
  assert.equal(all[0]!.uriOf(99_999), `https://a.example/b/${99_999 * 7919}-99999.ts`);
  assert.equal(all[1]!.uriOf(0), 'https://a.example/b/1.ts');
});

test('a worker can do it as well', async () => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
    import('tsx/esm/api').then(async ({ tsImport }) => {
      const { readPlaylist } = await tsImport(${JSON.stringify(new URL('../src/node/manifest.ts', import.meta.url).href)}, ${JSON.stringify(import.meta.url)});
      parentPort.postMessage((await readPlaylist(${JSON.stringify(playlistOf('#EXTINF:4,', '1.ts'))}, 'https://a/')).segments.uris());
    });`,
    { eval: true },
  );
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  assert.deepEqual(told, ['https://a/1.ts']);
  await worker.terminate();
});
