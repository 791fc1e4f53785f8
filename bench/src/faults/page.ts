/** In the page, beside a contestant's own script: has it play, and watches the pictures and what it tells. */
import { counterOf } from '../../../e2e/play/pages/counter.js';
import { Progress } from '../../../e2e/play/pages/progress.js';
import type { BenchWindow } from '../page/spec.ts';
import type { Met, MeetSpec, MeetWindow } from './spec.ts';

async function meet(spec: MeetSpec): Promise<Met> {
  const { contestant } = (window as BenchWindow).bench!;
  const video = document.querySelector('video')!;
  const began = performance.now();
  const took = () => (performance.now() - began) / 1000;
  const progress = new Progress(1 / spec.fps);
  const decided: [number, string][] = [];
  let told: Met['told'];
  let passed = false;

  await new Promise<void>((end) => {
    let waiting = setTimeout(end, 1000 * spec.limit);
    const look: VideoFrameRequestCallback = (now) => {
      if (!progress.begun) {
        clearTimeout(waiting);
        waiting = setTimeout(end, 1000 * spec.limit);
      }
      progress.see(now / 1000, counterOf(video) / spec.fps);
      passed ||= progress.film > spec.until;
      if (passed) end();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    const fail = (reason: unknown, mayGoOn = false) => {
      const { code = '', message = String(reason) } = reason as { code?: string; message?: string };
      told ??= { at: took(), what: code || message };
      if (!mayGoOn) end();
    };
    const stage = {
      video,
      spec,
      fail,
      mark: () => {},
      ...(spec.trace && { decided: (what: string) => void decided.push([took(), what]) }),
    };
    Promise.resolve(contestant.start(stage)).catch(fail);
  });
  const { stood, leftOut, film } = progress;
  return {
    passed,
    ...(told && { told }),
    stood,
    leftOut,
    film,
    began: performance.timeOrigin + began,
    decided,
  };
}

(window as MeetWindow).meet = meet;
