/** Manifests to read, made by chance and by hand, and who is known to read them otherwise. */

export interface Case {
  readonly name: string;
  readonly text: string;
  /** By parser and field: what settles it. */
  readonly differ?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48271) % 0x7fffffff) % below;
}

const playlistOf = (lines: readonly string[]): string =>
  ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:10', ...lines, '#EXT-X-ENDLIST', ''].join('\n');

/** A playlist that has of everything, by chance; nothing in it is doubtful. */
function anyPlaylist(seed: number): Case {
  const next = numbers(seed);
  const ranged = next(3) === 0;
  const lines = [`#EXT-X-MEDIA-SEQUENCE:${next(1000)}`];
  if (next(2)) lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${next(9)}`);
  let file = 0;
  let end = 0;
  for (let at = 0, count = 5 + next(40); at < count; at++) {
    if (at > 0 && next(8) === 0) lines.push('#EXT-X-DISCONTINUITY');
    if ((ranged && at === 0) || next(10) === 0)
      lines.push(
        `#EXT-X-MAP:URI="init-${next(5)}.mp4"${next(2) ? `,BYTERANGE="${500 + next(500)}@${next(100)}"` : ''}`,
      );
    lines.push(`#EXTINF:${(1 + next(8000) / 1000).toFixed(next(4) + 1)},`);
    if (ranged) {
      const other = next(5) === 0;
      if (other) [file, end] = [file + 1, 0];
      const offset = other || at === 0 || next(2) ? end + next(3) * 100 : undefined;
      const length = 1 + next(100_000);
      lines.push(`#EXT-X-BYTERANGE:${length}${offset === undefined ? '' : `@${offset}`}`);
      end = (offset ?? end) + length;
    }
    lines.push(
      ranged ? `media-${file}.mp4` : ['', '../', '/', 'folder/'][next(4)] + `segment-${at}.mp4?x=${next(99)}`,
    );
  }
  return { name: `by chance ${seed}`, text: playlistOf(lines) };
}

const REPEATS = 60;
const many = (make: (seed: number) => Case): Case[] =>
  Array.from({ length: REPEATS }, (_, seed) => make(seed + 1));

