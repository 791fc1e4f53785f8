import { cpuTime, type Contestant, type Segment } from './contestant.ts';
import { loadWorker } from './worker-context.ts';

interface Track {
  readonly data1?: Uint8Array;
  readonly data2?: Uint8Array;
}
interface Message {
  readonly event: string;
  readonly instanceNo: number;
  readonly data: {
    readonly reason?: string;
    readonly remuxResult: {
      readonly video?: Track;
      readonly audio?: Track;
      readonly initSegment?: { readonly tracks?: Readonly<Record<string, { initSegment?: Uint8Array }>> };
    };
  };
}

/** Its own defaults, as far as the transmuxer asks for them. */
const CONFIG = {
  debug: false,
  enableSoftwareAES: true,
  stretchShortVideoTrack: false,
  maxAudioFramesDrift: 1,
  forceKeyFrameOnDiscontinuity: true,
  handleMpegTsVideoIntegrityErrors: 'process',
};

/** The worker of hls.js; with `progressive` it takes pieces as they come. */
export function createHlsjs(progressive: boolean): Contestant {
  let take: Parameters<Contestant['pass']>[1] = () => {};
  const say = loadWorker('hls.js/dist/hls.worker.js', ({ event, instanceNo, data }: Message) => {
    if (event === 'hlsError') throw new Error(`hls.js: ${data.reason}`);
    if (event !== 'transmuxComplete') return;
    const { initSegment, video, audio } = data.remuxResult;
    const give = (type: string, bytes: Uint8Array | undefined) => {
      if (bytes) take(`${instanceNo} ${type}`, bytes);
    };
    for (const [type, track] of Object.entries(initSegment?.tracks ?? {})) give(type, track.initSegment);
    for (const [type, track] of Object.entries({ video, audio })) {
      give(type, track?.data1);
      give(type, track?.data2);
    }
  });

  const push = (instanceNo: number, { start, duration, pieces }: Segment, sn: number): void => {
    const chunkMeta = (id: number, size: number) => ({
      ...{ level: 0, sn, part: -1, id, size, duration, partial: false, iframe: false },
      ...{ transmuxing: times(), buffering: { audio: times(), video: times(), audiovideo: times() } },
    });
    pieces.forEach((piece, at) => {
      const first = sn === 0 && at === 0;
      say({
        ...{ instanceNo, cmd: 'demux', data: piece.buffer, decryptdata: null },
        chunkMeta: chunkMeta(at + 1, piece.byteLength),
        state: {
          ...{ discontinuity: first, contiguous: !first, trackSwitch: first, initSegmentChange: first },
          ...{ accurateTimeOffset: true, timeOffset: start },
        },
      });
    });
    say({ instanceNo, cmd: 'flush', chunkMeta: chunkMeta(pieces.length, 0) });
  };

  return {
    takesPieces: progressive,
    async pass(feeds, taker) {
      take = taker;
      feeds.forEach(({ holds, segments }, instanceNo) => {
        const typeSupported = { mpeg: true, mp3: true, ac3: true };
        const config = JSON.stringify({ ...CONFIG, progressive });
        const id = holds === 'audio' ? 'audio' : 'main';
        say({ instanceNo, cmd: 'init', typeSupported, id, config });
        const { duration } = segments[0]!;
        say({ instanceNo, cmd: 'configure', config: { duration, defaultInitPts: null } });
      });
      const started = cpuTime();
      feeds.forEach(({ segments }, instanceNo) =>
        segments.forEach((segment, sn) => push(instanceNo, segment, sn)),
      );
      return cpuTime() - started;
    },
  };
}

const times = () => ({ start: 0, executeStart: 0, executeEnd: 0, end: 0 });
