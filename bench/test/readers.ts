/** The same manifest as four other parsers read it, in one form. */
import hlsParser from 'hls-parser';
import { M3U8Parser } from 'hls.js';
import { Parser } from 'm3u8-parser';
import { parse } from 'mpd-parser';
import { readManifest } from '../../js/src/node/index.ts';

export const BASE = 'https://a.example/b/main.m3u8?token=1';

/** Bytes of a file, "100+50"; empty: all. */
type Range = string;
export interface Row {
  readonly uri: string;
  readonly start: number;
  readonly duration: number;
  readonly range: Range;
  /** How many discontinuities came before, in this playlist. */
  readonly cuts: number;
  /** "uri range"; empty: none. */
  readonly init: string;
}
export interface Choice {
  readonly uri: string;
  readonly bandwidth: number;
  readonly average: number;
  readonly codecs: string;
  readonly resolution: string;
  /** Group ids of sound. */
  readonly audio: string;
}

const place = (uri: string): string => new URL(uri, BASE).href;
const rangeOf = (offset: number, length: number): Range => `${offset}+${length}`;
const fileOf = (uri: string, range: Range): string => `${place(uri)} ${range}`.trim();

/** Starts out of durations, for those who leave them to be added up. */
function timed(rows: readonly Omit<Row, 'start'>[]): Row[] {
  let start = 0;
  return rows.map((row) => {
    start += row.duration;
    return { ...row, start: start - row.duration };
  });
}

export type Reader<T> = (text: string) => T[] | Promise<T[]>;

async function ours(text: string): Promise<Row[]> {
  const { feeds } = await readManifest(text, BASE);
  return feeds.flatMap(({ segments }) => {
    const first = segments!.length > 0 ? segments!.at(0).timeline : 0;
    return Array.from(segments!, ({ uri, start, duration, range, timeline, init }) => ({
      ...{ uri, start, duration, cuts: timeline - first },
      range: range ? rangeOf(range.offset, range.length!) : '',
      init: init ? fileOf(init.uri, init.range ? rangeOf(init.range.offset, init.range.length!) : '') : '',
    }));
  });
}

/** hls.js counts bytes from the first to behind the last. */
const between = ([from, to]: readonly number[]): Range =>
  from === undefined || to === undefined ? '' : rangeOf(from, to - from);

function hlsjs(text: string): Row[] {
  const { fragments, playlistParsingError } = M3U8Parser.parseLevelPlaylist(
    text,
    BASE,
    0,
    'main' as never,
    0,
    null,
  );
  if (playlistParsingError) throw playlistParsingError;
  return fragments.map(({ url, start, duration, byteRange, cc, initSegment }) => ({
    ...{ uri: url!, start, duration, range: between(byteRange), cuts: cc - fragments[0]!.cc },
    init: initSegment ? fileOf(initSegment.url!, between(initSegment.byteRange)) : '',
  }));
}

interface Ranged {
  readonly byterange?: { readonly offset: number; readonly length: number };
}
const written = ({ byterange }: Ranged): Range =>
  byterange ? rangeOf(byterange.offset, byterange.length) : '';

function m3u8Parser(text: string): Row[] {
  const parser = new Parser();
  parser.push(text);
  parser.end();
  const { segments } = parser.manifest;
  return timed(
    segments.map((segment) => ({
      ...{ uri: place(segment.uri), duration: segment.duration, range: written(segment) },
      cuts: segment.timeline - segments[0]!.timeline,
      init: segment.map ? fileOf(segment.map.uri, written(segment.map)) : '',
    })),
  );
}

function hlsParserRows(text: string): Row[] {
  const playlist = hlsParser.parse(text);
  if (playlist.isMasterPlaylist) throw new Error('a multivariant playlist');
  const { segments } = playlist;
  return timed(
    segments.map((segment) => ({
      ...{ uri: place(segment.uri), duration: segment.duration, range: written(segment as Ranged) },
      cuts: segment.discontinuitySequence - segments[0]!.discontinuitySequence,
      init: segment.map ? fileOf(segment.map.uri, written(segment.map as Ranged)) : '',
    })),
  );
}

