/** The parsers of HLS playlists. */
import { M3U8Parser } from 'hls.js';
import hlsParser from 'hls-parser';
import { Parser } from 'm3u8-parser';
import { BASE } from './cases.ts';
import { decode, type Contestant, type Taker } from './contestant.ts';

/** hls.js's own, as its loader calls it. */
export function createHlsjs(): Contestant {
  return {
    kinds: ['playlist', 'live', 'multivariant'],
    parse: (bytes, kind) =>
      kind === 'multivariant'
        ? M3U8Parser.parseMasterPlaylist(decode(bytes), BASE)
        : M3U8Parser.parseLevelPlaylist(decode(bytes), BASE, 0, 'main' as never, 0, null),
    visit(parsed, kind, taker) {
      if (kind !== 'multivariant') {
        const { fragments } = parsed as ReturnType<typeof M3U8Parser.parseLevelPlaylist>;
        for (const { url, start, duration } of kind === 'live' ? fragments.slice(-1) : fragments)
          taker.segment(url!, start, duration);
      } else {
        const { levels } = parsed as ReturnType<typeof M3U8Parser.parseMasterPlaylist>;
        for (const { url, bitrate, width, height, attrs } of levels)
          taker.variant(url, bitrate, width!, height!, attrs.CODECS!);
      }
    },
  };
}

/** Its start would be the sum of all before it. */
function takeLast(segments: readonly { uri: string; duration: number }[], taker: Taker): void {
  const { uri, duration } = segments.at(-1)!;
  taker.segment(uri, 0, duration);
}

/** The parser of video.js. It leaves URIs as they are written, and starts to be added up. */
export function createM3u8Parser(): Contestant {
  return {
    kinds: ['playlist', 'live', 'multivariant'],
    parse(bytes) {
      const parser = new Parser();
      parser.push(decode(bytes));
      parser.end();
      return parser.manifest;
    },
    visit(parsed, kind, taker) {
      const { segments, playlists } = parsed as Parser['manifest'];
      if (kind === 'live') return takeLast(segments, taker);
      let start = 0;
      for (const { uri, duration } of segments) {
        taker.segment(uri, start, duration);
        start += duration;
      }
      for (const { uri, attributes } of kind === 'multivariant' ? playlists! : []) {
        const { BANDWIDTH, RESOLUTION, CODECS } = attributes;
        taker.variant(uri, BANDWIDTH, RESOLUTION!.width, RESOLUTION!.height, CODECS!);
      }
    },
  };
}

/** hls-parser; the same is to be said of it. */
export function createHlsParser(): Contestant {
  return {
    kinds: ['playlist', 'live', 'multivariant'],
    parse: (bytes) => hlsParser.parse(decode(bytes)),
    visit(parsed, kind, taker) {
      const playlist = parsed as ReturnType<typeof hlsParser.parse>;
      if (playlist.isMasterPlaylist) {
        for (const { uri, bandwidth, resolution, codecs } of playlist.variants)
          taker.variant(uri, bandwidth, resolution!.width, resolution!.height, codecs!);
        return;
      }
      if (kind === 'live') return takeLast(playlist.segments, taker);
      let start = 0;
      for (const { uri, duration } of playlist.segments) {
        taker.segment(uri, start, duration);
        start += duration;
      }
    },
  };
}
