import { bufferedFrom, Frames } from './frames.ts';
import type { BenchWindow, PlayerSpec, RunResult, RunSpec, Seek } from './spec.ts';

/** What a player's adapter is handed: the element, the task, and where to say that it failed or got somewhere. */
export interface Stage {
  readonly video: HTMLVideoElement;
  readonly spec: PlayerSpec;
  /** `mayGoOn`: the player does not say that this is its end. */
  readonly fail: (reason: unknown, mayGoOn?: boolean) => void;
  /** Where somebody wants to hear what was decided, and why. */
  readonly decided?: (what: string) => void;
  /** Milliseconds from t0; now where it is not said. */
  readonly mark: (name: string, at?: number) => void;
}

export interface Contestant {
  /** Before t0, and only in rows that say so. */
  prewarm?(spec: RunSpec): Promise<void>;
  /** Constructs the player and asks it to play; t0 was taken just before this call. */
  start(stage: Stage): void | Promise<void>;
  seek(seconds: number): void;
}

const TIMEOUT_MS = 40_000;
/** A frame this far before the target still counts as the target's: one and a half frames at 25 a second. */
const SEEK_TOLERANCE_S = 0.06;
/** A seek is asked for when this much lies ahead, near the ten seconds that all may hold, or else after a while. */
const SETTLED_AHEAD_S = 8;
const SETTLED_AFTER_MS = 4_000;

async function settle(video: HTMLVideoElement): Promise<void> {
  const since = performance.now();
  while (bufferedFrom(video, video.currentTime) < SETTLED_AHEAD_S) {
    if (performance.now() - since > SETTLED_AFTER_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function timeSeek(
  contestant: Contestant,
  video: HTMLVideoElement,
  frames: Frames,
  target: number,
  t0: number,
): Promise<Seek> {
  await settle(video);
  if (bufferedFrom(video, target) > 0) throw new Error(`${target} s was buffered before the seek`);
  const arrived = frames.next(
    ({ mediaTime }) => mediaTime >= target - SEEK_TOLERANCE_S && mediaTime < target + 1,
  );
  const asked = performance.now();
  contestant.seek(target);
  const { now } = await arrived;
  return { target, askedAt: asked - t0, took: now - asked };
}

async function play(contestant: Contestant, spec: RunSpec): Promise<RunResult> {
  const video = document.querySelector('video')!;
  const frames = new Frames(video);
  const marks: Record<string, number> = {};
  if (spec.prewarm) await contestant.prewarm?.(spec);
  let fail!: (reason: unknown) => void;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  const timer = setTimeout(() => fail(new Error(`no result in ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  video.addEventListener('error', () => fail(new Error(`video: ${video.error?.message}`)));

  const work = async (): Promise<RunResult> => {
    const awaitFirst = frames.next(() => true);
    const t0 = spec.cold ? 0 : performance.now();
    const mark = (name: string, at = performance.now() - t0): void => void (marks[name] ??= at);
    video.addEventListener('loadedmetadata', () => mark('metadata'));
    video.addEventListener('loadeddata', () => mark('decodable'));
    video.addEventListener('playing', () => mark('playing'));
    if (spec.cold) mark('code');
    void Promise.resolve(contestant.start({ video, spec, fail, mark })).catch(fail);
    const first = await awaitFirst;
    const firstHeight = video.videoHeight;
    const watch = await frames.watch(spec.watchSeconds, first);
    const seeks: Seek[] = [];
    for (const target of spec.seeks) seeks.push(await timeSeek(contestant, video, frames, target, t0));
    return {
      firstFrame: first.now - t0,
      startedAt: performance.timeOrigin + t0,
      firstHeight,
      watch,
      seeks,
      marks,
    };
  };

  try {
    return await Promise.race([work(), failed]);
  } finally {
    clearTimeout(timer);
  }
}

/** Puts the adapter where the controller, or for a cold run the page itself, finds it. */
export function serve(contestant: Contestant): void {
  const window = globalThis as unknown as BenchWindow;
  const run = (spec: RunSpec) => play(contestant, spec);
  const warmCode = async (urls: readonly string[]): Promise<void> => {
    const answers = await Promise.all(urls.map((url) => fetch(url)));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  };
  window.bench = {
    contestant,
    run,
    warmCode,
    ...(window.benchSpec && { coldResult: run(window.benchSpec) }),
  };
}
