/** The page's half of MSE in a worker: gives the worker's handle to a video element. */
import { freshVideo, playPast, showAt } from './mse.js';

/** Runs one request in a fresh worker. `attach` is called with the element before it gets the source. */
export async function withWorker(request, attach = () => {}) {
  const video = freshVideo();
  await attach(video);
  const worker = new Worker(new URL('./append-worker.js', import.meta.url), { type: 'module' });
  try {
    const result = await new Promise((resolve, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message)));
      worker.addEventListener('message', ({ data }) => {
        if (data.handle) video.srcObject = data.handle;
        else if (data.failure) reject(new Error(data.failure));
        else resolve(data.result);
      });
      worker.postMessage(request);
    });
    if (result.buffered.length === 0) return result;
    const shown = await showAt(video, result.buffered[0][0] + 1);
    const past = await playPast(video, shown.time + 0.3);
    return { ...result, shown, played: past > shown.time };
  } finally {
    worker.terminate();
  }
}