export function playlists(): Case[] {
  return [
    ...many(anyPlaylist),
    {
      name: 'a title, white space and comments',
      text: playlistOf([
        '# a comment',
        '#EXTINF:2,a, title',
        'a.ts',
        '',
        '#EXT-X-SOMETHING:NEW=1',
        '#EXTINF:3',
        'b.ts',
      ]),
    },
    {
      name: 'ranges that go on, between whole files',
      text: playlistOf([
        ...['#EXTINF:2,', '#EXT-X-BYTERANGE:100@20', 'a.mp4', '#EXT-X-BYTERANGE:50', '#EXTINF:2,', 'a.mp4'],
        ...['#EXTINF:2,', '#EXT-X-BYTERANGE:7', 'a.mp4'],
      ]),
    },
    {
      name: 'two discontinuities at once',
      text: playlistOf([
        ...['#EXTINF:2,', 'a.ts', '#EXT-X-DISCONTINUITY', '#EXT-X-DISCONTINUITY', '#EXTINF:2,', 'b.ts'],
        ...['#EXTINF:2,', 'c.ts'],
      ]),
      differ: {
        'hls-parser': { cuts: 'RFC 8216bis §4.4.3.3 and §4.4.4.3: every tag before a segment counts' },
      },
    },
    {
      name: 'a discontinuity before the first segment',
      text: playlistOf(['#EXT-X-DISCONTINUITY', '#EXTINF:2,', 'a.ts', '#EXTINF:2,', 'b.ts']),
    },
    {
      name: 'a map that another one follows',
      text: playlistOf([
        ...['#EXT-X-MAP:URI="i.mp4",BYTERANGE="700@0"', '#EXTINF:2,', 'a.mp4'],
        ...['#EXT-X-MAP:URI="/j.mp4"', '#EXTINF:2,', 'b.mp4', '#EXTINF:2,', 'c.mp4'],
      ]),
    },
    {
      name: 'a map whose range has no offset',
      text: playlistOf(['#EXT-X-MAP:URI="i.mp4",BYTERANGE="700"', '#EXTINF:2,', 'a.mp4']),
      differ: {
        'm3u8-parser': {
          init: 'RFC 8216bis §4.4.4.5: a byte range as in §4.4.4.2; before the first there is no end to go on from, so it is 0',
        },
        'hls-parser': {
          init: 'RFC 8216bis §4.4.4.5: a byte range as in §4.4.4.2; before the first there is no end to go on from, so it is 0',
        },
      },
    },
    {
      name: 'lines that end in CR LF',
      text: playlistOf(['#EXTINF:2,', 'a.ts', '#EXTINF:3,', 'b.ts']).replaceAll('\n', '\r\n'),
    },
    {
      name: 'a segment that is not there',
      text: playlistOf(['#EXTINF:2,', '#EXT-X-GAP', 'a.ts', '#EXTINF:2,', 'b.ts']),
    },
    {
      name: 'a URI without a duration',
      text: playlistOf(['a.ts', '#EXTINF:2,', 'b.ts']),
      differ: {
        'hls.js': {
          count: 'RFC 8216bis §4.4.4.1: EXTINF is REQUIRED for each Media Segment; what has none is none',
        },
        'm3u8-parser': {
          count: 'RFC 8216bis §4.4.4.1: EXTINF is REQUIRED for each Media Segment; what has none is none',
        },
        'hls-parser': {
          refused: 'RFC 8216bis §4.4.4.1: EXTINF is REQUIRED for each Media Segment; what has none is none',
        },
      },
    },
    { name: 'a duration without a URI', text: playlistOf(['#EXTINF:2,', '#EXTINF:3,', 'a.ts']) },
    {
      name: 'a duration that is zero',
      text: playlistOf(['#EXTINF:0,', 'a.ts', '#EXTINF:3,', 'b.ts']),
      differ: {
        'm3u8-parser': {
          duration:
            'RFC 8216bis §4.4.4.1 allows it; a player needs more than nothing, and the least is nearest',
          start: 'RFC 8216bis §4.4.4.1 allows it; a player needs more than nothing, and the least is nearest',
        },
      },
    },
    {
      name: 'a range that goes on from nothing',
      text: playlistOf(['#EXTINF:2,', '#EXT-X-BYTERANGE:5', 'a.mp4']),
      differ: {
        'hls-parser': { range: 'RFC 8216bis §4.4.4.2 forbids it; no file has bytes before its first' },
      },
    },
    {
      name: 'a range of one file behind that of another',
      text: playlistOf([
        ...['#EXTINF:2,', '#EXT-X-BYTERANGE:5@0', 'a.mp4', '#EXTINF:2,', '#EXT-X-BYTERANGE:5', 'b.mp4'],
      ]),
      differ: {
        'hls.js': {
          range:
            'RFC 8216bis §4.4.4.2: only a range of the same resource is gone on from; it is forbidden here',
        },
        'm3u8-parser': {
          range:
            'RFC 8216bis §4.4.4.2: only a range of the same resource is gone on from; it is forbidden here',
        },
        'hls-parser': {
          range:
            'RFC 8216bis §4.4.4.2: only a range of the same resource is gone on from; it is forbidden here',
        },
      },
    },
    {
      name: 'a discontinuity sequence behind a segment',
      text: playlistOf(['#EXTINF:2,', 'a.ts', '#EXT-X-DISCONTINUITY-SEQUENCE:5', '#EXTINF:2,', 'b.ts']),
      differ: {
        'm3u8-parser': { cuts: 'RFC 8216bis §4.4.3.3: it MUST appear before the first Media Segment' },
        'hls-parser': { cuts: 'RFC 8216bis §4.4.3.3: it MUST appear before the first Media Segment' },
      },
    },
  ];
}

