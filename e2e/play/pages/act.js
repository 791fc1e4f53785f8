// What comes after watching: seeks, switches, the end. Each goes on with the player that watch.js made.
import { counter, until, video } from './player.js';

/** The next presented frame at or after `from` seconds; its time and its number. */
function frameAt(from) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`no frame at ${from} s; the playhead is at ${video.currentTime}`)),
      15_000,
    );
    // The second one: the first may be announced before a canvas can have it.
    let shown = 0;
    const seen = (_, { mediaTime }) => {
      if (mediaTime >= from - 0.05 && mediaTime <= from + 2) shown += 1;
      if (shown < 2) return video.requestVideoFrameCallback(seen);
      clearTimeout(limit);
      resolve({ mediaTime, counter: counter() });
    };
    video.requestVideoFrameCallback(seen);
  });
}

const actions = {
  async seek({ to }) {
    const { player } = globalThis.praxino;
    const buffered = player.stats.videoBuffered.some(([start, end]) => start <= to && to < end);
    const began = performance.now();
    player.seek(to);
    if (video.paused) void player.play();
    await frameAt(to);
    const took = performance.now() - began;
    await until(() => video.currentTime > to + 0.5, `playing on after ${to} s`);
    // A canvas may have what a seek shows only some frames later (WebKit).
    return { ...(await frameAt(to)), buffered, took };
  },

  /** What is on the screen a little later. */
  async look() {
    return frameAt(video.currentTime + 0.1);
  },

  /** Pins each rung in turn and waits until it is on the screen. */
  async switch({ heights }) {
    const { player } = globalThis.praxino;
    const shown = [];
    for (const height of heights) {
      const { stalled } = player.stats;
      const rung = player.qualities.find((one) => one.height === height);
      player.selectQuality(rung.id);
      await until(
        () => video.videoHeight === height && player.quality?.height === height,
        `${height}p on the screen`,
      );
      shown.push({ height: video.videoHeight, auto: player.auto, stalled: player.stats.stalled - stalled });
    }
    player.selectQuality('auto');
    return { shown, auto: player.auto };
  },

  /** Plays for a second at each speed; how fast pictures followed each other. */
  async speed({ from, rates }) {
    const { player } = globalThis.praxino;
    player.seek(from);
    if (video.paused) void player.play();
    await frameAt(from);
    const told = [];
    for (const rate of rates) {
      const { stalls, stalled } = player.stats;
      video.playbackRate = rate;
      // What was decoded for the speed before is through.
      await frameAt(video.currentTime + 0.1 * rate);
      const began = [performance.now(), video.currentTime];
      await new Promise((resolve) => setTimeout(resolve, 1200));
      const seconds = (performance.now() - began[0]) / 1000;
      told.push({
        rate,
        measured: (video.currentTime - began[1]) / seconds,
        stalls: player.stats.stalls - stalls,
        stalled: player.stats.stalled - stalled,
      });
    }
    video.playbackRate = 1;
    return told;
  },

  /** Plays from one place to another. */
  async cross({ from, to }) {
    const { player, heard } = globalThis.praxino;
    player.seek(from);
    if (video.paused) void player.play();
    await frameAt(from);
    const before = heard.decisions.length;
    await until(() => video.currentTime > to, `${to} s`, 20_000);
    await frameAt(to);
    return {
      changesType: typeof SourceBuffer.prototype.changeType === 'function',
      rebuilt: heard.decisions.slice(before).some(({ subject }) => subject === 'rebuild'),
    };
  },

  async end() {
    const { player } = globalThis.praxino;
    player.seek(player.duration - 1);
    await until(() => video.ended, 'the end');
    await until(() => player.state === 'ended', 'the player to say so');
    return { at: video.currentTime, duration: player.duration };
  },

  async log() {
    const { player } = globalThis.praxino;
    const bytes = new Uint8Array(await (await player.exportLog()).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000)
      text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  },

  async destroy() {
    await globalThis.praxino?.player.destroy();
    return { src: video.currentSrc, srcObject: video.srcObject !== null, readyState: video.readyState };
  },
};

export default (action, details = {}) => actions[action](details);
