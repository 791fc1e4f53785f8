import {
  followPlaylist,
  readManifest,
  type LivePlaylist,
  type Manifest,
  type PlaylistRefresh,
} from '../../../js/src/node/index.ts';
import { BASE } from './cases.ts';
import type { Contestant } from './contestant.ts';

/** The package in Node, as it is published. */
export function createPraxino(): Contestant {
  let live: LivePlaylist | undefined;
  return {
    kinds: ['playlist', 'live', 'multivariant', 'mpd'],
    async parse(bytes, kind) {
      if (kind !== 'live') return readManifest(new Uint8Array(bytes), BASE);
      live ??= await followPlaylist(BASE);
      return live.refresh(new Uint8Array(bytes));
    },
    visit(parsed, kind, taker) {
      if (kind === 'live') {
        for (const { uri, start, duration } of (parsed as PlaylistRefresh).added)
          taker.segment(uri, start, duration);
        return;
      }
      const { variants, renditions, feeds } = parsed as Manifest;
      if (kind === 'multivariant') {
        for (const { video, bitrate } of variants) {
          const { feed, width, height, codecs } = renditions[video!]!;
          taker.variant(feeds[feed]!.playlist, bitrate, width, height, codecs);
        }
        return;
      }
      const see = (uri: string, start: number, duration: number) => taker.segment(uri, start, duration);
      for (const { segments } of feeds) segments!.visit(see);
    },
  };
}
