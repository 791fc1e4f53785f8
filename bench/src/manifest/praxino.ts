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
      for (const { segments } of feeds) {
        const uris = segments!.uris();
        const starts = segments!.starts();
        const durations = segments!.durations();
        for (let at = 0; at < uris.length; at++) taker.segment(uris[at]!, starts[at]!, durations[at]!);
      }
    },
  };
}
