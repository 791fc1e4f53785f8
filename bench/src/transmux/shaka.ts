import { cpuTime, type Contestant } from './contestant.ts';
import { loadWorker } from './worker-context.ts';

type Message =
  | { readonly cmd: 'error'; readonly error: object }
  | {
      readonly cmd: 'transmuxed';
      readonly output: { readonly init: ArrayBuffer | null; readonly data: ArrayBuffer };
    };

/** What a manifest says of the stream; the rest is found in it. */
const STREAM = {
  codecs: 'avc1.64001f,mp4a.40.2',
  channelsCount: 2,
  audioSamplingRate: 48000,
  height: 720,
  width: 1280,
  language: 'en',
};

/** The worker of Shaka Player. It takes whole segments; muxed ones twice, for the picture and for the sound. */
export function createShaka(): Contestant {
  let answer: (message: Message) => void = () => {};
  const say = loadWorker('shaka-player/dist/shaka-player.transmuxer-worker.js', (message: Message) =>
    answer(message),
  );
  let ids = 0;
  return {
    takesPieces: false,
    async pass(feeds, take) {
      const tracks = feeds.flatMap(({ holds, type, segments }) =>
        (holds === 'both' ? ['video', 'audio'] : [holds]).map((contentType) => {
          const id = ++ids;
          say({ cmd: 'init', id, mimeType: type });
          return { id, contentType, segments };
        }),
      );
      const started = cpuTime();
      for (const { id, contentType, segments } of tracks) {
        for (const [reqId, { start, duration, pieces }] of segments.entries()) {
          const refProps = {
            ...{ discontinuitySequence: 0, uris: [] },
            ...{ startTime: start, endTime: start + duration },
          };
          const message = await new Promise<Message>((resolve) => {
            answer = resolve;
            const streamProps = { id, ...STREAM };
            const data = pieces[0]!.buffer;
            say({ cmd: 'transmux', id, reqId, data, streamProps, refProps, duration, contentType });
          });
          if (message.cmd === 'error') throw new Error(`Shaka: ${JSON.stringify(message.error)}`);
          const { init, data } = message.output;
          if (init) take(`${id}`, new Uint8Array(init));
          take(`${id}`, new Uint8Array(data));
        }
      }
      const took = cpuTime() - started;
      for (const { id } of tracks) say({ cmd: 'destroy', id });
      return took;
    },
  };
}
