import { readManifest, type Manifest } from '../../../js/src/node/index.ts';
import { BASE } from './cases.ts';
import type { Contestant } from './contestant.ts';

/** The package in Node, as it is published. */
export function createPraxino(): Contestant {
  return {
    kinds: ['playlist', 'multivariant', 'mpd'],
    parse: (bytes) => readManifest(new Uint8Array(bytes), BASE),
    visit(parsed, kind, taker) {
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
