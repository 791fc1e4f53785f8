/**
 * No player: what the browser and the line allow. The manifest's chain of requests, then inits and first segments of
 * both tracks at once, each piece appended as it arrives; later segments one after the other, so that playback goes on.
 */
import { serve } from '../page/serve.ts';
import type { RunSpec } from '../page/spec.ts';

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

async function stream(body: Promise<Response>, appender: Appender): Promise<void> {
  const reader = (await body).body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) appender.add(piece.value);
}

/** Fetches one track from a segment on, at most a fixed time ahead of the playhead. */
async function feed(
  video: HTMLVideoElement,
  track: FloorTrack,
  appender: Appender,
  from: number,
  signal: AbortSignal,
) {
  for (let at = from; at < track.segments.length; at += 1) {
    while (track.segments[at]!.start > video.currentTime + AHEAD_SECONDS) {
      await new Promise((resolve) => video.addEventListener('timeupdate', resolve, { once: true }));
      if (signal.aborted) return;
    }
    await stream(fetch(track.segments[at]!.url, { signal }), appender);
  }
}

function openMediaSource(video: HTMLVideoElement): Promise<MediaSource> {
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  return new Promise((resolve) =>
    source.addEventListener('sourceopen', () => resolve(source), { once: true }),
  );
}

export function serveFloor(readTracks: (spec: RunSpec) => Promise<FloorTrack[]>): void {
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
      const appenders = tracks.map(({ mime }) => new Appender(source.addSourceBuffer(mime)));
      let abort = new AbortController();
      const ignoreAbort = (reason: unknown) => {
        if (!(reason instanceof DOMException && reason.name === 'AbortError')) fail(reason);
      };
      tracks.forEach((track, at) => {
        const [init, first] = firsts[at]!;
        const { signal } = abort;
        const begin = async () => {
          await stream(init, appenders[at]!);
          await stream(first, appenders[at]!);
          await feed(video, track, appenders[at]!, 1, signal);
        };
        begin().catch(ignoreAbort);
      });
      seek = (seconds) => {
        abort.abort();
        abort = new AbortController();
        video.currentTime = seconds;
        tracks.forEach((track, at) => {
          appenders[at]!.reset();
          const from = track.segments.findLastIndex(({ start }) => start <= seconds + 0.001);
          feed(video, track, appenders[at]!, from, abort.signal).catch(ignoreAbort);
        });
      };
    },
    seek: (seconds) => seek(seconds),
  });
}