function mpdParser(text: string): Row[] {
  const { playlists } = parse(text, { manifestUri: BASE });
  return playlists.flatMap(({ segments }) => {
    // A timeline has the name of its Period's start.
    const timelines = [...new Set(segments.map(({ timeline }) => timeline))];
    return segments.map((segment) => ({
      ...{ uri: segment.resolvedUri, start: segment.presentationTime, duration: segment.duration },
      range: written(segment),
      cuts: timelines.indexOf(segment.timeline),
      init: segment.map ? fileOf(segment.map.resolvedUri, written(segment.map)) : '',
    }));
  });
}

async function ourChoices(text: string): Promise<Choice[]> {
  const { variants, renditions, feeds, tracks } = await readManifest(text, BASE);
  return variants.map(({ video, audio, bitrate, averageBitrate }) => {
    const { feed, width, height, codecs } = renditions[video ?? audio[0]!]!;
    const sounds = audio.map((id) => renditions[id]!).filter(({ feed: other }) => other !== feed);
    return {
      uri: feeds[feed]!.playlist,
      ...{ bandwidth: bitrate, average: averageBitrate },
      codecs: [...new Set([...codecs.split(','), ...sounds.map((sound) => sound.codecs)])].join(','),
      resolution: height > 0 ? `${width}x${height}` : '',
      audio: sounds.map(({ track }) => tracks[track]!.label).join(' '),
    };
  });
}

function hlsjsChoices(text: string): Choice[] {
  const { levels } = M3U8Parser.parseMasterPlaylist(text, BASE);
  return levels.map(({ url, attrs, width, height }) => ({
    uri: url,
    bandwidth: attrs.decimalInteger('BANDWIDTH'),
    average: attrs.decimalInteger('AVERAGE-BANDWIDTH') || attrs.decimalInteger('BANDWIDTH'),
    codecs: attrs.CODECS ?? '',
    resolution: height ? `${width}x${height}` : '',
    audio: attrs.AUDIO ?? '',
  }));
}

function m3u8ParserChoices(text: string): Choice[] {
  const parser = new Parser();
  parser.push(text);
  parser.end();
  return parser.manifest.playlists!.map(({ uri, attributes }) => ({
    uri: place(uri),
    bandwidth: attributes.BANDWIDTH,
    average: Number(attributes['AVERAGE-BANDWIDTH'] ?? attributes.BANDWIDTH),
    codecs: attributes.CODECS ?? '',
    resolution: attributes.RESOLUTION ? `${attributes.RESOLUTION.width}x${attributes.RESOLUTION.height}` : '',
    audio: attributes.AUDIO ?? '',
  }));
}

function hlsParserChoices(text: string): Choice[] {
  const playlist = hlsParser.parse(text);
  if (!playlist.isMasterPlaylist) throw new Error('a media playlist');
  return playlist.variants.map(({ uri, bandwidth, averageBandwidth, codecs, resolution, audio }) => ({
    uri: place(uri),
    ...{ bandwidth, average: averageBandwidth ?? bandwidth, codecs: codecs ?? '' },
    resolution: resolution ? `${resolution.width}x${resolution.height}` : '',
    audio: audio[0]?.groupId ?? '',
  }));
}

export const segmentReaders = {
  ours,
  'hls.js': hlsjs,
  'm3u8-parser': m3u8Parser,
  'hls-parser': hlsParserRows,
};
/** Ours are in that order anyway; theirs are as written. */
const ascending =
  (read: Reader<Choice>): Reader<Choice> =>
  async (text) =>
    (await read(text)).toSorted((one, other) => one.bandwidth - other.bandwidth);

export const choiceReaders = {
  ours: ourChoices,
  'hls.js': ascending(hlsjsChoices),
  'm3u8-parser': ascending(m3u8ParserChoices),
  'hls-parser': ascending(hlsParserChoices),
};
export const mpdReaders = { ours, 'mpd-parser': mpdParser };
