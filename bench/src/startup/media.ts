/** The streams under test: one set of fMP4 files with an HLS and a DASH manifest over them, and transport streams. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix } from 'node:path';
import type { Protocol, Rung } from '../page/spec.ts';

export const MEDIA_ROOT = join(process.env['PRAXINO_CACHE'] ?? join(homedir(), '.cache/praxino'), 'streams');

export interface Media {
  readonly manifests: Readonly<Record<Protocol, string>>;
  /** The same rung in each manifest's own figures. */
  readonly middleRung: Readonly<Record<Protocol, Rung>>;
  /** Into a segment, then to the first moment of one, far from what was buffered. */
  readonly seekTargets: readonly number[];
  /** The height of the rung that a video segment belongs to; inits and audio have none. */
  readonly heightOf: (path: string) => number | undefined;
}

interface Variant extends Rung {
  readonly segments: readonly { readonly path: string; readonly start: number; readonly duration: number }[];
}

function read(path: string): string {
  return readFileSync(join(MEDIA_ROOT, path), 'utf8');
}

export function readSegments(playlist: string): Variant['segments'] {
  const pairs = [...read(playlist).matchAll(/^#EXTINF:([\d.]+).*\n(?:#.*\n)*([^#\n].*)$/gm)];
  let start = 0;
  return pairs.map(([, seconds, uri]) => {
    const duration = Number(seconds);
    const segment = { path: posix.join(posix.dirname(playlist), uri!.trim()), start, duration };
    start += duration;
    return segment;
  });
}

function readVariants(multivariant: string): Variant[] {
  const found = [...read(multivariant).matchAll(/^#EXT-X-STREAM-INF:(.*)\n(?:#.*\n)*([^#\n].*)$/gm)];
  return found
    .map(([, attributes = '', uri = '']) => ({
      bandwidth: Number(/(?:^|,)BANDWIDTH=(\d+)/.exec(attributes)?.[1]),
      height: Number(/RESOLUTION=\d+x(\d+)/.exec(attributes)?.[1]),
      segments: readSegments(posix.join(posix.dirname(multivariant), uri.trim())),
    }))
    .toSorted((a, b) => a.bandwidth - b.bandwidth);
}

function readDashRung(mpd: string, height: number): Rung {
  const tags = [...read(mpd).matchAll(/<Representation\b[^>]*>/g)].map(([tag]) => tag);
  const tag = tags.find((candidate) => new RegExp(`\\bheight="${height}"`).test(candidate)) ?? '';
  return { height, bandwidth: Number(/\bbandwidth="(\d+)"/.exec(tag)?.[1]) };
}

const middleOf = (variants: readonly Variant[]) => variants[Math.floor(variants.length / 2)]!;

export function readMedia(hls: string, ts: string, dash: string): Media {
  const variants = readVariants(hls);
  const middle = middleOf(variants);
  const transport = readVariants(ts);
  const segmentAt = (seconds: number) => middle.segments.findLast(({ start }) => start <= seconds)!;
  const { start, duration } = segmentAt(31);
  const heights = new Map(
    [...variants, ...transport].flatMap(({ height, segments }) =>
      segments.map(({ path }) => [path, height] as const),
    ),
  );
  return {
    manifests: { HLS: hls, 'HLS TS': ts, DASH: dash },
    middleRung: {
      HLS: { bandwidth: middle.bandwidth, height: middle.height },
      'HLS TS': { bandwidth: middleOf(transport).bandwidth, height: middleOf(transport).height },
      DASH: readDashRung(dash, middle.height),
    },
    seekTargets: [start + duration / 2, segmentAt(50.5).start],
    heightOf: (path) => heights.get(path),
  };
}

export function findMedia(): Media {
  return readMedia('cmaf/master.m3u8', 'hls-ts-muxed/master.m3u8', 'dash-number/manifest.mpd');
}
