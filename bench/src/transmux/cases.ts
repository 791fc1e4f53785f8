import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_ROOT, readSegments } from '../startup/media.ts';
import type { Feed } from './contestant.ts';

export interface Case {
  readonly name: string;
  /** Media playlists, each with what it holds. */
  readonly playlists: readonly (readonly [playlist: string, holds: Feed['holds']])[];
  readonly pieceBytes: number;
  /** Each pass is the first one of a new process: nothing is compiled yet, no memory taken. */
  readonly fresh?: boolean;
}

const STREAMS: readonly Pick<Case, 'name' | 'playlists'>[] = [
  { name: '720p with sound', playlists: [['hls-ts-muxed/v720.m3u8', 'both']] },
  {
    name: '720p and packed AAC',
    playlists: [
      ['hls-ts-demuxed/v720.m3u8', 'video'],
      ['hls-ts-demuxed/a.m3u8', 'audio'],
    ],
  },
  { name: '240p with sound', playlists: [['hls-ts-muxed/v240.m3u8', 'both']] },
];

const PIECES = 64 * 1024;

export const CASES: readonly Case[] = [
  ...STREAMS.flatMap(({ name, playlists }) => [
    { name: `${name}, whole segments`, playlists, pieceBytes: Infinity },
    { name: `${name}, pieces of 64 kB`, playlists, pieceBytes: PIECES },
  ]),
  {
    name: `${STREAMS[0]!.name}, pieces of 64 kB, first of a process`,
    playlists: STREAMS[0]!.playlists,
    pieceBytes: PIECES,
    fresh: true,
  },
];

function cut(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.byteLength; at += most) pieces.push(bytes.slice(at, at + most));
  return pieces;
}

export function readFeeds({ playlists, pieceBytes }: Case, takesPieces: boolean): Feed[] {
  return playlists.map(([playlist, holds]) => ({
    holds,
    type: holds === 'audio' ? 'audio/aac' : 'video/mp2t',
    segments: readSegments(playlist).map(({ path, start, duration }) => {
      const bytes = new Uint8Array(readFileSync(join(MEDIA_ROOT, path)));
      return { start, duration, pieces: cut(bytes, takesPieces ? pieceBytes : Infinity) };
    }),
  }));
}
