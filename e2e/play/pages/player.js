// The player of this page, and what the tests ask it to do. Everything goes through the package's public API.
import { counterOf } from './counter.js';
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

export const counter = (of = video) => counterOf(of);