/** A ladder, ascending, with or without sound of its own. */
function anyLadder(seed: number): Case {
  const next = numbers(seed);
  const groups = next(3);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6'];
  for (let group = 0; group < groups; group++) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="g${group}",NAME="g${group}",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,` +
        `CHANNELS="2",URI="audio/${group}.m3u8"`,
    );
  }
  for (let at = 0, rate = 100_000, count = 1 + next(12); at < count; at++) {
    rate += 1 + next(500_000);
    const attributes = [`BANDWIDTH=${rate}`, `CODECS="avc1.64001f,mp4a.40.2"`];
    if (next(2)) attributes.push(`AVERAGE-BANDWIDTH=${rate - next(50_000)}`);
    if (next(4)) attributes.push(`RESOLUTION=${320 + 16 * at}x${180 + 9 * at}`);
    if (next(3) === 0) attributes.push(`FRAME-RATE=${[24, 25, 29.97, 60][next(4)]}`);
    if (groups > 0) attributes.push(`AUDIO="g${next(groups)}"`);
    // Attributes come in any order.
    attributes.sort(() => next(2) - 0.5);
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, `${['', '../', '/'][next(3)]}video-${at}.m3u8`);
  }
  return { name: `by chance ${seed}`, text: [...lines, ''].join('\n') };
}

const streams = (...lines: string[]): string => ['#EXTM3U', ...lines, ''].join('\n');

export function choices(): Case[] {
  return [
    ...many(anyLadder),
    {
      name: 'a comma in quotes, and an attribute that nobody knows',
      text: streams(
        '#EXT-X-STREAM-INF:X-NOTE="a,b=c",BANDWIDTH=1000,CODECS="avc1.64001f,mp4a.40.2"',
        'a.m3u8',
      ),
    },
    {
      name: 'white space and comments before the URI',
      text: streams('#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS="avc1.64001f"', '# a comment', '', 'a.m3u8'),
    },
    {
      name: 'sound alone, behind pictures',
      text: streams(
        ...['#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2"', 'sound.m3u8'],
        ...['#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.64001f,mp4a.40.2"', 'a.m3u8'],
      ),
    },
    {
      name: 'descending',
      text: streams(
        ...['#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.64001f"', 'b.m3u8'],
        ...['#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=320x180,CODECS="avc1.64001f"', 'a.m3u8'],
      ),
    },
    {
      name: 'the same twice, elsewhere',
      text: streams(
        ...['#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001f"', 'https://one.example/a.m3u8'],
        ...['#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001f"', 'https://two.example/a.m3u8'],
      ),
      differ: {
        'hls.js': {
          count:
            'RFC 8216bis §4.4.6.2 and §6.2.4: a redundant variant, where the first one is looked for when it fails (Feed.fallbacks)',
        },
        'm3u8-parser': {
          count:
            'RFC 8216bis §4.4.6.2 and §6.2.4: a redundant variant, where the first one is looked for when it fails (Feed.fallbacks)',
        },
        'hls-parser': {
          count:
            'RFC 8216bis §4.4.6.2 and §6.2.4: a redundant variant, where the first one is looked for when it fails (Feed.fallbacks)',
        },
      },
    },
  ];
}

const mpdOf = (periods: string, seconds: number): string =>
  `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" ` +
  `mediaPresentationDuration="PT${seconds}S" minBufferTime="PT2S">\n${periods}\n</MPD>\n`;

const setOf = (
  template: string,
  representations = '<Representation id="v" bandwidth="1000" codecs="avc1.64001f" width="640" height="360"/>',
): string =>
  `<AdaptationSet contentType="video" mimeType="video/mp4">${template}${representations}</AdaptationSet>`;

/** One Representation over Periods that follow one another, addressed by a template or a list. */
function anyMpd(seed: number): Case {
  const next = numbers(seed);
  const periods: string[] = [];
  let shifted = false;
  const count = 1 + next(3);
  const length = 60;
  for (let at = 0; at < count; at++) {
    const scale = [1, 1000, 90_000, 10_000_000][next(4)]!;
    const shift = next(2) ? next(1000) * scale : 0;
    const names = `timescale="${scale}" presentationTimeOffset="${shift}" initialization="$RepresentationID$/${at}.mp4"`;
    if (next(2)) {
      const each = [2, 3, 4, 5, 6][next(5)]!;
      shifted ||= shift > 0;
      periods.push(
        setOf(
          `<SegmentTemplate ${names} startNumber="${next(50)}" duration="${each * scale}" media="${at}/$Number%04d$.m4s"/>`,
        ),
      );
    } else {
      const entries: string[] = [];
      let time = 0;
      while (time < length) {
        const each = Math.min(1 + next(8), length - time);
        const repeat = Math.min(next(4), Math.floor((length - time) / each) - 1);
        const own = time === 0 || next(3) === 0 ? ` t="${shift + time * scale}"` : '';
        entries.push(`<S${own} d="${each * scale}"${repeat > 0 ? ` r="${repeat}"` : ''}/>`);
        time += each * (repeat + 1);
      }
      periods.push(
        setOf(
          `<SegmentTemplate ${names} media="${at}/$Time$.m4s"><SegmentTimeline>${entries.join('')}</SegmentTimeline></SegmentTemplate>`,
        ),
      );
    }
  }
  const text = periods.map(
    (set, at) => `<Period id="${at}" start="PT${at * length}S" duration="PT${length}S">${set}</Period>`,
  );
  const settled =
    'ISO/IEC 23009-1 §5.3.9.5.3: numbers count from the Period’s start, whatever @presentationTimeOffset says';
  return {
    name: `by chance ${seed}`,
    text: mpdOf(text.join('\n'), count * length),
    differ: shifted ? { 'mpd-parser': { start: settled } } : {},
  };
}

const onePeriod = (inside: string): string => mpdOf(`<Period>${inside}</Period>`, 20);

const SELF_INITIALIZING =
  'ISO/IEC 23009-1 §5.3.9.2: without @initialization the segments initialize themselves; the base is no init';

export function mpds(): Case[] {
  return [
    ...many(anyMpd),
    {
      name: 'a list of files, and of ranges of one',
      text: onePeriod(
        setOf(
          '<SegmentList duration="10"><Initialization sourceURL="i.mp4" range="0-99"/><SegmentURL media="a.mp4"/>' +
            '<SegmentURL media="b.mp4" mediaRange="100-299"/></SegmentList>',
        ),
      ),
    },
    {
      name: 'addresses below several BaseURLs',
      text: mpdOf(
        `<BaseURL>https://b.example/x/</BaseURL><Period><BaseURL>y/</BaseURL>${setOf('<BaseURL>z/</BaseURL><SegmentTemplate duration="5" media="$Number$.m4s"/>')}</Period>`,
        20,
      ),
      differ: { 'mpd-parser': { init: SELF_INITIALIZING } },
    },
    {
      name: 'a last segment that is shorter',
      text: onePeriod(setOf('<SegmentTemplate duration="6" media="$Number$.m4s"/>')),
      differ: { 'mpd-parser': { init: SELF_INITIALIZING } },
    },
    {
      name: 'a bandwidth and a dollar in the address',
      text: onePeriod(setOf('<SegmentTemplate duration="5" media="$Bandwidth$-$$-$Number%03d$.m4s"/>')),
      differ: { 'mpd-parser': { init: SELF_INITIALIZING } },
    },
    {
      name: 'a hole in the timeline',
      text: onePeriod(
        setOf(
          '<SegmentTemplate media="$Time$.m4s"><SegmentTimeline><S t="0" d="5"/><S t="10" d="5" r="1"/></SegmentTimeline></SegmentTemplate>',
        ),
      ),
      differ: { 'mpd-parser': { init: SELF_INITIALIZING } },
    },
    {
      name: 'a repetition to the Period’s end',
      text: onePeriod(
        setOf(
          '<SegmentTemplate media="$Time$.m4s"><SegmentTimeline><S t="0" d="4" r="-1"/></SegmentTimeline></SegmentTemplate>',
        ),
      ),
      differ: { 'mpd-parser': { init: SELF_INITIALIZING } },
    },
    {
      name: 'a timeline that begins before the Period',
      text: onePeriod(
        setOf(
          '<SegmentTemplate presentationTimeOffset="10" media="$Time$.m4s"><SegmentTimeline><S t="0" d="5" r="5"/></SegmentTimeline></SegmentTemplate>',
        ),
      ),
      differ: {
        'mpd-parser': {
          count: 'ISO/IEC 23009-1 §5.3.9.6: what ends before @presentationTimeOffset is not of the Period',
        },
      },
    },
  ];
}
