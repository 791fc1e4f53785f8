/** The made streams that the player is tried on, as scripts/streams wrote them down. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const streamsFolder = join(
  process.env['PRAXINO_CACHE'] ?? join(homedir(), '.cache/praxino'),
  'streams',
);

export interface Stream {
  readonly name: string;
  readonly protocol: 'hls' | 'dash';
  readonly url: string;
  readonly duration: number;
  readonly fps: number;
  readonly rungs: readonly { readonly height: number; readonly bitrate: number }[];
  /** muxed: in the same segments as the picture. */
  readonly audio: { readonly muxed?: boolean };
}

const all = (JSON.parse(readFileSync(join(streamsFolder, 'streams.json'), 'utf8')) as { streams: Stream[] })
  .streams;

export function stream(name: string): Stream {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`no stream ${name}: run  ./scripts/streams`);
  return found;
}

/** PRAXINO_ONLY_STREAMS (comma-separated) narrows a run by hand to some of them, or to none. */
const wish = process.env['PRAXINO_ONLY_STREAMS']?.split(',');
const chosen = (names: readonly string[]) => names.filter((name) => !wish || wish.includes(name));

export const everyStream = chosen([
  'hls-fmp4',
  'hls-fmp4-byterange',
  'hls-fmp4-muxed',
  'hls-fmp4-discontinuity',
  'hls-fmp4-codecs',
  'hls-ts-muxed',
  'hls-ts-demuxed',
  'hls-aes-128',
  'dash-number',
  'dash-timeline',
  'dash-list',
  'dash-sidx',
  'dash-webm',
  'dash-periods',
]);
export const shortList = chosen([
  'hls-fmp4',
  'hls-fmp4-codecs',
  'hls-ts-muxed',
  'hls-ts-demuxed',
  'hls-aes-128',
  'dash-number',
  'dash-sidx',
]);
