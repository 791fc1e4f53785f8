// Many players at once, each with a fault of its own before it: what each showed, or told, and when.
import { counting } from './bad.js';
import { counter, plain } from './player.js';
import { Progress } from './progress.js';
import { Player } from '/js/praxino.js';

/** Plays `url` until the frame counter has passed `until` seconds, an error came, `limit` seconds are over, or all is. */
async function meet(video, { url, fps, until = Infinity, limit, loadOptions }, over) {
  const player = new Player();
  const began = performance.now();
  const took = () => (performance.now() - began) / 1000;
  const progress = new Progress(1 / fps);
  let rests = 0;
  const warnings = [];
  const waits = [];
  player.addEventListener('warning', ({ detail }) => warnings.push(detail.code));
  player.addEventListener('decision', ({ detail }) => detail.subject === 'wait' && waits.push(detail.why));
  player.addEventListener('request', ({ detail }) => (rests += detail.status === 206 ? 1 : 0));
  player.attach(video);
  // A start among so many others may be slow: the way counts from the first picture on.
  let first;
  const outcome = await new Promise((resolve) => {
    const look = (now) => {
      first ??= took();
      progress.see(now / 1000, counter(video) / fps);
      if (progress.film > until) resolve({ passed: took() - first });
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    player.addEventListener('error', ({ detail }) => resolve({ error: plain(detail), told: took() }));
    player.load(url, loadOptions).catch(() => undefined);
    player.play().catch(() => undefined);
    if (limit) setTimeout(() => resolve({}), limit * 1000);
    over?.then(() => resolve({}));
  });
  const { stalled } = player.stats;
  await player.destroy();
  return {
    ...outcome,
    started: first,
    seen: progress.film,
    stood: progress.stood,
    stalled,
    warnings,
    waits,
    rests,
  };
}

/** What became of each of `rows`; and of `control`, which plays until they are through. */
export default async function faults(rows, control) {
  const videos = [...rows, ...(control ? [control] : [])].map(() => {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, playsInline: true, width: 160 });
    document.body.append(video);
    return video;
  });
  const count = counting(videos);
  const all = Promise.all(rows.map((row, i) => meet(videos[i], row)));
  const beside = control && meet(videos.at(-1), control, all);
  const met = await all;
  const kept = { met, control: await beside };
  const left = await count.left();
  count.restore();
  for (const video of videos) video.remove();
  return { ...kept, left };
}
