/** Manifests as services have them, made here so that everybody can: names, lengths and times vary as packagers' do. */

export const BASE = 'https://media.example.com/film/2026/main?session=4f2a';

/** `live`: a playlist that is loaded again and again, of which what is new is read. */
export type Kind = 'playlist' | 'live' | 'multivariant' | 'mpd';

export interface Case {
  readonly name: string;
  readonly kind: Kind;
  /** `step`: how often a live one was loaded before. */
  readonly text: (step: number) => string;
  /** Segments, or variants; of a live one those that are new each time. */
  readonly count: number;
  /** How often it is read in one pass: of what takes a few milliseconds by itself, a process that wakes up is a third. */
  readonly times: number;
  /** At most this share of the best peer's time. */
  readonly goal?: number;
  /** How many are held at once where memory is measured. */
  readonly held?: number;
}

/** The same numbers in every run: a small generator (Park and Miller's). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
}

function playlist(name: (at: number, random: () => number) => string): string {
  const random = numbers(7);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-TARGETDURATION:7', '#EXT-X-PLAYLIST-TYPE:VOD'];
  for (let at = 0; at < 10_000; at++)
    lines.push(`#EXTINF:${(5.8 + Math.round(random() * 40) / 100).toFixed(5)},`, name(at, random));
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
}

const COUNT = 10_000;
const live: string[] = [];
const livePlaylist = (from: number, to: number): string => {
  const random = numbers(live.length + 1);
  for (let at = live.length; at < to; at++)
    live.push(
      `#EXTINF:${(5.8 + Math.round(random() * 40) / 100).toFixed(5)},`.concat(
        `\nseg-${String(at + 1).padStart(6, '0')}.m4s`,
      ),
    );
  const head = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-TARGETDURATION:7', `#EXT-X-MEDIA-SEQUENCE:${from}`];
  return [...head, '#EXT-X-MAP:URI="init.mp4"', ...live.slice(from, to), ''].join('\n');
};

const hash = (random: () => number): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0'),
  ).join('');

function multivariant(): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6'];
  for (let at = 0; at < 100; at++) {
    const height = 180 + 18 * at;
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${300_000 + at * 150_000},RESOLUTION=${2 * Math.round((height * 8) / 9)}x${height},` +
        `CODECS="avc1.640028,mp4a.40.2",FRAME-RATE=25.000`,
      `video/${height}p/index-${at}.m3u8`,
    );
  }
  return [...lines, ''].join('\n');
}

const mpdOf = (seconds: number, periods: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-live:2011"
  minBufferTime="PT4S" mediaPresentationDuration="PT${seconds}S">
${periods}</MPD>
`;

function timeline(): string {
  const random = numbers(11);
  let time = 0;
  const entries: string[] = [];
  for (let at = 0; at < 100_000; at++) {
    // No two neighbours alike: packagers that write no runs.
    const length = 176_000 + 2 * Math.round(random() * 3000) + (at % 2);
    entries.push(`          <S t="${time}" d="${length}"/>`);
    time += length;
  }
  return mpdOf(
    time / 90_000,
    `  <Period id="1">
    <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true">
      <Representation id="v1" bandwidth="3000000" width="1280" height="720" codecs="avc1.64001f">
      <SegmentTemplate timescale="90000" initialization="v1/init.mp4" media="v1/$Time$.m4s">
        <SegmentTimeline>
${entries.join('\n')}
        </SegmentTimeline>
      </SegmentTemplate>
      </Representation>
    </AdaptationSet>
  </Period>
`,
  );
}

const PERIODS = 50;
const REPRESENTATIONS = 10;
const PERIOD_SECONDS = 120;
const SEGMENT_SECONDS = 4;

function periods(): string {
  const representation = (at: number) =>
    `      <Representation id="r${at}" bandwidth="${400_000 + at * 600_000}" width="${320 + at * 160}"` +
    ` height="${180 + at * 90}" codecs="avc1.64001f" frameRate="25"/>\n`;
  const all = Array.from({ length: REPRESENTATIONS }, (_, at) => representation(at)).join('');
  const period = (
    at: number,
  ) => `  <Period id="p${at}" start="PT${at * PERIOD_SECONDS}S" duration="PT${PERIOD_SECONDS}S">
    <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true">
      <SegmentTemplate timescale="1000" duration="${SEGMENT_SECONDS * 1000}" startNumber="1"
        initialization="p${at}/$RepresentationID$/init.mp4" media="p${at}/$RepresentationID$/$Number%05d$.m4s"/>
${all}    </AdaptationSet>
  </Period>
`;
  return mpdOf(PERIODS * PERIOD_SECONDS, Array.from({ length: PERIODS }, (_, at) => period(at)).join(''));
}

export const CASES: readonly Case[] = [
  {
    name: 'HLS, 10,000 segments, counted',
    kind: 'playlist',
    text: () => playlist((at) => `seg-${String(at + 1).padStart(6, '0')}.m4s`),
    ...{ count: 10_000, times: 10, goal: 0.2, held: 20 },
  },
  {
    name: 'HLS, 10,000 segments, names of their own',
    kind: 'playlist',
    text: () => playlist((_, random) => `chunk/${hash(random)}.m4s`),
    ...{ count: 10_000, times: 10, goal: 0.2, held: 20 },
  },
  {
    name: 'HLS, 10,000 segments, one more',
    kind: 'live',
    text: (step) => livePlaylist(0, COUNT + step),
    ...{ count: 1, times: 10, goal: 0.05 },
  },
  {
    name: 'HLS, 10,000 segments, window moves by one',
    kind: 'live',
    text: (step) => livePlaylist(step, COUNT + step),
    ...{ count: 1, times: 10, goal: 0.05 },
  },
  { name: 'HLS, 100 variants', kind: 'multivariant', text: multivariant, count: 100, times: 20 },
  {
    name: 'DASH, 100,000 timeline entries',
    kind: 'mpd',
    text: timeline,
    ...{ count: 100_000, times: 1, goal: 0.2, held: 4 },
  },
  {
    name: 'DASH, 50 Periods of 10 Representations',
    kind: 'mpd',
    text: periods,
    count: PERIODS * REPRESENTATIONS * (PERIOD_SECONDS / SEGMENT_SECONDS),
    ...{ times: 1, goal: 0.2, held: 10 },
  },
];
