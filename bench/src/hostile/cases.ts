/** Manifests that are made to hurt: to be expensive, to be misread, to reach out. */
import type { Kind } from '../manifest/cases.ts';

export interface Hostile {
  readonly name: string;
  readonly kind: Kind;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

const MEGABYTE = 1 << 20;
const encoder = new TextEncoder();

const playlist = (...lines: string[]): string =>
  ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines, ''].join('\n');
const SEGMENTS = '#EXTINF:4,\na.ts\n#EXTINF:4,\nb.ts';

const mpd = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>\n${before}<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" ` +
  'xmlns:xlink="http://www.w3.org/1999/xlink" type="static" mediaPresentationDuration="PT60S" minBufferTime="PT2S">' +
  `${inside}</MPD>`;
const representation = (inside: string): string =>
  '<AdaptationSet contentType="video" mimeType="video/mp4"><Representation id="v" bandwidth="1000" ' +
  `width="16" height="16" codecs="avc1.64001f">${inside}</Representation></AdaptationSet>`;
const NUMBERS = '<SegmentTemplate duration="4" startNumber="1" media="$Number$.m4s"/>';
const timeline = (entries: string): string =>
  mpd(
    `<Period>${representation(
      '<SegmentTemplate timescale="1" startNumber="1" media="$Time$.m4s"><SegmentTimeline>' +
        `${entries}</SegmentTimeline></SegmentTemplate>`,
    )}</Period>`,
  );

/** Manifests as there are many, to warm up with: here, and where memory is measured. */
export const good = (kind: Kind): Uint8Array<ArrayBuffer> =>
  encoder.encode(kind === 'mpd' ? mpd(`<Period>${representation(NUMBERS)}</Period>`) : playlist(SEGMENTS));

/** Ten of each in the next: the last is so many letters long. */
function laughs(): string {
  const entity = (at: number) => `<!ENTITY a${at} "${at === 0 ? 'ha' : `&a${at - 1};`.repeat(10)}">`;
  const all = Array.from({ length: 10 }, (_, at) => entity(at)).join('');
  return mpd(
    `<BaseURL>&a9;/</BaseURL><Period>${representation(NUMBERS)}</Period>`,
    `<!DOCTYPE MPD [${all}]>`,
  );
}

function baseUrls(): string {
  const many = Array.from({ length: 40 }, (_, at) => `<BaseURL>${at}/</BaseURL>`).join('');
  const inside = representation(many + NUMBERS).replace('<Representation', `${many}<Representation`);
  return mpd(`${many}<Period>${many}${inside}</Period>`);
}

const letters = (count: number, letter = 'a'): string => letter.repeat(count);
const text = (name: string, kind: Kind, make: () => string): Hostile => ({
  name,
  kind,
  bytes: () => encoder.encode(make()),
});

/** A gigabyte, of which a string cannot hold all. */
function line(): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(1 << 30).fill(97);
  encoder.encodeInto('#EXTM3U\n#EXTINF:4,\n', all);
  return all;
}

function utf16(): Uint8Array<ArrayBuffer> {
  const words = Uint16Array.from(`\ufeff${playlist(SEGMENTS)}`, (letter) => letter.charCodeAt(0));
  return new Uint8Array(words.buffer);
}

export const CASES: readonly Hostile[] = [
  { name: 'a line of 1 GB', kind: 'playlist', bytes: line },
  text('a URI of 8 MB', 'playlist', () => playlist('#EXTINF:4,', letters(8 * MEGABYTE))),
  text('an attribute list of 8 MB', 'playlist', () =>
    playlist(`#EXT-X-DATERANGE:${letters(2 * MEGABYTE, 'A=1,')}`, SEGMENTS),
  ),
  text('a title of 8 MB of spaces', 'playlist', () =>
    playlist(`#EXTINF:4,${letters(8 * MEGABYTE, ' ')}x`, 'a.ts'),
  ),
  text('a duration of a million digits', 'playlist', () =>
    playlist(`#EXTINF:${letters(MEGABYTE, '9')},`, 'a.ts'),
  ),
  text('a quote that is never closed, a hundred thousand times', 'playlist', () =>
    playlist(letters(100_000, '#EXT-X-KEY:METHOD=AES-128,URI="k\n'), SEGMENTS),
  ),
  text('a hundred thousand keys', 'playlist', () =>
    playlist(letters(100_000, '#EXT-X-KEY:METHOD=AES-128,URI="k"\n'), SEGMENTS),
  ),
  text('a hundred thousand discontinuities', 'playlist', () =>
    playlist(letters(100_000, '#EXT-X-DISCONTINUITY\n#EXTINF:4,\na.ts\n')),
  ),
  text('a million segments and one', 'playlist', () => playlist(letters(1_000_001, '#EXTINF:4,\na.ts\n'))),
  text('SKIPPED-SEGMENTS of 4,000,000,000', 'playlist', () =>
    playlist('#EXT-X-VERSION:9', '#EXT-X-SKIP:SKIPPED-SEGMENTS=4000000000', SEGMENTS),
  ),
  text('SKIPPED-SEGMENTS below zero', 'playlist', () =>
    playlist('#EXT-X-VERSION:9', '#EXT-X-SKIP:SKIPPED-SEGMENTS=-5', SEGMENTS),
  ),
  text('a variable that names itself', 'playlist', () =>
    playlist('#EXT-X-DEFINE:NAME="a",VALUE="{$a}{$a}"', '#EXTINF:4,', '{$a}.ts'),
  ),
  text('a megabyte of NULs', 'playlist', () => playlist(letters(MEGABYTE, '\0'), SEGMENTS)),
  { name: 'UTF-16', kind: 'playlist', bytes: utf16 },
  text('a byte order mark', 'playlist', () => `\ufeff${playlist(SEGMENTS)}`),
  text('lines that end in CR alone', 'playlist', () => playlist(SEGMENTS).replaceAll('\n', '\r')),
  text('billion laughs', 'mpd', laughs),
  text('an external entity', 'mpd', () =>
    mpd(
      `<BaseURL>&x;/</BaseURL><Period>${representation(NUMBERS)}</Period>`,
      '<!DOCTYPE MPD [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
  ),
  text('a million nested elements', 'mpd', () => mpd(letters(MEGABYTE, '<a>') + letters(MEGABYTE, '</a>'))),
  text('four million elements', 'mpd', () => mpd(letters(4 * MEGABYTE, '<a/>'))),
  text('SegmentTimeline with r of 2^32', 'mpd', () => timeline('<S t="0" d="1" r="4294967296"/>')),
  text('SegmentTimeline with d of 0', 'mpd', () => timeline('<S t="0" d="0" r="-1"/>')),
  text('SegmentTimeline of 2^32 milliseconds', 'mpd', () =>
    timeline('<S t="0" d="1" r="4294967295"/>')
      .replace('timescale="1"', 'timescale="1000"')
      .replace('PT60S', 'PT4294967S'),
  ),
  text('40 BaseURLs at each of four levels', 'mpd', baseUrls),
  text('a Period that links to its own MPD', 'mpd', () =>
    mpd('<Period xlink:href="https://media.example.com/film/2026/main" xlink:actuate="onLoad"/>'),
  ),
  text('a duration of 10^300 seconds', 'mpd', () =>
    mpd(`<Period>${representation(NUMBERS)}</Period>`).replace('PT60S', `PT1${letters(300, '0')}S`),
  ),
];
