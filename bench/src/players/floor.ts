/**
 * No player: what the browser and the line allow. The manifest's chain of requests, then inits and first segments of
 * both tracks at once, each piece appended as it arrives; later segments one after the other, so that playback goes on.
 */
import { serve } from '../page/serve.ts';
import type { PlayerSpec } from '../page/spec.ts';

export interface FloorTrack {
  readonly mime: string;
  readonly init: string;
  readonly segments: readonly { readonly url: string; readonly start: number }[];
  readonly duration: number;
}

const AHEAD_SECONDS = 10;

/** Appends whatever is waiting, one operation at a time. */
class Appender {
  readonly #buffer: SourceBuffer;
  readonly #waiting: Uint8Array<ArrayBuffer>[] = [];

  constructor(buffer: SourceBuffer) {
    this.#buffer = buffer;
    buffer.addEventListener('updateend', () => this.#next());
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#waiting.push(bytes);
    this.#next();
  }

  /** Forgets what is left of a segment, so that another may begin. */
  reset(): void {
    this.#waiting.length = 0;
    this.#buffer.abort();
  }

  #next(): void {
    if (this.#buffer.updating) return;
    const bytes = this.#waiting.shift();
    if (bytes) this.#buffer.appendBuffer(bytes);
  }
}

interface Lane {
  readonly track: FloorTrack;
  readonly appender: Appender;
}

async function stream(body: Promise<Response>, appender: Appender): Promise<void> {
  const reader = (await body).body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) appender.add(piece.value);
}

/**
 * All tracks from given segments on, at most a fixed time ahead of the playhead: each track's next together, so that
 * none takes a share of the line from one that is needed sooner.
 */
async function feed(
  video: HTMLVideoElement,
  lanes: readonly Lane[],
  from: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; ; round += 1) {
    const next = lanes.flatMap(({ track, appender }, at) => {
      const segment = track.segments[from[at]! + round];
      return segment ? [{ ...segment, appender }] : [];
    });
    if (next.length === 0) return;
    while (Math.min(...next.map(({ start }) => start)) > video.currentTime + AHEAD_SECONDS) {
      await new Promise((resolve) => video.addEventListener('timeupdate', resolve, { once: true }));
      if (signal.aborted) return;
    }
    await Promise.all(next.map(({ url, appender }) => stream(fetch(url, { signal }), appender)));
  }
}

function openMediaSource(video: HTMLVideoElement): Promise<MediaSource> {
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  return new Promise((resolve) =>
    source.addEventListener('sourceopen', () => resolve(source), { once: true }),
  );
}

export function serveFloor(readTracks: (spec: PlayerSpec) => Promise<FloorTrack[]>): void {
  let seek: (seconds: number) => void;
  serve({
    async start({ video, spec, fail, mark }) {
      const opening = openMediaSource(video);
      void video.play();
      const tracks = await readTracks(spec);
      mark('manifest');
      const firsts = tracks.map(({ init, segments }) => [fetch(init), fetch(segments[0]!.url)] as const);
      const source = await opening;
      source.duration = Math.max(...tracks.map(({ duration }) => duration));
      const lanes = tracks.map((track) => ({
        track,
        appender: new Appender(source.addSourceBuffer(track.mime)),
      }));
      let abort = new AbortController();
      const ignoreAbort = (reason: unknown) => {
        if (!(reason instanceof DOMException && reason.name === 'AbortError')) fail(reason);
      };
      const begin = async ({ signal }: AbortController) => {
        const started = lanes.map(async ({ appender }, at) => {
          for (const answer of firsts[at]!) await stream(answer, appender);
        });
        await Promise.all(started);
        await feed(
          video,
          lanes,
          lanes.map(() => 1),
          signal,
        );
      };
      begin(abort).catch(ignoreAbort);
      seek = (seconds) => {
        abort.abort();
        abort = new AbortController();
        video.currentTime = seconds;
        for (const { appender } of lanes) appender.reset();
        const from = tracks.map(({ segments }) =>
          segments.findLastIndex(({ start }) => start <= seconds + 0.001),
        );
        feed(video, lanes, from, abort.signal).catch(ignoreAbort);
      };
    },
    seek: (seconds) => seek(seconds),
  });
}
