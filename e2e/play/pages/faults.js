// Many players at once, each with a fault of its own before it: what each showed, or told, and when.
import { counting } from './bad.js';
import { counter, plain } from './player.js';
import { Progress } from './progress.js';
import { Player } from '/js/praxino.js';

/** Plays `url` until the frame counter has passed `until` seconds, an error came, or `limit` seconds are over. */
async function meet(video, { url, fps, until, limit, loadOptions }) {
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
  const outcome = await new Promise((resolve) => {
    // A start among so many others may be slow: the way counts from the first picture on.
    let first;
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
    setTimeout(() => resolve({}), limit * 1000);
  });
  const { stalled } = player.stats;
  await player.destroy();
  return { ...outcome, seen: progress.film, stood: progress.stood, stalled, warnings, waits, rests };
}

export default async function faults(rows) {
  const videos = rows.map(() => {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, playsInline: true, width: 160 });
    document.body.append(video);
    return video;
  });
  const count = counting(videos);
  const met = await Promise.all(rows.map((row, i) => meet(videos[i], row)));
  // What a page's own request needs to notice that it was aborted.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const left = count.left();
  count.restore();
  for (const video of videos) video.remove();
  return { met, left };
}
