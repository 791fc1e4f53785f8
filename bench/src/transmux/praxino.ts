import { readFileSync } from 'node:fs';
import { Core } from '../../../js/src/engine/core.ts';
import { Driver } from '../../../js/src/engine/driver.ts';
import { instantiate } from '../../../js/src/engine/instantiate.ts';
import { Recorder } from '../../../js/src/engine/recorder.ts';
import type { EffectOf } from '../../../js/src/protocol.ts';
import { cpuTime, type Contestant, type Feed } from './contestant.ts';

type Fetch = Extract<EffectOf<'net'>, { kind: 'fetch' }>;

const WASM = new URL('../../../build/wasm/praxino.wasm', import.meta.url);
const BASE = 'https://praxino.invalid/';

/**
 * The whole engine as a page has it, with its driver and its log, playing the stream: events in, appends out. The
 * network here has everything, the media source takes everything, and both answer at once.
 */
export async function createPraxino(): Promise<Contestant> {
  const engine = await instantiate(await WebAssembly.compile(readFileSync(WASM)));
  return {
    takesPieces: true,
    async pass(feeds, take) {
      const documents = playlists(feeds);
      const recorder = new Recorder(4 << 20);
      const wanted: Fetch[] = [];
      let fetched = 0;
      let ended = false;
      const mse = (effect: EffectOf<'mse'>): void => {
        if (effect.kind === 'openSource') send({ kind: 'sourceOpened', generation: effect.generation });
        if (effect.kind === 'askSupport') send({ kind: 'support', verdicts: effect.types.map(() => 1) });
        if (effect.kind === 'endOfStream') ended = true;
        if (effect.kind !== 'append') return;
        take(`sink ${effect.sink}`, effect.bytes);
        send({ kind: 'done', op: effect.op, sink: effect.sink, buffered: [0, fetched] });
      };
      const driver = new Driver({
        core: new Core(engine, 'ring'),
        record: (records) => recorder.add(records),
        hands: {
          net: (effect) => {
            if (effect.kind !== 'fetch') throw new Error(`Praxino: ${effect.kind} was not expected`);
            wanted.push(effect);
          },
          mse: (effects) => effects.forEach(mse),
          page: (effect) => {
            if (effect.kind === 'giveUp' || effect.kind === 'warn')
              throw new Error(`Praxino: ${effect.message}`);
          },
        },
        fault: (error) => {
          throw error;
        },
        now: () => 0,
      });
      const { send } = driver;
      const serve = ({ fetch, url }: Fetch, pieces: readonly Uint8Array[]): void => {
        const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
        send({ kind: 'response', fetch, status: 200, url, length });
        for (const bytes of pieces) send({ kind: 'body', fetch, bytes });
        send({ kind: 'bodyEnded', fetch });
      };

      send({ kind: 'load', url: `${BASE}main.m3u8`, bufferGoal: 3600 });
      for (;;) {
        const at = wanted.findIndex(({ what }) => what !== 'segment');
        if (at < 0) break;
        const [request] = wanted.splice(at, 1);
        serve(request!, [documents.get(request!.url)!]);
      }
      // A person sees a picture, as in most of a film.
      send({ kind: 'playhead', at: 0, readyState: 4, frames: 1 });
      const started = cpuTime();
      while (!ended) {
        const request = wanted.shift();
        if (!request) throw new Error('Praxino: stands still');
        const [feed, segment] = request.url.slice(BASE.length).split('/').map(Number);
        const { start, duration, pieces } = feeds[feed!]!.segments[segment!]!;
        fetched = Math.max(fetched, start + duration);
        serve(request, pieces);
      }
      const took = cpuTime() - started;
      driver.destroy();
      return took;
    },
  };
}

/** A multivariant playlist of one rung, and a playlist for each feed. */
function playlists(feeds: readonly Feed[]): Map<string, Uint8Array> {
  const sound = feeds.findIndex(({ holds }) => holds === 'audio');
  const group = `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="${sound}.m3u8"`;
  const variant = '#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2"';
  const main = sound < 0 ? [variant] : [group, `${variant},AUDIO="a"`];
  const encode = (name: string, lines: readonly string[]) =>
    [`${BASE}${name}.m3u8`, new TextEncoder().encode(['#EXTM3U', ...lines, ''].join('\n'))] as const;
  const media = feeds.map(({ segments }, feed) =>
    encode(`${feed}`, [
      '#EXT-X-TARGETDURATION:3',
      '#EXT-X-PLAYLIST-TYPE:VOD',
      ...segments.flatMap(({ duration }, at) => [`#EXTINF:${duration},`, `${feed}/${at}`]),
      '#EXT-X-ENDLIST',
    ]),
  );
  return new Map([encode('main', [...main, '0.m3u8']), ...media]);
}
