// The player of this page, and what the tests ask it to do. Everything goes through the package's public API.
import { Player } from '/js/praxino.js';

export const video = document.getElementById('video');

/** Resolves with what `test` gives once that is truthy: asked at every frame, event and quarter of a second. */
export function until(test, what, limit = 20_000) {
  return new Promise((resolve, reject) => {
    const end = performance.now() + limit;
    const look = () => {
      const value = test();
      if (value) return resolve(value);
      if (performance.now() > end) return reject(new Error(`waited ${limit / 1000} s for ${what}`));
      setTimeout(look, 25);
    };
    look();
  });
}

/** Plays a stream and keeps what the player says. */
export async function load(url, options = {}, settings = {}) {
  const player = new Player(settings);
  // What is made ahead of time is there when it is wanted.
  if (settings.prewarm) await new Promise((resolve) => setTimeout(resolve, 500));
  const heard = { qualities: [], decisions: [], errors: [], warnings: [], requests: [] };
  player.addEventListener('quality', ({ detail }) => heard.qualities.push(detail.quality.height));
  player.addEventListener('decision', ({ detail }) => heard.decisions.push(detail));
  player.addEventListener('error', ({ detail }) => heard.errors.push(plain(detail)));
  player.addEventListener('warning', ({ detail }) => heard.warnings.push(plain(detail)));
  player.addEventListener('request', ({ detail }) => heard.requests.push(detail));
  globalThis.praxino = { player, heard };
  player.attach(video);
  const loading = player.load(url, options);
  player.play().catch(() => undefined);
  await loading;
  return globalThis.praxino;
}

export const plain = ({ name, code, message, where, fatal }) => ({ name, code, message, where, fatal });

const canvas = document.createElement('canvas');

/** The number burned into the picture: 16 blocks across the top edge, the highest bit first. */
export function counter(of = video) {
  const { videoWidth: width, videoHeight: height } = of;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(of, 0, 0, width, height);
  let number = 0;
  for (let bit = 0; bit < 16; bit++) {
    const x = Math.floor(((bit + 0.5) * width) / 16);
    const y = Math.floor(height / 32);
    const [red] = context.getImageData(x, y, 1, 1).data;
    number = number * 2 + (red > 127 ? 1 : 0);
  }
  return number;
}
