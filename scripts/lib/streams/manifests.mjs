// The manifests that no packager here writes, made from those that it does, over the same segments.
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentSeconds } from './sources.mjs';

const templates = /<SegmentTemplate ([^>]*)>([\s\S]*?)<\/SegmentTemplate>/g;

const attributesOf = (text) =>
  Object.fromEntries([...text.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));

/** The entries of a SegmentTimeline, written out: [start, duration] in the timescale's ticks. */
function entriesOf(timeline) {
  const entries = [];
  let at = 0;
  for (const [, text] of timeline.matchAll(/<S ([^>]*)\/>/g)) {
    const { t = at, d, r = 0 } = attributesOf(text);
    at = Number(t);
    for (let i = 0; i <= Number(r); i += 1, at += Number(d)) entries.push([at, Number(d)]);
  }
  return entries;
}

const writeEntries = (entries) => entries.map(([t, d]) => `<S t="${t}" d="${d}"/>`).join('');

const numbered = (media, number) => media.replace('$Number%05d$', String(number).padStart(5, '0'));

const withBase = (mpd, base) => mpd.replace(/<Period/, `<BaseURL>${base}</BaseURL>\n  <Period`);

/** SegmentTemplate with $Number%05d$ and one @duration, which audio meets only on average, as is usual. */
export async function writeNumberMpd(from, to, base) {
  const mpd = await readFile(from, 'utf8');
  const changed = mpd.replace(templates, (_, text) => {
    const { initialization, media, startNumber } = attributesOf(text);
    return (
      `<SegmentTemplate timescale="1000" duration="${segmentSeconds * 1000}" startNumber="${startNumber}" ` +
      `initialization="${initialization}" media="${media}"/>`
    );
  });
  await write(to, withBase(changed, base));
}

/** SegmentList: every address written out, durations in a SegmentTimeline beside them. */
export async function writeListMpd(from, to, base) {
  const mpd = await readFile(from, 'utf8');
  const changed = mpd.replace(templates, (_, text, timeline) => {
    const { timescale, initialization, media, startNumber } = attributesOf(text);
    const entries = entriesOf(timeline);
    const urls = entries.map((_, i) => `<SegmentURL media="${numbered(media, Number(startNumber) + i)}"/>`);
    return (
      `<SegmentList timescale="${timescale}"><Initialization sourceURL="${initialization}"/>` +
      `<SegmentTimeline>${writeEntries(entries)}</SegmentTimeline>\n${urls.join('\n')}\n</SegmentList>`
    );
  });
  await write(to, withBase(changed, base));
}

/**
 * Two Periods: the first half of one packaging, then the whole of another whose media time begins at `offset`
 * seconds, so that @presentationTimeOffset has work to do. Both folders stand beside the manifest's.
 */
export async function writePeriodsMpd(first, second, to, { half, offset, bases }) {
  const [mpd, other] = await Promise.all([first, second].map((path) => readFile(path, 'utf8')));
  const sets = (text) => /<Period[^>]*>([\s\S]*)<\/Period>/.exec(text)[1];
  const cut = sets(mpd).replace(templates, (_, text, timeline) => {
    const limit = half * Number(attributesOf(text).timescale);
    const entries = entriesOf(timeline).filter(([t]) => t + 1 < limit);
    return `<SegmentTemplate ${text}><SegmentTimeline>${writeEntries(entries)}</SegmentTimeline></SegmentTemplate>`;
  });
  const shifted = sets(other).replace(templates, (_, text, timeline) => {
    const ticks = offset * Number(attributesOf(text).timescale);
    const entries = entriesOf(timeline).map(([t, d]) => [t + ticks, d]);
    return (
      `<SegmentTemplate ${text} presentationTimeOffset="${ticks}">` +
      `<SegmentTimeline>${writeEntries(entries)}</SegmentTimeline></SegmentTemplate>`
    );
  });
  const period = (id, start, base, content) =>
    `<Period id="${id}" start="PT${start}S" duration="PT${half}S">\n    <BaseURL>${base}</BaseURL>${content}</Period>`;
  const periods = [period('first', 0, bases[0], cut), period('second', half, bases[1], shifted)].join('\n  ');
  await write(to, mpd.replace(/<Period[\s\S]*<\/Period>/, periods));
}

/** Copies a packaging with every fragment's tfdt (ISO/IEC 14496-12 §8.8.12) moved on by `offset` seconds. */
export async function copyShifted(from, to, offset, timescaleOf) {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name.endsWith('-init.mp4')) await copyFile(join(from, name), join(to, name));
    if (!name.endsWith('.m4s')) continue;
    const bytes = await readFile(join(from, name));
    const tfdt = bytes.indexOf('tfdt');
    const ticks = BigInt(offset * timescaleOf(name));
    if (bytes[tfdt + 4] === 1) bytes.writeBigUInt64BE(bytes.readBigUInt64BE(tfdt + 8) + ticks, tfdt + 8);
    else bytes.writeUInt32BE(bytes.readUInt32BE(tfdt + 8) + Number(ticks), tfdt + 8);
    await writeFile(join(to, name), bytes);
  }
}

/** The timescale that an init's mdhd (ISO/IEC 14496-12 §8.4.2) declares. */
export async function readTimescale(path) {
  const bytes = await readFile(path);
  const mdhd = bytes.indexOf('mdhd');
  return bytes.readUInt32BE(mdhd + (bytes[mdhd + 4] === 1 ? 24 : 16));
}

/** The first `count` segments of one media playlist, a discontinuity, and all of another. */
export async function joinPlaylists(first, second, to, { count, bases }) {
  const [head, tail] = await Promise.all([first, second].map((path) => readFile(path, 'utf8')));
  const segmentsOf = (text, base) => {
    const map = `#EXT-X-MAP:URI="${base}${/#EXT-X-MAP:URI="([^"]+)"/.exec(text)[1]}"`;
    const segments = [...text.matchAll(/#EXTINF:([^\n]+)\n([^#\n]+)/g)];
    return { map, lines: segments.map(([, length, uri]) => `#EXTINF:${length}\n${base}${uri}`) };
  };
  const one = segmentsOf(head, bases[0]);
  const two = segmentsOf(tail, bases[1]);
  const parts = [one.map, ...one.lines.slice(0, count), '#EXT-X-DISCONTINUITY', two.map, ...two.lines];
  const top =
    '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS';
  await write(to, [top, ...parts, '#EXT-X-ENDLIST', ''].join('\n'));
}

/** A multivariant playlist over playlists whose packager wrote none, or none with CODECS. */
export async function writeMaster(to, variants, audio) {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (audio) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${audio}"`,
    );
  }
  for (const { uri, bandwidth, codecs, width, height } of variants) {
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${codecs}",RESOLUTION=${width}x${height},FRAME-RATE=30.000` +
        (audio ? ',AUDIO="audio"' : ''),
      uri,
    );
  }
  await write(to, `${lines.join('\n')}\n`);
}

async function write(path, text) {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
}
